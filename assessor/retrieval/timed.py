"""Stage 3 of 7: how long it took, so that `timing_ms` can tell it from drafting."""

from collections.abc import Sequence
from time import perf_counter

from assessor.domain.draft import AnchorMatch, AreaMatch
from assessor.ports import AreaRetrieval


class TimedRetrieval:
    """A retrieval that adds up the time it took, so that `timing_ms` can tell it from drafting."""

    def __init__(self, inner: AreaRetrieval) -> None:
        self._inner = inner
        self.seconds = 0.0

    @property
    def index_id(self) -> str:
        """The inner index."""
        return self._inner.index_id

    def match(
        self, sentences: Sequence[str], skill_area: str | None
    ) -> tuple[tuple[AreaMatch, ...], tuple[AnchorMatch, ...]]:
        """As the inner retrieval answers."""
        begun = perf_counter()
        try:
            return self._inner.match(sentences, skill_area)
        finally:
            self.seconds += perf_counter() - begun
