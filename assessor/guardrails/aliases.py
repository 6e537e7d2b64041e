"""Stage 2 of 7: which writings of names belong to one person of a submission.

A writing joins a person only where exactly one person fits; otherwise it stays a person of its own, since joining
two people is worse than splitting one.
"""

import re
from collections.abc import Iterable, Sequence

from assessor.guardrails.recognizers.names import PARTICLES
from assessor.guardrails.tagging.lexicon import fold

_TITLES = re.compile(
    r"^(?:(?:Herrn?|Frau|Hr|Fr|Frl|Mr|Mrs|Ms|Miss|Dr|Prof|Dipl|Ing|Mag|med|jur)\b\.?[ -]*)+(?=\S)",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
_GENITIVE = re.compile(r"['’](?:s|S)?$")
_INITIALS = re.compile(r"([A-ZÄÖÜ])\.? ?([A-ZÄÖÜ])\.?")
_HANDLE = re.compile(r"@?[^\W\d_]+[._][^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def person_form(writing: str) -> str:
    """The form in which two writings of one name are equal, whatever their case, title, order and umlauts.

    >>> person_form("Sommer, Katrin"), person_form("Dr. Jürgen Müller"), person_form("@katrin.sommer")
    ('katrin sommer', 'juergen mueller', 'katrin sommer')
    """
    spaced = _SPACE.sub(" ", writing.strip())
    if _HANDLE.fullmatch(spaced):
        spaced = re.sub(r"[._]", " ", spaced)
    name = fold(_GENITIVE.sub("", _TITLES.sub("", spaced).lstrip("@")))
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name


class PersonAliases:
    """Groups the writings of people's names: `Katrin Sommer`, `K. Sommer`, `Sommer`, `Sommers`, `KS`.

    Args:
        writings: every writing of a name in the submission.
    """

    def __init__(self, writings: Iterable[str]) -> None:
        forms = {person_form(writing) for writing in writings}
        self._single = {form for form in forms if len(_words(form)) == 1}
        several = {form for form in forms if len(_words(form)) > 1}
        whole = {form for form in several if not _has_initial(form)}
        # A full name in the genitive is not another person beside the same name without it.
        whole = {form for form in whole if _nominative(form, whole) == form}
        # A name known only by an initial is a person too, unless it shortens a full name.
        shortened = {form for form in several - whole if _has_initial(form) and not _fitting(form, whole)}
        self._people = sorted(whole | shortened)

    def key(self, writing: str) -> str:
        """The name a writing belongs to, in its normal form."""
        form = person_form(writing)
        if form in self._people:
            return form
        nominative = _nominative(form, {*self._people, *self._single})
        if nominative in self._people:
            return nominative
        # The writing as it stands goes first: Peters is not Peter's where a Peters is known.
        fits = _fitting(form, self._people) or _fitting(form.removesuffix("s"), self._people)
        fits = fits or self._by_initials(writing)
        if len(fits) == 1:
            return fits[0]
        # German genitive without a full name to join: "Petersens" beside "Petersen".
        return nominative

    def of_mailbox(self, local: str) -> str | None:
        """The person whose name is the part of a mail address before the `@`; None where not exactly one fits.

        >>> PersonAliases(["Katrin Sommer", "Tom Baker"]).of_mailbox("k.sommer")
        'katrin sommer'
        """
        words = [word for word in re.split(r"[._+-]|\d+", fold(local)) if word]
        fits = _fitting(" ".join(words), self._people) if words else []
        if len(words) == 1 and not fits:
            fits = [name for name in self._people if words[0] in _run_together(name)]
        return fits[0] if len(fits) == 1 else None

    def _by_initials(self, writing: str) -> list[str]:
        letters = _INITIALS.fullmatch(writing.strip().lstrip("@"))
        if letters is None:
            return []
        wanted = [fold(letter)[0] for letter in letters.groups()]
        return [name for name in self._people if [_words(name)[0][0], _words(name)[-1][0]] == wanted]


def _words(form: str) -> list[str]:
    return [word for word in _WORD.findall(form) if word not in PARTICLES]


def _has_initial(form: str) -> bool:
    return any(len(word) == 1 for word in _words(form))


def _nominative(form: str, known: Iterable[str]) -> str:
    """A German genitive as the name itself, where that name is known."""
    return form[:-1] if form.endswith("s") and form[:-1] in known else form


def _fitting(form: str, names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if _fits(_words(form), _words(name)))


def _fits(words: Sequence[str], full: Sequence[str]) -> bool:
    if len(words) == 1:
        return len(words[0]) > 1 and words[0] in full
    if len(words) != len(full):
        # A middle initial more or less is the same person.
        words = [words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]] if words else []
        full = [full[0], *(word for word in full[1:-1] if len(word) > 1), full[-1]]
    return len(words) == len(full) and all(
        word == whole or (len(word) == 1 and whole.startswith(word))
        for word, whole in zip(words, full, strict=True)
    )


def _run_together(name: str) -> set[str]:
    """How a mailbox runs a name together: `ksommer`, `katrins`, `katrinsommer`, `ks`."""
    first, last = _words(name)[0], _words(name)[-1]
    return {first[0] + last, first + last[0], first + last, last + first[0], first[0] + last[0]}
