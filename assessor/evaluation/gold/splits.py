"""Whether labelled items keep their splits apart: what was learned from must not be measured with."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from assessor.domain.base import Frozen
from assessor.domain.digests import seen_digests, sentence_digests, short_digest
from assessor.domain.gold import SplitFault
from assessor.domain.run import Overlap
from assessor.formats.gold import GoldItem

_MOST_SHARED = 0.5
"""Share of an item's sentences up to which a likeness is taken for the trade's common phrases."""


class Seen(Frozen):
    """What a fitted model has seen: short digests of texts and of their sentences alike."""

    model: str
    digests: frozenset[str]

    @classmethod
    def of(cls, model: str, texts: Iterable[str]) -> "Seen":
        """Name everything that was seen."""
        found: set[str] = set()
        for text in texts:
            found |= seen_digests(text)
        return cls(model=model, digests=frozenset(found))


def overlaps(items: Sequence[GoldItem], seen: Iterable[Seen]) -> tuple[Overlap, ...]:
    """Items that a model has seen: the same text, or more than half of its sentences.

    Args:
        items: to be measured with.
        seen: one for each fitted model in effect.
    """
    found = []
    for model in seen:
        for item in items:
            sentences = sentence_digests(item.text)
            known = len(sentences & model.digests)
            same = short_digest(item.text) in model.digests
            if same or known > _MOST_SHARED * len(sentences):
                found.append(
                    Overlap(
                        item=item.id,
                        split=item.split.value,
                        model=model.model,
                        sentences=known,
                        of=len(sentences),
                        same_text=same,
                    )
                )
    return tuple(found)


def split_faults(items: Sequence[GoldItem]) -> tuple[SplitFault, ...]:
    """Twins in two splits, and texts of two splits that are the same or share most of their sentences."""
    return (*_twins_apart(items), *_shared_apart(items))


def _twins_apart(items: Sequence[GoldItem]) -> Iterator[SplitFault]:
    twins: dict[str, list[GoldItem]] = defaultdict(list)
    for item in items:
        if item.twin is not None:
            twins[item.twin].append(item)
    for first, *others in twins.values():
        yield from (_fault("twin_apart", first, one) for one in others if one.split is not first.split)


def _shared_apart(items: Sequence[GoldItem]) -> Iterator[SplitFault]:
    holders: dict[str, list[int]] = defaultdict(list)
    sentences = [seen_digests(item.text) for item in items]
    for place, digests in enumerate(sentences):
        for digest in digests:
            holders[digest].append(place)
    for place, item in enumerate(items):
        later = (one for digest in sentences[place] for one in holders[digest] if one > place)
        shared = Counter(one for one in later if items[one].split is not item.split)
        for other, count in sorted(shared.items()):
            if short_digest(items[other].text) in sentences[place]:
                yield _fault("same_text", item, items[other])
            # The digest of the whole text is one of each set.
            elif count > _MOST_SHARED * (min(len(sentences[place]), len(sentences[other])) - 1):
                yield _fault("shared_sentences", item, items[other])


def _fault(code: str, first: GoldItem, second: GoldItem) -> SplitFault:
    return SplitFault(code=code, items=(first.id, second.id), splits=(first.split, second.split))
