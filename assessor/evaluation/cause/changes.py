"""Cause: what may be changed in a replay, read from `KIND=VALUE`."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from assessor.errors import InputError

ChangeKind = Literal["model", "prompt", "rubric", "retrieval", "policy", "learned"]
_KINDS: tuple[str, ...] = get_args(ChangeKind)
_FILES = ("prompt", "rubric", "policy")
_SEVERAL = ("prompt", "rubric", "learned")
"""Kinds that may be named more than once and are one change all the same: files for several rubrics, say."""
_SHORT = 12


@dataclass(frozen=True)
class Search:
    """What `retrieval=` chooses."""

    area_told: bool = True
    rows: int | None = None
    share: float | None = None


@dataclass(frozen=True)
class Change:
    """One thing changed, as it was asked for."""

    kind: ChangeKind
    values: tuple[str, ...]

    value: str
    """For people and manifests: files by their names alone, each with the begin of its digest."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """Files of it."""
        return tuple(Path(one) for one in self.values)

    @property
    def slug(self) -> str:
        """Part of a folder's name: the kind, and a digest of the value."""
        return f"{self.kind}-{hashlib.sha256(self.value.encode()).hexdigest()[:8]}"

    @property
    def search(self) -> Search:
        """The value of `retrieval=`.

        Raises:
            InputError: code `bad_change`.
        """
        found = Search()
        for part in (part.strip() for one in self.values for part in one.split(",")):
            found = _with_part(found, part)
        return found


def read_changes(given: Sequence[str]) -> tuple[Change, ...]:
    """Changes in the order of their kinds.

    Raises:
        InputError: code `bad_change`: no `KIND=VALUE`, an unknown kind, one named twice, a file that cannot
            be read, or a retrieval that cannot be understood.
    """
    values: dict[str, list[str]] = {}
    for one in given:
        kind, equals, value = one.partition("=")
        if not equals or not value or kind not in _KINDS:
            raise _bad(f"expected KIND=VALUE with a kind out of {', '.join(_KINDS)}")
        if kind in values and kind not in _SEVERAL:
            raise _bad(f"{kind} was named twice; a replay changes one thing, to one value")
        values.setdefault(kind, []).append(value)
    changes = tuple(_change(kind, tuple(values[kind])) for kind in _KINDS if kind in values)
    for change in changes:
        if change.kind == "retrieval":
            _ = change.search
    return changes


def told(changes: Iterable[Change]) -> dict[str, str]:
    """Changes as a manifest keeps them."""
    return {one.kind: one.value for one in changes}


def _change(kind: str, values: tuple[str, ...]) -> Change:
    return Change(cast("ChangeKind", kind), values, ", ".join(_shown(kind, one) for one in values))


def _shown(kind: str, value: str) -> str:
    if kind not in _FILES:
        return value
    return f"{Path(value).name} {hashlib.sha256(_content(kind, value)).hexdigest()[:_SHORT]}"


def _content(kind: str, value: str) -> bytes:
    try:
        return Path(value).read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise _bad(f"{kind}={value}: cannot be read ({reason})") from None


def _with_part(found: Search, part: str) -> Search:
    if part in ("given", "proposed"):
        return Search(part == "given", found.rows, found.share)
    if (rows := re.fullmatch(r"rows:([1-9]\d?)", part)) is not None:
        return Search(found.area_told, int(rows[1]), found.share)
    if (share := re.fullmatch(r"share:(1(?:\.0+)?|0?\.\d{1,3})", part)) is not None and float(share[1]) > 0:
        return Search(found.area_told, found.rows, float(share[1]))
    raise _bad("retrieval: expected given, proposed, rows:N or share:X (0 to 1), parted by commas")


def _bad(what: str) -> InputError:
    return InputError(
        f"--change {what}.", code="bad_change", hint="Example: --change prompt=draft-rating.en.md"
    )
