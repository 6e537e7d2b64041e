"""Stage 2 of 7: personal data of every kind in one text, Presidio's and ours together."""

from collections.abc import Iterator, Sequence

from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.recognizers.customers import KnownCustomers
from assessor.guardrails.recognizers.employees import Employees
from assessor.guardrails.recognizers.glued import find_glued
from assessor.guardrails.recognizers.informal import find_informal
from assessor.guardrails.recognizers.initials import find_initials
from assessor.guardrails.recognizers.known import find_subject
from assessor.guardrails.recognizers.organisations import find_organisations
from assessor.guardrails.recognizers.people import find_people
from assessor.guardrails.recognizers.rows import find_in_rows
from assessor.guardrails.recognizers.speakers import find_speakers
from assessor.guardrails.recognizers.structured import find_structured
from assessor.guardrails.recognizers.tagged import find_tagged
from assessor.guardrails.tagging.lexicon import load_lexicon
from assessor.guardrails.terms import NO_TERMS, TenantTerms
from assessor.guardrails.vocabulary import Vocabulary, field_terms

_CERTAIN = (".legal_form", ".field", ".table")
"""Rules that see a company by more than its place in a sentence."""


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
        self._employees = Employees(terms.employees)
        self._vocabulary = Vocabulary((*field_terms(), *terms.product_names))

    def inspect(self, reading: Reading) -> Detection:
        """Spans only: personal data is removed, it never stops an artefact by itself."""
        own = {email.rpartition("@")[2].partition(".")[0].casefold() for email in reading.subject.emails}
        found = (
            span
            for span in self.find(reading.text, reading.lang)
            # The assessee's company is nobody's name, whatever a tagger makes of its capital.
            if not (span.rule.startswith("tagger.") and reading.text[span.start : span.end].casefold() in own)
        )
        return Detection(spans=(*found, *find_subject(reading.text, reading.subject)))

    def find(self, text: str, lang: Language) -> tuple[DetectedSpan, ...]:
        """Spans of personal data in a text that belongs to no submission, such as a draft's own words."""
        people = (
            *find_people(text),
            *find_tagged(text, lang, self._vocabulary),
            *find_speakers(text),
            *find_informal(text),
            *find_glued(text),
            *find_initials(text),
            *find_in_rows(text, self._vocabulary),
            *self._employees.find(text),
        )
        return (
            *self._presidio.find(text, lang),
            *people,
            *find_structured(text),
            *self._organisations(text, people),
            *self._customers.find(text, "known.tenant"),
        )

    def _organisations(self, text: str, people: Sequence[DetectedSpan]) -> Iterator[DetectedSpan]:
        full_names = [(one.start, one.end) for one in people if _is_full_name(text[one.start : one.end])]
        names = {text[start:end].casefold() for start, end in full_names}
        for span in find_organisations(text):
            value = text[span.start : span.end]
            if value.casefold() in self._products or self._vocabulary.has(value):
                continue
            # Where only the place speaks for a company, a first and a last name speak louder.
            is_guess = not span.rule.endswith(_CERTAIN)
            if is_guess and any(start <= span.start and span.end <= end for start, end in full_names):
                continue
            if is_guess and value.casefold() in names:
                yield span.model_copy(update={"type": "PERSON", "rule": "known.name"})
                continue
            yield span


def _is_full_name(name: str) -> bool:
    words = name.split()
    return len(words) > 1 and load_lexicon().listed(words[0]).first > 0
