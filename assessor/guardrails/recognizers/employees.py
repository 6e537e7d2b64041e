"""Stage 2 of 7: the tenant's own people, from its terms file: found in any case, without anything announcing them."""

from collections.abc import Iterable, Iterator, Sequence

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.known import CALENDAR_NAMES
from assessor.guardrails.recognizers.names import PARTICLES
from assessor.guardrails.tagging.lexicon import fold, load_lexicon
from assessor.guardrails.tagging.tokens import Token, blocks
from assessor.guardrails.terms import Term

_LONGEST = 6
_MIN_PART = 3


class Employees:
    """Finds people of a list of any length in one pass.

    Args:
        people: names and nicknames. A part of a full name counts where it is capitalised and no everyday word.
    """

    def __init__(self, people: Iterable[Term]) -> None:
        self._whole: set[tuple[str, ...]] = set()
        self._parts: set[str] = set()
        for person in people:
            for writing in person.writings:
                words = _folded(writing)
                self._whole.add(words)
                self._whole.add((*words[-1:], *words[:-1]))
                self._parts.update(
                    word
                    for word in words
                    if len(word) >= _MIN_PART and word not in PARTICLES and len(words) > 1
                )

    def find(self, text: str) -> Iterator[DetectedSpan]:
        """Spans of type PERSON, longest first at each place."""
        if not self._whole:
            return
        for block in blocks(text):
            tokens = [token for token in block if token.kind in ("word", "short")]
            forms = [fold(token.text) for token in tokens]
            place = 0
            while place < len(tokens):
                size = self._size_at(tokens, forms, place)
                if size:
                    last = tokens[place + size - 1]
                    yield DetectedSpan(
                        start=tokens[place].start,
                        end=last.end,
                        type="PERSON",
                        score=1.0,
                        rule="known.employee",
                    )
                place += size or 1

    def _size_at(self, tokens: Sequence[Token], forms: Sequence[str], place: int) -> int:
        for size in range(min(_LONGEST, len(forms) - place), 0, -1):
            window = forms[place : place + size]
            if size == 1 and not tokens[place].text[0].isupper():
                break  # a nickname may be a word: the `memo` is not Memo
            if tuple(window) in self._whole or (*window[:-1], _nominative(window[-1])) in self._whole:
                return size
        word = tokens[place].text
        is_part = forms[place] in self._parts or _nominative(forms[place]) in self._parts
        return int(is_part and word[0].isupper() and not _is_everyday(word))


def _is_everyday(word: str) -> bool:
    plain = load_lexicon().use(word.lower())
    return word.casefold() in CALENDAR_NAMES or (plain is not None and plain.is_everyday)


def _folded(writing: str) -> tuple[str, ...]:
    return tuple(
        fold(token.text) for block in blocks(writing) for token in block if token.kind in ("word", "short")
    )


def _nominative(form: str) -> str:
    return form.removesuffix("s").removesuffix("'")
