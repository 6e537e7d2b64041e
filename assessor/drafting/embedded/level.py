"""Stage 4, fourth step: from the kinds of cues found to a level, by the table in `rules.yaml`.

Only which kinds were found counts, never how often: more of the same text must not move a level.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

from assessor.drafting.embedded.cues import cue_kinds
from assessor.drafting.embedded.lexicon import load


@dataclass(frozen=True)
class LevelRule:
    """A row of the table: the condition in words for people, and as data."""

    id: str
    level: int
    words: Mapping[str, str]
    all: tuple[str, ...]
    any: tuple[str, ...]
    none: tuple[str, ...]
    at_least: int
    of: str


@dataclass(frozen=True)
class Judgement:
    """What the rules make of the finds: a level, the rule that decided, and the levels not ruled out."""

    level: int
    rule: LevelRule
    interval: tuple[int, int]
    absent: tuple[str, ...]
    """Groups and kinds the next level would need and that were not found."""


@dataclass(frozen=True)
class Sufficiency:
    """How much evidence a level needs."""

    min_words: int
    min_cue_sentences: int
    supporting: frozenset[str]


def scale_id() -> str:
    """The one scale the table speaks about."""
    return str(load("rules.yaml")["scale"])


@cache
def sufficiency() -> Sufficiency:
    """The floor below which no level is proposed."""
    row = load("rules.yaml")["sufficiency"]
    return Sufficiency(row["min_words"], row["min_cue_sentences"], frozenset(row["supporting"]))


@cache
def level_rules() -> tuple[LevelRule, ...]:
    """The table in its order; the last rule always holds."""
    return tuple(_rule_of(row) for row in load("rules.yaml")["rules"])


def unsettled(kinds: AbstractSet[str]) -> frozenset[str]:
    """The kinds that count, without those that others settle.

    >>> sorted(unsettled({"ai_word", "verified"}))
    ['verified']
    """
    settled_by: dict[str, str] = load("rules.yaml")["settled_by"]
    return frozenset(kind for kind in kinds if kind not in settled_by or not _holds(settled_by[kind], kinds))


def judge(kinds: AbstractSet[str], *, lowest: int, highest: int) -> Judgement:
    """The level the first matching rule gives, with the levels the evidence is compatible with.

    The interval is the level plus and minus one. Where good and bad signs stand side by side it reaches down
    to what the bad ones alone would give and up to what the good ones alone would give. Red lines do not
    widen it: they are for the cap and the reviewer.

    Args:
        kinds: kinds of cues found; may be empty.
        lowest: lower end of the scale; the interval is clipped to it.
        highest: upper end of the scale; the interval is clipped to it.
    """
    rule = _deciding(kinds)
    low, high = rule.level - 1, rule.level + 1
    against = {kind for kind in kinds if not cue_kinds()[kind].positive and not cue_kinds()[kind].red_line}
    in_favour = {kind for kind in kinds if cue_kinds()[kind].positive}
    if against and in_favour:
        low = min(low, _deciding(against).level)
        high = max(high, _deciding(in_favour).level)
    interval = (max(low, lowest), min(high, highest))
    needs: list[str] = load("rules.yaml")["next_level"][rule.level]
    return Judgement(rule.level, rule, interval, tuple(need for need in needs if not _holds(need, kinds)))


def _deciding(kinds: AbstractSet[str]) -> LevelRule:
    return next(rule for rule in level_rules() if _matches(rule, kinds))


def _matches(rule: LevelRule, kinds: AbstractSet[str]) -> bool:
    return (
        all(_holds(name, kinds) for name in rule.all)
        and (not rule.any or any(_holds(name, kinds) for name in rule.any))
        and not any(_holds(name, kinds) for name in rule.none)
        and (not rule.at_least or len(_members(rule.of) & kinds) >= rule.at_least)
    )


def _holds(name: str, kinds: AbstractSet[str]) -> bool:
    return bool(_members(name) & kinds)


@cache
def _members(name: str) -> frozenset[str]:
    """The kinds a name in a condition stands for: a group's, or the kind itself."""
    groups: dict[str, list[str]] = load("rules.yaml")["groups"]
    return frozenset(groups.get(name, [name]))


def _rule_of(row: Mapping[str, Any]) -> LevelRule:
    when = row["when"]
    at_least = when.get("at_least", {"count": 0, "of": ""})
    return LevelRule(
        id=row["id"],
        level=row["level"],
        words=row["words"],
        all=tuple(when.get("all", ())),
        any=tuple(when.get("any", ())),
        none=tuple(when.get("none", ())),
        at_least=at_least["count"],
        of=at_least["of"],
    )
