"""Reads the passages and puts them into artefacts, as they would be met."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
TRAINED_ON = ("tuned", "train", "train_field", "train_topics")
MEASURED = ("untouched", "untouched_other", "untouched_third")
"""Never trained on. The second and the third are each by another hand than all that trains."""
SLOT = "@@"
"""Where a passage goes in a carrier."""

Row = dict[str, Any]
"""`category`, `lang`, `expect` (`stop`, `redact` or `pass`), `text`, and `amounts` where they must go."""


def read_rows(*names: str) -> list[Row]:
    """The passages of some files of this folder, in order."""
    return [
        json.loads(line)
        for name in names
        for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def carriers(lang: str) -> list[str]:
    """Harmless artefacts of 80 to 200 words with one slot each."""
    return [row["text"] for row in read_rows("carriers") if row["lang"] == lang]


def artefacts(*names: str) -> Iterator[tuple[Row, str]]:
    """Each passage with an artefact that holds it; the carriers take turns."""
    for index, row in enumerate(read_rows(*names)):
        held = carriers(row["lang"])
        yield row, held[index % len(held)].replace(SLOT, row["text"])
