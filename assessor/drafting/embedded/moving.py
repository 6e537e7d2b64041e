"""Stage 4, which sentences a fitted draft cites: those likely to decide that moved the level most."""

from collections.abc import Sequence

from assessor.drafting.levels.model import Look

MOST_CITED = 0.25
"""Share of a text's characters that its citations may take together."""
MOST_SENTENCES = 4


def chosen(lengths: Sequence[int], look: Look) -> tuple[int, ...]:
    """Places of the sentences to cite, the one that counts most first.

    A sentence counts as much as it moved the level times how likely it decides. One that does not fit into
    the share left is passed over, unless none is chosen yet: a level without any evidence is worse.

    Args:
        lengths: of the n distinct sentences, in characters.
        look: at these sentences.
    """
    counts = [abs(moved) * weight for moved, weight in zip(look.moved, look.weight, strict=True)]
    order = sorted(range(len(lengths)), key=lambda place: (-counts[place], place))
    budget = MOST_CITED * sum(lengths)
    taken: list[int] = []
    for place in order:
        if len(taken) < MOST_SENTENCES and lengths[place] <= budget:
            taken.append(place)
            budget -= lengths[place]
    return tuple(taken) or tuple(order[:1])
