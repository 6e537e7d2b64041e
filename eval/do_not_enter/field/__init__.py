"""Whole work artefacts of 80 to 150 words, half of which hold something that must not enter.

Every one that must be stopped has a clean neighbour on the same subject. `en.txt` and `de.txt` tell the same
stories; they were looked at while cues were written, and their clean artefacts are trained on (`tuned`).
`fresh_*.txt` were written after that, oblique on purpose, and only measured (`untouched`).
`near_misses.jsonl` holds clean artefacts alone, by another hand, most of them with sentences that merely
sound like a category; a third is only measured, the same in both languages, for many are translations.
`clean_third.jsonl` holds clean artefacts by a third hand, all of them only measured.
A text file holds records that begin with `=== stop|pass CATEGORY KIND`.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

FOLDER = Path(__file__).parent
SECRET = "@@SECRET@@"  # noqa: S105 - stands where a credential goes; none is kept in a file
Lang = Literal["en", "de"]
Half = Literal["tuned", "untouched"]
HALVES: tuple[tuple[Half, Lang], ...] = (
    ("tuned", "en"), ("tuned", "de"), ("untouched", "en"), ("untouched", "de"),
)  # fmt: skip
_RECORD = re.compile(r"^=== (stop|pass) (\w+) (\w+)\n", re.MULTILINE)


class FieldText(NamedTuple):
    """One artefact and what must become of it."""

    id: str
    category: str
    lang: Lang
    stops: bool
    half: Half
    text: str


def field_texts() -> Iterator[FieldText]:
    """All of them, in the order of the files."""
    for half, lang in HALVES:
        name = f"fresh_{lang}" if half == "untouched" else lang
        parts = _RECORD.split((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))[1:]
        for number, (expect, category, _, text) in enumerate(zip(*[iter(parts)] * 4, strict=True)):
            yield FieldText(
                id=f"{name}-{number}",
                category=category,
                lang=lang,
                stops=expect == "stop",
                half=half,
                text=text.strip().replace(SECRET, f"Herbst!Regen{6 * 7}-Tor"),
            )


_MEASURED_OF = 3


def clean_by_third_hand() -> Iterator[FieldText]:
    """Clean artefacts that are only measured, in the order of the file."""
    for number, row in enumerate(_rows("clean_third")):
        yield FieldText(
            id=f"clean-third-{number}",
            category="none",
            lang=row["lang"],
            stops=False,
            half="untouched",
            text=row["text"],
        )


def _rows(name: str) -> Iterator[dict[str, Any]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    yield from map(json.loads, lines)


def near_misses() -> Iterator[FieldText]:
    """Clean artefacts by another hand, in the order of the file."""
    for row in _rows("near_misses"):
        number = int(row["id"].rsplit("-", 1)[1])
        yield FieldText(
            id=row["id"],
            category="none",
            lang=row["lang"],
            stops=False,
            half="tuned" if number % _MEASURED_OF else "untouched",
            text=row["text"],
        )
