"""What the watch needs of the store, as a Protocol; part of `ports`."""

from datetime import datetime
from typing import Protocol

from assessor.domain.watch import WatchRecord


class WatchRounds(Protocol):
    """Rounds that were made, and who makes one now."""

    def begin(self, series: str, slot: datetime | None) -> str | None:
        """The id of a round that the caller alone makes; null where its slot is made, or being made.

        A round whose maker has not been heard of for some minutes is handed to the next who asks.
        """

    def renew(self, round_id: str) -> bool:
        """Say that the round is still being made; false where another has taken it over."""

    def give_up(self, round_id: str) -> None:
        """Leave a round that was begun to whoever asks next."""

    def keep(self, record: WatchRecord) -> None:
        """Finish the round of this id; `OrderError` code `round_lost` where another has taken it over."""

    def records(self) -> tuple[WatchRecord, ...]:
        """Every finished round, oldest first."""
