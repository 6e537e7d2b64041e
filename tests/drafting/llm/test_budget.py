import pytest

from assessor.domain.spend import SpendLimits
from assessor.drafting.llm.budget import Budget, stated_price
from assessor.drafting.llm.chat import Completion
from assessor.errors import InputError, ModelError
from tests.drafting.llm.fakes import FixedClock, ListLedger, budget, request

PRICE = (150, 600)
"""Nano-dollars a token, as for 0.15 and 0.60 dollars per million."""


def priced(ledger: ListLedger, price: tuple[int, int] | None = PRICE, **limits: int) -> Budget:
    return Budget(ledger, SpendLimits(**limits), lambda _: price, run_id="run_1", clock=FixedClock())


def test_the_worst_case_is_set_aside_before_the_call() -> None:
    ledger, asked = ListLedger(), request()
    priced(ledger).reserve(asked)
    prompt = asked.most_tokens - 500  # the fakes allow answers of 500 tokens
    (spend,) = ledger.spends
    assert spend.tokens == prompt + 500
    assert spend.cost_nano_usd == prompt * 150 + 500 * 600
    assert (spend.run_id, spend.month, spend.model) == ("run_1", "2026-11", "openai/m")


def test_what_a_call_took_replaces_it() -> None:
    ledger, asked = ListLedger(), request()
    of = priced(ledger)
    of.settle(of.reserve(asked), asked, Completion(content="", prompt_tokens=1000, completion_tokens=100))
    # 1,000 * 150 + 100 * 600 = 210,000 nano-dollars
    assert (ledger.spends[0].tokens, ledger.spends[0].cost_nano_usd) == (1100, 210_000)


@pytest.mark.parametrize(
    "usage", [{}, {"prompt_tokens": 5}, {"completion_tokens": 5}], ids=["none", "prompt only", "answer only"]
)
def test_without_a_whole_usage_the_worst_case_stays(usage: dict[str, int]) -> None:
    ledger, asked = ListLedger(), request()
    of = priced(ledger)
    of.settle(of.reserve(asked), asked, Completion(content="", **usage))
    assert ledger.spends[0].tokens == asked.most_tokens


def test_a_released_reservation_costs_nothing() -> None:
    ledger, asked = ListLedger(), request()
    of = priced(ledger)
    of.release(of.reserve(asked), asked)
    assert (ledger.spends[0].tokens, ledger.spends[0].cost_nano_usd) == (0, 0)


def test_a_limit_is_the_ledgers_to_refuse_and_nothing_is_set_aside() -> None:
    ledger = ListLedger()
    with pytest.raises(ModelError) as caught:
        budget(ledger, run_tokens=request().most_tokens - 1).reserve(request())
    assert caught.value.code == "budget"
    assert ledger.spends == []


def test_an_unknown_price_is_no_price_of_nothing() -> None:
    ledger = ListLedger()
    priced(ledger, None).reserve(request())
    assert ledger.spends[0].cost_nano_usd is None
    with pytest.raises(InputError, match="openai/m") as caught:
        priced(ledger, None, month_cost_nano_usd=1).reserve(request())
    assert caught.value.code == "price_unknown"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ((0.15, 0.6), (150, 600)),
        ((0.0, 0.0), (0, 0)),
        ((0.0001, 2.5), (1, 2500)),  # 0.1 nano-dollars, rounded up
    ],
)
def test_a_stated_price_is_counted_in_whole_nano_dollars(
    stated: tuple[float, float], expected: tuple[int, int]
) -> None:
    assert stated_price({"openai/m": stated}, "openai/m") == expected
    assert stated_price({"openai/m": stated}, "openai/other") is None
