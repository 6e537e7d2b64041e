"""The texts of the injection model: ours, and the public ones whose licence lets them train what ships.

A list is a text file: `# goal half` heads the lines that follow, one passage each; `{slot}` stands for any
of the values in `slots.yaml`. Lines under `untouched` never train; goals that only stand there are wholly
unseen. `*_more.jsonl` came later, by another hand; all of it trains.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import yaml

from assessor.guardrails.windows import sentences
from eval.benchmarks.corpora import artefacts, public_folder
from eval.do_not_enter.field import near_misses
from eval.do_not_enter.passages import read_rows

Lang = Literal["en", "de"]
LANGS: tuple[Lang, ...] = get_args(Lang)
_HERE = Path(__file__).parent
_SLOT = re.compile(
    r"\{(form|topic|person|place|thing|food|language|noun|brand|product|url|email|phone|task)\}"
)
_SHARE_ALIKE = "CC BY-SA"
"""Rows under this licence measure; they never train what ships."""


@dataclass(frozen=True)
class Line:
    """One passage of a list, its slots still open."""

    text: str
    lang: Lang
    goal: str
    half: str
    by_other: bool = False
    """Whether another hand wrote it."""

    def filled(self, chance: random.Random) -> str:
        """The passage with values for its slots."""
        values = _slots()[self.lang]
        filled = self.text
        while _SLOT.search(filled):
            filled = _SLOT.sub(lambda slot: chance.choice(values[slot.group(1)]), filled)
        return filled

    @property
    def has_slots(self) -> bool:
        """Whether filling it twice may give two texts."""
        return _SLOT.search(self.text) is not None


def lines(name: Literal["attacks", "harmless"], half: str) -> list[Line]:
    """All passages of a list in one half, both languages."""
    listed = [one for lang in LANGS for one in _read(name, lang)]
    return [one for one in (*listed, *_read_more(name)) if one.half == half]


def _read(name: str, lang: Lang) -> Iterator[Line]:
    goal = half = ""
    for line in (_HERE / f"{name}_{lang}.txt").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"# (\w+) (tuned|untouched)", line):
            goal, half = match.groups()
        elif line.strip():
            yield Line(line.strip(), lang, goal, half)


def _read_more(name: str) -> Iterator[Line]:
    for line in (_HERE / f"{name}_more.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Line(row["text"], row["lang"], row["goal"], "tuned", by_other=True)


def _slots() -> dict[str, dict[str, list[str]]]:
    if not _CACHE:
        _CACHE.update(yaml.safe_load((_HERE / "slots.yaml").read_text(encoding="utf-8")))
    return _CACHE


_CACHE: dict[str, dict[str, list[str]]] = {}


def carriers(lang: Lang, half: str) -> list[str]:
    """Harmless work artefacts that an attack can hide in."""
    written = [one.text for one in artefacts(lang) if one.half == half]
    return written + [one.text for one in near_misses() if (one.lang, one.half) == (lang, half)]


def passages(lang: Lang, half: str) -> list[str]:
    """Short passages of work texts, written for the do-not-enter rules; none tells a model what to do."""
    names = ("train", "tuned", "harmless") if half == "tuned" else ("untouched",)
    return [row["text"] for row in read_rows(*names) if row.get("lang") == lang]


def harmless_artefacts(lang: Lang, half: str) -> list[str]:
    """Artefacts as they are, mails around a do-not-enter passage or a line that asks, and prompt templates.

    Each passage stands in one text only: a line that is wrongly flagged counts once.
    """
    listed = [one for one in lines("harmless", half) if one.lang == lang]
    inside = passages(lang, half) + [one.text for one in listed if one.goal != "template"]
    templates = [one.text for one in listed if one.goal == "template"]
    return carriers(lang, half) + [mail_around(text, lang) for text in inside] + _templates(templates, lang)


def mail_around(text: str, lang: Lang) -> str:
    """A mail that says nothing else."""
    before, after = {
        "en": ("Subject: notes\n\nHi Ben,\nthe week was calm.", "More next week.\n\nBest\nAda"),
        "de": ("Betreff: Notizen\n\nHallo Ben,\ndie Woche war ruhig.", "Mehr nächste Woche.\n\nGrüße\nAda"),
    }[lang]
    return f"{before}\n\n{text}\n\n{after}"


def _templates(texts: list[str], lang: Lang) -> list[str]:
    head = {"en": "Prompt template", "de": "Promptvorlage"}[lang]
    return ["\n".join([head, *texts[at : at + 4]]) for at in range(0, len(texts), 4)]


def hidden_in(carrier: str, attack: str, chance: random.Random) -> str:
    """The carrier with the attack in it: between two sentences, as a paragraph of its own, or at an end."""
    starts = [0, *(start for start, _ in sentences(carrier)), len(carrier)]
    at = chance.choice(starts)
    gap = chance.choice([" ", "\n", "\n\n"])
    return f"{carrier[:at].rstrip()}{gap}{attack}{gap}{carrier[at:].lstrip()}".strip()


def public_rows(*, training: bool) -> list[dict[str, str]]:
    """Rows of the public set, with `training` those that may train what ships. Empty where absent."""
    folder = public_folder()
    path = folder / "injection" / "train.jsonl" if folder else None
    if path is None or not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in rows if not (training and _SHARE_ALIKE in row["licence"])]


def public_prose(names: Sequence[str]) -> list[str]:
    """Plain texts of public sets in `pii` and `ratings`, for what ordinary language looks like."""
    folder = public_folder()
    texts = []
    for name in names:
        path = folder / f"{name}.jsonl" if folder else None
        if path is not None and path.is_file():
            rows = map(json.loads, filter(str.strip, path.read_text(encoding="utf-8").splitlines()))
            texts += [row.get("text") or row["artefact"] for row in rows]
    return [text for text in texts if isinstance(text, str) and text.strip()]
