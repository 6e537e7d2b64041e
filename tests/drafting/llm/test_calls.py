from pathlib import Path

import pytest

from assessor.drafting.llm.chat import Completion
from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.faults import ModelCallError
from assessor.errors import ModelError
from tests.drafting.llm.fakes import ListLedger, ScriptedModel, calls, far, fault, request


def test_a_transient_fault_is_tried_again(tmp_path: Path) -> None:
    model, sleeps = ScriptedModel(fault(), fault(), "good"), list[float]()
    assert calls(model, tmp_path, sleeps=sleeps).complete(request(), far()).content == "good"
    # 0.5 s, then 1 s, each with up to half a second more.
    assert 0.5 <= sleeps[0] <= 1.0 <= sleeps[1] <= 1.5


def test_attempts_are_bounded_and_the_last_fault_is_told(tmp_path: Path) -> None:
    model = ScriptedModel(fault(), fault(), fault("rate_limited"), "never asked")
    with pytest.raises(ModelCallError) as caught:
        calls(model, tmp_path, attempts=3).complete(request(), far())
    assert caught.value.code == "rate_limited"
    assert len(model.requests) == 3


@pytest.mark.parametrize("code", ["refused_request", "too_large", "broken_answer", "misdirected"])
def test_a_lasting_fault_is_not_tried_again(tmp_path: Path, code: str) -> None:
    model = ScriptedModel(fault(code, transient=False), "never asked")
    with pytest.raises(ModelCallError):
        calls(model, tmp_path).complete(request(), far())
    assert len(model.requests) == 1


def test_the_wait_a_server_asks_for_is_kept(tmp_path: Path) -> None:
    model, sleeps = ScriptedModel(fault("rate_limited", retry_after_s=17.0), "good"), list[float]()
    calls(model, tmp_path, sleeps=sleeps).complete(request(), far())
    assert sleeps == [17.0]


def test_a_wait_beyond_the_deadline_is_not_begun(tmp_path: Path) -> None:
    model, sleeps = ScriptedModel(fault("rate_limited", retry_after_s=61.0), "never asked"), list[float]()
    with pytest.raises(ModelCallError):
        calls(model, tmp_path, sleeps=sleeps).complete(request(), Deadline(60))
    assert sleeps == []
    assert len(model.requests) == 1


def test_an_attempt_gets_no_more_time_than_is_left(tmp_path: Path) -> None:
    now = [0.0]
    deadline = Deadline(7, lambda: now[0])
    model = ScriptedModel("good", "good")
    made = calls(model, tmp_path)
    made.complete(request(), deadline)
    now[0] = 4.0
    made.complete(request(), deadline)
    assert model.timeouts == [5, 3.0]  # five seconds are allowed for one attempt


def test_after_the_deadline_nothing_is_sent(tmp_path: Path) -> None:
    model = ScriptedModel("never asked")
    with pytest.raises(ModelCallError) as caught:
        calls(model, tmp_path).complete(request(), Deadline(0))
    assert caught.value.code == "timed_out"
    assert model.requests == []


def test_what_did_no_work_is_given_back_and_what_may_have_stays(tmp_path: Path) -> None:
    ledger, asked = ListLedger(), request()
    usage = Completion(content="good", prompt_tokens=100, completion_tokens=10)
    model = ScriptedModel(fault(), fault("timed_out", billed=True), usage)
    calls(model, tmp_path, ledger=ledger).complete(asked, far())
    assert [one.tokens for one in ledger.spends] == [0, asked.most_tokens, 110]


def test_every_attempt_asks_the_budget_first(tmp_path: Path) -> None:
    """Room for one worst case: the first attempt may have cost it, so there is no second."""
    asked = request()
    model = ScriptedModel(fault("timed_out", billed=True), "never asked")
    with pytest.raises(ModelError) as caught:
        calls(model, tmp_path, run_tokens=asked.most_tokens).complete(asked, far())
    assert caught.value.code == "budget"
    assert len(model.requests) == 1
