"""Stage 2 of 7: people in quick notes, where nobody presses the shift key: `hi benny,`, `danke emine!`, `mr celik`.

What stands after such a word is a name only if people bear it or it looks like one, since `hallo zusammen` and
`thanks again` stand there too. Two listed names in a row need no such word.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import LETTER, is_plausible
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon

_SMALL = rf"[a-zà-öø-ÿšžčćłńśżőűěřůğışđ][{LETTER}]+(?:[-'’][{LETTER}]+)*"
_TITLE = r"(?:herrn?|frau|hr\.|fr\.|frl\.|mr\.?|mrs\.?|(?<!\d )(?<!\d)ms\.?)"
_GREETING = r"(?:hallo|hi|hey|hello|dear|liebe[rs]?|moin(?: moin)?|servus|grüezi|guten (?:tag|morgen|abend)|morning|good morning)"
_SIGN_OFF = r"(?:lg|vg|bg|gruß|gruss|grüße|cheers|thanks|thank you|thx|ta|best|regards|danke(?: dir)?|merci|ciao|bis dann|see you)"

_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("title", 0.9, re.compile(rf"(?i:\b{_TITLE})[ \t]+(?:(?i:dr|prof)\.?[ \t]+)*(?P<name>{_SMALL}(?:[ \t]+{_SMALL})?)")),
    ("greeting", 0.85, re.compile(rf"^[ \t>]*(?i:{_GREETING})[ \t]+(?P<name>{_SMALL}(?:[ \t]+{_SMALL})?)(?=[ \t]*(?:[,!:]|\r?$))", re.MULTILINE)),
    ("sign_off", 0.85, re.compile(rf"\b(?i:{_SIGN_OFF})[ \t]*[,!]?(?:[ \t]+|[ \t]*\r?\n[ \t]*)(?P<name>{_SMALL}(?:[ \t]+{_SMALL})?)(?=[ \t]*[!.]?[ \t]*(?:\r?$|\Z))", re.MULTILINE)),
    ("thanks", 0.8, re.compile(rf"\b(?i:thanks|danke|merci|thx|fyi|cc|sorry)[ \t]+(?:an[ \t]+|to[ \t]+)?(?P<name>{_SMALL})(?=[ \t]*[!,.])")),
)  # fmt: skip
_TWO = re.compile(rf"(?<![\w@./-])(?=(?P<first>{_SMALL})[ \t]+(?P<last>{_SMALL})(?!\w))")
_TITLES_ARE_PLAIN = 12
"""After a title only the commonest words are no names."""


def find_informal(text: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON over names written small; they may overlap."""
    lexicon = load_lexicon()
    for rule, score, pattern in _RULES:
        for match in pattern.finditer(text):
            start = match.start("name")
            words = match.group("name").split()
            named = _leading_names(words, lexicon, after_title=rule == "title")
            if named:
                end = text.index(words[named - 1], start) + len(words[named - 1])
                yield _span(start, end, score, rule)
    for match in _TWO.finditer(text):
        if _is_full_name(match.group("first"), match.group("last"), lexicon):
            yield _span(match.start("first"), match.end("last"), 0.75, "two_small")


def _leading_names(words: list[str], lexicon: Lexicon, *, after_title: bool) -> int:
    """How many of the words, from the first, are names."""
    count = 0
    for word in words:
        plain = lexicon.use(word)
        if not is_plausible(word):
            break
        if after_title and not count:
            known = plain is None or plain.rank > _TITLES_ARE_PLAIN
        else:
            known = lexicon.is_name(word) and (plain is None or plain.rank > _TITLES_ARE_PLAIN)
            known = known or (plain is None and lexicon.looks(word) > 0)
        if not known:
            break
        count += 1
    return count


def _is_full_name(first: str, last: str, lexicon: Lexicon) -> bool:
    """Both listed in their places, and neither an everyday word."""
    plain = [lexicon.use(word) for word in (first, last)]
    if any(one is not None and one.is_everyday for one in plain):
        return False
    given, family = lexicon.listed(first).first, lexicon.listed(last).last
    # One of the two may be a rare word besides: `hope miller` needs a first name that many bear.
    enough = 1 if plain == [None, None] else 3
    return given >= enough and family > 0 and is_plausible(f"{first} {last}")


def _span(start: int, end: int, score: float, rule: str) -> DetectedSpan:
    return DetectedSpan(start=start, end=end, type="PERSON", score=score, rule=f"people.informal_{rule}")
