"""Stage 4: where a model's quote stands in the artefact. What is cited is always the artefact's own slice."""

import re
from collections.abc import Iterator

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation
from assessor.domain.text import Segment, SegmentRole

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

        Only runs of white space may differ; the citation's own `quote` is the artefact's slice.

        Returns:
            None where the words do not stand there.
        """
        places = list(self._places(quote))
        if not places:
            return None
        start, end = next((place for place in places if not self._is_somebody_elses(*place)), places[0])
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

    def _places(self, quote: str) -> Iterator[tuple[int, int]]:
        words = quote.split()
        if words:
            # Joined by white space of any length: a model writes a line break of the artefact as a space.
            pattern = re.compile(r"\s+".join(map(re.escape, words)))
            yield from (match.span() for match in pattern.finditer(self._text))

    def _segment_at(self, offset: int) -> Segment | None:
        return next((one for one in self._artefact.segments if one.start <= offset < one.end), None)

    def _is_somebody_elses(self, start: int, end: int) -> bool:
        return any(
            one.role in _SOMEBODY_ELSES and one.start < end and start < one.end
            for one in self._artefact.segments
        )
