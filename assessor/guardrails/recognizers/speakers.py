"""Stage 2 of 7: who speaks in a transcript or a chat: `00:25 Jonah: ...`, `<v Jana Petersen>`, `Jana Petersen 09:14`.

A log has such lines too (`09:40 Alert: export stopped`), so words that texts hold are left to the taggers. Chats
name their people small or by a handle: `olu  10:04`, `ines.castellano  10:02`, `[10:14] tomek: done`.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.mailboxes import names_of_mailboxes
from assessor.guardrails.recognizers.names import LETTER, NAME_RUN, is_plausible
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-](?:\d{2,4})?,?[ \t]+(?:um[ \t]+|at[ \t]+)?)?"
_HALF = r"(?:[ \t]?(?i:[ap]\.?m\.?|uhr))?"
_AT = rf"[\[(]?{_DAY}{_CLOCK}{_HALF}[\])]?"
_HANDLE = rf"@?(?P<name>(?=[a-zà-öø-ÿ])[{LETTER}]+(?:[._-][{LETTER}]+|[ \t][{LETTER}]+)?\.?)"
_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("voice", 0.95, re.compile(r"<v(?:\.[\w.]+)?[ \t]+(?P<name>[^<>\n]{2,60})>")),
    (
        "speaker",
        0.85,
        re.compile(
            rf"^[ \t>]*{_AT}(?:[ \t]*(?:-->|-|–)[ \t]*{_CLOCK})?[ \t]*[|–-]?[ \t]*"
            rf"(?P<name>{NAME_RUN})[ \t]*(?:\([^()\n]{{1,30}}\))?:(?=[ \t])",
            re.MULTILINE,
        ),
    ),
    ("speaker", 0.85, re.compile(rf"^[ \t]*(?P<name>{NAME_RUN})[ \t]+{_AT}:?[ \t]*(?:$|\r)", re.MULTILINE)),
    ("handle", 0.85, re.compile(rf"^[ \t>]*{_HANDLE}[ \t]*[|,–-]?[ \t]+{_AT}:?[ \t]*(?:$|\r)", re.MULTILINE)),
    ("handle", 0.85, re.compile(rf"^[ \t>]*{_HANDLE}[ \t]+[\[(]{_DAY}{_CLOCK}{_HALF}[\])]:?(?=[ \t])", re.MULTILINE)),
    ("handle", 0.85, re.compile(rf"^[ \t>]*{_AT}[ \t]*[|–-]?[ \t]*[<]?{_HANDLE}(?::|>)(?=[ \t])", re.MULTILINE)),
)  # fmt: skip

_SHORTEST = 3
_ENTRIES = frozenset(
    "alert alarm deadline standup mittag closes opens info debug warn error fatal trace notice bot system server admin".split()
)
"""Words of logs and calendars that the lexicon takes for names or does not know."""
_BORNE_WIDELY = 3
"""A first name that so many lists hold speaks, though it is a word besides: `mark  10:04`."""


def find_speakers(text: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON; they may overlap."""
    lexicon = load_lexicon()
    for rule, score, pattern in _RULES:
        for match in pattern.finditer(text):
            name = match.group("name")
            if rule == "handle" and not _is_handle(name, lexicon):
                continue
            if rule in ("voice", "handle") or (is_plausible(name) and not _is_entry(name, lexicon)):
                start, end = match.span("name")
                yield DetectedSpan(start=start, end=end, type="PERSON", score=score, rule=f"people.{rule}")


def _is_entry(name: str, lexicon: Lexicon) -> bool:
    """Whether what stands by a clock heads an entry of a log: no first name, and nothing but words that texts hold."""
    words = name.split()
    if lexicon.listed(words[0]).first:
        return False
    return all(
        word.lower() in _ENTRIES
        or lexicon.use(word.lower()) is not None
        or lexicon.listed(word).other[1] != "0"
        for word in words
    )


def _is_handle(handle: str, lexicon: Lexicon) -> bool:
    """Whether what stands small by a clock names somebody: `olu`, `ines.castellano`, `jana p.`; not `lunch`, `backup`."""
    words = re.split(r"[._ \t-]+", handle.strip("."))
    if len(words) > 1 and min(map(len, words)) > 1:
        return any(names_of_mailboxes([".".join(words)]))
    whole = max(words, key=len)
    if len(whole) < _SHORTEST or not is_plausible(whole):
        return False
    first = lexicon.listed(whole).first
    if first and whole not in _ENTRIES and lexicon.is_listed_itself(whole):
        plain = lexicon.use(whole)
        return plain is None or not plain.met or first >= _BORNE_WIDELY
    return not _is_word(whole, lexicon)


def _is_word(word: str, lexicon: Lexicon) -> bool:
    """Whether texts of either language hold a word, small or as a German noun, and as no name."""
    uses = (lexicon.use(word), lexicon.use(word.capitalize()))
    return (
        word in _ENTRIES
        or lexicon.listed(word).other != "000"
        or any(use is not None and use.met for use in uses)
        or lexicon.looks(word) < 0
    )
