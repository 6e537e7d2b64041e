"""Stage 2 of 7: a trained sequence tagger at work: names of people in running text."""

import gzip
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import NamedTuple

from assessor.domain.text import Language
from assessor.guardrails.tagging.features import WordCache, features
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon
from assessor.guardrails.tagging.tokens import Token
from assessor.resources import resource_folder

_NAMING = frozenset({"word", "short", "sign"})


class Read(NamedTuple):
    """A word or sign, and how likely a name begins with it or goes on in it."""

    token: Token
    begins: float
    goes_on: float

    @property
    def sure(self) -> float:
        """The probability that it is part of a name."""
        return self.begins + self.goes_on


class PersonTagger:
    """Finds names with a linear-chain CRF. Safe to share between threads.

    Args:
        model: the trained model as CRFsuite wrote it.
        lexicon: the lexicon it was trained with.
    """

    def __init__(self, model: bytes, lexicon: Lexicon) -> None:
        import pycrfsuite

        self._cache = WordCache(lexicon)
        self._model = model  # CRFsuite reads from these bytes for as long as it lives
        self._tagger: pycrfsuite.Tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._one_at_a_time = Lock()

    def read(self, block: Sequence[Token]) -> list[Read]:
        """Every word and sign of a block, with the probability that it is part of a name."""
        rows = features(block, self._cache)
        with self._one_at_a_time:
            self._tagger.set(rows)
            return [
                Read(token, self._tagger.marginal("B-PER", place), self._tagger.marginal("I-PER", place))
                if token.kind in _NAMING
                else Read(token, 0.0, 0.0)
                for place, token in enumerate(block)
            ]


@cache
def load_tagger(lang: Language) -> PersonTagger:
    """The tagger that comes with the program for a language."""
    packed = (resource_folder("models") / f"person_{lang}.crf.gz").read_bytes()
    return PersonTagger(gzip.decompress(packed), load_lexicon())
