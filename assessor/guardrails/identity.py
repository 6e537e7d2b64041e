"""Stage 2 of 7: which removed values are one and the same, and the numbers they get.

Placeholders are stable inside a submission and unlinkable across: numbers are given per type in the order of
first appearance, artefacts ordered by the digest of their text, so the order of files changes nothing. A mail
address that bears the name of exactly one person of the submission takes that person's number.
"""

import re
from collections.abc import Iterable, Sequence

from assessor.guardrails.aliases import PersonAliases, person_form
from assessor.guardrails.forgery import ESCAPED, escape
from assessor.guardrails.recognizers.names import is_plausible
from assessor.guardrails.recognizers.organisation_words import AT_END

_SPACE = re.compile(r"\s+")

_MAIL = "EMAIL_ADDRESS"

Occurrence = tuple[str, str]
"""Type and text of a removed value. Lives in memory only."""


def normal_form(kind: str, value: str) -> str:
    """The form in which two writings of one value are equal.

    >>> normal_form("PHONE_NUMBER", "+49 30 23125-001") == normal_form("PHONE_NUMBER", "+49 (30) 23125001")
    True
    """
    folded = _SPACE.sub(" ", value.strip()).casefold()
    if kind == "PHONE_NUMBER":
        return re.sub(r"[^\d+]", "", folded)
    if kind in ("IBAN_CODE", "CREDIT_CARD"):
        return re.sub(r"\W", "", folded)
    if kind == "CUSTOMER_ORG":
        return re.sub(r"['’]s?$", "", AT_END.sub("", _SPACE.sub(" ", value.strip())).casefold())
    if kind == "PERSON":
        return person_form(value)
    return folded


def organisation_keys(values: Iterable[str]) -> dict[str, str]:
    """Normal form of each organisation, short names joined to the one long name that begins with them.

    >>> organisation_keys(["Nordwind Logistik GmbH", "Nordwind"])["nordwind"]
    'nordwind logistik'
    """
    forms = sorted({normal_form("CUSTOMER_ORG", value) for value in values})
    # A genitive beside its own name is that name: "Nordwinds" beside "Nordwind".
    base = {form: form[:-1] if form.endswith("s") and form[:-1] in forms else form for form in forms}
    longer = {form: [other for other in forms if other.startswith(form + " ")] for form in forms}
    joined = {form: others[0] if len(others) == 1 else form for form, others in longer.items()}
    return {form: joined[base[form]] for form in forms}


def people_in(occurrences: Iterable[Sequence[Occurrence]], names: Iterable[str] = ()) -> PersonAliases:
    """The people among removed values, together with the full `names` the submitter gave."""
    removed = (value for artefact in occurrences for kind, value in artefact if kind == "PERSON")
    return PersonAliases((*names, *(value for value in removed if is_plausible(value))))


def number(
    occurrences: Sequence[Sequence[Occurrence]], people: PersonAliases | None = None
) -> list[list[str]]:
    """Placeholders for the removed values of each artefact.

    Args:
        occurrences: for each artefact, in numbering order, its removed values in text order.
        people: who the writings of names belong to; by default, read from the values themselves.

    Returns:
        The same shape, a placeholder for each value; escaped text for type `ESCAPED`.

    >>> number([[("PERSON", "Katrin Sommer"), ("PERSON", "Tom Baker")], [("PERSON", "Sommers")]])
    [['<PERSON_1>', '<PERSON_2>'], ['<PERSON_1>']]
    """
    aliases = people or people_in(occurrences)
    organisations = organisation_keys(
        value for artefact in occurrences for kind, value in artefact if kind == "CUSTOMER_ORG"
    )
    numbers = _Numbers()
    for artefact in occurrences:
        for kind, value in artefact:
            if kind == "PERSON":
                numbers.of(kind, aliases.key(value))
    mailboxes = _mailboxes_of_people(occurrences, aliases)
    for form, person in mailboxes.items():
        numbers.take(_MAIL, form, numbers.of("PERSON", person))

    def placeholder(kind: str, value: str) -> str:
        if kind == ESCAPED:
            return escape(value)
        form = aliases.key(value) if kind == "PERSON" else normal_form(kind, value)
        return (
            f"<{kind}_{numbers.of(kind, organisations.get(form, form) if kind == 'CUSTOMER_ORG' else form)}>"
        )

    return [[placeholder(kind, value) for kind, value in artefact] for artefact in occurrences]


class _Numbers:
    """Numbers of values, per type in the order in which they are asked for."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], int] = {}
        self._taken: dict[str, set[int]] = {}

    def of(self, kind: str, form: str) -> int:
        """The number of a value; the smallest free one where it has none yet."""
        if (kind, form) not in self._given:
            taken = self._taken.get(kind, set())
            self.take(kind, form, next(one for one in range(1, len(taken) + 2) if one not in taken))
        return self._given[kind, form]

    def take(self, kind: str, form: str, number: int) -> None:
        """Give a value this very number."""
        self._given[kind, form] = number
        self._taken.setdefault(kind, set()).add(number)


def _mailboxes_of_people(
    occurrences: Sequence[Sequence[Occurrence]], people: PersonAliases
) -> dict[str, str]:
    """Mail addresses that a person's name is part of, and the person: `katrin.sommer@...` is Katrin Sommer's.

    A second domain may be a namesake's, so only the first one counts.
    """
    known = {people.key(value) for artefact in occurrences for kind, value in artefact if kind == "PERSON"}
    found: dict[str, str] = {}
    domains: dict[str, str] = {}
    for artefact in occurrences:
        for kind, value in artefact:
            form = normal_form(kind, value)
            local, at, domain = form.partition("@")
            person = people.of_mailbox(local) if kind == _MAIL and at else None
            if person in known and person is not None and domains.setdefault(person, domain) == domain:
                found[form] = person
    return found
