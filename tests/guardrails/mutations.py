"""Broken, spliced and poisoned versions of real artefacts, the same ones for the same seed."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from eval.benchmarks.corpora import unmarked

from .strategies import VALUES

_ARTEFACTS = Path(__file__).parents[2] / "eval" / "guardrails"
_POISON = (
    "\u200b", "\u00ad", "\u202e", "\ufeff", "\U000e0041", "e\u0301", "\ud7ff", "\x00", "\x0b", "\x85", "\u2028", "😀", "\uff1c", "＠", "<PERSON_1>",
    "((((", "))))", "[[[[", "-----BEGIN", "::::::::", "////", "@@@@", "....", "++++", "0000000000000000", "9" * 40, " " * 30, "\n" * 5, "a" * 80,
    "GmbH & Co. KG", "geb. ", "Tel. ", "IBAN ", "€", "|", ";", "\t", "\r\n", "'", '"',
)  # fmt: skip
_MOST_CHARS = 260


def mutated(count: int, seed: int = 20261127) -> Iterator[tuple[str, str]]:
    """Language and text of `count` mutated stretches of artefacts, at most a few hundred characters each."""
    source = random.Random(seed)
    seeds = []
    for lang in ("en", "de"):
        rows = (_ARTEFACTS / f"artefacts_{lang}.jsonl").read_text(encoding="utf-8").splitlines()
        seeds += [(lang, unmarked(json.loads(row)["marked"])[0]) for row in rows]
    for _ in range(count):
        lang, text = source.choice(seeds)
        at = source.randrange(max(1, len(text) - 40))
        piece = text[at : at + source.randrange(20, _MOST_CHARS)]
        for _ in range(source.randrange(1, 6)):
            piece = source.choice(_WAYS)(piece, source)
        yield lang, piece


def _insert(text: str, source: random.Random) -> str:
    at = source.randrange(len(text) + 1)
    return text[:at] + source.choice(_POISON) + text[at:]


def _drop(text: str, source: random.Random) -> str:
    at = source.randrange(len(text) + 1)
    return text[:at] + text[at + source.randrange(1, 8) :]


def _repeat(text: str, source: random.Random) -> str:
    at = source.randrange(len(text) + 1)
    stretch = text[at : at + source.randrange(1, 12)]
    return text[:at] + stretch * source.randrange(2, 5) + text[at:]


def _flip(text: str, source: random.Random) -> str:
    at = source.randrange(len(text) + 1)
    char = chr(
        source.choice(
            (source.randrange(32, 127), source.randrange(0xA0, 0x2FF), source.randrange(0x2000, 0x2070))
        )
    )
    return text[:at] + char + text[at + 1 :]


def _value(text: str, source: random.Random) -> str:
    at = source.randrange(len(text) + 1)
    value = source.choice(VALUES)[1]
    return text[:at] + value[source.randrange(3) : len(value) - source.randrange(3)] + text[at:]


def _case(text: str, source: random.Random) -> str:
    return source.choice((str.upper, str.lower, str.title, str.swapcase))(text)


_WAYS = (_insert, _insert, _drop, _repeat, _flip, _flip, _value, _case)
