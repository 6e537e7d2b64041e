"""Pre-check: marks that people write into their work on purpose, found by patterns in both languages.

A mark is no judgement of the work. What the drafter's cues see of conduct (a figure that was checked, said in
any words) comes from the caller and counts beside the patterns of `marks.yaml`.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from assessor.domain.text import Segment
from assessor.rubrics.strict_yaml import read_mapping

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_LEAST_VERSIONS = 2
"""So many different numbers make a history where no heading says so."""


class Marks(NamedTuple):
    """What one redacted text shows, each with its place, empty where it does not stand there."""

    figures: tuple[str, ...]
    """Places of figures, each place once."""
    verified: str
    source: str
    ai_named: str
    ai_use: str
    """Where it says which part AI had, or that it had none."""
    ai_none: bool
    edited: str
    ai_as_proof: str
    """Where the AI's word stands for a proof."""
    versions: str
    inputs: str
    validation: str


class CueSeen(NamedTuple):
    """A cue of the drafter, by its kind and where it was seen."""

    kind: str
    locator: str


def marks_of(
    text: str, segments: Sequence[Segment], cues: Collection[CueSeen] = (), *, instructs: bool = False
) -> Marks:
    """What a redacted text shows.

    Args:
        text: redacted.
        segments: its places.
        cues: what the drafter's cues saw; only their kinds and places are used.
        instructs: whether it tells others what to do, as a template does: that something is to be checked is
            then no mark of its having been checked.
    """
    look = _Look(text, segments)
    by_kind: dict[str, str] = {}
    for cue in cues:
        by_kind.setdefault(cue.kind, cue.locator)
    ai_none = look.first("ai_none")
    verified = look.first("verified", unless="not")
    if not instructs:
        verified = verified or look.first("verifying", unless="not") or by_kind.get("verified", "")
    return Marks(
        figures=tuple(dict.fromkeys(look.every("figure"))),
        verified=verified,
        source=look.first("source"),
        ai_named=look.first("ai"),
        ai_use=ai_none or look.first("ai", beside="ai_part"),
        ai_none=bool(ai_none),
        edited=look.first("edited"),
        ai_as_proof=by_kind.get("ai_word", ""),
        versions=look.first("versions") or look.versions(),
        inputs=look.first("inputs"),
        validation=look.first("validation") or by_kind.get("validation_step", ""),
    )


class _Look:
    """A text, sentence by sentence."""

    def __init__(self, text: str, segments: Sequence[Segment]) -> None:
        self._text = text
        self._segments = segments
        self._sentences = tuple(_sentences(text))

    def every(self, mark: str) -> Iterator[str]:
        """Places of every sentence that has the mark."""
        for start, sentence in self._sentences:
            found = _search(mark, sentence)
            if found is not None:
                yield self._place(start + found.start())

    def first(self, mark: str, *, unless: str = "", beside: str = "") -> str:
        """Place of the first sentence that has the mark and one beside it, and not what takes it back."""
        for start, sentence in self._sentences:
            found = _search(mark, sentence)
            if found is None or (unless and _search(unless, sentence)):
                continue
            if not beside or _search(beside, sentence):
                return self._place(start + found.start())
        return ""

    def versions(self) -> str:
        """Place of the first of several different version numbers."""
        places: dict[str, int] = {}
        for pattern in _patterns()["version"]:
            for found in pattern.finditer(self._text):
                places.setdefault(re.sub(r"\D+", ".", found[0]), found.start())
        return self._place(min(places.values())) if len(places) >= _LEAST_VERSIONS else ""

    def _place(self, offset: int) -> str:
        inside = (one for one in self._segments if one.start <= offset < one.end)
        return next((one.locator for one in inside), "") or f"character {offset}"


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


def _search(mark: str, sentence: str) -> "re.Match[str] | None":
    found = (pattern.search(sentence) for pattern in _patterns()[mark])
    return next((one for one in found if one is not None), None)


@cache
def _patterns() -> dict[str, tuple["re.Pattern[str]", ...]]:
    file = resources.files("assessor.review.packets") / "marks.yaml"
    listed = read_mapping(file.read_bytes(), file="marks.yaml", code="marks_invalid")
    return {
        name: tuple(re.compile(one, re.IGNORECASE) for one in patterns) for name, patterns in listed.items()
    }
