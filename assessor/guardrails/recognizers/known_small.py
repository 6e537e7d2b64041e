"""Stage 2 of 7: people known in a submission whom somebody names in haste: `thx olu`, `ask h. winter`, `KS`.

A name that is also a word (`will`, `rose`, `winter`) counts small only where a person is addressed, in a line that
has no capitals at all; a name that no text holds as a word counts anywhere.
"""

import re
from collections.abc import Iterable, Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.initials import ABBREVIATIONS
from assessor.guardrails.recognizers.names import PARTICLES, UPPER
from assessor.guardrails.tagging.lexicon import fold, load_lexicon

_SHORTEST, _SHORT = 3, 3
"""A name of so few letters needs a line without capitals, since `dev` and `kim` begin and end many words."""
_NEAR = 200
"""Characters of a line that are looked at on either side."""
_WORDS = frozenset(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec okt dez mon tue wed thu fri sat sun may mai april june august sommer winter
    sauer süß kalt lahm grace amber ruby ivy baker miller taylor mason smith anker
    herbst frühling lenz summer autumn spring march freitag sonntag samstag friday sunday saturday
    """.split()
)
"""Words that the lexicon holds too rarely to know."""
_EDGE_BEFORE, _EDGE_AFTER = r"(?<![\w@./\\-])", r"(?![\w@/\\]|-\d|\.\w)"
"""Paths, addresses and keys are no sentences."""
_TITLE = re.compile(r"(?:\b(?:herrn?|frau|hr\.|fr\.|mr\.?|mrs\.?|ms\.?|dr\.?)|(?<![\w.])[a-zäöü]\.)[ \t]+$")
_ADDRESSED = re.compile(r"(?:@|\b(?:thx|thanks|thank you|danke|merci|hi|hey|hallo|hello|moin|cc|fyi|sorry|ask|frag|frage|ping|lg|vg|cheers|ty)[ \t]+)$")  # fmt: skip
_BESIDE = re.compile(r"\b(?:to|with|from|by|an|mit|von|bei|durch)[ \t]+$")
_DETERMINED = re.compile(r"\b(?:the|an?|this|that|these|those|our|my|your|his|her|their|its|no|any|each|every|ein|eine[mnrs]?|kein|keine[mnrs]?)[ \t]+$", re.IGNORECASE)  # fmt: skip
"""`the grace period`: whatever the lexicon knows of it, a word."""
_CALLED = re.compile(r",[ \t]*$")
_CALL_ENDS = re.compile(r"[ \t]*[?!.]*[ \t]*(?:\r?\n|\Z)")
_LINE_PARTS = re.compile(r"\n|[:.!?][ \t]")
_CAPITALISED = re.compile(rf"\b[{UPPER}]\w+")
_SCREAMED = re.compile(rf"\b[{UPPER}]{{4,}}\b")
_SMALL_LETTER = re.compile(r"[a-zäöüß]{2}")


def find_small(text: str, words: Iterable[str], rule: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON over words of known names that are written small."""
    for word in sorted({word.lower() for word in words}):
        if len(word) < _SHORTEST or word in PARTICLES or not word.isalpha():
            continue
        pattern = rf"{_EDGE_BEFORE}{re.escape(word)}(?:['’]s|s)?{_EDGE_AFTER}"
        for match in re.finditer(pattern, text):
            if _is_meant(text, match.start(), match.end(), word):
                yield DetectedSpan(start=match.start(), end=match.end(), type="PERSON", score=0.75, rule=rule)


def find_initials_of(text: str, names: Iterable[str], rule: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON over the two initials of known full names; usual abbreviations stay."""
    letters = {name for name in map(_initials, names) if name not in ABBREVIATIONS and len(name) == len("KS")}
    for first, last in sorted((name[0], name[1]) for name in letters):
        pattern = rf"(?<![\w.&/-])(?<!\d )(?:{first}{last}|{first}\.[ ]?{last}\.)(?![\w&/]|-\w)"
        for match in re.finditer(pattern, text):
            if not _is_screamed(text, match.start(), match.end()):
                yield DetectedSpan(start=match.start(), end=match.end(), type="PERSON", score=0.75, rule=rule)


def is_word(small: str) -> bool:
    """Whether a name written small may be a word of either language: `will`, `winter`, `dev`."""
    lexicon = load_lexicon()
    return small in _WORDS or lexicon.listed(small).other[1] == "1" or lexicon.use(small) is not None


def _is_meant(text: str, start: int, end: int, word: str) -> bool:
    before = text[_line_start(text, start) : start]
    if _TITLE.search(before):
        return True
    hasty = _is_hasty(text, start, end)
    if _DETERMINED.search(before):
        return False
    if not is_word(word):
        return hasty or len(word) > _SHORT
    if not hasty:
        return False
    called = bool(_CALLED.search(before)) and _CALL_ENDS.match(text, end) is not None
    use = load_lexicon().use(word)
    is_rare = word not in _WORDS and (use is None or not use.is_everyday)
    return called or bool(_ADDRESSED.search(before)) or (is_rare and bool(_BESIDE.search(before)))


def _is_hasty(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a place has no capitals: in German every noun would have one."""
    line_start = _line_start(text, start)
    begin = max((part.end() for part in _LINE_PARTS.finditer(text, line_start, start)), default=line_start)
    line = text[begin : _line_end(text, end)]
    return not _CAPITALISED.search(line)


def _is_screamed(text: str, start: int, end: int) -> bool:
    """In a line of capitals two of them may be a word: `TIME TO GO`."""
    line = text[_line_start(text, start) : _line_end(text, end)]
    return bool(_SCREAMED.search(line)) and not _SMALL_LETTER.search(line)


def _line_start(text: str, place: int) -> int:
    """Where the line of a place begins, or what is near enough of it: a line may be a megabyte long."""
    return max(text.rfind("\n", max(0, place - _NEAR), place) + 1, place - _NEAR)


def _line_end(text: str, place: int) -> int:
    stop = text.find("\n", place, place + _NEAR)
    return min(len(text), place + _NEAR) if stop < 0 else stop


def _initials(name: str) -> str:
    words = [word for word in name.split() if word.casefold() not in PARTICLES and not word.endswith(".")]
    if len(words) < len(("first", "last")) or not (words[0][0].isupper() and words[-1][0].isupper()):
        return ""
    return (fold(words[0][0]) + fold(words[-1][0])).upper()
