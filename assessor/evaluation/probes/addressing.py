"""How people are addressed and spoken of: titles, salutations and, in English, pronouns, turned round.

German pronouns stay: `sie` and `ihr` are also they, their and you.
"""

import re
from collections.abc import Iterator, Sequence

from assessor.domain.editing import Edit
from assessor.domain.text import Language

_NAME = r"(?=\s+(?:(?:Dr|Prof|Mag|Ing)\.?\s+)*(?:<PERSON_\d+>|[A-ZÄÖÜ]))"
_GERMAN_TITLE = re.compile(rf"\b(?P<title>Herrn|Herr|Frau)\b{_NAME}")
_GERMAN_DEAR = re.compile(r"\b(?P<stem>[Ss]ehr geehrte|[Gg]eehrte|[Ll]iebe)(?P<male>r?)(?=\s+(?P<next>\S+))")
_DATIVE = re.compile(r"\b(?:an|für|mit|von|bei|zu|durch|ohne|gegen|an|nach|neben|über|um)\s+$", re.IGNORECASE)
_ENGLISH_TITLE = re.compile(rf"\b(?P<title>Mrs|Mr|Ms|Miss)\b(?P<stop>\.?){_NAME}")
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_PRONOUNS = {
    "he": "she", "she": "he", "him": "her", "his": "her", "hers": "his",
    "himself": "herself", "herself": "himself",
}  # fmt: skip
_AFTER_HIM = frozenset(
    "a about after again and as at because before but by for from how if in into of off on or out over that "
    "the then this to up what when where who why with yesterday today tomorrow".split()
)
"""Words after which-ever `her` is an object, not whose: `asked her about` against `her brief`."""


def swapped_addresses(text: str, lang: Language, names: Sequence[str]) -> list[Edit]:
    """Edits that turn addresses round.

    Args:
        text: the text.
        lang: its language.
        names: words that are names; only before one of them, or a title, is a first-name salutation sure.
    """
    return list(_german(text, names) if lang == "de" else _english(text))


def _german(text: str, names: Sequence[str]) -> Iterator[Edit]:
    for match in _GERMAN_TITLE.finditer(text):
        to_him = "Herrn" if _DATIVE.search(text[: match.start()][-12:]) else "Herr"
        yield Edit(match.start(), match.end(), "Frau" if match["title"] != "Frau" else to_him)
    known = {"Herr", "Herrn", "Frau", *names}
    for match in _GERMAN_DEAR.finditer(text):
        word = match["next"].strip(",;:!.")
        if word in known or word.startswith("<PERSON_"):
            yield Edit(match.start(), match.end(), match["stem"] + ("" if match["male"] else "r"))


def _english(text: str) -> Iterator[Edit]:
    for match in _ENGLISH_TITLE.finditer(text):
        yield Edit(match.start(), match.end(), ("Ms" if match["title"] == "Mr" else "Mr") + match["stop"])
    for match in _PRONOUN.finditer(text):
        yield Edit(
            match.start(), match.end(), _cased(_other(match[0].lower(), text[match.end() :]), match[0])
        )


def _other(pronoun: str, rest: str) -> str:
    following = re.match(r"\s+(\w+)", rest)
    if pronoun == "his" and following is None:
        return "hers"
    if pronoun == "her":
        return "him" if following is None or following[1].lower() in _AFTER_HIM else "his"
    return _PRONOUNS[pronoun]


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word.capitalize() if like[0].isupper() else word
