"""Stage 2 of 7: personal data of every kind in one text, Presidio's and ours together."""

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.recognizers.employees import Employees
from assessor.guardrails.recognizers.glued import find_glued
from assessor.guardrails.recognizers.informal import find_informal
from assessor.guardrails.recognizers.initials import find_initials
from assessor.guardrails.recognizers.known import find_subject
from assessor.guardrails.recognizers.numbers import find_numbers
from assessor.guardrails.recognizers.people import find_people
from assessor.guardrails.recognizers.places import find_places_and_organisations
from assessor.guardrails.recognizers.rows import find_in_rows
from assessor.guardrails.recognizers.tagged import find_tagged
from assessor.guardrails.terms import NO_TERMS, TenantTerms
from assessor.guardrails.vocabulary import Vocabulary, field_terms


class PersonalDataGuardrail:
    """Finds personal data by Presidio, by place in the text and by names given beforehand.

    Args:
        presidio: the recognizers that Presidio hosts.
        terms: names of the tenant's own employees, customers and products.
    """

    name = "personal_data"

    def __init__(self, presidio: PresidioRecognizers, terms: TenantTerms = NO_TERMS) -> None:
        self._presidio = presidio
        self._employees = Employees(terms.employees)
        self._vocabulary = Vocabulary((*field_terms(), *terms.product_names))

    def inspect(self, reading: Reading) -> Detection:
        """Spans only: personal data is removed, it never stops an artefact by itself."""
        return Detection(
            spans=(*self.find(reading.text, reading.lang), *find_subject(reading.text, reading.subject))
        )

    def find(self, text: str, lang: Language) -> tuple[DetectedSpan, ...]:
        """Spans of personal data in a text that belongs to no submission, such as a draft's own words."""
        hosted = tuple(self._presidio.find(text, lang))
        # What spaCy alone takes for a person is wrong more often than right: it seconds the tagger, no more.
        second = [(span.start, span.end) for span in hosted if span.type == "PERSON"]
        return (
            *(span for span in hosted if span.type != "PERSON"),
            *find_people(text),
            *find_tagged(text, lang, self._vocabulary, second),
            *find_informal(text),
            *find_glued(text),
            *find_initials(text),
            *find_in_rows(text, self._vocabulary),
            *self._employees.find(text),
            *find_numbers(text),
            *find_places_and_organisations(text),
        )
