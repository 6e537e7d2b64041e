"""Which items of a run hang together, so that they are resampled and swapped as one."""

from collections.abc import Sequence

from assessor.domain.run import RunItem


def groups_of(items: Sequence[RunItem]) -> tuple[str, ...]:
    """For each item the id of the first one it hangs together with.

    Items hang together that share a twin label, or whose texts are the same, as where one text is rated in
    two skill areas. It goes on from item to item: what hangs together with a twin does so with its pair.
    """
    leader: dict[str, str] = {}

    def lead(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for item in items:
        own = lead(f"item {item.id}")
        for shared in (f"text {item.text_digest}", *_twin(item)):
            leader[lead(shared)] = own
    ends = [lead(f"item {one.id}") for one in items]
    first: dict[str, str] = {}
    for item, end in zip(items, ends, strict=True):
        first.setdefault(end, item.id)
    return tuple(first[end] for end in ends)


def _twin(item: RunItem) -> tuple[str, ...]:
    # A label names a pair within a rubric's file; another rubric may use the same word.
    return () if item.labels.twin is None else (f"twin {item.labels.rubric} {item.labels.twin}",)
