"""Before stage 1: a rubric pack on disk becomes a checked `Rubric`, or an error that says what is wrong."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from assessor.domain.base import Frozen
from assessor.domain.rubric import Rubric
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.checks import faults_of
from assessor.rubrics.faults import Fault, blank_texts, schema_fault
from assessor.rubrics.options import MARK, with_option
from assessor.rubrics.shipped import shipped
from assessor.rubrics.strict_yaml import kind_of, read_mapping

_CODE = "rubric_invalid"
_Kind = TypeVar("_Kind", bound=Frozen)


def load_pack(path: Path) -> Rubric:
    """Read and check one pack file.

    Returns:
        The rubric, its `sha256` being the digest of the file's bytes, 64 hex digits.

    Raises:
        InputError: code `rubric_invalid`. The file cannot be read, is no strict YAML, has a missing, unknown
            or mistyped key, or breaks a rule of `checks`. The message has one line for each fault, with file,
            skill area, career level, and what was expected and got.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}).", code=_CODE) from error
    return _parsed(content, file=str(path))


@cache
def load_rubric(rubric_id: str) -> Rubric:
    """The packaged rubric of this id; read once in a process.

    Args:
        rubric_id: `ID` for the version in force, or `ID@VERSION`, which may be one of before; with an
            optional area behind a `:`, as in `csm-matrix:ai@1.0.0`, the rubric with that area.

    Raises:
        NotFoundError: code `unknown_rubric`, `unknown_version` or `unknown_option`; the message lists what
            exists.
        InputError: code `unrateable_rubric` for a role profile; code `rubric_invalid`, as for `load_pack`.
    """
    named, _, version = rubric_id.partition("@")
    base, mark, option = named.partition(MARK)
    if mark:
        return with_option(load_rubric(f"{base}@{version}" if version else base), option)
    if version:
        return find_version(load_rubric(base), version, shipped("packs/archive"))
    packs = shipped("packs")
    if rubric_id in shipped("profiles"):
        raise InputError(
            f"{rubric_id} is a role profile without a scale, so nobody can be rated by it; "
            f"rubrics with a scale: {', '.join(packs)}.",
            code="unrateable_rubric",
            hint=f"Read it with `assessor rubric show {rubric_id}`.",
        )
    if rubric_id not in packs:
        raise NotFoundError(
            f"no rubric {rubric_id!r}; expected one of: {', '.join(packs)}.",
            code="unknown_rubric",
            hint="See `assessor rubric list`.",
        )
    file = f"packs/{rubric_id}.yaml"
    rubric = _parsed(packs[rubric_id].read_bytes(), file=file)
    if rubric.id != rubric_id:
        raise invalid(file, [Fault("", f"id {rubric.id!r}; expected {rubric_id!r}, as the file is named")])
    return rubric


def find_version(current: Rubric, version: str, archive: Mapping[str, Traversable]) -> Rubric:
    """One version of a rubric: the one in force, or one from the archive.

    Args:
        current: the version in force.
        version: as ratings pin it.
        archive: files by `ID-VERSION`.

    Raises:
        NotFoundError: code `unknown_version`; the message lists what exists.
        InputError: code `rubric_invalid`, as for `load_pack`, or where a file holds another version than it
            is named after.
    """
    if current.version == version:
        return current
    name = f"{current.id}-{version}"
    if name not in archive:
        known = [one.removeprefix(f"{current.id}-") for one in archive if one.startswith(f"{current.id}-")]
        raise NotFoundError(
            f"rubric {current.id} has no version {version!r}; "
            f"there are {', '.join((*known, current.version))}.",
            code="unknown_version",
            hint="Give ID@VERSION with one of these, or a pack file.",
        )
    file = f"packs/archive/{name}.yaml"
    rubric = _parsed(archive[name].read_bytes(), file=file)
    if (rubric.id, rubric.version) != (current.id, version):
        found = f"holds {rubric.id} {rubric.version}; expected {current.id} {version}, as the file is named"
        raise invalid(file, [Fault("", found)])
    return rubric


def versions_of(rubric_id: str) -> tuple[str, ...]:
    """Versions of a packaged rubric that can be loaded, the one in force last."""
    prefix = f"{rubric_id}-"
    old = (name.removeprefix(prefix) for name in shipped("packs/archive") if name.startswith(prefix))
    return (*sorted(old), load_rubric(rubric_id).version)


def list_rubrics() -> tuple[Rubric, ...]:
    """Every packaged rubric, ordered by id.

    Raises:
        InputError: code `rubric_invalid`, as for `load_pack`.
    """
    return tuple(load_rubric(rubric_id) for rubric_id in shipped("packs"))


def _parsed(content: bytes, *, file: str) -> Rubric:
    rubric = validated(Rubric, content, file=file)
    faults = faults_of(rubric)
    if faults:
        raise invalid(file, faults)
    return rubric


def validated(kind: type[_Kind], content: bytes, *, file: str, code: str = _CODE) -> _Kind:
    """A YAML file as a value of `kind`, with the digest of its bytes in `sha256`.

    Raises:
        InputError: `code`; every fault of format in one message.
    """
    pack = read_mapping(content, file=file, code=code)
    for key, origin in (("sha256", "it is taken from the file"), ("translation", "it is set on loading")):
        if key in pack:
            raise invalid(file, [Fault("", f"{key} is an unknown key; {origin}")], code=code)
    blanks = blank_texts(pack)
    if blanks:
        raise invalid(file, blanks, code=code)
    try:
        text = json.dumps({**pack, "sha256": hashlib.sha256(content).hexdigest()}, default=_plain)
    except TypeError as error:
        raise invalid(file, [Fault("", str(error))], code=code) from error
    try:
        # Strict JSON lets lists become tuples, but never text a number, nor the number 1.0 a version.
        return kind.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise invalid(file, [schema_fault(pack, detail) for detail in error.errors()], code=code) from error


def _plain(value: object) -> str:
    """Dates as ISO 8601, nothing else that JSON does not know."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"expected text, numbers, dates, lists and mappings, got {kind_of(value)}")


def invalid(file: str, faults: Sequence[Fault], *, code: str = _CODE) -> InputError:
    """The error that tells every fault of a file, a line each."""
    return InputError(
        "\n".join(fault.sentence(file) for fault in faults),
        code=code,
        hint="Correct the file and load it again.",
    )
