"""Stage 2 of 7: Presidio, set up so that it stays offline, quiet and complete. The one presidio-analyzer import.

Traps closed here (FACTS.md): the public-suffix list is never asked for; no model is loaded or downloaded, so none reads the
wrong language; German recognizers are on for both languages; context words work without a lemmatiser; the decision
trace, which logs text, stays off. People, organisations, phones, accounts, cards, addresses of machines and plates are not
asked of Presidio: the recognizers of our own find more of them.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

_WORD = re.compile(r"\w+|[^\w\s]")
_WINDOW_CHARS = 40_000
"""Presidio keeps every word of a text; reading in windows bounds its memory."""

_OURS = {
    "DE_TAX_NUMBER": "DE_TAX_ID", "DE_PASSPORT": "ID", "DE_ID_CARD": "ID", "DE_HEALTH_INSURANCE": "ID",
    "DE_HANDELSREGISTER": "ID", "DE_VAT_ID": "ID", "DE_FUEHRERSCHEIN": "ID", "DE_LANR": "ID", "DE_BSNR": "ID",
}  # fmt: skip
_MIN_SCORE = {"URL": 0.3, "EMAIL_ADDRESS": 0.3}
_MIN_SCORE_ID = 0.45
"""Number formats alone are weak: a checksum or a context word must lift them above this."""


class PresidioRecognizers:
    """Presidio's recognizers for English and German behind one call. Loads on first use."""

    def find(self, text: str, lang: Language) -> Iterator[DetectedSpan]:
        """Spans of personal data in `text`; types are ours (CONTRACT.md). They may overlap."""
        for offset, window in _windows(text):
            words = _plain_words(window, lang)
            for result in self._engine.analyze(text=window, language=lang, nlp_artifacts=words):
                kind = _OURS.get(result.entity_type, result.entity_type)
                if result.score < _MIN_SCORE.get(kind, _MIN_SCORE_ID):
                    continue
                yield DetectedSpan(
                    start=offset + result.start,
                    end=offset + result.end,
                    type=kind,
                    score=round(result.score, 4),
                    rule="presidio." + result.entity_type.lower(),
                )

    @cached_property
    def _engine(self) -> "AnalyzerEngine":
        for name in ("presidio-analyzer", "presidio-anonymizer", "tldextract"):
            logging.getLogger(name).setLevel(logging.ERROR)
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

        registry = RecognizerRegistry(
            recognizers=[one for lang in ("en", "de") for one in _recognizers(lang)],
            supported_languages=["en", "de"],
        )
        return AnalyzerEngine(
            registry=registry,
            nlp_engine=_no_pipeline(),
            supported_languages=["en", "de"],
            log_decision_process=False,
        )


def _plain_words(text: str, lang: str) -> "NlpArtifacts":
    """What recognizers ask of a pipeline: words and their places, for context. The word itself stands for its lemma."""
    from presidio_analyzer.nlp_engine import NlpArtifacts

    found = [(match.group(), match.start()) for match in _WORD.finditer(text)]
    small = [word.lower() for word, _ in found]
    words: Any = [word for word, _ in found]
    no_engine: Any = None
    plain = NlpArtifacts(
        entities=[],
        tokens=words,
        tokens_indices=[start for _, start in found],
        lemmas=small,
        nlp_engine=no_engine,
        language=lang,
    )
    plain.keywords = small
    return plain


def _no_pipeline() -> "NlpEngine":
    """An engine that is never asked: every call of the analyzer brings its words."""
    from presidio_analyzer.nlp_engine import NlpEngine

    class WordsComeWithTheCall(NlpEngine):
        def load(self) -> None:
            """Nothing to load."""

        def is_loaded(self) -> bool:
            """Always."""
            return True

        def process_text(self, text: str, language: str) -> "NlpArtifacts":
            """Words alone."""
            return _plain_words(text, language)

        def process_batch(
            self,
            texts: Iterable[str],
            language: str,
            batch_size: int = 1,  # noqa: ARG002 - the shape is Presidio's
            n_process: int = 1,  # noqa: ARG002 - the shape is Presidio's
            **kwargs: Any,  # noqa: ARG002 - the shape is Presidio's
        ) -> Iterator[Any]:
            """Words alone, text by text."""
            return ((text, _plain_words(text, language)) for text in texts)

        def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002 - the shape is Presidio's
            """Context words are asked for by name; none needs leaving out."""
            return False

        def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002 - the shape is Presidio's
            """Whether a word is a sign."""
            return not any(char.isalnum() for char in word)

        def get_supported_entities(self) -> list[str]:
            """None: people are found by `recognizers/tagged.py`."""
            return []

        def get_supported_languages(self) -> list[str]:
            """Both."""
            return ["en", "de"]

    return WordsComeWithTheCall()


def _recognizers(lang: str) -> Iterator[Any]:
    from presidio_analyzer import predefined_recognizers as stock

    class OfflineEmailRecognizer(stock.EmailRecognizer):
        """The stock recognizer asks tldextract whether a domain is public, which fetches a list on first use."""

        def validate_result(self, pattern_text: str) -> bool:
            """Keep whatever is written like an address: hosts inside a company name people just as well."""
            return bool(pattern_text)

    yield OfflineEmailRecognizer(supported_language=lang)
    for name in (
        "DeTaxIdRecognizer", "DeTaxNumberRecognizer", "DeSocialSecurityRecognizer", "DePassportRecognizer",
        "DeIdCardRecognizer", "DeHealthInsuranceRecognizer", "DeHandelsregisterRecognizer",
        "DeVatIdRecognizer", "DeFuehrerscheinRecognizer", "DeLanrRecognizer", "DeBsnrRecognizer",
    ):  # fmt: skip
        yield getattr(stock, name)(supported_language=lang)


def _windows(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > _WINDOW_CHARS:
        cut = start + _WINDOW_CHARS
        for boundary in ("\n\n", "\n", " "):
            at = text.rfind(boundary, start + _WINDOW_CHARS // 2, cut)
            if at > start:
                cut = at + len(boundary)
                break
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
