"""Stage 2 of 7: how far a name goes that a tagger is sure of: particles, initials, name words beside it, and no more."""

from collections.abc import Sequence

from assessor.guardrails.recognizers.certainty import LEAST, PARTICLES, WEAK_PARTICLES
from assessor.guardrails.recognizers.names import is_no_name
from assessor.guardrails.tagging.lexicon import Lexicon
from assessor.guardrails.tagging.tagger import Read
from assessor.guardrails.tagging.tokens import Token

_BESIDE = 0.006
"""Asked of a word beside a sure name that may be part of it."""
_BESIDE_SMALL = 0.1
"""The same where nothing is capitalised."""
_CAPITALISED = frozenset("De Van Del Di Du Le La El Al Ter Ten Dos".split())
_THINGS = frozenset(
    """
    project projects module modules product release app tool feature version platform system program programme edition suite
    projekt modul produkt anwendung werkzeug plattform programm paket codename
    """.split()
)
_ARTICLES = frozenset("al el abd abu ben bin ibn ul ur".split())
_TOGETHER = frozenset(("von der", "von den", "von zu", "zu der", "de la"))
_AFTER = frozenset("junior senior jr jr. sr sr. jun. sen. ii iii".split())


def whole_name(block: Sequence[Read], found: int, until: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """First and last place of the whole name around sure words; None where they name nobody after all."""
    first, last = _without_others(block, *_completed(block, found, until, lexicon))
    if first > last or _is_half_a_word(block, first, last, lexicon) or _is_thing(block, first, last, lexicon):
        return None
    return (first, last) if any(_is_telling(read.token) for read in block[first : last + 1]) else None


def _completed(block: Sequence[Read], first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """The whole name: what belongs to it though the tagger was not sure enough."""
    while first > 0 and _belongs_before(block[first - 1], block[first], lexicon):
        first -= 1
    first = _with_article(block, _with_particles(block, first))
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
        token.kind == "word" and token.text.casefold() not in PARTICLES | {"an", "am"}
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
        and word.is_capitalised
        and lexicon.is_name(word.text)
        and lexicon.use(word.text.lower()) is None
    )


def _with_article(block: Sequence[Read], first: int) -> int:
    """`Al` in `Al-Rashid`, `El` in `El-Sayed`."""
    before = _glued(block, first, -1)
    return first - 2 if before is not None and before.text.casefold() in _ARTICLES else first


def _with_particles(block: Sequence[Read], first: int) -> int:
    """The place of the first of the particles before a name; `von` alone is a preposition, `von der` is none."""
    place = first
    while (
        place > 0
        and block[place - 1].token.after == "_"
        and block[place - 1].token.text.casefold() in PARTICLES
    ):
        place -= 1
    particles = [block[one].token.text.casefold() for one in range(place, first)]
    joined = " ".join(particles) in _TOGETHER or any(one not in WEAK_PARTICLES for one in particles)
    joined = joined or any(
        block[one].sure > LEAST or block[one].token.text in _CAPITALISED for one in range(place, first)
    )
    return place if joined else first


def _belongs_before(left: Read, right: Read, lexicon: Lexicon) -> bool:
    token = left.token
    if token.after == "n" or right.token.before == "n":
        return False
    if token.kind == "short" and len(token.text) <= len("K."):
        return True
    if token.text.islower() and right.token.text.islower():
        # "dev patel": the first name is a word besides, the last name is none.
        return token.after == "_" and lexicon.listed(token.text).first > 0 and left.sure > LEAST
    return token.is_capitalised and _may_be_name(token.text, lexicon) and left.sure > _BESIDE


def _belongs_after(block: Sequence[Read], last: int, lexicon: Lexicon) -> bool:
    here, right = block[last].token, block[last + 1]
    token = right.token
    if here.after != "_":
        return False
    if token.text.casefold() in _AFTER:
        return True
    if token.text.islower() and here.text.islower() and lexicon.listed(here.text).first:
        # "anton wiedemeyer": after a first name written small, a word that no text holds.
        return token.kind == "word" and right.sure > _BESIDE_SMALL and lexicon.use(token.text) is None
    return token.is_capitalised and _may_be_name(token.text, lexicon) and right.sure > _BESIDE


def _may_be_name(word: str, lexicon: Lexicon) -> bool:
    """Beside a sure name, a word that no list knows may be part of it: `Ba Long Tran`."""
    return lexicon.is_name(word) or (
        lexicon.use(word.lower()) is None and lexicon.listed(word).other == "000"
    )
