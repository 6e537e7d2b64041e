"""Stage 4: from a model's words to claims with citations, or to the faults it is told once.

Stage 5 checks every citation again; here a quote is only looked up, because a model cannot count offsets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation, Claim, RedLineCandidate
from assessor.drafting.llm.answer import Answer, Terms, parse_answer
from assessor.drafting.llm.language import is_written_in
from assessor.drafting.llm.quotes import LONGEST_QUOTE_CHARS, SHORTEST_QUOTE_WORDS, Quarry

_LANGUAGES = {"en": "English", "de": "German"}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an answer: a reason code, and words for the model without any of its own."""

    code: Literal["unparsed", "ungrounded", "wrong_language"]
    words: str
    place: str = ""
    """Where in the answer, for a fault of a quote."""
    nearest: str | None = None
    """The artefact's passage that differs from the quote in writing alone: untrusted text, to be fenced."""


@dataclass(frozen=True)
class Reading:
    """An answer that may become a draft: every quote found, every choice among those offered."""

    answer: Answer
    claims: tuple[Claim, ...]
    """Anchors are still labels of the request."""
    red_lines: tuple[RedLineCandidate, ...]


def examine(content: str, terms: Terms, artefact: RedactedArtefact) -> Reading | tuple[Fault, ...]:
    """Read an answer against its terms and its artefact.

    One quote that does not stand in the artefact is enough for a fault: a rating that was reached with
    invented words is not saved by the true ones beside them.
    """
    parsed = parse_answer(content, terms)
    if not isinstance(parsed, Answer):
        return tuple(Fault("unparsed", words) for words in parsed)
    quarry = Quarry(artefact)
    faults = list(_quote_faults(parsed, quarry))
    if not is_written_in(parsed.own_words, artefact.lang):
        expected = _LANGUAGES[artefact.lang]
        faults.append(Fault("wrong_language", f"reason, claims, missing: expected plain {expected}"))
    if faults:
        return tuple(faults)
    return Reading(
        answer=parsed,
        claims=tuple(
            Claim(text=claim.text, anchor=claim.anchor, citations=_cited(claim.quotes, quarry))
            for claim in parsed.claims
        ),
        red_lines=tuple(
            RedLineCandidate(id=line.id, citations=_cited(line.quotes, quarry)) for line in parsed.red_lines
        ),
    )


def _cited(quotes: tuple[str, ...], quarry: Quarry) -> tuple[Citation, ...]:
    return tuple(found for quote in quotes if (found := quarry.cite(quote)) is not None)


def _quote_faults(answer: Answer, quarry: Quarry) -> Iterator[Fault]:
    for place, quote in answer.quotes():
        words, nearest = _fault_of(place, quote, quarry)
        if words is not None:
            yield Fault("ungrounded", f"{place}: {words}", place, nearest)


def _fault_of(place: str, quote: str, quarry: Quarry) -> tuple[str | None, str | None]:
    """What is wrong with one quote, if anything, and what may have been meant."""
    if len(quote.split()) < SHORTEST_QUOTE_WORDS:
        return f"expected at least {SHORTEST_QUOTE_WORDS} words in a row", None
    if len(quote) > LONGEST_QUOTE_CHARS:
        return f"expected at most {LONGEST_QUOTE_CHARS} characters; quote the part that counts", None
    found = quarry.cite(quote)
    if found is None:
        return "does not stand in the artefact character by character", quarry.nearest(quote)
    if place.startswith("claims") and not quarry.is_authors_own(found):
        return "stands in quoted mail or a signature, which are not the author's work", None
    return None, None
