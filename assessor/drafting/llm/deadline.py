"""Stage 4: one point in time by which a draft is there or given up, whatever happens on the way."""

from collections.abc import Callable
from time import monotonic


class Deadline:
    """A moment `seconds` from now.

    Args:
        seconds: how far off.
        now: a clock that never goes back.
    """

    def __init__(self, seconds: float, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._end = now() + seconds

    def left(self) -> float:
        """Seconds left; zero or less once it has passed."""
        return self._end - self._now()
