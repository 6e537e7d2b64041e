import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from assessor.domain.spend import Spend, SpendLimits
from assessor.errors import ModelError, RecordError
from assessor.store.spend_ledger import SqlSpendLedger
from tests.store.fakes import TickingClock

NONE = SpendLimits()


def ledger(engine: sa.Engine, tenant: str = "local") -> SqlSpendLedger:
    return SqlSpendLedger(engine, TickingClock(), tenant)


def spend(
    tokens: int = 100, cost: int | None = 1_000, *, run_id: str = "run_a", month: str = "2026-11"
) -> Spend:
    return Spend(run_id=run_id, month=month, model="openai/m", tokens=tokens, cost_nano_usd=cost)


def test_reservations_and_settled_calls_add_up(engine: sa.Engine) -> None:
    of = ledger(engine)
    first = of.reserve(spend(100, 1_000), NONE)
    of.reserve(spend(200, None), NONE)
    of.settle(first, spend(30, 300))
    month = of.spent(month="2026-11")
    # 30 taken and 200 still set aside; the call without a price adds no money.
    assert (month.calls, month.tokens, month.cost_nano_usd) == (2, 230, 300)


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        (SpendLimits(run_tokens=299), "tokens of this run"),
        (SpendLimits(month_tokens=299), "tokens of this month"),
        (SpendLimits(run_cost_nano_usd=2_999), "cost of this run"),
        (SpendLimits(month_cost_nano_usd=2_999), "cost of this month"),
    ],
)
def test_what_could_pass_a_limit_is_refused_and_leaves_no_row(
    engine: sa.Engine, limits: SpendLimits, named: str
) -> None:
    of = ledger(engine)
    of.reserve(spend(200, 2_000), NONE)
    with pytest.raises(ModelError, match=named) as caught:
        of.reserve(spend(100, 1_000), limits)
    assert caught.value.code == "budget"
    assert of.spent().calls == 1


def test_a_limit_may_be_reached_exactly(engine: sa.Engine) -> None:
    of = ledger(engine)
    of.reserve(spend(200, 2_000), NONE)
    limits = SpendLimits(run_tokens=300, month_tokens=300, run_cost_nano_usd=3_000, month_cost_nano_usd=3_000)
    of.reserve(spend(100, 1_000), limits)
    with pytest.raises(ModelError):
        of.reserve(spend(1, 0), limits)


def test_each_run_and_each_month_begins_anew(engine: sa.Engine) -> None:
    of, limits = ledger(engine), SpendLimits(run_tokens=100, month_tokens=250)
    of.reserve(spend(), limits)
    of.reserve(spend(run_id="run_b"), limits)
    with pytest.raises(ModelError, match="month"):
        of.reserve(spend(run_id="run_c"), limits)
    of.reserve(spend(run_id="run_c", month="2026-12"), limits)
    assert of.spent(run_id="run_c").tokens == 100


def test_another_tenants_spending_does_not_count(engine: sa.Engine) -> None:
    ledger(engine, "other").reserve(spend(), NONE)
    assert ledger(engine).spent().calls == 0
    ledger(engine).reserve(spend(), SpendLimits(month_tokens=100))


def test_settling_reaches_only_the_own_tenants_row(engine: sa.Engine) -> None:
    theirs = ledger(engine, "other").reserve(spend(), NONE)
    ledger(engine).settle(theirs, spend(0, 0))
    assert ledger(engine, "other").spent().tokens == 100


def test_threads_never_pass_a_limit_together(engine: sa.Engine) -> None:
    of, refused = ledger(engine), list[str]()

    def reserve() -> None:
        try:
            of.reserve(spend(100), SpendLimits(month_tokens=550))
        except ModelError as error:
            refused.append(error.code)

    threads = [threading.Thread(target=reserve) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Five times 100 fit under 550.
    assert of.spent().tokens == 500
    assert refused == ["budget"] * 7


RESERVE = """
import os, sys
from datetime import UTC, datetime
from assessor.domain.spend import Spend, SpendLimits
from assessor.store.engine import open_engine
from assessor.store.spend_ledger import SqlSpendLedger

class Clock:
    def now(self):
        return datetime.now(UTC)

ledger = SqlSpendLedger(open_engine(sys.argv[1]), Clock(), "local")
ledger.reserve(
    Spend(run_id="run_x", month="2026-11", model="m", tokens=400, cost_nano_usd=None), SpendLimits()
)
os._exit(9)
"""


def test_a_reservation_outlives_the_process_that_made_it(engine: sa.Engine, tmp_path: Path) -> None:
    """Nobody knows whether a call was paid for when its process died, so it counts as its worst case."""
    url = engine.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", RESERVE, url], check=False)
    assert done.returncode == 9
    with pytest.raises(ModelError):
        ledger(engine).reserve(spend(200), SpendLimits(month_tokens=500))


def test_a_broken_database_is_an_error_of_the_record(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE model_spend")
    with pytest.raises(RecordError):
        ledger(engine).reserve(spend(), NONE)
