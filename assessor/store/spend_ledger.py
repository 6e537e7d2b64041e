"""Tokens and money of model calls, summed across processes before each further call.

It has transactions of its own, apart from the unit of work: a reservation must be durable before the call and
must stay when the draft it was for is rolled back. Two processes never see the same sum.
"""

import sqlalchemy as sa

from assessor.domain.spend import Spend, SpendLimits, Spent
from assessor.errors import ModelError
from assessor.ports import Clock
from assessor.store.engine import READ_ONLY
from assessor.store.faults import translated_faults
from assessor.store.ids import new_id
from assessor.store.tables import model_spend

_LOCK_KEY = 0x7370656E
"""Any fixed number: Postgres names its advisory locks by number."""


class SqlSpendLedger:
    """`ports.SpendLedger` on SQL, of one tenant."""

    def __init__(self, engine: sa.Engine, clock: Clock, tenant_id: str) -> None:
        self._engine = engine
        self._clock = clock
        self._tenant_id = tenant_id

    def reserve(self, worst: Spend, limits: SpendLimits) -> str:
        """Set aside the most a call can take, unless a limit could be passed. Returns the reservation's id.

        Raises:
            ModelError: code `budget`; nothing is set aside then.
            RecordError: the database failed.
        """
        reservation = new_id("spd")
        with translated_faults(), self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # SQLite's BEGIN IMMEDIATE already keeps a second process out.
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK_KEY)))
            month = self._sum(connection, month=worst.month)
            run = self._sum(connection, run_id=worst.run_id)
            _verify_within(worst, limits, month, run)
            connection.execute(
                model_spend.insert(),
                {
                    "tenant_id": self._tenant_id,
                    "id": reservation,
                    **worst.model_dump(),
                    "settled": False,
                    "at": self._clock.now(),
                },
            )
        return reservation

    def settle(self, reservation: str, took: Spend) -> None:
        """Put what the call took in the place of its worst case.

        Raises:
            RecordError: the database failed; the worst case stays.
        """
        mine = (model_spend.c.tenant_id == self._tenant_id) & (model_spend.c.id == reservation)
        with translated_faults(), self._engine.begin() as connection:
            connection.execute(
                model_spend.update()
                .where(mine)
                .values(tokens=took.tokens, cost_nano_usd=took.cost_nano_usd, settled=True)
            )

    def spent(self, *, month: str | None = None, run_id: str | None = None) -> Spent:
        """The sum of a month, of a run, or of both at once; open reservations included.

        Raises:
            RecordError: the database failed.
        """
        with translated_faults(), self._engine.connect() as plain:
            connection = plain.execution_options(**{READ_ONLY: True})
            return self._sum(connection, month=month, run_id=run_id)

    def _sum(
        self, connection: sa.Connection, *, month: str | None = None, run_id: str | None = None
    ) -> Spent:
        query = sa.select(
            sa.func.count(),
            sa.func.coalesce(sa.func.sum(model_spend.c.tokens), 0),
            sa.func.coalesce(sa.func.sum(model_spend.c.cost_nano_usd), 0),
        ).where(model_spend.c.tenant_id == self._tenant_id)
        if month is not None:
            query = query.where(model_spend.c.month == month)
        if run_id is not None:
            query = query.where(model_spend.c.run_id == run_id)
        calls, tokens, cost = connection.execute(query).one()
        return Spent(calls=int(calls), tokens=int(tokens), cost_nano_usd=int(cost))


def _verify_within(worst: Spend, limits: SpendLimits, month: Spent, run: Spent) -> None:
    cost = worst.cost_nano_usd or 0
    checks = (
        ("tokens of this run", limits.run_tokens, run.tokens + worst.tokens),
        ("tokens of this month", limits.month_tokens, month.tokens + worst.tokens),
        ("cost of this run", limits.run_cost_nano_usd, run.cost_nano_usd + cost),
        ("cost of this month", limits.month_cost_nano_usd, month.cost_nano_usd + cost),
    )
    for what, limit, would_be in checks:
        if limit is not None and would_be > limit:
            raise ModelError(
                f"model call: could pass the limit on the {what}, so it was not made.",
                code="budget",
                hint="The limits are ASSESSOR_MODEL_RUN_* and ASSESSOR_MODEL_MONTH_*.",
            )
