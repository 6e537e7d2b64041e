"""Labelled texts for the guardrail benchmark: ours from this folder, public ones from ASSESSOR_DATA.

Ours are invented. `half` is `tuned` where rules were written against a text and `untouched` where they were not:
a gap between the two halves is overfitting.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

Half = Literal["tuned", "untouched", "public"]
Lang = Literal["en", "de"]
_HERE = Path(__file__).parent.parent / "guardrails"
_MARK = re.compile(r"\[\[([A-Z_]+)\|(.*?)\]\]", re.DOTALL)
_TYPES = {"ADDRESS": "LOCATION"}


@dataclass(frozen=True)
class Labelled:
    """A text with the places of what must go. Offsets are half open."""

    id: str
    lang: Lang
    half: Half
    text: str
    spans: tuple[tuple[int, int, str], ...]
    kind: str = "other"
    customers: tuple[str, ...] = ()
    """Official names of the customers in it, as a tenant would list them."""


def unmarked(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Text and labels of a passage in which values are written `[[TYPE|value]]`.

    >>> unmarked("Hi [[PERSON|Tom]]!")
    ('Hi Tom!', ((3, 6, 'PERSON'),))
    """
    text, spans, reached = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[reached : mark.start()]
        spans.append((len(text), len(text) + len(mark.group(2)), mark.group(1)))
        text += mark.group(2)
        reached = mark.end()
    return text + marked[reached:], tuple(spans)


def artefacts(lang: str) -> list[Labelled]:
    """Our work artefacts in one language, both halves."""
    return [
        Labelled(
            row["id"],
            row["lang"],
            row["half"],
            *unmarked(row["marked"]),
            row["kind"],
            tuple(row["customers"]),
        )
        for row in _rows(_HERE / f"artefacts_{lang}.jsonl")
    ]


def public_folder() -> Path | None:
    """The folder of public data, or None where this machine has none."""
    named = os.environ.get("ASSESSOR_DATA")
    return Path(named) if named and Path(named).is_dir() else None


def public_texts(name: str) -> list[Labelled] | None:
    """A public set of labelled sentences; None where it is absent."""
    folder = public_folder()
    path = folder / "pii" / f"{name}.jsonl" if folder else None
    if path is None or not path.is_file():
        return None
    return [
        Labelled(
            row["id"],
            row["lang"],
            "public",
            row["text"],
            tuple((one["start"], one["end"], _TYPES.get(one["type"], one["type"])) for one in row["spans"]),
        )
        for row in _rows(path)
    ]


def public_injection() -> list[dict[str, str]] | None:
    """The public set of attacks and harmless texts; None where it is absent."""
    folder = public_folder()
    path = folder / "injection" / "train.jsonl" if folder else None
    return list(_rows(path)) if path is not None and path.is_file() else None


class Passage(NamedTuple):
    """A text for the do-not-enter rules and the set it belongs to, such as `alone` or `whole artefact`."""

    collection: str
    half: Half
    category: str
    lang: Lang
    stops: bool
    text: str


def passages_for_entry() -> Iterator[Passage]:
    """What must not enter and what sounds like it: bare passages, passages in artefacts, and artefacts as written."""
    from eval.do_not_enter.field import field_texts
    from eval.do_not_enter.passages import TRAINED_ON
    from eval.do_not_enter.passages import artefacts as with_passage
    from tests.guardrails import do_not_enter_cases, do_not_enter_unseen

    halves: tuple[tuple[Half, object], ...] = (
        ("tuned", do_not_enter_cases),
        ("untouched", do_not_enter_unseen),
    )
    for half, module in halves:
        for stops, table in ((True, "STOPPED"), (False, "PASSED")):
            for category, by_lang in getattr(module, table).items():
                for lang, texts in by_lang.items():
                    for text in texts:
                        yield Passage("alone", half, category, lang, stops, text)
    inside: tuple[tuple[str, Half, tuple[str, ...]], ...] = (
        ("in an artefact", "tuned", TRAINED_ON),
        ("in an artefact", "untouched", ("untouched",)),
        ("in an artefact, by a second hand", "untouched", ("untouched_other",)),
        ("in an artefact, by a third hand", "untouched", ("untouched_third",)),
    )
    for collection, half, names in inside:
        for row, text in with_passage(*names):
            if row["expect"] != "redact":
                yield Passage(collection, half, row["category"], row["lang"], row["expect"] == "stop", text)
    for one in field_texts():
        yield Passage("whole artefact", one.half, one.category, one.lang, one.stops, one.text)
    yield from _clean_artefacts()


def _clean_artefacts() -> Iterator[Passage]:
    """Whole artefacts of which none may be stopped: near misses by another hand, and those with personal data to remove."""
    from eval.do_not_enter.field import clean_by_third_hand, near_misses

    found = [("near misses alone", one.half, one.lang, one.text) for one in near_misses()]
    found += [
        ("clean work artefacts, by a third hand", one.half, one.lang, one.text)
        for one in clean_by_third_hand()
    ]
    found += [
        ("clean work artefacts", one.half, one.lang, one.text)
        for lang in ("en", "de")
        for one in artefacts(lang)
    ]
    for collection, half, lang, text in found:
        yield Passage(collection, half, "none", lang, stops=False, text=text)


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
