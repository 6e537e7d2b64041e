"""Stage 4, rating a text with a fitted rater, and which of its sentences moved the score.

A sentence's part is what the score would be without it: take it out, look again, compare. That is honest for
any model, and cheap, since nothing is embedded twice.
"""

from assessor.domain.base import Frozen
from assessor.drafting.fitting.behaviours import Reference
from assessor.drafting.fitting.criterion import Criterion
from assessor.drafting.fitting.cuts import level_at
from assessor.drafting.fitting.features import features_of_parts
from assessor.drafting.fitting.parts import parts_of
from assessor.drafting.fitting.rater import FittedRater
from assessor.errors import InputError, ModelError
from assessor.ports import Embedder


class Moved(Frozen):
    """What one sentence does to the score; `[start:end]` is where it first stands in the text."""

    start: int
    end: int
    change: float
    """Score with it less score without it."""


class FittedRating(Frozen):
    """A level and what it comes from."""

    level: int
    score: float
    moved: tuple[Moved, ...]
    """Every distinct sentence, the one that moved the score most first."""


def rate(rater: FittedRater, text: str, criterion: Criterion, embedder: Embedder) -> FittedRating:
    """What a fitted rater says of a text.

    Args:
        rater: fitted with the same embedder.
        text: redacted text.
        criterion: what it is rated on. One that no labelled text had is rated by what all have in common.
        embedder: embeds the text and the criterion's reference.

    Raises:
        InputError: `nothing_to_rate`, the text has no sentence; `invalid_text`, it holds a lone surrogate.
        ModelError: `vectors_stale`; the rater was fitted with another embedder.
    """
    if rater.embedder != embedder.id:
        raise ModelError(
            f"rater fitted with embedder {rater.embedder}, asked to rate with {embedder.id}.",
            code="vectors_stale",
            hint="Fit the rater again.",
        )
    (parts,) = parts_of([text], embedder)
    if not parts:
        raise InputError(
            "the text has no sentence with a letter or digit in it.",
            code="nothing_to_rate",
            hint="Treat it as insufficient evidence, not as a low level.",
        )
    reference = Reference(criterion, embedder)
    without = [parts[:place] + parts[place + 1 :] for place in range(len(parts))]
    looks = [parts, *without]
    score, *others = rater.scores(features_of_parts(looks, [reference] * len(looks))).tolist()
    moved = [
        Moved(start=part.start, end=part.end, change=score - other)
        for part, other in zip(parts, others, strict=True)
    ]
    return FittedRating(
        level=level_at(score, rater.levels, rater.cuts),
        score=score,
        moved=tuple(sorted(moved, key=lambda one: (-abs(one.change), one.start))),
    )
