"""Diff, fourth step: how far the version number has to move, and whether it did (S002-51, S002-72).

- major: a rating under the new version may mean something else: scale, areas, career levels or anchors gone
  or moved, a name no longer understood, caps or evidence rules other than before;
- minor: something came in, or changed beside the ratings;
- patch: other words for the same.

Below 1.0.0 nothing is promised yet, so a minor step is enough for everything.
"""

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from assessor.domain.base import Frozen

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


class Bump(IntEnum):
    """Steps of a version number, smallest first."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        """Its name in small letters."""
        return self.name.lower()


class Rule(NamedTuple):
    """What a difference in one kind of part asks for."""

    removed: Bump
    added: Bump
    moved: Bump
    reworded: Bump
    far: Bump | None = None
    """Where few words are left; as `reworded` where not given."""


_STRICT = Rule(Bump.MAJOR, Bump.MAJOR, Bump.MAJOR, Bump.MAJOR)
_ANCHOR = Rule(Bump.MAJOR, Bump.MINOR, Bump.MAJOR, Bump.PATCH)
_TEXT = Rule(Bump.MINOR, Bump.MINOR, Bump.MINOR, Bump.PATCH)
_NUMBER = Rule(Bump.MINOR, Bump.MINOR, Bump.MINOR, Bump.MINOR)
_SPELLING = Rule(Bump.MAJOR, Bump.MINOR, Bump.MAJOR, Bump.MAJOR)
_MEANING = Rule(Bump.MAJOR, Bump.MAJOR, Bump.MAJOR, Bump.PATCH, far=Bump.MAJOR)
_LINE = Rule(Bump.MAJOR, Bump.MAJOR, Bump.MAJOR, Bump.PATCH)
RULES: dict[str, Rule] = {
    "skill area": _ANCHOR,
    "career level": _ANCHOR,
    "anchor": _ANCHOR,
    "strong behaviour": _ANCHOR,
    "rating indicator": _ANCHOR,
    "order of career levels": _STRICT,
    "scale": _STRICT,
    "language": _STRICT,
    "rating": _STRICT,
    "rating label": Rule(Bump.MAJOR, Bump.MAJOR, Bump.MAJOR, Bump.MINOR),
    "rating definition": _MEANING,
    "discriminator": Rule(Bump.MINOR, Bump.MINOR, Bump.MINOR, Bump.PATCH, far=Bump.MAJOR),
    "evidence rule": _STRICT,
    "evidence type": Rule(Bump.MAJOR, Bump.MINOR, Bump.MAJOR, Bump.PATCH),
    "red line": _LINE,
    "red-line cap": _STRICT,
    "promotion rule": _STRICT,
    "standing of an area": _STRICT,
    "metric check": _NUMBER,
    "expected band": _NUMBER,
    "spelling of an area": _SPELLING,
    "spelling of a career level": _SPELLING,
}
"""By kind of part; a kind that is not here is text for the reader."""
FAR = 0.5
"""Share of words changed from which a text counts as another one."""


def bump_for(what: str, kind: str, changed: float = 0.0) -> Bump:
    """The step one difference asks for.

    Args:
        what: kind of part.
        kind: `added`, `removed`, `moved`, `changed`, `renumbered` or `reworded`.
        changed: for `reworded`, share of words that changed.
    """
    rule = RULES.get(what, _TEXT)
    if kind == "renumbered":
        return Bump.PATCH
    if kind == "changed":
        return rule.reworded
    if kind == "reworded" and rule.far is not None and changed >= FAR:
        return rule.far
    step: Bump = getattr(rule, kind)
    return step


class VersionVerdict(Frozen):
    """Whether the new version number says what changed."""

    needed: str
    """`none`, `patch`, `minor` or `major`."""
    given: str
    """The same, or `lower` for a number that went back, or `unreadable` for one that is not `X.Y.Z`."""
    enough: bool
    reasons: tuple[str, ...]
    """The differences that ask for the step needed."""
    sentence: str


def version_verdict(old: str, new: str, steps: Sequence[tuple[Bump, str]]) -> VersionVerdict:
    """Judge the number of a new version.

    Args:
        old: version of before.
        new: version of after.
        steps: what each difference asks for, with its description; none where nothing differs.
    """
    needed = max((step for step, _ in steps), default=Bump.NONE)
    reasons = tuple(why for step, why in steps if step is needed) if needed else ()
    before, after = _numbers(old), _numbers(new)
    if before is None or after is None:
        bad = new if after is None else old
        sentence = f"{bad!r} is no version number; expected X.Y.Z, whole numbers."
        return VersionVerdict(
            needed=needed.word, given="unreadable", enough=False, reasons=reasons, sentence=sentence
        )
    given = _step(before, after)
    asked = min(needed, Bump.MINOR) if before[0] == 0 else needed
    enough = given is not None and given >= asked
    word = "lower" if given is None else given.word
    return VersionVerdict(
        needed=needed.word, given=word, enough=enough, reasons=reasons,
        sentence=_sentence(old, new, needed, asked, word, before, enough=enough),
    )  # fmt: skip


def _numbers(version: str) -> tuple[int, int, int] | None:
    match = _VERSION.fullmatch(version)
    return None if match is None else (int(match[1]), int(match[2]), int(match[3]))


def _step(before: tuple[int, int, int], after: tuple[int, int, int]) -> Bump | None:
    if after < before:
        return None
    if after == before:
        return Bump.NONE
    first = next(at for at in range(3) if before[at] != after[at])
    return (Bump.MAJOR, Bump.MINOR, Bump.PATCH)[first]


def _sentence(
    old: str, new: str, needed: Bump, asked: Bump, given: str, before: tuple[int, int, int], *, enough: bool
) -> str:
    young = " (below 1.0.0 a minor step will do)" if asked < needed else ""
    if needed is Bump.NONE:
        return f"nothing differs; {old} to {new} is a {given} step." if old != new else "nothing differs."
    asks = f"the changes ask for a {needed.word} step{young}"
    if enough:
        return f"{asks}; {old} to {new} is a {given} step and enough."
    got = "goes back" if given == "lower" else "is no step" if given == "none" else f"is a {given} step only"
    return f"{asks}; {old} to {new} {got}. Expected {_next(before, asked)} or above."


def _next(before: tuple[int, int, int], step: Bump) -> str:
    major, minor, patch = before
    return {
        Bump.MAJOR: f"{major + 1}.0.0",
        Bump.MINOR: f"{major}.{minor + 1}.0",
        Bump.PATCH: f"{major}.{minor}.{patch + 1}",
    }[step]
