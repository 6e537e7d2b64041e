"""Stage 2 of 7: every value that is recognised by its written form, strong forms before weak ones."""

from collections.abc import Iterable, Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.accounts import find_accounts
from assessor.guardrails.recognizers.addresses import find_addresses
from assessor.guardrails.recognizers.births import find_births
from assessor.guardrails.recognizers.identifiers import find_identifiers
from assessor.guardrails.recognizers.links import find_links
from assessor.guardrails.recognizers.mails import find_mails
from assessor.guardrails.recognizers.phones import find_phones
from assessor.guardrails.recognizers.plates import find_plates


def find_structured(text: str) -> Iterator[DetectedSpan]:
    """Spans of EMAIL_ADDRESS, URL, IBAN_CODE, CREDIT_CARD, IP_ADDRESS, ID and kin, DATE_OF_BIRTH, LOCATION, PHONE_NUMBER.

    They may overlap, except that no phone is seen inside a value with a stronger form: groups of an account or
    of an insurance number can be dialled too.
    """
    links = list(find_links(text))
    strong = [
        *links,
        # An address in a link's query goes with the link.
        *(mail for mail in find_mails(text) if not _touches(mail, links)),
        *find_accounts(text),
        *find_identifiers(text),
        *find_births(text),
    ]
    yield from strong
    yield from find_plates(text)
    yield from find_addresses(text)
    for phone in find_phones(text):
        if not _touches(phone, strong):
            yield phone


def _touches(span: DetectedSpan, others: Iterable[DetectedSpan]) -> bool:
    return any(one.start < span.end and span.start < one.end for one in others)
