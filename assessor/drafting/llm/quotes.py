"""Stage 4: where a model's quote stands in the artefact. What is cited is always the artefact's own slice."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation
from assessor.domain.text import Segment, SegmentRole
from assessor.drafting.llm.near import View

SHORTEST_QUOTE_WORDS = 3
LONGEST_QUOTE_CHARS = 300
_SOMEBODY_ELSES = frozenset({SegmentRole.QUOTED, SegmentRole.SIGNATURE})


class Quarry:
    """The redacted text of one artefact, in which quotes are looked up."""

    def __init__(self, artefact: RedactedArtefact) -> None:
        self._artefact = artefact
        self._text = artefact.text or ""

    def cite(self, quote: str) -> Citation | None:
        """The place a quote was taken from: the first outside quoted mail and signatures, else the first.

        White space around a quote is no part of it. All else must stand there character by character.

        Returns:
            None where it does not.
        """
        place = self._best(self._places(quote.strip()))
        if place is None:
            return None
        start, end = place
        segment = self._segment_at(start)
        return Citation(
            artefact=self._artefact.artefact_id,
            start=start,
            end=end,
            quote=self._text[start:end],
            locator=segment.locator if segment else "text",
        )

    def is_authors_own(self, citation: Citation) -> bool:
        """Whether a citation stands outside quoted mail and signatures."""
        return not self._is_somebody_elses(citation.start, citation.end)

    def nearest(self, quote: str) -> str | None:
        """The passage that differs from a quote in its writing alone, to be suggested; it is no pass.

        Returns:
            None where there is none, or where it could not be quoted for its length.
        """
        place = self._best(self._view.places(quote))
        if place is None:
            return None
        passage = self._text[place[0] : place[1]].strip()
        fits = len(passage.split()) >= SHORTEST_QUOTE_WORDS and len(passage) <= LONGEST_QUOTE_CHARS
        return passage if fits else None

    @cached_property
    def _view(self) -> View:
        return View.of(self._text)

    def _places(self, quote: str) -> Iterator[tuple[int, int]]:
        start = self._text.find(quote) if quote else -1
        while start >= 0:
            yield start, start + len(quote)
            start = self._text.find(quote, start + len(quote))

    def _best(self, places: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
        known = list(places)
        own = (place for place in known if not self._is_somebody_elses(*place))
        return next(own, known[0] if known else None)

    def _segment_at(self, offset: int) -> Segment | None:
        return next((one for one in self._artefact.segments if one.start <= offset < one.end), None)

    def _is_somebody_elses(self, start: int, end: int) -> bool:
        return any(
            one.role in _SOMEBODY_ELSES and one.start < end and start < one.end
            for one in self._artefact.segments
        )
