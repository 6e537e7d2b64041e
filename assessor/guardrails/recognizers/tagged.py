"""Stage 2 of 7: people that the trained taggers see in running text.

A tagger gives each word a probability. How much of it is asked for depends on what is at stake: a capitalised word
that people bear as a name needs little, a word that means something else needs more, since redacting it would
cost the reader sense. Then a name is completed: particles before it, `junior` after it, name words beside it.
"""

from collections.abc import Iterator, Sequence

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.known import BEFORE_CALENDAR, CALENDAR_NAMES
from assessor.guardrails.recognizers.names import is_no_name
from assessor.guardrails.tagging.languages import languages_of
from assessor.guardrails.tagging.lexicon import Lexicon, Use, load_lexicon
from assessor.guardrails.tagging.tagger import Read, load_tagger
from assessor.guardrails.tagging.tokens import Token, blocks
from assessor.guardrails.vocabulary import Vocabulary

_LISTED, _LOOKS_LIKE, _UNKNOWN, _COMMON, _SMALL = 0.05, 0.05, 0.12, 0.25, 0.4
"""What is asked of a word: borne as a name; looking like one; unknown; an everyday word; written small."""
_SMALL_WORD, _SMALL_STRANGE, _SOMETHING_ELSE, _STRANGE, _CALENDAR_ASKED = 0.75, 0.5, 0.5, 0.2, 0.8
"""Asked of a listed place, job or brand; of a word of the language written small, and of months and days: `May` is rarely a person."""
_STRANGE_LOOKS = -2
"""Letters that no name has: below this a word that no list knows must be surer."""
_BESIDE = 0.006
"""Asked of a word beside a sure name that may be part of it."""
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
_THINGS = frozenset(
    """
    project projects module modules product release app tool feature version platform system program programme edition suite
    projekt modul produkt anwendung werkzeug plattform programm paket codename
    """.split()
)
_CODE = frozenset("/\\|_=*?+$&%~^")
_TOGETHER = frozenset(("von der", "von den", "von zu", "zu der", "de la"))
_AFTER = frozenset("junior senior jr jr. sr sr. jun. sen. ii iii".split())


def find_tagged(text: str, lang: Language, vocabulary: Vocabulary) -> Iterator[DetectedSpan]:
    """Spans of type PERSON; terms of the vocabulary are no people and are cut off at the ends of a name.

    Args:
        text: what is read.
        lang: its language; a block of the other language is read by the other tagger, one without a language by both.
        vocabulary: terms that are no people.
    """
    lexicon = load_lexicon()
    for tokens in blocks(text):
        if not any(token.kind == "word" for token in tokens):
            continue
        for place, reader in enumerate(languages_of(tokens, lang)):
            block = load_tagger(reader).read(tokens)
            for first, last, score in _whole_names(block, lexicon):
                if place and not _is_beyond_doubt(block[first : last + 1], lexicon):
                    continue
                kept = vocabulary.within(text, block[first].token.start, block[last].token.end)
                if kept is not None and any(char.isalpha() for char in text[slice(*kept)]):
                    yield DetectedSpan(
                        start=kept[0],
                        end=kept[1],
                        type="PERSON",
                        score=round(score, 4),
                        rule=f"tagger.{reader}",
                    )


def _whole_names(block: Sequence[Read], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    for found, until, score in _names(block, lexicon):
        first, last = _without_others(block, *_completed(block, found, until, lexicon))
        if (
            first > last
            or _is_half_a_word(block, first, last, lexicon)
            or _is_thing(block, first, last, lexicon)
        ):
            continue
        if any(_is_telling(read.token) for read in block[first : last + 1]):
            yield first, last, score


def _is_beyond_doubt(name: Sequence[Read], lexicon: Lexicon) -> bool:
    """Whether the second reader of a block without a language may be believed: it takes many words for names."""
    words = [read for read in name if read.token.kind == "word"]
    return bool(words) and all(
        _is_capitalised(read.token)
        and lexicon.is_name(read.token.text)
        and lexicon.listed(read.token.text).other == "000"
        and lexicon.use(read.token.text.lower()) is None
        for read in words
    )


def _names(block: Sequence[Read], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """First and last place of each name, and the probability of its surest word."""
    inside = []
    for place, read in enumerate(block):
        if read.sure < _LEAST or _is_date(block, place) or _is_in_code(block, place):
            inside.append(False)
            continue
        asked = _LEAST if _after_particle(block, place) else max(_LEAST, _asked(read.token, lexicon))
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


def _is_in_code(block: Sequence[Read], place: int) -> bool:
    """A small word that a sign of paths, patterns and keys touches: `ai-skills/guardrails/senior`, `owner_id`."""
    token = block[place].token
    if not token.text.islower():
        return False
    left, right = block[place - 1] if place else None, block[place + 1] if place + 1 < len(block) else None
    return (token.before == "x" and left is not None and left.token.text in _CODE) or (
        token.after == "x" and right is not None and right.token.text in _CODE
    )


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
        return _asked_of_small(token.text, plain, lexicon)
    return _asked_of_capitalised(token.text, plain, lexicon)


def _asked_of_small(word: str, plain: Use | None, lexicon: Lexicon) -> float:
    """A word written small is a name only where it is hardly a word besides: `amber`, `reads`, `rose`."""
    if plain is not None:
        return _SMALL_WORD
    if lexicon.is_name(word) and lexicon.is_listed_itself(word):
        return _SMALL
    return _SMALL if lexicon.looks(word) > 0 else _SMALL_STRANGE


def _asked_of_capitalised(word: str, plain: Use | None, lexicon: Lexicon) -> float:
    listed = lexicon.listed(word)
    borne = listed.first + listed.last
    place, noun, brand = tuple(listed.other)
    if brand == "1" or (place == "1" and borne <= _RARELY) or (noun != "0" and not borne):
        return _SOMETHING_ELSE
    if noun == "1" or plain is not None:
        return _COMMON
    if borne:
        return _LISTED
    looks = lexicon.looks(word)
    return _LOOKS_LIKE if looks > 0 else _UNKNOWN if looks > _STRANGE_LOOKS else _STRANGE


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


def _without_others(block: Sequence[Read], first: int, last: int) -> tuple[int, int]:
    """The range without greetings and words of the field at its ends."""
    while first <= last and (block[first].token.kind == "sign" or is_no_name(block[first].token.text)):
        first += 1
    while first <= last and (
        block[last].token.text not in ".)"
        and (block[last].token.kind == "sign" or is_no_name(block[last].token.text))
    ):
        last -= 1
    return first, last


def _is_telling(token: Token) -> bool:
    """Whether a word is more than a particle or a header's `Von` and `An`."""
    return token.kind == "short" or (
        token.kind == "word" and token.text.casefold() not in _PARTICLES | {"an", "am"}
    )


def _is_thing(block: Sequence[Read], first: int, last: int, lexicon: Lexicon) -> bool:
    """`Atlas` in `Projekt Atlas`: what is called so is no person, unless a first name stands there."""
    before = block[first - 1].token if first else None
    named = before is not None and before.after == "_" and before.text.casefold() in _THINGS
    return named and (first == last or not lexicon.listed(block[first].token.text).first)


def _is_half_a_word(block: Sequence[Read], first: int, last: int, lexicon: Lexicon) -> bool:
    """`Kick` in `Kick-off`, `Q` in `Q-22017`, `IBAN` in `Abwicklungs-IBAN`: one word of a compound that names nobody."""
    if first != last:
        return False
    word = block[first].token.text
    after = _glued(block, first, 1)
    if after is not None and (after.kind == "number" or (after.text[0].islower() and not word[0].islower())):
        return lexicon.listed(word).last == 0 or len(word) == 1
    before = _glued(block, first, -1)
    return before is not None and word.isupper() and not lexicon.is_name(word)


def _glued(block: Sequence[Read], place: int, step: int) -> Token | None:
    """The word on the other side of a hyphen; None where there is none."""
    hyphen, other = place + step, place + 2 * step
    if not min(hyphen, other) >= 0 or max(hyphen, other) >= len(block):
        return None
    token = block[hyphen].token
    return block[other].token if token.text == "-" and token.before == token.after == "x" else None


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
