"""Stage 5 of 7: whether the figures, dates and placeholders that a draft names stand in its artefact.

Words cannot be checked like this, and number words are passed over: "several" may sum up what three sentences
say. A figure in digits looks exact, so it must be there. Ratings a draft speaks of are no figures of the evidence.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from assessor.domain.artefact import RedactedArtefact
from assessor.guardrails.claims.dates import NamedDate, all_dates, dates_in, is_said
from assessor.guardrails.claims.numbers import figures_in, is_named, values_in

_YEARS = range(1900, 2101)
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_]*_\d+>")
_RATED = re.compile(
    r"\b(?P<lead>ratings?|levels?|scores?|scale|stufen?|bewertung(?:en)?|note|skala|einstufung)(?:\s+(?:of|is|at|von|ist|mit|auf|bei))?\s+"
    r"(?P<low>\d)(?:\s?(?:to|bis|-|–|/|or|oder|and|und)\s?(?P<high>\d))?(?![\d.,]*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Facts:
    """What one artefact names."""

    values: frozenset[Decimal]
    dates: frozenset[NamedDate]
    placeholders: frozenset[str]

    @classmethod
    def of(cls, artefact: RedactedArtefact) -> Self:
        """Read an artefact once for all claims about it."""
        text = artefact.text or ""
        bare = _PLACEHOLDER.sub(" ", text)
        sent = artefact.evidence_date
        header = {NamedDate(sent.day, sent.month, sent.year)} if sent is not None else set()
        years = {Decimal(sent.year)} if sent is not None else set()
        return cls(
            values=values_in(bare) | years,
            dates=all_dates(bare) | header,
            placeholders=frozenset(_PLACEHOLDER.findall(text)),
        )


def unsupported(words: str, facts: Facts, levels: Collection[int]) -> frozenset[str]:
    """Kinds of things named in a draft's words that its artefact does not hold.

    Args:
        words: of a claim or a reason.
        facts: of the artefact.
        levels: ratings of the scale, which a draft may speak of.

    Returns:
        Any of `figure`, `date`, `placeholder`.
    """
    kinds = set()
    if not facts.placeholders.issuperset(_PLACEHOLDER.findall(words)):
        kinds.add("placeholder")
    rest = _without_ratings(_PLACEHOLDER.sub(" ", words), levels)
    years = frozenset(int(value) for value in facts.values if value in _YEARS)
    for date in dates_in(rest):
        if not is_said(date, facts.dates, years):
            kinds.add("date")
        rest = rest[: date.start] + " " * (date.end - date.start) + rest[date.end :]
    if not all(is_named(figure, facts.values) for figure in figures_in(rest)):
        kinds.add("figure")
    return frozenset(kinds)


def _without_ratings(words: str, levels: Collection[int]) -> str:
    def kept(match: re.Match[str]) -> str:
        named = [int(one) for one in match.group("low", "high") if one]
        return match["lead"] if all(level in levels for level in named) else match[0]

    return _RATED.sub(kept, words)
