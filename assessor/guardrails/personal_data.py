"""Stage 2 of 7: personal data of every kind in one text, Presidio's and ours together."""

from collections.abc import Iterator

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.recognizers.customers import KnownCustomers
from assessor.guardrails.recognizers.known import find_subject
from assessor.guardrails.recognizers.organisations import find_organisations
from assessor.guardrails.recognizers.people import find_people
from assessor.guardrails.recognizers.structured import find_structured
from assessor.guardrails.terms import NO_TERMS, TenantTerms


class PersonalDataGuardrail:
    """Finds personal data by Presidio, by place in the text and by names given beforehand.

    Args:
        presidio: the recognizers that Presidio hosts.
        terms: names of the tenant's own employees, customers and products.
    """

    name = "personal_data"

    def __init__(self, presidio: PresidioRecognizers, terms: TenantTerms = NO_TERMS) -> None:
        self._presidio = presidio
        self._terms = terms
        self._customers = KnownCustomers(
            (writing for one in terms.customers for writing in one.writings),
            (domain for one in terms.customers for domain in one.domains),
        )
        self._products = frozenset(name.casefold() for name in terms.product_names)

    def inspect(self, reading: Reading) -> Detection:
        """Spans only: personal data is removed, it never stops an artefact by itself."""
        return Detection(
            spans=(*self.find(reading.text, reading.lang), *find_subject(reading.text, reading.subject))
        )

    def find(self, text: str, lang: Language) -> tuple[DetectedSpan, ...]:
        """Spans of personal data in a text that belongs to no submission, such as a draft's own words."""
        return (
            *self._presidio.find(text, lang),
            *find_people(text),
            *find_structured(text),
            *self._organisations(text),
            *self._customers.find(text, "known.tenant"),
        )

    def _organisations(self, text: str) -> Iterator[DetectedSpan]:
        for span in find_organisations(text):
            if text[span.start : span.end].casefold() not in self._products:
                yield span
