"""Stage 2 of 7: which removed values are one and the same, and the numbers they get.

Placeholders are stable inside a submission and unlinkable across: numbers are given per type in the order of
first appearance, artefacts ordered by the digest of their text, so the order of files changes nothing.
"""

import re
from collections.abc import Iterable, Sequence

from assessor.guardrails.forgery import ESCAPED, escape
from assessor.guardrails.recognizers.names import PARTICLES, is_plausible
from assessor.guardrails.recognizers.organisation_words import AT_END

_TITLES = re.compile(r"^(?:(?:Herrn?|Frau|Mr|Mrs|Ms|Dr|Prof)\.?\s+)+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")

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
        name = re.sub(r"['’]s?$", "", _TITLES.sub("", folded).lstrip("@"))
        last, comma, first = name.partition(", ")
        return f"{first} {last}" if comma else name
    return folded


class PersonAliases:
    """Groups the writings of people's names: `Katrin Sommer`, `K. Sommer`, `Sommer`, `Sommers`.

    A single word joins a full name only where exactly one full name of the submission holds it; otherwise it
    stays a person of its own, since joining two people is worse than splitting one.
    """

    def __init__(self, writings: Iterable[str]) -> None:
        forms = {normal_form("PERSON", writing) for writing in writings}
        self._single = {form for form in forms if len(_words(form)) == 1}
        full = {form for form in forms if len(_words(form)) > 1 and not _has_initial(form)}
        # A full name in the genitive is not another person beside the same name without it.
        self._full = sorted(form for form in full if not (form.endswith("s") and form[:-1] in full))

    def key(self, writing: str) -> str:
        """The name a writing belongs to, in its normal form."""
        form = normal_form("PERSON", writing)
        if form in self._full:
            return form
        if form.endswith("s") and form[:-1] in self._full:
            return form[:-1]
        fits = [name for name in self._full if _fits(form, name)]
        if len(fits) == 1:
            return fits[0]
        # German genitive without a full name to join: "Petersens" beside "Petersen".
        return form[:-1] if form.endswith("s") and form[:-1] in self._single else form


def _words(form: str) -> list[str]:
    return [word for word in re.findall(r"[\w'’-]+", form) if word not in PARTICLES]


def _has_initial(form: str) -> bool:
    return any(len(word) == 1 for word in _words(form))


def _fits(form: str, name: str) -> bool:
    words, full = _words(form), _words(name)
    if len(words) == 1:
        return words[0] in full or (words[0].endswith("s") and words[0][:-1] in full)
    if len(words) != len(full):
        return False
    return all(
        word == whole or (len(word) == 1 and whole.startswith(word))
        for word, whole in zip(words, full, strict=True)
    )


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
    given: dict[tuple[str, str], int] = {}
    counts: dict[str, int] = {}

    def placeholder(kind: str, value: str) -> str:
        if kind == ESCAPED:
            return escape(value)
        form = aliases.key(value) if kind == "PERSON" else normal_form(kind, value)
        key = (kind, organisations.get(form, form) if kind == "CUSTOMER_ORG" else form)
        if key not in given:
            counts[kind] = counts.get(kind, 0) + 1
            given[key] = counts[kind]
        return f"<{kind}_{given[key]}>"

    return [[placeholder(kind, value) for kind, value in artefact] for artefact in occurrences]
