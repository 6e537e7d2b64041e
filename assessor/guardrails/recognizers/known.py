"""Stage 2 of 7: names already known in a submission are found wherever they stand.

The assessee's names come with the submission; a name that one place announces ("Hallo Katrin Sommer") is
looked for everywhere else, alone ("Sommer"), in the genitive ("Sommers") and in compounds ("Sommer-Termin").
"""

import re
from collections.abc import Iterable, Iterator

from assessor.domain.artefact import Subject
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.known_small import find_initials_of, find_small
from assessor.guardrails.recognizers.names import UPPER

_MIN_PART = 3
CALENDAR_NAMES = frozenset(
    """
    sommer winter herbst frühling lenz mai august freitag sonntag summer may june april march autumn spring
    """.split()
)
"""Names that are words of the calendar too; after these words they mean the calendar, unless in a compound."""
BEFORE_CALENDAR = (
    "im", "am", "den", "der", "dem", "des", "ab", "bis", "seit", "diesem", "diesen", "dieser", "letzten", "letzter",
    "nächsten", "nächster", "kommenden", "jeden", "ganzen", "last", "this", "next", "the", "in", "by", "until", "since",
)  # fmt: skip
_NOT_CALENDAR = "".join(rf"(?<!\b{form} )" for word in BEFORE_CALENDAR for form in (word, word.capitalize()))
_BEFORE, _AFTER = r"(?<![^\W_])", r"(?![^\W_])"
"""Where a word begins and ends; an underscore parts words in file names."""
_TAIL = rf"(?:['’]s|['’]|s)?(?:[ \t]+(?:junior|senior|[JjSs]r\.?))?{_AFTER}"
_BETWEEN = r"(?:\s+|[._-])"
"""What stands between the words of a name, in mailboxes and file names too."""
_INITIAL_BEFORE = rf"(?:[{UPPER}]\.[ \t]?)?"
_INITIAL = re.compile(r"^\w\.$")
_SPELT_OUT = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"))
"""A name read from a mail address has its umlauts spelt out; the text may write them."""
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"))


def find_subject(text: str, subject: Subject) -> Iterator[DetectedSpan]:
    """The assessee's names and mail addresses, in any case."""
    yield from find_people_given(text, subject.names, "known.subject")
    for email in subject.emails:
        pattern = rf"(?i)(?<![\w.+-]){re.escape(email)}(?![\w-])"
        for span in _matches(text, pattern, "known.subject", 1.0):
            yield span.model_copy(update={"type": "EMAIL_ADDRESS"})


def find_people_given(text: str, names: Iterable[str], rule: str) -> Iterator[DetectedSpan]:
    """People whose names were given beforehand: whole in any case and order, and their parts."""
    for name in names:
        words = name.split()
        if not words:
            continue
        whole = _BETWEEN.join(map(_spellings, words))
        turned = (
            _spellings(words[-1]) + r",\s+" + r"\s+".join(map(_spellings, words[:-1])) if words[1:] else whole
        )
        yield from _matches(text, rf"(?i){_BEFORE}(?:{whole}|{turned}){_TAIL}", rule, 1.0)
        yield from find_names(text, [name], rule=rule)


def find_names(text: str, names: Iterable[str], rule: str = "known.dossier") -> Iterator[DetectedSpan]:
    """Other places of full names that were found elsewhere in the submission, and of their parts and initials."""
    names = list(names)
    yield from find_small(text, (word for name in names for word in name.split()), rule)
    yield from find_initials_of(text, names, rule)
    several = [name for name in names if len(name.split()) > 1]
    # One pattern for all names and one for all parts: compiling one for each costs more than reading the text.
    whole = [_BETWEEN.join(map(_spellings, name.split())) for name in several]
    if whole:
        yield from _matches(text, rf"(?i){_BEFORE}(?:{_longest_first(whole)}){_TAIL}", rule, 0.9)
    # `Ilse B.` is later `B.` alone, as the subject of a sentence.
    initials = {name.split()[-1] for name in several if _INITIAL.match(name.split()[-1])}
    if initials:
        alone = "|".join(map(re.escape, sorted(initials)))
        yield from _matches(text, rf"(?<!z\. )(?<![\w.])(?:{alone})(?= [a-zäöüß])", rule, 0.7)
    parts = {
        word
        for name in names
        for word in name.split()
        if len(word) >= _MIN_PART and word[0].isupper() and not _INITIAL.match(word)
    }
    of_calendar = {word for word in parts if word.casefold() in CALENDAR_NAMES}
    for words, guard in ((parts - of_calendar, ""), (of_calendar, rf"(?:{_NOT_CALENDAR}|(?=[\w]+-))")):
        forms = {form for word in words for form in (_spellings(word), _spellings(word.upper()))}
        if forms:
            pattern = rf"{_BEFORE}{guard}{_INITIAL_BEFORE}(?:{_longest_first(forms)}){_TAIL}"
            yield from _matches(text, pattern, rule, 0.8)


def _longest_first(patterns: Iterable[str]) -> str:
    """Alternatives of which the longer is tried before one that begins it."""
    return "|".join(sorted(patterns, key=lambda one: (-len(one), one)))


def _spellings(word: str) -> str:
    """A pattern for a word with its umlauts as written and spelt out."""
    pattern = re.escape(word)
    for umlaut, spelt in _UMLAUTS:
        pattern = pattern.replace(umlaut, f"(?:{umlaut}|{spelt}|{spelt.upper()})")
    if pattern == re.escape(word):
        for spelt, umlaut in _SPELT_OUT:
            pattern = pattern.replace(spelt, f"(?:{spelt}|{umlaut})")
    return pattern


def _matches(text: str, pattern: str, rule: str, score: float) -> Iterator[DetectedSpan]:
    for match in re.finditer(pattern, text):
        yield DetectedSpan(start=match.start(), end=match.end(), type="PERSON", score=score, rule=rule)
