"""Models that fail in every way we know of, through the real application into a real store."""

import time
from pathlib import Path

import pytest

from assessor.domain.draft import DraftStatus
from tests.drafting.llm.fault_server import FAULTS, FaultServer
from tests.drafting.llm.fault_suite import DEADLINE_S, MOST_CALLS, application, assessed, run, run_limits

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
SLICE, WHOLE = 5, 100


def verify_fault(fault: str, count: int) -> None:
    """No bad draft, bounded attempts, bounded time, however often a fault is met."""
    (row,) = run(count, (fault,))
    print(f"\n{row}")
    assert row.drafts == count
    assert row.bad == 0
    assert row.most_calls <= MOST_CALLS
    assert row.asking_s <= DEADLINE_S


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_never_becomes_a_rating(fault: str) -> None:
    verify_fault(fault, SLICE)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_never_becomes_a_rating_in_a_hundred(fault: str) -> None:
    verify_fault(fault, WHOLE)


def verify_limits(count: int) -> None:
    for row in run_limits(count):
        print(f"\n{row}")
        assert row.cost_usd <= row.limit_usd
        assert row.counted_usd <= row.limit_usd
        assert row.stopped > 0  # else the limit was never met and the row says nothing
        assert row.calls > 0


@pytest.mark.slow
def test_the_cost_limit_holds_over_a_hundred() -> None:
    verify_limits(WHOLE)


def test_the_cost_limit_of_a_month_holds_across_applications(tmp_path: Path) -> None:
    """Two runs of one installation share the month: the second finds what the first has left."""
    prices = {"openai/good": (10.0, 30.0)}
    with FaultServer() as server:
        rated = []
        for _ in range(2):
            app = application(
                tmp_path, server, "good", model_month_cost_usd=0.3, model_prices=prices, model_concurrency=1
            )
            drafts = [draft for draft, _ in assessed(app, 9)]
            rated.append(sum(draft.rating == 3 for draft in drafts))
            assert {draft.reason_code for draft in drafts} <= {None, "budget"}
            assert app.spend_ledger.spent().cost_nano_usd <= 0.3 * 1e9
            app.engine.dispose()
    # One call costs 1,800 * 10 + 200 * 30 = 24,000 millionths of a dollar, and needs some 0.13 set aside.
    assert 5 <= rated[0] <= 9
    assert rated[1] < rated[0]
    assert sum(rated) == len(server.requests)


def test_good_models_still_draft(tmp_path: Path) -> None:
    with FaultServer() as server:
        for model in ("good", "in-a-code-fence", "1-times-500", "1-times-cut-stream", "1-times-prose"):
            app = application(tmp_path / model, server, model)
            ((draft, _),) = assessed(app, 1)
            assert (draft.status, draft.rating) == (DraftStatus.DRAFTED, 3), model
            assert draft.claims[0].citations[0].quote.startswith("Note 0. I checked")
            app.engine.dispose()


def test_a_retry_after_is_waited_for(tmp_path: Path) -> None:
    with FaultServer() as server:
        app = application(tmp_path, server, "1-times-429-retry-after")
        ((draft, seconds),) = assessed(app, 1)
        app.engine.dispose()
    assert draft.rating == 3
    assert seconds >= 1


def test_the_next_model_takes_over(tmp_path: Path) -> None:
    with FaultServer() as server:
        app = application(tmp_path, server, "401", "hang", "good", model_attempts=1)
        ((draft, _),) = assessed(app, 1)
        app.engine.dispose()
    assert draft.rating == 3
    assert draft.provenance.model == "openai/good"
    assert [seen.body["model"] for seen in server.requests] == ["401", "hang", "good"]


def test_the_deadline_of_a_draft_holds_over_all_models(tmp_path: Path) -> None:
    with FaultServer() as server:
        app = application(
            tmp_path, server, "hang", "slow-drip", "good", model_timeout_s=30, model_deadline_s=2
        )
        ((draft, seconds),) = assessed(app, 1)
        app.engine.dispose()
    assert draft.reason_code == "model_failed"
    assert 1.9 <= seconds < 6


def test_no_more_calls_at_once_than_allowed(tmp_path: Path) -> None:
    with FaultServer() as server:
        app = application(tmp_path, server, "slow-good", model_concurrency=2, model_timeout_s=10)
        begun = time.perf_counter()
        drafts = assessed(app, 8)
        took = time.perf_counter() - begun
        app.engine.dispose()
    assert all(draft.rating == 3 for draft, _ in drafts)
    # Connections stay open between calls, so the server counts connections in work, not calls: two slots
    # and a call of 0.2 s make eight calls take 0.8 s at least.
    assert took >= 0.8


def test_a_second_time_the_answer_is_remembered(tmp_path: Path) -> None:
    with FaultServer() as server:
        for _ in range(2):
            app = application(tmp_path, server, "good", model_cache_days=1)
            ((draft, _),) = assessed(app, 1)
            assert draft.rating == 3
            app.engine.dispose()
    assert len(server.requests) == 1
    assert app.spend_ledger.spent().calls == 1


def test_several_samples_are_a_draft_with_their_spread(tmp_path: Path) -> None:
    """Over real HTTP: three requests that differ in seed, chance switched on, one store, one draft."""
    with FaultServer() as server:
        app = application(tmp_path, server, "by-seed", samples=3)
        ((draft, _),) = assessed(app, 1)
        assert (draft.rating, draft.interval, draft.coverage) == (3, (2, 4), None)
        assert (draft.provenance.samples, draft.provenance.samples_used) == (3, 3)
        assert [(one.body["seed"], one.body["temperature"]) for one in server.requests] == [
            (7, 0.7), (8, 0.7), (9, 0.7)
        ]  # fmt: skip
        assert app.spend_ledger.spent().calls == 3
        app.engine.dispose()


def test_one_sample_in_prose_is_lost_and_a_majority_stands(tmp_path: Path) -> None:
    with FaultServer() as server:
        app = application(tmp_path, server, "prose-by-seed", samples=3)
        ((draft, _),) = assessed(app, 1)
        app.engine.dispose()
        assert (draft.rating, draft.provenance.samples_used) == (3, 2)
        assert [one.body["seed"] for one in server.requests] == [7, 8, 8, 9]


@pytest.mark.parametrize("fault", ["500", "prose", "invented-quotes", "orders", "level-too-high"])
def test_a_fault_asked_three_times_never_becomes_a_rating(tmp_path: Path, fault: str) -> None:
    with FaultServer() as server:
        app = application(tmp_path, server, fault, samples=3)
        drafts = [draft for draft, _ in assessed(app, 3)]
        app.engine.dispose()
        assert [draft.rating for draft in drafts] == [None] * 3
        assert len(server.requests) <= 3 * 3 * MOST_CALLS
