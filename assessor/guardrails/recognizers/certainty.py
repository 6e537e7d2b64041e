"""Stage 2 of 7: how sure a tagger must be of a word before the word counts as part of a name.

That depends on what is at stake: a capitalised word that people bear as a name needs little, a word that means
something else needs more, since redacting it would cost the reader sense.
"""

from collections.abc import Sequence

from assessor.guardrails.recognizers.known import BEFORE_CALENDAR, CALENDAR_NAMES
from assessor.guardrails.tagging.lexicon import Lexicon, Use
from assessor.guardrails.tagging.tagger import Read
from assessor.guardrails.tagging.tokens import Token

_LISTED, _LOOKS_LIKE, _UNKNOWN, _COMMON, _SMALL = 0.02, 0.02, 0.05, 0.1, 0.3
"""What is asked of a word: borne as a name; looking like one; unknown; an everyday word; written small."""
_SMALL_WORD, _SMALL_STRANGE, _SOMETHING_ELSE, _STRANGE, _CALENDAR_ASKED = 0.6, 0.4, 0.2, 0.1, 0.5
"""Asked of a listed place, job or brand; of a word of the language written small, and of months and days: `May` is rarely a person."""
_PEOPLES_ASKED = 0.8
_PEOPLES = frozenset(
    """
    german english french spanish italian polish dutch danish swedish norwegian finnish turkish russian ukrainian czech slovak
    hungarian romanian bulgarian croatian serbian greek irish scottish welsh scots swiss austrian belgian portuguese american british
    european canadian mexican brazilian indian chinese japanese korean vietnamese thai arabic hebrew persian latin nordic african asian
    deutsch englisch französisch spanisch italienisch polnisch türkisch schweizer österreicher engländer franzose franzosen
    """.split()
)
"""Peoples and their languages: `one page in German` names nobody."""
_STRANGE_LOOKS = -2
"""Letters that no name has: below this a word that no list knows must be surer."""
_RARELY = 2
"""A place that no more locales than this know as a name is a place: Basel, Kiel; not Florence."""
LEAST = 0.015
"""Below this a word is no name, whatever stands beside it."""
_CALENDAR = CALENDAR_NAMES | frozenset(
    """
    january february july september october november december monday tuesday wednesday thursday friday saturday sunday
    mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    januar februar märz juni juli oktober dezember montag dienstag mittwoch donnerstag samstag sonnabend
    """.split()
)
PARTICLES = frozenset(
    "van den der ter ten de di da del della dos du la le el al bin ibn abu zu zum zur von vom ní ó mac st".split()
)
WEAK_PARTICLES = frozenset("von der den du da zu zum zur".split())
"""Words of their own in one of the languages: they join a name only if the tagger or their capital says so."""
_SHORTEST_GENITIVE = 5
_BEFORE_NOUNS = frozenset("des eines dieses jedes the a an this each every".split())
_CODE = frozenset("/\\|_=*?+$&%~^")


def is_sure(block: Sequence[Read], place: int, lexicon: Lexicon) -> bool:
    """Whether the word at a place of a block is part of a name."""
    read = block[place]
    if read.sure < LEAST or _is_date(block, place) or _is_in_code(block, place):
        return False
    if _after_particle(block, place) or _is_genitive(block, place, lexicon):
        return True
    return read.sure >= max(LEAST, _asked(read.token, lexicon))


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


def _is_genitive(block: Sequence[Read], place: int, lexicon: Lexicon) -> bool:
    """`Brandauers` in `Brandauers Freigabe`: no article before, a noun after, and no word that texts hold."""
    token = block[place].token
    word = token.text
    if len(word) < _SHORTEST_GENITIVE or word[-1] != "s" or not token.is_capitalised or token.after != "_":
        return False
    if place + 1 >= len(block) or not block[place + 1].token.is_capitalised:
        return False
    before = block[place - 1].token.text.casefold() if place and token.before == "_" else ""
    known = (
        lexicon.listed(word).other[1] == "1" or lexicon.use(word.lower()) or lexicon.use(word[:-1].lower())
    )
    return before not in _BEFORE_NOUNS and not before.endswith(("er", "en", "es")) and not known


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
    strong = before.casefold() in PARTICLES - WEAK_PARTICLES or (
        before[:1].isupper() and before.casefold() == "de"
    )
    return strong and block[place].token.is_capitalised


def _asked(token: Token, lexicon: Lexicon) -> float:
    if token.kind != "word":
        return _UNKNOWN
    plain = lexicon.use(token.text.lower())
    if token.text.casefold() in _CALENDAR:
        return _CALENDAR_ASKED
    if token.text.casefold() in _PEOPLES:
        return _PEOPLES_ASKED
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
