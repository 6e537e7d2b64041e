"""Stage 2 of 7: what speaks against a capitalised word being a name, before a tagger is believed.

German writes every noun with a capital, and every sentence begins with one. A word that is something else besides
needs a surer tagger, unless a first name or a title stands before it.
"""

from collections.abc import Sequence

from assessor.guardrails.tagging.lexicon import Lexicon, Use
from assessor.guardrails.tagging.tagger import Read
from assessor.guardrails.tagging.tokens import Token

_NEVER, _DETERMINED, _INFLECTED, _EVERYDAY = 2.0, 0.4, 0.9, 0.4
"""Asked of function words; of a word nobody bears after an article; of an adjective before a noun; of everyday words."""
_COMMON_RANK = 12
_HARDLY_BORNE = 2
"""A word of everyday texts that no more locales than this know as a name is a word first."""
_PREPOSITIONS = "an auf aus bei durch für gegen hinter in mit nach neben ran rauf raus rein rin rüber runter über um unter von vor zu zwischen".split()
_FUNCTION_WORDS = frozenset(
    f"{start}{end}"
    for start in ("da", "dar", "wo", "wor", "hier", "hin", "her")
    for end in _PREPOSITIONS
) | frozenset(
    """
    dann wann wenn denn weil obwohl sobald solange falls damit dabei daher deshalb deswegen trotzdem dennoch jedoch außerdem zudem
    allerdings immerhin jedenfalls möglichst mindestens höchstens bisher bislang seitdem inzwischen mittlerweile zunächst zuerst zuletzt
    anschließend danach zuvor vorher nachher heute gestern morgen übermorgen vorgestern derzeit zurzeit künftig bald gleich sofort
    leider hoffentlich vielleicht eventuell natürlich selbstverständlich eigentlich ungefähr etwa fast kaum sehr ganz nur auch schon noch
    manche mancher manches einige einiger einiges mehrere viele vieler wenige weniger sämtliche jegliche irgendein irgendeine welche welcher welches
    solche solcher solches dieselbe derselbe dasselbe sonst sondern sowie sowohl entweder weder
    anyway anyhow however therefore moreover furthermore meanwhile otherwise although though because unless whereas whenever wherever
    whether besides hence thus instead perhaps maybe please thanks yes everyone someone anyone nobody something anything nothing
    """.split()
)  # fmt: skip
_DETERMINERS = frozenset(
    """
    der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner dieser diese dieses diesem diesen jeder jede
    jedes jedem jeden unser unsere unseren unserem unserer euer eure euren ihr ihre ihren ihrem ihrer sein seine seinen seinem mein meine
    im am zum zur vom beim ins ans aufs fürs the a an this these our your its their every each
    """.split()
)
_MATTERS = frozenset("case matter affair deal team family interview".split())
"""`the Plimpton case` is about somebody."""
_NUMBER_SIGNS = frozenset(("No.", "Nr."))
_ENDINGS = ("en", "er", "es", "em", "e")
_SHORTEST_STEM = 4


def asked_in_doubt(block: Sequence[Read], place: int, lexicon: Lexicon) -> float:
    """How sure a tagger must be of a word at a place, for what else the word may be; 0 where nothing speaks against it."""
    token = block[place].token
    if token.text in _NUMBER_SIGNS:
        return _NEVER
    if token.kind != "word":
        return 0.0
    if token.text.casefold() in _FUNCTION_WORDS:
        return _NEVER
    if not token.text.istitle() or _is_introduced(block, place, lexicon):
        return 0.0
    return max(
        _of_everyday_word(token.text, lexicon),
        _after_determiner(block, place, lexicon),
        _as_adjective(block, place, lexicon),
        _with_number(block, place, lexicon),
    )


def _is_introduced(block: Sequence[Read], place: int, lexicon: Lexicon) -> bool:
    """Whether a first name or an initial stands right before, or the word is part of a name with a hyphen."""
    before = block[place - 1].token if place else None
    if before is None or before.after == "n":
        return False
    if before.after == "x":
        return before.text == "-"
    return before.kind == "short" or (before.is_capitalised and lexicon.listed(before.text).first > 0)


def _of_everyday_word(word: str, lexicon: Lexicon) -> float:
    listed = lexicon.listed(word)
    borne = listed.first + listed.last
    if borne > _HARDLY_BORNE:
        return 0.0
    small, capital = lexicon.use(word.lower()), lexicon.use(word)
    # A capital alone may be a name in the news, so there texts must hold it as no name.
    common = _is_common(small, borne) or (capital is not None and capital.met and _is_common(capital, borne))
    return _EVERYDAY if common else 0.0


def _is_common(use: Use | None, borne: int) -> bool:
    return use is not None and use.rank <= _COMMON_RANK and (use.met or not borne)


def _after_determiner(block: Sequence[Read], place: int, lexicon: Lexicon) -> float:
    """`die Klausel`, `the Sandbox`: an article before a word that no list knows as a name; not `der Plagge-Fall`."""
    token = block[place].token
    before = block[place - 1].token if place else None
    determined = before is not None and before.after == "_" and before.text.casefold() in _DETERMINERS
    if not determined or lexicon.is_name(token.text):
        return 0.0
    if place > 1 and block[place - 2].token.text.casefold() in ("von", "van", "de"):
        return 0.0  # `von der Heydt`
    following = block[place + 1].token.text if place + 1 < len(block) else ""
    glued = token.after == "x" and following == "-"
    return 0.0 if glued or following in _MATTERS else _DETERMINED


def _with_number(block: Sequence[Read], place: int, lexicon: Lexicon) -> float:
    """`Klausel 4`, `Appendix 2`: what is counted is a thing; not `Pfitzner 3 May` and `Pfitzner 3. Mai`."""
    token = block[place].token
    number, following = ([one.token for one in block[place + 1 : place + 3]] + [None, None])[:2]
    if number is None or token.after != "_" or not number.text.isdigit() or lexicon.is_name(token.text):
        return 0.0
    is_day = following is not None and (following.is_capitalised or following.text in ".:/-")
    return 0.0 if is_day else _DETERMINED


def _as_adjective(block: Sequence[Read], place: int, lexicon: Lexicon) -> float:
    """`Reine Formsache`, `Schnelle Antwort`: a sentence begins with an inflected word, and a noun follows."""
    token = block[place].token
    following = block[place + 1].token if place + 1 < len(block) else None
    if not _begins_sentence(block, place) or following is None or token.after != "_":
        return 0.0
    if not following.is_capitalised or lexicon.is_name(following.text):
        return 0.0
    small = token.text.lower()
    stems = [
        small.removesuffix(end)
        for end in _ENDINGS
        if small.endswith(end) and len(small) - len(end) >= _SHORTEST_STEM
    ]
    return _INFLECTED if any(lexicon.use(stem) is not None for stem in stems) else 0.0


def _begins_sentence(block: Sequence[Read], place: int) -> bool:
    if not place:
        return True
    before: Token = block[place - 1].token
    return before.after == "n" or before.text in '.!?:|–„“"-•*'
