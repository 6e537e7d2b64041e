"""Stage 4: no call is made that could pass a limit: the worst case is set aside first, the rest given back.

Worst case of the prompt: one token for each byte of the whole body; of the answer: `max_tokens`. A call that
ends without a word on its usage counts as its worst case, and so does one whose process died meanwhile.
"""

from collections.abc import Callable, Mapping

from assessor.domain.spend import Spend, SpendLimits
from assessor.drafting.llm.chat import ChatRequest, Completion
from assessor.errors import InputError
from assessor.ports import Clock, SpendLedger

Price = tuple[int, int]
"""Nano-dollars for one prompt token and one answer token."""


class Budget:
    """What one run may spend.

    Args:
        ledger: keeps what was spent, across processes.
        limits: for this run and for the calendar month, UTC.
        prices: of each model that may be asked; null where unknown.
        run_id: the run.
        clock: says which month it is.

    Raises:
        InputError: code `price_unknown`; money is limited and a model has no price.
    """

    def __init__(
        self,
        ledger: SpendLedger,
        limits: SpendLimits,
        prices: Callable[[str], Price | None],
        *,
        run_id: str,
        clock: Clock,
    ) -> None:
        self._ledger = ledger
        self._limits = limits
        self._prices = prices
        self._run_id = run_id
        self._clock = clock

    def reserve(self, request: ChatRequest) -> str:
        """Set aside the most a call can take. Returns the reservation's id.

        Raises:
            ModelError: code `budget`, a limit could be passed; nothing is set aside then.
            InputError: code `price_unknown`.
        """
        prompt_tokens = request.most_tokens - request.max_tokens
        return self._ledger.reserve(self._spend(request, prompt_tokens, request.max_tokens), self._limits)

    def settle(self, reservation: str, request: ChatRequest, completion: Completion) -> None:
        """Put what a call took in the place of its worst case; without a usage the worst case stays."""
        if completion.prompt_tokens is None or completion.completion_tokens is None:
            return
        self._ledger.settle(
            reservation, self._spend(request, completion.prompt_tokens, completion.completion_tokens)
        )

    def release(self, reservation: str, request: ChatRequest) -> None:
        """Give a reservation back: the call was not worked on."""
        self._ledger.settle(reservation, self._spend(request, 0, 0))

    def _spend(self, request: ChatRequest, prompt_tokens: int, answer_tokens: int) -> Spend:
        model = request.model or ""
        price = self._prices(model)
        if price is None and self._limits.limits_cost:
            raise price_unknown(model)
        return Spend(
            run_id=self._run_id,
            month=self._clock.now().strftime("%Y-%m"),
            model=model,
            tokens=prompt_tokens + answer_tokens,
            cost_nano_usd=None if price is None else prompt_tokens * price[0] + answer_tokens * price[1],
        )


def price_unknown(model: str) -> InputError:
    """A limit on cost cannot hold for a model without a price."""
    return InputError(
        f"model {model!r}: its price is not known, so a limit on cost cannot hold.",
        code="price_unknown",
        hint="State it in ASSESSOR_MODEL_PRICES (US dollars per million tokens), or limit tokens instead.",
    )


def stated_price(prices: Mapping[str, tuple[float, float]], model: str) -> Price | None:
    """The price an installation states, in US dollars per million tokens, as nano-dollars a token."""
    if model not in prices:
        return None
    # One dollar per million tokens is 1,000 nano-dollars a token.
    prompt, answer = (int(-(-usd * 1000 // 1)) for usd in prices[model])
    return prompt, answer
