"""The probes `injection` and `injection_public`: an order to the rater, in every place where one can hide."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from assessor.domain.text import SegmentRole
from assessor.errors import NotFoundError
from assessor.evaluation.probes.lists import load
from assessor.evaluation.probes.source import Source, with_added

_PUBLIC = Path("injection") / "train.jsonl"
_TAGS = 0xE0000
_ASCII = 0x80
_LONGEST_CHARS = 600
"""Longer ones are whole documents, which say more than an order."""


class Attack(NamedTuple):
    """An order, and the form it stands in."""

    form: str
    text: str


def own_attacks() -> tuple[Attack, ...]:
    """The orders of this package."""
    return tuple(Attack(one["form"], one["text"]) for one in load("injections.yaml"))


def public_attacks(folder: Path | None) -> tuple[Attack, ...]:
    """Attacks nobody here wrote, English and German, from the folder of public data.

    Raises:
        NotFoundError: code `public_data_missing`.
    """
    try:
        lines = [] if folder is None else (folder / _PUBLIC).read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    rows: list[Mapping[str, str]] = [json.loads(line) for line in lines]
    attacks = tuple(
        Attack("visible", row["text"])
        for row in rows
        if row["label"] == "injection" and row["lang"] in ("en", "de") and len(row["text"]) <= _LONGEST_CHARS
    )
    if not attacks:
        raise NotFoundError(
            f"public attacks: no {_PUBLIC} in the folder of public data.",
            code="public_data_missing",
            hint="Name the folder in ASSESSOR_DATA, or leave the probe injection_public out.",
        )
    return attacks


def injecting(attacks: Sequence[Attack]) -> Callable[[Source, int], Source | None]:
    """A change that puts one of n attacks in, the next seed the next one, early or at the end by turns."""

    def change(source: Source, seed: int) -> Source | None:
        attack = attacks[seed % len(attacks)]
        early = seed // len(attacks) % 2 == 1
        if attack.form == "attachment":
            # A stored artefact is drafted alone: nothing can be attached to it any more.
            return None if source.redacted else replace(source, beside=attack.text)
        role = SegmentRole.QUOTED if attack.form == "quoted" else SegmentRole.BODY
        return with_added(source, FORMS[attack.form](attack.text), early=early, role=role)

    return change


def _zero_width(text: str) -> str:
    return "\u200b".join(text)


def _tags(text: str) -> str:
    """Tag characters, which nothing shows; a letter that has none is left out."""
    return "".join(chr(_TAGS + ord(char)) for char in text if ord(char) < _ASCII)


FORMS: Mapping[str, Callable[[str], str]] = {
    "visible": lambda text: text,
    "comment": "<!-- {} -->".format,
    "zero_width": _zero_width,
    "tags": _tags,
    "white": '<span style="color:#ffffff;font-size:1px">{}</span>'.format,
    "quoted": lambda text: "\n".join(f"> {line}" for line in text.splitlines()),
    "code": "```\n{}\n```".format,
}
"""How an order is written, by its form; an attachment stands beside the text and has none."""
