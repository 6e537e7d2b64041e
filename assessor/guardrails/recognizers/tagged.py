"""Stage 2 of 7: people that the trained taggers see in running text.

A tagger gives each word a probability. How much of it is asked for depends on what is at stake: a capitalised word
that people bear as a name needs little, a word that means something else needs more, since redacting it would
cost the reader sense. Then a name is completed: particles before it, `junior` after it, name words beside it.
"""

from collections.abc import Iterator, Sequence

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.known import BEFORE_CALENDAR, CALENDAR_NAMES
from assessor.guardrails.tagging.lexicon import Lexicon, Use, load_lexicon
from assessor.guardrails.tagging.tagger import Read, load_tagger
from assessor.guardrails.tagging.tokens import Token
from assessor.guardrails.vocabulary import Vocabulary

_LISTED, _LOOKS_LIKE, _UNKNOWN, _COMMON, _SMALL = 0.05, 0.05, 0.12, 0.25, 0.4
"""What is asked of a word: borne as a name; looking like one; unknown; an everyday word; written small."""
_SMALL_WORD, _SOMETHING_ELSE, _CALENDAR_ASKED = 0.75, 0.5, 0.8
"""Asked of a listed place, job or brand; of a word of the language written small, and of months and days: `May` is rarely a person."""
_BESIDE = 0.006
"""Asked of a word beside a sure name that may be part of it."""
_SECONDED = 0.004
"""Asked of a word borne as a name that another recognizer takes for a person too."""
_RARELY = 2
"""A place that no more locales than this know as a name is a place: Basel, Kiel; not Florence."""
_LEAST = 0.03
"""Below this a word is no name, whatever stands beside it."""
_CALENDAR = CALENDAR_NAMES | frozenset(
    """
    january february july september october november december monday tuesday wednesday thursday friday saturday sunday
    mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    januar februar märz juni juli oktober dezember montag dienstag mittwoch donnerstag samstag sonnabend
    """.split()
)
_PARTICLES = frozenset(
    "van den der ter ten de di da del della dos du la le el al bin ibn abu zu zum zur von vom ní ó mac st".split()
)
_WEAK_PARTICLES = frozenset("von der den du da zu zum zur".split())
"""Words of their own in one of the languages: they join a name only if the tagger or their capital says so."""
_CAPITALISED = frozenset("De Van Del Di Du Le La El Al Ter Ten Dos".split())
_TOGETHER = frozenset(("von der", "von den", "von zu", "zu der", "de la"))
_AFTER = frozenset("junior senior jr jr. sr sr. jun. sen. ii iii".split())


def find_tagged(
    text: str, lang: Language, vocabulary: Vocabulary, second: Sequence[tuple[int, int]] = ()
) -> Iterator[DetectedSpan]:
    """Spans of type PERSON; terms of the vocabulary are no people and are cut off at the ends of a name.

    Args:
        text: what is read.
        lang: whose tagger reads it.
        vocabulary: terms that are no people.
        second: half-open ranges that another recognizer takes for people. Its word alone counts for little: on
            work texts and chatter most of what it sees and the tagger does not is no name.
    """
    lexicon = load_lexicon()
    for block in load_tagger(lang).read(text):
        for found, until, score in _names(block, lexicon, second):
            first, last = _completed(block, found, until, lexicon)
            kept = vocabulary.within(text, block[first].token.start, block[last].token.end)
            if kept is not None and any(char.isalpha() for char in text[slice(*kept)]):
                yield DetectedSpan(
                    start=kept[0], end=kept[1], type="PERSON", score=round(score, 4), rule=f"tagger.{lang}"
                )


def _names(
    block: Sequence[Read], lexicon: Lexicon, second: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, float]]:
    """First and last place of each name, and the probability of its surest word."""
    inside = []
    for place, read in enumerate(block):
        if read.sure < _SECONDED or _is_date(block, place):
            inside.append(False)
            continue
        asked = _LEAST if _after_particle(block, place) else max(_LEAST, _asked(read.token, lexicon))
        if (
            _is_capitalised(read.token)
            and lexicon.is_name(read.token.text)
            and _is_within(read.token, second)
        ):
            asked = _SECONDED
        inside.append(read.sure >= asked)
    start = -1
    for place, read in enumerate(block):
        if start >= 0 and (not inside[place] or read.begins > read.goes_on):
            yield from _trimmed(block, start, place - 1)
            start = -1
        if inside[place] and start < 0:
            start = place
    if start >= 0:
        yield from _trimmed(block, start, len(block) - 1)


def _is_date(block: Sequence[Read], place: int) -> bool:
    """`bis Mai`, `in April`, `6. Mai`: the calendar, whatever follows."""
    if not place or block[place].token.text.casefold() not in _CALENDAR:
        return False
    before = block[place - 1].token
    return (
        before.text.casefold() in BEFORE_CALENDAR
        or before.text[-1].isdigit()
        or (
            before.text == "."
            and place > 1
            and block[place - 2].token.kind == "number"
            and before.before == "x"
        )
    )


def _is_within(token: Token, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in ranges)


def _after_particle(block: Sequence[Read], place: int) -> bool:
    """Whether a capitalised word follows a particle that is hardly anything else: `ter Meulen`, `De Vries`."""
    before = block[place - 1].token.text if place else ""
    strong = before.casefold() in _PARTICLES - _WEAK_PARTICLES or (
        before[:1].isupper() and before.casefold() == "de"
    )
    return strong and _is_capitalised(block[place].token)


def _trimmed(block: Sequence[Read], first: int, last: int) -> Iterator[tuple[int, int, float]]:
    while first <= last and block[first].token.kind == "sign":
        first += 1
    while last >= first and block[last].token.kind == "sign":
        last -= 1
    if first <= last:
        yield first, last, min(1.0, max(block[place].sure for place in range(first, last + 1)))


def _asked(token: Token, lexicon: Lexicon) -> float:
    if token.kind != "word":
        return _UNKNOWN
    plain = lexicon.use(token.text.lower())
    if token.text.casefold() in _CALENDAR:
        return _CALENDAR_ASKED
    if not token.text[0].isupper():
        return _SMALL_WORD if plain is not None and plain.is_everyday else _SMALL
    return _asked_of_capitalised(token.text, plain, lexicon)


def _asked_of_capitalised(word: str, plain: Use | None, lexicon: Lexicon) -> float:
    listed = lexicon.listed(word)
    borne = listed.first + listed.last
    place, noun, brand = tuple(listed.other)
    if brand == "1" or (place == "1" and borne <= _RARELY) or (noun != "0" and not borne):
        return _SOMETHING_ELSE
    if noun == "1" or (plain is not None and plain.is_everyday):
        return _COMMON
    if borne:
        return _LISTED
    return _LOOKS_LIKE if lexicon.looks(word) > 0 else _UNKNOWN


def _completed(block: Sequence[Read], first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """The whole name: what belongs to it though the tagger was not sure enough."""
    while first > 0 and _belongs_before(block[first - 1], block[first], lexicon):
        first -= 1
    first = _with_particles(block, first)
    while last + 1 < len(block) and _belongs_after(block, last, lexicon):
        last += 1
    if last + 2 < len(block) and _is_second_half(block[last + 1].token, block[last + 2].token, lexicon):
        last += 2
    return first, last


def _is_second_half(hyphen: Token, word: Token, lexicon: Lexicon) -> bool:
    """`Nowak` in `Krüger-Nowak`, not `Termin` in `Krüger-Termin`."""
    glued = hyphen.text == "-" and hyphen.before == "x" and hyphen.after == "x"
    return (
        glued
        and _is_capitalised(word)
        and lexicon.is_name(word.text)
        and lexicon.use(word.text.lower()) is None
    )


def _with_particles(block: Sequence[Read], first: int) -> int:
    """The place of the first of the particles before a name; `von` alone is a preposition, `von der` is none."""
    place = first
    while (
        place > 0
        and block[place - 1].token.after == "_"
        and block[place - 1].token.text.casefold() in _PARTICLES
    ):
        place -= 1
    particles = [block[one].token.text.casefold() for one in range(place, first)]
    joined = " ".join(particles) in _TOGETHER or any(one not in _WEAK_PARTICLES for one in particles)
    joined = joined or any(
        block[one].sure > _LEAST or block[one].token.text in _CAPITALISED for one in range(place, first)
    )
    return place if joined else first


def _belongs_before(left: Read, right: Read, lexicon: Lexicon) -> bool:
    token = left.token
    if token.after == "n" or right.token.before == "n":
        return False
    if token.kind == "short" and len(token.text) <= len("K."):
        return True
    return _is_capitalised(token) and _may_be_name(token.text, lexicon) and left.sure > _BESIDE


def _belongs_after(block: Sequence[Read], last: int, lexicon: Lexicon) -> bool:
    here, right = block[last].token, block[last + 1]
    token = right.token
    if here.after != "_":
        return False
    if token.text.casefold() in _AFTER:
        return True
    return _is_capitalised(token) and _may_be_name(token.text, lexicon) and right.sure > _BESIDE


def _may_be_name(word: str, lexicon: Lexicon) -> bool:
    """Beside a sure name, a word that no list knows may be part of it: `Ba Long Tran`."""
    return lexicon.is_name(word) or (
        lexicon.use(word.lower()) is None and lexicon.listed(word).other == "000"
    )


def _is_capitalised(token: Token) -> bool:
    return token.kind == "word" and token.text[0].isupper()
