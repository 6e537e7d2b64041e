"""The probe `reordered`: the author's paragraphs in another order.

Headings, mail headers, salutations, tables, code and lists stay where they are, and paragraphs stay below
their heading. A text with no two paragraphs to exchange has the sentences of its longest one exchanged.
"""

import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import TypeVar

from assessor.domain.editing import Edit
from assessor.domain.text import Segment, SegmentRole
from assessor.drafting.embedded.sentences import sentences_in
from assessor.evaluation.probes.lists import dice
from assessor.evaluation.probes.source import Source, with_edits

_HEADER = re.compile(r"[\w.-]{2,20}(?: [\w.-]{1,20})?:[ \t]")
_ITEM = re.compile(r"\s*(?:[-*•–+]|\d{1,2}[.)]|[a-z]\))\s")
_LEAST_CHARS = 60
"""Shorter paragraphs are salutations, sign-offs or labels."""
_LEAST = 2
_Kind = TypeVar("_Kind")


def reordered(source: Source, seed: int) -> Source | None:
    """Paragraphs exchanged, or sentences; None where there is nothing to exchange."""
    chance = dice(seed, "reordered", source.text)
    runs = [run for run in _runs(source) if len(run) >= _LEAST]
    edits = [edit for run in runs for edit in _exchanged(source.text, run, chance)]
    return with_edits(source, edits or _sentences(source, chance))


def _runs(source: Source) -> Iterator[list[Segment]]:
    """Paragraphs that may change places with one another."""
    run: list[Segment] = []
    for segment in source.segments:
        if segment.role is SegmentRole.HEADING:
            yield run
            run = []
        elif _is_prose(segment, source.text):
            run.append(segment)
    yield run


def _is_prose(segment: Segment, text: str) -> bool:
    said = text[segment.start : segment.end]
    fixed = _HEADER.match(said) or _ITEM.match(said) or said.lstrip().startswith(("|", "```", "~~~", "<"))
    return (
        segment.role is SegmentRole.BODY
        and not fixed
        and len(said) >= _LEAST_CHARS
        and not {"\t", "|"} & set(said)
        and not said.rstrip().endswith((",", ":"))
    )


def _exchanged(text: str, places: Sequence[Segment], chance: Random) -> list[Edit]:
    order = _other_order(list(range(len(places))), chance)
    return [
        Edit(place.start, place.end, text[places[other].start : places[other].end])
        for place, other in zip(places, order, strict=True)
    ]


def _sentences(source: Source, chance: Random) -> list[Edit]:
    prose = [one for one in source.segments if _is_prose(one, source.text)]
    if not prose:
        return []
    longest = max(prose, key=lambda one: one.end - one.start)
    found = list(sentences_in(source.text, longest.start, longest.end))
    if len(found) < _LEAST:
        return []
    order = _other_order(list(range(len(found))), chance)
    return [
        Edit(place.start, place.end, found[other].text) for place, other in zip(found, order, strict=True)
    ]


def _other_order(values: list[_Kind], chance: Random) -> list[_Kind]:
    """Another order of at least two distinct values."""
    shuffled = values
    while shuffled == values:
        shuffled = chance.sample(values, len(values))
    return shuffled
