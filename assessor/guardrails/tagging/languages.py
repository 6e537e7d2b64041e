"""Stage 2 of 7: which taggers read a block of text, since one artefact may hold both languages, or hardly any words.

A German mail quotes an English one; a list of addresses has no language at all. The tagger of the wrong language
sees people everywhere, so the small words of a block decide.
"""

from collections.abc import Sequence

from assessor.domain.text import Language
from assessor.guardrails.tagging.tokens import Token

_SMALL_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        """
        the a an of to and in is it that for on with as at by from this be are was were have has had not we you they he she
        his her their our your my or but if can will would should when which who what how than then there been do does did
        into about after before over out up no yes please all any each every some more most other its i me us them so
        """.split()
    ),
    "de": frozenset(
        """
        der die das den dem des ein eine einen einem einer eines und ist nicht mit für auf von zu zum zur im am an bei wir sie
        er es ich ihr sich auch als wie aus nach dass wird werden wurde wurden haben hat hatte sind war noch nur oder aber
        wenn ob um bis durch über unter vor kein keine keinen uns euch ihnen ihm ihn mir dir bitte schon sehr mehr doch vom
        beim seit dann diese dieser dieses diesem diesen wo wer wann warum laut ohne gegen zwischen jede jeder jedes
        """.split()
    ),
}
_OTHER: dict[Language, Language] = {"en": "de", "de": "en"}
_TOLD = 3
"""So many more small words of the other language make a block one of that language."""


def languages_of(block: Sequence[Token], lang: Language) -> tuple[Language, ...]:
    """The languages to read a block in: the text's own, the other, or both where no small word tells.

    Args:
        block: tokens of one block.
        lang: the language of the whole text.
    """
    words = [token.text.casefold() for token in block if token.kind == "word"]
    own = sum(word in _SMALL_WORDS[lang] for word in words)
    other = sum(word in _SMALL_WORDS[_OTHER[lang]] for word in words)
    if other >= own + (_TOLD if own else _TOLD - 1):
        return (_OTHER[lang],)
    return (lang,) if own else (lang, _OTHER[lang])
