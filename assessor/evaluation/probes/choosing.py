"""Which labelled items a run of probes takes: of every rubric and language as equally many as there are."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from assessor.formats.gold import GoldItem


def chosen(items: Sequence[GoldItem], limit: int | None) -> tuple[GoldItem, ...]:
    """At most `limit` items, the same for the same ids; rubrics and languages take turns.

    Labels play no part. Within a rubric and language the digest of the id decides, so that a larger limit
    takes the same items and more.
    """
    groups: dict[tuple[str, str], list[GoldItem]] = defaultdict(list)
    for item in sorted(items, key=lambda one: (_digest(one.id), one.id)):
        groups[item.rubric, item.lang].append(item)
    turns = [(place, group, item) for group, members in groups.items() for place, item in enumerate(members)]
    turns.sort(key=lambda one: one[:2])
    return tuple(item for _, _, item in turns[:limit])


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
