"""The texts the taggers learn from and those held out, with marked names.

Split: a row of a public set is held out by the CRC of its id, so that every program here agrees without a list.
Half of synth v2, a third of WNUT17, a quarter of GermEval and MobIE's dev rows are never trained on; MobIE's training rows and
our own templates are trained on in full.
"""

import json
import os
import random
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.training.invented import city, company, person, writings

_TEMPLATES = Path(__file__).with_name("templates")
HELD_OUT = {"en_presidio_synth_v2": 2, "en_wnut17_test": 3, "de_germeval14_dev": 4, "de_germeval14_test": 4}
"""One row in this many is held out."""
SETS = {
    "de": ("de_germeval14_dev", "de_germeval14_test", "de_mobie_train"),
    "en": ("en_presidio_synth_v2", "en_wnut17_test"),
}
_LABELS = {"PERSON": "PER", "LOCATION": "LOC", "ADDRESS": "LOC", "ORGANIZATION": "ORG"}
_SLOT = re.compile(r"\{([a-z_]+?)(\d?)\}")
_MARK = re.compile(r"[⟦⟧⟪⟫⟨⟩]")
_OPENS = {"⟦": "PER", "⟪": "ORG", "⟨": "LOC"}


@dataclass(frozen=True)
class Marked:
    """A text with half-open spans `(start, end, label)`; labels are PER, LOC and ORG."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def public_folder() -> Path:
    """Where the public sets are: ASSESSOR_DATA."""
    return Path(os.environ.get("ASSESSOR_DATA", "../shared/data"))


def is_held_out(name: str, row_id: str) -> bool:
    """Whether no tagger was trained on this row of a public set."""
    one_in = HELD_OUT.get(name)
    return one_in is not None and zlib.crc32(row_id.encode()) % one_in == 0


def public(name: str, *, held_out: bool) -> Iterator[Marked]:
    """The rows of one public set that are, or are not, held out."""
    with (public_folder() / "pii" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if is_held_out(name, row["id"]) == held_out:
                spans = tuple(
                    (span["start"], span["end"], _LABELS[span["type"]])
                    for span in row["spans"]
                    if span["type"] in _LABELS
                )
                yield Marked(row["text"], spans)


def renamed(texts: Iterable[Marked], lang: str, copies: int) -> Iterator[Marked]:
    """Texts that name people, again with other people in their places."""
    dice = random.Random(f"renamed {lang}")
    named = [one for one in texts if any(span[2] == "PER" for span in one.spans)]
    for _ in range(copies):
        for marked in named:
            yield _renamed(marked, lang, dice)


def _renamed(marked: Marked, lang: str, dice: random.Random) -> Marked:
    pieces, spans, read, at = [], [], 0, 0
    for start, end, label in marked.spans:
        if start < read:
            continue
        old = marked.text[start:end]
        new = _other_name(old, lang, dice) if label == "PER" else old
        pieces += [marked.text[read:start], new]
        at += start - read
        spans.append((at, at + len(new), label))
        at, read = at + len(new), end
    return Marked("".join((*pieces, marked.text[read:])), tuple(spans))


def _other_name(old: str, lang: str, dice: random.Random) -> str:
    """As many words as before, the last a last name; what is no capitalised word stays, a genitive too."""
    someone = person(lang, dice)
    words = old.split(" ")
    for place, word in enumerate(words):
        if len(word) > 2 and word[0].isupper() and word.isalpha():
            last = place == len(words) - 1 and (len(words) > 1 or dice.random() < 0.7)
            words[place] = someone.last if last else person(lang, dice).first
            if last and lang == "de" and word.endswith("s") and dice.random() < 0.3:
                words[place] += "s"
    return " ".join(words)


def nameless(lang: str, count: int) -> Iterator[Marked]:
    """Answers of students (SAF, MIT): prose full of nouns in which nobody is named."""
    path = public_folder() / "ratings" / f"saf_{lang}.jsonl"
    rows = [json.loads(line)["artefact"] for line in path.read_text(encoding="utf-8").splitlines()]
    for text in random.Random(3).sample(rows, count):
        yield Marked(text[:800], ())


def field_prose(lang: str, copies: int) -> Iterator[Marked]:
    """Our templates in which nobody is named: the field's headings, lists, tables and everyday sentences."""
    dice = random.Random(f"field prose {lang}")
    templates = (_TEMPLATES / f"{lang}_nameless.txt").read_text(encoding="utf-8").split("\n---\n")
    for _ in range(copies):
        for template in templates:
            yield unmarked(_vary(template.strip("\n"), lang, dice))


def filled(lang: str, copies: int) -> Iterator[Marked]:
    """Every template of a language, filled `copies` times with different people."""
    dice = random.Random(f"templates {lang}")
    templates = (_TEMPLATES / f"{lang}.txt").read_text(encoding="utf-8").split("\n---\n")
    for _ in range(copies):
        for template in templates:
            yield unmarked(_vary(_fill(template.strip("\n"), lang, dice), lang, dice))


def unmarked(text: str) -> Marked:
    """Spans of a text whose names stand in ⟦⟧, companies in ⟪⟫ and places in ⟨⟩."""
    pieces, spans, opened, at, read = [], [], 0, 0, 0
    for mark in _MARK.finditer(text):
        pieces.append(text[read : mark.start()])
        at += mark.start() - read
        read = mark.end()
        if mark.group() in _OPENS:
            opened, label = at, _OPENS[mark.group()]
        else:
            spans.append((opened, at, label))
    pieces.append(text[read:])
    return Marked("".join(pieces), tuple(spans))


def _fill(template: str, lang: str, dice: random.Random) -> str:
    people: dict[str, dict[str, object]] = {}
    others: dict[str, str] = {}

    def value(match: re.Match[str]) -> str:
        slot, number = match.groups()
        if slot == "org":
            return others.setdefault(match.group(), f"⟪{company(lang, dice)}⟫")
        if slot == "city":
            return others.setdefault(match.group(), f"⟨{city(lang, dice)}⟩")
        if slot in ("date", "phone"):
            return (
                _date(lang, dice)
                if slot == "date"
                else f"+49 {dice.randint(30, 999)} {dice.randint(100000, 9999999)}"
            )
        if number not in people:
            people[number] = writings(lang, person(lang, dice), dice)
        return str(people[number][slot]())

    return _SLOT.sub(value, template)


def _date(lang: str, dice: random.Random) -> str:
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(2023, 2026)
    months = {
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
        "en": "January February March April May June July August September October November December".split(),
    }[lang]
    long = f"{day}. {months[month - 1]}" if lang == "de" else f"{day} {months[month - 1]}"
    return dice.choice([f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", long, f"{long} {year}"])


def _vary(text: str, lang: str, dice: random.Random) -> str:
    """Now and then as people type in a hurry: all small, all capitals, umlauts spelt out, lines joined."""
    roll = dice.random()
    if roll < 0.08:
        return text.lower()
    if roll < 0.11:
        return text.upper()
    if roll < 0.19 and lang == "de":
        for umlaut, spelt in zip("äöüÄÖÜß", ("ae", "oe", "ue", "Ae", "Oe", "Ue", "ss"), strict=True):
            text = text.replace(umlaut, spelt)
    if roll > 0.9:
        text = re.sub(
            r"⟦([^⟦⟧]+)⟧",
            lambda name: f"⟦{name.group(1).lower()}⟧" if dice.random() < 0.5 else name.group(),
            text,
        )
    elif roll > 0.86:
        text = re.sub(
            r"⟦([^⟦⟧]+)⟧",
            lambda name: f"⟦{name.group(1).upper()}⟧" if dice.random() < 0.5 else name.group(),
            text,
        )
    return text
