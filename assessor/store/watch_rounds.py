"""Rounds of the watch: a row is begun by one process alone and filled in once.

It has transactions of its own, apart from the unit of work: that a round is being made must be known to every
process before the first draft, and a round changes nothing that the audit log vouches for. What it leads to,
a suspension, is in the log.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from assessor.domain.watch import WatchRecord
from assessor.errors import OrderError, RecordError
from assessor.ports import Clock
from assessor.store.engine import READ_ONLY
from assessor.store.faults import record_error
from assessor.store.ids import new_id
from assessor.store.tables import watch_rounds

LEASE = timedelta(minutes=5)
"""Whoever makes a round is heard of within this time, or is taken for dead."""


class SqlWatchRounds:
    """`watch_ports.WatchRounds` on SQL, of one tenant."""

    def __init__(self, engine: sa.Engine, clock: Clock, tenant_id: str) -> None:
        self._engine = engine
        self._clock = clock
        self._tenant_id = tenant_id

    def begin(self, series: str, slot: datetime | None) -> str | None:
        """The id of a round to make; null where somebody has it.

        Raises:
            RecordError: the database failed.
        """
        now, round_id = self._clock.now(), new_id("rnd")
        row: dict[str, object] = {
            "tenant_id": self._tenant_id,
            "id": round_id,
            "series": series,
            "slot": slot,
            "begun_at": now,
            "renewed_at": now,
        }
        with _translated_faults():
            try:
                with self._engine.begin() as connection:
                    connection.execute(watch_rounds.insert(), row)
            except IntegrityError:
                return round_id if self._taken_over(series, slot, row) else None
        return round_id

    def renew(self, round_id: str) -> bool:
        """Whether the round is still the caller's.

        Raises:
            RecordError: the database failed.
        """
        return self._changed(self._open(round_id), renewed_at=self._clock.now())

    def give_up(self, round_id: str) -> None:
        """Leave it to whoever asks next. What is finished stays.

        Raises:
            RecordError: the database failed.
        """
        with _translated_faults(), self._engine.begin() as connection:
            connection.execute(watch_rounds.delete().where(self._open(round_id)))

    def keep(self, record: WatchRecord) -> None:
        """Finish a round.

        Raises:
            OrderError: code `round_lost`.
            RecordError: the database failed.
        """
        kept = record.model_dump(mode="json")
        if not self._changed(self._open(record.id), finished_at=self._clock.now(), record=kept):
            raise OrderError(
                f"round {record.id}: another process has taken it over; its figures were not kept.",
                code="round_lost",
                hint="It was not heard of for minutes. See: assessor eval watch --show",
            )

    def records(self) -> tuple[WatchRecord, ...]:
        """Every finished round, oldest first.

        Raises:
            RecordError: the database failed; code `watch_unreadable`, a row is not what was written.
        """
        query = (
            sa.select(watch_rounds.c.id, watch_rounds.c.record)
            .where(watch_rounds.c.tenant_id == self._tenant_id, watch_rounds.c.finished_at.is_not(None))
            .order_by(watch_rounds.c.finished_at, watch_rounds.c.id)
        )
        with _translated_faults(), self._engine.connect() as plain:
            rows = plain.execution_options(**{READ_ONLY: True}).execute(query).all()
        return tuple(_record(row.id, row.record) for row in rows)

    def _taken_over(self, series: str, slot: datetime | None, row: dict[str, object]) -> bool:
        """Whether the slot's round was left by somebody who died, and is the caller's now."""
        left = (
            (watch_rounds.c.tenant_id == self._tenant_id)
            & (watch_rounds.c.series == series)
            & (watch_rounds.c.slot == slot)
            & watch_rounds.c.finished_at.is_(None)
            & (watch_rounds.c.renewed_at < self._clock.now() - LEASE)
        )
        return self._changed(left, **{name: row[name] for name in ("id", "begun_at", "renewed_at")})

    def _open(self, round_id: str) -> sa.ColumnElement[bool]:
        return (
            (watch_rounds.c.tenant_id == self._tenant_id)
            & (watch_rounds.c.id == round_id)
            & watch_rounds.c.finished_at.is_(None)
        )

    def _changed(self, where: sa.ColumnElement[bool], **values: object) -> bool:
        with _translated_faults(), self._engine.begin() as connection:
            return connection.execute(watch_rounds.update().where(where).values(**values)).rowcount == 1


def _record(round_id: str, content: object) -> WatchRecord:
    try:
        return WatchRecord.model_validate(content)
    except ValidationError:
        raise RecordError(f"round {round_id}: its row cannot be read.", code="watch_unreadable") from None


@contextmanager
def _translated_faults() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise record_error(error) from None  # the cause may repeat stored values
