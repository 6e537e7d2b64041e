"""Stage 2 of 7: personal data of every kind in one text, Presidio's and ours together."""

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.recognizers.known import find_subject
from assessor.guardrails.recognizers.numbers import find_numbers
from assessor.guardrails.recognizers.people import find_people
from assessor.guardrails.recognizers.places import find_places_and_organisations
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
            *find_numbers(text),
            *find_places_and_organisations(text),
        )
