"""Files nobody can use, read in real children: one clear sentence each, within limits, and the next file is read."""

import re
from collections.abc import Iterator

import pytest

from assessor.errors import UnreadableError
from assessor.intake.pool import IntakePool
from assessor.intake.read import SUPPORTED
from assessor.intake.sandbox import Limits

from .bad_files import HOSTILE, BadFile, one_of_each
from .memory import peak_of_living_children

GOOD = one_of_each()
CONTAINERS = (".docx", ".pptx", ".xlsx", ".pdf")
FOREIGN = {
    # Whatever it is called, it is told what it really is.
    **{real: set(SUPPORTED) - {real} for real in (".docx", ".pptx", ".xlsx", ".pdf")},
    **{real: set(SUPPORTED) for real in (".zip", ".png", ".exe", ".elf", ".gz")},
    ".eml": set(SUPPORTED) - {".eml"},
    ".html": set(SUPPORTED) - {".html", ".htm", ".md", ".txt"},
    **{real: set(CONTAINERS) for real in (".csv", ".json", ".vtt", ".md", ".txt")},
}
WRONG = [(real, name) for real, names in FOREIGN.items() for name in sorted(names)]
PATIENT = Limits(wall_s=60.0)
"""On a busy machine the wall clock proves nothing; the 8 s of processor time are those of production."""
JARGON = re.compile(
    r"code point|surrogate|\bNUL\b|deflate|central directory|exception|Error\b|None\b|bytes\(|\\x"
)


PEAKS: list[int] = []
"""Memory of the reading child after each file of this module."""


@pytest.fixture(scope="module")
def pool() -> Iterator[IntakePool]:
    with IntakePool(limits=PATIENT) as one:
        one.confinement()
        yield one


def failure_of(pool: IntakePool, data: bytes, name: str) -> UnreadableError:
    """The error of a file, after looking at what must hold for every one of them."""
    with pytest.raises(UnreadableError) as caught:
        pool.read(data, name, lang="en")
    PEAKS.append(peak_of_living_children())
    error = caught.value
    assert error.code != "intake_failed"
    # What and where, expected and got, in one sentence; then what to do.
    assert re.fullmatch(r"[A-Z][^\n]{10,200}\.", error.message)
    assert error.hint
    assert error.hint.endswith(".")
    assert not JARGON.search(str(error))
    assert not re.search(r"[.!?] [A-Z]", error.message)
    return error


@pytest.mark.parametrize("bad", HOSTILE, ids=[bad.label for bad in HOSTILE])
def test_each_has_its_code_and_the_next_file_is_read(pool: IntakePool, bad: BadFile) -> None:
    data = bad.build()
    assert failure_of(pool, data, bad.name).code == bad.code
    assert pool.read(b"We call on Monday.", "a.txt").text == "We call on Monday."


@pytest.mark.parametrize("extension", SUPPORTED)
def test_an_empty_file_is_said_to_be_empty(pool: IntakePool, extension: str) -> None:
    for data in (b"", b"\r\n \t", bytes(1_000)):
        assert failure_of(pool, data, f"a{extension}").code == "empty"


@pytest.mark.parametrize(("real", "name"), WRONG)
def test_a_file_under_another_extension_is_told_so(pool: IntakePool, real: str, name: str) -> None:
    error = failure_of(pool, GOOD[real], f"a{name}")
    assert error.code == "wrong_extension"
    assert f"expected {name}" in error.message


@pytest.mark.parametrize("extension", SUPPORTED)
@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99])
def test_a_file_cut_short_is_damaged_or_read_as_far_as_it_goes(
    pool: IntakePool, extension: str, share: float
) -> None:
    whole = GOOD.get(extension, GOOD[".html"])
    data = whole[: max(1, int(len(whole) * share))]
    if extension in CONTAINERS:
        # A PDF of which only the letters %PDF are left reads as text.
        assert failure_of(pool, data, f"a{extension}").code in {"damaged_file", "wrong_extension"}
        return
    try:
        artefact = pool.read(data, f"a{extension}", lang="en")
    except UnreadableError as error:
        assert error.code in {"damaged_file", "not_a_mail", "empty"}  # noqa: PT017  # either outcome is right
    else:
        assert all(segment.end <= len(artefact.text) for segment in artefact.segments)
        assert artefact.segments


def test_memory_of_the_children_stays_under_the_limit(pool: IntakePool) -> None:
    assert pool.read(b"We call on Monday.", "a.txt", lang="en").text
    PEAKS.append(peak_of_living_children())
    # A child that has read anything takes at least a few megabytes, so the look is known to work.
    assert 10_000_000 < max(PEAKS) < 1_500_000_000


ODD_BUT_SOUND = {
    "duplicate-keys": (b'{"a": "MARKER", "a": 1}', "a.json"),
    "not-a-number": (b'{"a": NaN, "b": -Infinity, "c": "MARKER"}', "a.json"),
    "unclosed-quote": (b'a,"MARKER' + b"x,y\n" * 400_000, "a.csv"),
    "many-headers": (b"From: a@example.com\n" + b"X-Trace: 1\n" * 100_000 + b"\nMARKER", "a.eml"),
    "two-byte-lines": (b"#\n" * 900_000 + b"MARKER", "a.md"),
    "long-line": (b"x" * 1_999_990 + b" MARKER", "a.txt"),
    "many-rows": (b"a\n" * 900_000 + b"MARKER\n", "a.csv"),
    "million-cells": (b"1," * 950_000 + b"MARKER", "a.csv"),
    "many-values": (b"1\n" * 900_000 + b'"MARKER"', "a.json"),
    "many-blocks": (b"WEBVTT\n\n00:01.000 --> 00:02.000\nMARKER\n\n" + b"x\n\n" * 600_000, "a.vtt"),
}


@pytest.mark.parametrize(("data", "name"), ODD_BUT_SOUND.values(), ids=ODD_BUT_SOUND.keys())
def test_odd_and_long_files_are_read_in_time(data: bytes, name: str) -> None:
    with IntakePool(limits=PATIENT) as pool:
        artefact = pool.read(data, name, lang="en")
    at = artefact.text.index("MARKER")
    assert [segment for segment in artefact.segments if segment.start <= at < segment.end]
