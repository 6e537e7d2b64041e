"""Stage 2 of 7: people in tables, separated values and JSON, where the heading or the key says what a cell holds."""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import LETTER, UPPER
from assessor.guardrails.vocabulary import Vocabulary

_PERSON_HEADING = re.compile(
    r"(?:full[ _-]?|customer[ _-]?|kunden[ _-]?)?(?:name|owner|csm|ae|assignee|contact|author|reviewer|approver|attendee|participant|manager|"
    r"account[ _-]?(?:manager|owner)|deputy|backup|sponsor|champion|reporter|employee|user|first[ _-]?name|last[ _-]?name|surname|who|lead|"
    r"vorname|nachname|ansprechpartner(?:in)?|kontakt|verantwortlich(?:e|er)?|zuständig|bearbeiter(?:in)?|betreuer(?:in)?|mitarbeiter(?:in)?|"
    r"vertretung|stellvertretung|verfasser(?:in)?|teilnehmer(?:in)?|wer|person|nutzer(?:in)?|inhaber(?:in)?|"
    r"teilnehmende|beteiligte|anwesend|coach|trainer(?:in)?|buyer|einkäufer(?:in)?|assigned to|zugewiesen)(?:s|nen)?",
    re.IGNORECASE,
)
_NAME_CELL = re.compile(rf"[{UPPER}][{LETTER}'’.-]*(?:[ \t]+[{LETTER}][{LETTER}'’.-]*){{0,4}}")
_PAIR = re.compile(
    r"[\"'](?P<key>[\w -]{2,24})[\"'][ \t]*:[ \t]*\[?[ \t]*(?P<values>\"[^\"\n]{2,60}\"(?:[ \t]*,[ \t]*\"[^\"\n:]{2,60}\"(?![ \t]*:))*)"
)
_VALUE = re.compile(r"\"([^\"\n]+)\"")
_AND = re.compile(r"[ \t]*[/,&+][ \t]*|[ \t]+(?:und|and|u\.)[ \t]+")
"""What stands between two people in one cell."""
_BESIDE_HEADING = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LONGEST_HEADING = 30
_SEPARATORS = ("|", ";", "\t", ",")


def find_in_rows(text: str, vocabulary: Vocabulary) -> Iterator[DetectedSpan]:
    """Spans of type PERSON over cells and values whose heading or key names people."""
    for pair in _PAIR.finditer(text):
        if _PERSON_HEADING.fullmatch(pair.group("key").strip()):
            for value in _VALUE.finditer(pair.group("values")):
                yield from _named(
                    text, pair.start("values") + value.start(1), value.group(1), vocabulary, "json"
                )
    yield from _in_tables(text, vocabulary)


def _in_tables(text: str, vocabulary: Vocabulary) -> Iterator[DetectedSpan]:
    columns: list[int] = []
    separator = ""
    width = 0
    at = 0
    for line in text.splitlines(keepends=True):
        if not separator:
            separator, columns, width = _as_heading(line)
        elif line.count(separator) == width:
            place = at
            for number, cell in enumerate(line.rstrip("\r\n").split(separator)):
                if number in columns:
                    yield from _named(text, place, cell, vocabulary, "table")
                place += len(cell) + 1
        else:
            separator, columns, width = _as_heading(line)
        at += len(line)


def _as_heading(line: str) -> tuple[str, list[int], int]:
    """The separator of a heading that names people, their columns, and how many separators a row has."""
    for separator in _SEPARATORS:
        cells = line.rstrip("\r\n").split(separator)
        if len(cells) > 1 and all(len(cell) <= _LONGEST_HEADING for cell in cells):
            columns = [number for number, cell in enumerate(cells) if _is_of_people(cell)]
            if columns:
                return separator, columns, len(cells) - 1
    return "", [], 0


def _is_of_people(heading: str) -> bool:
    """`Owner`, `Sponsor / Champion`, `Kontakt (Kunde)`."""
    names = _BESIDE_HEADING.sub("", heading).strip(" \t*\"'").split("/")
    return all(_PERSON_HEADING.fullmatch(name.strip()) for name in names)


def _named(text: str, start: int, cell: str, vocabulary: Vocabulary, rule: str) -> Iterator[DetectedSpan]:
    for piece in _AND.split(cell):
        # A piece is looked for behind the one before it, so that equal names keep their own places.
        begin = start + cell.index(piece)
        yield from _name_in(text, begin, piece, vocabulary, rule)
        start, cell = begin + len(piece), cell[cell.index(piece) + len(piece) :]


def _name_in(text: str, start: int, cell: str, vocabulary: Vocabulary, rule: str) -> Iterator[DetectedSpan]:
    name = cell.strip(" \t\"'*")
    begin = start + cell.find(name)
    if name and _NAME_CELL.fullmatch(name):
        kept = vocabulary.within(text, begin, begin + len(name))
        if kept is not None and kept == (begin, begin + len(name)):
            yield DetectedSpan(start=kept[0], end=kept[1], type="PERSON", score=0.85, rule=f"people.{rule}")
