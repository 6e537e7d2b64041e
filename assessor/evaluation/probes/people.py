"""Names of people in a text: which words they are, whose they are, and every place where they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assessor.domain.editing import Edit
from assessor.evaluation.probes.lists import load

Gender = Literal["female", "male"]
Part = Literal["given", "family"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BESIDE = frozenset({
    "herr", "herrn", "frau", "mr", "mrs", "ms", "miss", "dr", "prof", "ing", "mag", "dipl",
    "von", "van", "vom", "zu", "zur", "de", "del", "della", "der", "den", "di", "da", "la", "le", "el", "al",
    "bin", "ibn", "und", "and", "of", "the",
})  # fmt: skip
"""Words of a name that are kept: titles and particles."""
_TITLE = re.compile(r"\b(?P<title>Herrn?|Frau|Mrs?|Ms|Miss)\b\.?\s+(?:(?:Dr|Prof|Mag)\.?\s+)*$")
_MAILBOX = re.compile(r"[\w.+-]+@[\w.-]+\w")
_FEMALE_TITLES = frozenset({"frau", "mrs", "ms", "miss"})
_MALE_TITLES = frozenset({"herr", "herrn", "mr"})
_LEAST_CHARS = 2


@dataclass(frozen=True)
class NameWord:
    """One word of somebody's name."""

    word: str
    part: Part
    gender: Gender
    """As title or list tell; a guess by the last letter where neither does."""


def name_words(text: str, names: Iterable[str]) -> tuple[NameWord, ...]:
    """Each distinct word of the names given, longest first."""
    split = [[word for word in _WORD.findall(name) if _is_name(word)] for name in names]
    parts: dict[str, Part] = {}
    for words in sorted(split, key=len, reverse=True):
        for place, word in enumerate(words):
            parts.setdefault(word, _part(text, word, place, of=len(words)))
    found = [NameWord(word, part, _gender(text, word, part)) for word, part in parts.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.word), one.word)))


def replaced(text: str, names: Mapping[str, str]) -> list[Edit]:
    """Edits that put new words in the place of old ones, wherever they stand as words or in mailboxes.

    A genitive s stays behind; WORDS IN CAPITALS stay so; mailboxes get the plain letters of the new name.
    """
    return [*_in_prose(text, names), *_in_mailboxes(text, names)]


def occurrences(text: str, word: str) -> Iterator[re.Match[str]]:
    """Every place where a name's word stands, by itself or with a genitive s."""
    return re.finditer(rf"(?<!\w)(?:{re.escape(word)}|{re.escape(word.upper())})(?=(?:[sS])?(?!\w))", text)


def plain(word: str) -> str:
    """A name as mailboxes write it.

    >>> plain("Jürgen"), plain("Wiśniewski"), plain("Al-Masri")
    ('juergen', 'wisniewski', 'al-masri')
    """
    spelt = word.casefold()
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ł", "l"), ("ı", "i")):
        spelt = spelt.replace(letter, letters)
    return "".join(char for char in unicodedata.normalize("NFD", spelt) if not unicodedata.combining(char))


def _in_prose(text: str, names: Mapping[str, str]) -> Iterator[Edit]:
    mailboxes = [match.span() for match in _MAILBOX.finditer(text)]
    for old, new in names.items():
        for match in occurrences(text, old):
            if not any(start <= match.start() < end for start, end in mailboxes):
                shown = new.upper() if match[0] == old.upper() != old else new
                yield Edit(match.start(), match.end(), shown)


def _in_mailboxes(text: str, names: Mapping[str, str]) -> Iterator[Edit]:
    for match in _MAILBOX.finditer(text):
        mailbox = match[0]
        for old, new in names.items():
            forms = "|".join(map(re.escape, sorted({old.casefold(), plain(old)})))
            mailbox = re.sub(rf"(?<![^\W_])(?:{forms})(?![^\W_])", plain(new), mailbox, flags=re.IGNORECASE)
        if mailbox != match[0]:
            yield Edit(match.start(), match.end(), mailbox)


def _is_name(word: str) -> bool:
    return len(word) >= _LEAST_CHARS and word.casefold() not in _BESIDE


def _part(text: str, word: str, place: int, *, of: int) -> Part:
    """A name of one word alone is a family name where a title stands before it."""
    if of > 1:
        return "family" if place == of - 1 else "given"
    return "family" if _titles_before(text, word) and word not in _given() else "given"


def _gender(text: str, word: str, part: Part) -> Gender:
    titles = _titles_before(text, word)
    if titles & _FEMALE_TITLES:
        return "female"
    if titles & _MALE_TITLES:
        return "male"
    known = _given().get(word)
    if known is not None:
        return known
    return "female" if part == "given" and word[-1] in "ae" else "male"


def _titles_before(text: str, word: str) -> frozenset[str]:
    """Titles in front of a word, anywhere in the text."""
    found = (_TITLE.search(text[max(0, one.start() - 40) : one.start()]) for one in occurrences(text, word))
    return frozenset(match["title"].casefold() for match in found if match)


@cache
def _given() -> Mapping[str, Gender]:
    """Given names of the lists, with their gender."""
    lists = load("names.yaml")
    genders: Sequence[Gender] = ("female", "male")
    return {
        name: gender
        for names in (lists["de"], lists["en"], *lists["origins"].values())
        for gender in genders
        for name in names[gender]
    }
