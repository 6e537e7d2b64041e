"""Stage 4: one request to one model, with all that keeps it within bounds.

    slot -> reserve -> send -> settle

Retries are tenacity's alone: after 429, 5xx, a timeout or a broken connection, never after another 4xx. A
wait the server asks for is kept; where it would pass the deadline, the call is given up at once.
"""

from collections.abc import Callable
from time import sleep as real_sleep

from tenacity import RetryCallState, Retrying, retry_if_exception, wait_exponential_jitter

from assessor.drafting.llm.budget import Budget
from assessor.drafting.llm.chat import ChatModel, ChatRequest, Completion
from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.faults import ModelCallError
from assessor.drafting.llm.slots import Slots

_unasked_wait = wait_exponential_jitter(multiplier=0.5, max=8.0, jitter=0.5)


class ModelCalls:
    """Asks a model.

    Args:
        model: where requests go.
        budget: what may be spent.
        slots: how many calls run at once.
        attempts: how often one request is sent at most, at least 1.
        timeout_s: how long one attempt may take, all of it counted.
        sleep: waits between attempts.
    """

    def __init__(
        self,
        model: ChatModel,
        *,
        budget: Budget,
        slots: Slots,
        attempts: int,
        timeout_s: float,
        sleep: Callable[[float], None] = real_sleep,
    ) -> None:
        self._model = model
        self._budget = budget
        self._slots = slots
        self._attempts = attempts
        self._timeout_s = timeout_s
        self._sleep = sleep

    def complete(self, request: ChatRequest, deadline: Deadline) -> Completion:
        """The answer to a request, after as many attempts as are allowed and as fit in.

        Raises:
            ModelCallError: the last attempt's fault.
            ModelError: code `budget`, a limit could be passed.
        """
        retrying = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, ModelCallError) and error.transient),
            wait=_wait,
            stop=lambda state: (
                state.attempt_number >= self._attempts or state.upcoming_sleep >= deadline.left()
            ),
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._once, request, deadline)

    def _once(self, request: ChatRequest, deadline: Deadline) -> Completion:
        with self._slots.one(deadline):
            left = deadline.left()
            if left <= 0:
                raise ModelCallError(
                    "model call: the deadline has passed.", code="timed_out", transient=False, billed=False
                )
            reservation = self._budget.reserve(request)
            try:
                completion = self._model.complete(request, timeout_s=min(self._timeout_s, left))
            except ModelCallError as error:
                if not error.billed:
                    self._budget.release(reservation, request)
                raise
            self._budget.settle(reservation, request, completion)
            return completion


def _wait(state: RetryCallState) -> float:
    """What the server asks for, or else twice as long each time, with chance so that callers part."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after_s if isinstance(error, ModelCallError) else None
    if asked is not None:
        return asked
    return _unasked_wait(state)
