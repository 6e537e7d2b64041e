"""Stage 2 of 7: customers known by name, from the tenant's list, from elsewhere in the submission, or by their mail domain.

A known name is met whole, without its legal form, by its first telling words ("Arden Valley" for Arden Valley
Credit Union), in the genitive and in compounds, in any case where it has two words or more. Names are kept in a
dictionary of first words, so that a list of thousands costs no more than one of ten.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.organisation_words import (
    AT_END,
    BEFORE_DE,
    ORDINARY,
    TOOLS,
    TRADE_DE,
    TRADE_DE_ALONE,
    TRADE_EN,
    TRADE_EN_WEAK,
)

_ORG = "CUSTOMER_ORG"
_TOKEN = re.compile(r"\d?[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
_GLUE = frozenset(("and", "und", "et", "y", "e"))
_GAP = re.compile(r"(?:['’]s?)?[\s.,&+/-]{1,5}(?:(?:and|und|et|y|e)\s+)?")
_TAIL = re.compile(r"['’]s\b|['’](?!\w)")
_TITLE_BEFORE = re.compile(r"(?:\b(?:Herrn?|Frau|Mr|Mrs|Ms|Dr|Prof)\.?|@)[ \t]*$")
_MIN_SINGLE = 4
"""A single word shorter than this would hit parts of harmless text."""
_GENERIC = frozenset(
    """
    deutsche deutscher deutsches erste neue neues united first national american european europe global international
    digital smart super royal british swiss schweizer schweizerische österreichische vereinigte allgemeine bayerische
    norddeutsche süddeutsche westdeutsche ostdeutsche hamburger berliner münchner münchener kölner wiener zürcher berner basler
    stadtwerke universität university hotel klinik klinikum bank group gruppe north south nord west central ost süd east
    best blue black white golden silver grand great little alte altes alter freie free saint sankt black- bank city stadt
    """.split()
)
"""First words that too many names share to stand for one of them."""
_FREE_MAIL = frozenset(
    """
    gmail googlemail gmx web yahoo hotmail outlook live icloud me mac aol t-online freenet posteo mailbox protonmail proton bluewin hispeed
    aon chello orange wanadoo free laposte btinternet sky virginmedia msn mail email arcor online teleworm rhyta example test local
    """.split()
)
_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "ac", "gov", "or", "gv"))
_FOLD = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "à": "a", "ç": "c", "ø": "o", "å": "a"}
)


class KnownCustomers:
    """Names to look for.

    Args:
        names: full names and aliases, with or without legal form.
        domains: mail or web domains of theirs, in small letters.

    >>> text = "Arden Valley's admin asked"
    >>> [text[one.start:one.end] for one in KnownCustomers(["Arden Valley Credit Union"]).find(text, "known.tenant")]
    ["Arden Valley's"]
    """

    def __init__(self, names: Iterable[str], domains: Iterable[str] = ()) -> None:
        self._forms: dict[str, set[tuple[str, ...]]] = {}
        self._labels = {label for domain in domains if (label := label_of(domain))}
        for name in names:
            for form in forms_of(name):
                self._forms.setdefault(form[0], set()).add(form)
        self._domains = tuple(sorted(set(domains)))

    def find(self, text: str, rule: str) -> Iterator[DetectedSpan]:
        """Spans of CUSTOMER_ORG; they do not overlap, except with a domain's."""
        if not self._forms and not self._labels:
            return
        tokens = list(_TOKEN.finditer(text))
        place = 0
        while place < len(tokens):
            last = self._longest(text, tokens, place)
            if last is None:
                place += 1
                continue
            end = tokens[last].end()
            tail = _TAIL.match(text, end)
            yield DetectedSpan(
                start=tokens[place].start(), end=tail.end() if tail else end, type=_ORG, score=0.9, rule=rule
            )
            place = last + 1
        for domain in self._domains:
            for match in re.finditer(rf"(?i)(?<![\w@.-])(?:www\.)?{re.escape(domain)}(?![\w-])", text):
                yield DetectedSpan(start=match.start(), end=match.end(), type=_ORG, score=0.9, rule=rule)

    def _longest(self, text: str, tokens: list[re.Match[str]], place: int) -> int | None:
        """Index of the last token of the longest known name that begins at `place`."""
        first = tokens[place].group()
        best: int | None = None
        for folded in _readings(first):
            for form in self._forms.get(folded, ()):
                last = _reaches(text, tokens, place, form)
                if (
                    last is not None
                    and (best is None or last > best)
                    and _is_written(first, form, text, tokens[place])
                ):
                    best = last
        if self._labels and (first[0].isupper() or _is_glued(text, tokens[place])):
            by_domain = self._by_domain(text, tokens, place)
            best = by_domain if by_domain is not None and (best is None or by_domain > best) else best
        return best

    def _by_domain(self, text: str, tokens: list[re.Match[str]], place: int) -> int | None:
        """The same for a name that, written together, is the label of a known domain or its first part."""
        if _TITLE_BEFORE.search(text[max(0, tokens[place].start() - 8) : tokens[place].start()]):
            return None
        joined, best = "", None
        for last in range(place, min(place + 4, len(tokens))):
            if last > place and not _GAP.fullmatch(text[tokens[last - 1].end() : tokens[last].start()]):
                break
            word = _folded(tokens[last].group())
            if last > place and word in _GLUE:
                continue
            joined += word
            if (
                joined in self._labels
                or (joined.endswith("s") and joined[:-1] in self._labels)
                or (
                    last == place
                    and len(joined) > _MIN_SINGLE
                    and joined not in ORDINARY | _GENERIC
                    and self._begins_a_label(joined)
                )
            ):
                best = last
            if not any(label.startswith(joined) for label in self._labels):
                break
        return best

    def _begins_a_label(self, word: str) -> bool:
        return any(label.startswith(word) and _is_trade(label[len(word) :]) for label in self._labels)


def forms_of(name: str) -> Iterator[tuple[str, ...]]:
    """How a company is written, as folded words: whole, without legal form, and by its first telling words.

    >>> sorted(forms_of("Nordwind Logistik GmbH"))
    [('nordwind',), ('nordwind', 'logistik'), ('nordwind', 'logistik', 'gmbh')]
    """
    whole, bare = _words(name), _words(AT_END.sub("", name))
    if whole and (len(whole) > 1 or len(whole[0]) > 1):
        yield whole
    if not bare or (bare == whole and len(bare) == 1):
        return
    if len(bare) > 1 or _is_telling(bare[0]):
        yield bare
    for count in range(1, len(bare)):
        short = bare[:count]
        if count == 1 and not _is_telling(short[0]):
            continue
        if count == 1 or all(_is_trade(word) or word in ORDINARY for word in bare[count:]):
            yield short


def label_of(domain: str) -> str | None:
    """The part of a mail domain that names its owner, folded; None for free mail and words of the field.

    >>> label_of("mail.nordwind-logistik.co.uk"), label_of("gmx.de")
    ('nordwindlogistik', None)
    """
    parts = domain.casefold().strip(".").split(".")
    if len(parts) < 2:  # noqa: PLR2004 - a host and its top level
        return None
    owner = parts[-3] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2]  # noqa: PLR2004 - co.uk
    label = _folded(re.sub(r"[^\w]", "", owner))
    if owner in _FREE_MAIL or label in ORDINARY or label in TOOLS or len(label) < _MIN_SINGLE:
        return None
    return label


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for token in _TOKEN.findall(name) if (word := _folded(token)) not in _GLUE)


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return word.casefold().translate(_FOLD)


def _readings(word: str) -> tuple[str, ...]:
    folded = _folded(word)
    return (folded, folded[:-1]) if folded.endswith("s") else (folded,)


def _reaches(text: str, tokens: list[re.Match[str]], place: int, form: tuple[str, ...]) -> int | None:
    last = place
    for position, word in enumerate(form[1:], start=1):
        last += 1
        if last < len(tokens) and _folded(tokens[last].group()) in _GLUE:
            last += 1
        if last >= len(tokens) or not _GAP.fullmatch(_between(text, tokens, last)):
            return None
        folded = _folded(tokens[last].group())
        genitive = position == len(form) - 1 and folded == word + "s"
        if folded != word and not genitive:
            return None
    if len(form) > 1 and _folded(tokens[place].group()) != form[0]:
        return None
    return last


def _between(text: str, tokens: list[re.Match[str]], last: int) -> str:
    """What parts a token from the one before it, glue words counted as part of the gap."""
    before = last - 1
    if _folded(tokens[before].group()) in _GLUE:
        before -= 1
    return text[tokens[before].end() : tokens[last].start()]


def _is_written(first: str, form: tuple[str, ...], text: str, token: re.Match[str]) -> bool:
    """Whether a writing may be the name: a single word stands capitalised, and no title makes it a person."""
    if len(form) > 1:
        return True
    if _TITLE_BEFORE.search(text[max(0, token.start() - 8) : token.start()]):
        return False
    return (
        first[0].isupper()
        or first[0].isdigit()
        or _is_glued(text, token)
        or re.match(r"\.[a-z]{2,6}\b", text[token.end() : token.end() + 8]) is not None
    )


def _is_glued(text: str, token: re.Match[str]) -> bool:
    """Whether a word is part of a file's or field's name, such as `nordwind_renewal_v4.docx`."""
    return (
        text[token.end() : token.end() + 1] == "_" or text[max(0, token.start() - 1) : token.start()] == "_"
    )


def _is_telling(word: str) -> bool:
    return (
        len(word) >= _MIN_SINGLE
        and word not in ORDINARY
        and word not in _GENERIC
        and word not in TOOLS
        and not TRADE_DE_ALONE.fullmatch(word)
        and not TRADE_EN.fullmatch(word.capitalize())
        and not TRADE_EN_WEAK.fullmatch(word.capitalize())
        and not re.fullmatch(BEFORE_DE, word.capitalize())
    )


@lru_cache(maxsize=8192)
def _is_trade(word: str) -> bool:
    capital = word.capitalize()
    return bool(
        TRADE_EN.fullmatch(capital)
        or TRADE_EN_WEAK.fullmatch(capital)
        or TRADE_DE.fullmatch(word)
        or re.fullmatch(BEFORE_DE, capital)
    )
