"""Pre-check: the manifest of a packet, what it says of each file, and what is wrong with it.

YAML or JSON. Every field may be left open, since a template is filled in bit by bit; what is open counts as
not given. A key that does not exist is an error: a misspelt one would silently be lost.
"""

import json
from datetime import date
from pathlib import PurePath
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError

from assessor.domain.artefact import ArtefactKind, Subject
from assessor.domain.base import Frozen
from assessor.domain.text import Language
from assessor.errors import InputError
from assessor.rubrics.strict_yaml import kind_of, read_mapping

CODE = "packet_invalid"
MAX_BYTES = 1_000_000
_HINT = "Begin with `assessor precheck --template DIR`; the fields: `assessor schema packet`."


Day = date
"""A field called `date` would hide the type of that name."""


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_as_list, json_schema_input_type=str | tuple[str, ...])]
"""One name, or a list of them."""


class EvidenceEntry(Frozen):
    """What the packet says of one piece of evidence (S000-31)."""

    file: str
    """Path inside the packet's folder."""
    kind: ArtefactKind | None = None
    date: Day | None = None
    """Day on which the work was done; a mail has its own."""
    skill_area: Names = Field(default=(), max_length=2)
    """Area it is offered for, or two of them; proposed where left open."""
    workflow: str | None = None
    source_checked: str | None = None
    """System or document its figures and claims were checked against."""
    ai_use: Literal["none", "edited", "unedited"] | None = None
    """Whether AI had a part, and whether a person edited the result."""
    outcome: str | None = None


class PartEntry(Frozen):
    """Where one of the three written parts stands: in a file, or here."""

    file: str | None = None
    text: str | None = None


def _as_part(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


Part = Annotated[PartEntry, BeforeValidator(_as_part, json_schema_input_type=str | PartEntry)]


class ScopeAnswer(Frozen):
    """The answer to one scope test of the target level."""

    test: str | None = None
    """The question, repeated for the reader."""
    answer: str | None = None
    evidence: Names = ()
    """Files of the packet in which it shows."""


class PacketManifest(Frozen):
    """A promotion packet: scope, evidence, risks handled, what changed for customers (S000-48)."""

    rubric: str | None = None
    level: str | None = None
    """Career level aimed at."""
    areas: Names = ()
    """Skill areas the packet is about; all of the rubric where left open."""
    submitted_on: date | None = None
    lang: Language | None = None
    subject: Subject = Subject()
    """Names and addresses of the assessee, so that they are found for certain."""
    scope: Part = PartEntry()
    evidence: tuple[EvidenceEntry, ...] = ()
    risks: Part = PartEntry()
    customers: Part = PartEntry()
    scope_tests: tuple[ScopeAnswer, ...] = ()
    signals: dict[str, Names] = Field(default_factory=dict)
    """Growth signal to the files in which the person says it shows."""


def read_manifest(content: bytes, *, file: str) -> PacketManifest:
    """A manifest from the bytes of its file.

    Raises:
        InputError: code `packet_invalid`; every fault on a line of its own. Values are not repeated.
    """
    found = _mapping(content, file=file)
    try:
        return PacketManifest.model_validate(_given(found))
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        lines = [f"{file}, {_place(one['loc'])}: {_what(one['type'], one['msg'])}." for one in faults]
        raise InputError("\n".join(dict.fromkeys(lines)), code=CODE, hint=_HINT) from None


def _mapping(content: bytes, *, file: str) -> dict[str, Any]:
    if PurePath(file).suffix.lower() != ".json":
        return {} if not content.strip() else read_mapping(content, file=file, code=CODE)
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"{file}: expected UTF-8, got other bytes at position {error.start}."
        raise InputError(message, code=CODE, hint=_HINT) from None
    except (json.JSONDecodeError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{file}{line}: is not valid JSON.", code=CODE, hint=_HINT) from None
    if not isinstance(found, dict):
        raise InputError(f"{file}: expected an object, got {kind_of(found)}.", code=CODE, hint=_HINT)
    return found


def _given(value: Any) -> Any:
    """The value without what was left open: nothing, blank text, and what holds nothing else."""
    if isinstance(value, dict):
        kept = {str(key): _given(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, "")}
    if isinstance(value, list):
        # A scope test is told by its place: an open one stays, as an empty entry.
        return [{} if one is None else one for one in map(_given, value) if one != ""]
    return value.strip() if isinstance(value, str) else value


def _place(path: tuple[int | str, ...]) -> str:
    """Keys with the number of the entry, counted from 1.

    >>> _place(("evidence", 0, "date"))
    'evidence 1: date'
    """
    named = ""
    for step in path:
        named = f"{named} {step + 1}" if isinstance(step, int) else f"{named}: {step}" if named else step
    return named or "the file"


def _what(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "is an unknown key"
    if kind == "missing":
        return "is missing"
    return message[0].lower() + message[1:]
