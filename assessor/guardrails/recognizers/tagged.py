"""Stage 2 of 7: people that the trained taggers see in running text.

A tagger gives each word a probability; `certainty.py` says how much of it is asked for, `extent.py` how far the name goes.
"""

import re
from collections.abc import Iterator, Sequence

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.certainty import is_sure
from assessor.guardrails.recognizers.extent import whole_name
from assessor.guardrails.tagging.languages import languages_of
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon
from assessor.guardrails.tagging.tagger import Read, load_tagger
from assessor.guardrails.tagging.tokens import blocks
from assessor.guardrails.vocabulary import Vocabulary

_EXTENSION = re.compile(
    r"\.(?:md|py|txt|cfg|csv|json|ya?ml|docx?|xlsx?|pptx?|pdf|html?|log|sql|sh|js|ts|eml|zip|png|jpe?g)\b"
)
_GLUED_ON = re.compile(r"(?:-\w+)+")


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
        told: set[int] = set()
        for place, reader in enumerate(languages_of(tokens, lang)):
            block = load_tagger(reader).read(tokens)
            for first, last, score in _whole_names(block, lexicon):
                if place and (
                    told.issuperset(range(first, last + 1))
                    or not _is_beyond_doubt(block[first : last + 1], lexicon)
                ):
                    continue
                told.update(range(first, last + 1))
                kept = vocabulary.within(text, block[first].token.start, block[last].token.end)
                if kept is not None and _is_name_alone(text, *kept, vocabulary):
                    yield DetectedSpan(
                        start=kept[0],
                        end=kept[1],
                        type="PERSON",
                        score=round(score, 4),
                        rule=f"tagger.{reader}",
                    )


def _is_name_alone(text: str, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether what is left has letters and is neither part of a term (`Go` in `Go-Live`) nor a file's (`README.md`)."""
    name = text[start:end]
    if not any(char.isalpha() for char in name):
        return False
    if " " not in name and _EXTENSION.match(text, end) and not load_lexicon().is_name(name):
        return False
    after = _GLUED_ON.match(text, end)
    return after is None or not vocabulary.has(text[start : after.end()])


def _whole_names(block: Sequence[Read], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    for found, until, score in _names(block, lexicon):
        whole = whole_name(block, found, until, lexicon)
        if whole is not None:
            yield *whole, score


def _is_beyond_doubt(name: Sequence[Read], lexicon: Lexicon) -> bool:
    """Whether the second reader of a block without a language may be believed: it takes many words for names."""
    words = [read for read in name if read.token.kind == "word"]
    return bool(words) and all(
        read.token.is_capitalised
        and lexicon.is_name(read.token.text)
        and lexicon.listed(read.token.text).other == "000"
        and lexicon.use(read.token.text.lower()) is None
        for read in words
    )


def _names(block: Sequence[Read], lexicon: Lexicon) -> Iterator[tuple[int, int, float]]:
    """First and last place of each name, and the probability of its surest word."""
    inside = [is_sure(block, place, lexicon) for place in range(len(block))]
    start = -1
    for place, read in enumerate(block):
        if start >= 0 and (not inside[place] or read.begins > read.goes_on):
            yield from _trimmed(block, start, place - 1)
            start = -1
        if inside[place] and start < 0:
            start = place
    if start >= 0:
        yield from _trimmed(block, start, len(block) - 1)


def _trimmed(block: Sequence[Read], first: int, last: int) -> Iterator[tuple[int, int, float]]:
    while first <= last and block[first].token.kind == "sign":
        first += 1
    while last >= first and block[last].token.kind == "sign":
        last -= 1
    if first <= last:
        yield first, last, min(1.0, max(block[place].sure for place in range(first, last + 1)))
