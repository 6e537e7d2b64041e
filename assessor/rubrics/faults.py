"""Before stage 1: where a fault in a rubric pack lies and what it is, in the words of the pack."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from assessor.rubrics.strict_yaml import kind_of

_SHOWN_CHARS = 40
_WORDING = {
    "Input should be": "expected",
    "a valid string": "text",
    "a valid integer": "a whole number",
    "a valid array": "a list",
    "an object": "a mapping",
}
"""Pydantic's words for what a pack's author calls otherwise."""


class Fault(NamedTuple):
    """One thing that is wrong with a pack."""

    place: str
    """`skill area 'X', level 'Y'`; empty where the pack as a whole is meant."""
    what: str
    """Expected and got, without a full stop."""

    def sentence(self, file: str) -> str:
        """The fault as one line.

        >>> Fault("skill area 'X'", "owner is empty").sentence("packs/p.yaml")
        "packs/p.yaml, skill area 'X': owner is empty."
        """
        return f"{file}, {self.place}: {self.what}." if self.place else f"{file}: {self.what}."


def in_area(area: str, level: str | None = None) -> str:
    """Place of a skill area, or of its cell at one career level."""
    return f"skill area {area!r}" + (f", level {level!r}" if level is not None else "")


def blank_texts(pack: Any, path: tuple[str | int, ...] = (), top: Any = None) -> list[Fault]:
    """A fault for each text in a pack that holds nothing but white space.

    Args:
        pack: the pack as read, or a part of it.
        path: where that part lies in `top`; both are left out by callers.
        top: the whole pack.
    """
    top = pack if top is None else top
    if isinstance(pack, str):
        return [_fault_at(top, path, "is empty; expected text")] if not pack.strip() else []
    parts: Sequence[tuple[str | int, Any]] = ()
    if isinstance(pack, Mapping):
        parts = tuple(pack.items())
    elif isinstance(pack, Sequence):
        parts = tuple(enumerate(pack))
    return [fault for key, part in parts for fault in blank_texts(part, (*path, key), top)]


def schema_fault(pack: Mapping[str, Any], error: ErrorDetails) -> Fault:
    """What pydantic found, told in the words of the pack."""
    path = error["loc"]
    if error["type"] == "missing":
        return _fault_at(pack, path, "is missing")
    if error["type"] == "extra_forbidden":
        return _fault_at(pack, path, "is an unknown key")
    expected = error["msg"]
    for theirs, ours in _WORDING.items():
        expected = expected.replace(theirs, ours)
    got = error["input"]
    shown = repr(got) if isinstance(got, str | int) and len(str(got)) <= _SHOWN_CHARS else kind_of(got)
    return _fault_at(pack, path, f"{expected}, got {shown}", separator=": ")


def _fault_at(pack: Any, path: Sequence[str | int], what: str, *, separator: str = " ") -> Fault:
    """Name the skill area, cell or career level on the way to `path`, then the key itself."""
    names: list[str] = []
    keys: list[str] = []
    here = pack
    for step in path:
        here = _part(here, step)
        owner = keys[-1] if keys else ""
        named = {"skill_areas": "skill area", "career_levels": "career level", "cells": "level"}.get(owner)
        if isinstance(step, str):
            keys.append(step)
        elif named:
            name = _part(here, "career_level" if named == "level" else "name")
            names.append(f"{named} {name!r}" if name else f"{named} number {step + 1}")
            keys = []
        else:
            keys[-1:] = [f"{owner}[{step}]"]
    key = ".".join(keys)
    return Fault(", ".join(names), f"{key}{separator}{what}" if key else what)


def _part(whole: Any, step: str | int) -> Any:
    """One step down; `None` where the pack is not shaped that way."""
    if isinstance(step, str):
        return whole.get(step) if isinstance(whole, Mapping) else None
    return whole[step] if isinstance(whole, Sequence) and step < len(whole) else None
