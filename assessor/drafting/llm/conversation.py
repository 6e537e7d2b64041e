"""Stage 4: one artefact, at most two questions, and one outcome.

    cached? -> ask -> examine -> (told once what is wrong) -> examine -> an outcome

Where a model gives no answer, the next of the list is asked the same. Where one answers and the answer cannot
be used even after the repair, nobody else is asked: abstaining is an outcome.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor.drafting.llm.briefing import Briefing
from assessor.drafting.llm.cache import AnswerCache
from assessor.drafting.llm.calls import ModelCalls
from assessor.drafting.llm.chat import ChatRequest, Message
from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.examine import Fault, Reading, examine
from assessor.errors import ModelError

_LONGEST_REPEATED_ANSWER = 20_000
"""Characters of its own answer that a model is shown again; of a longer one it hears the faults only."""


@dataclass(frozen=True)
class Silence:
    """No usable answer, and why: a reason code of a draft."""

    code: str


@dataclass(frozen=True)
class Outcome:
    """What came of a conversation, and the request that began it."""

    result: Reading | Silence
    request: ChatRequest


class Conversation:
    """Asks models about artefacts.

    Args:
        calls: sends requests.
        cache: remembers good answers.
        models: litellm names, first choice first; at least one.
        place: base URL of the server, or empty; part of the cache's key.
        deadline_s: how long one artefact may take, all models, attempts and the repair together.
        deadline: starts the clock; tests bring their own.
    """

    def __init__(
        self,
        calls: ModelCalls,
        cache: AnswerCache,
        *,
        models: Sequence[str],
        place: str,
        deadline_s: float,
        deadline: Callable[[float], Deadline] = Deadline,
    ) -> None:
        self._calls = calls
        self._cache = cache
        self._models = tuple(models)
        self._place = place
        self._deadline_s = deadline_s
        self._deadline = deadline

    def hold(self, briefing: Briefing) -> Outcome:
        """Ask about one artefact. Never raises for what a model does or fails to do.

        Raises:
            RecordError: the ledger failed; no call is made without it.
        """
        deadline = self._deadline(self._deadline_s)
        request = briefing.request
        code = "model_failed"
        for model in self._models:
            request = briefing.request.model_copy(update={"model": model})
            try:
                return Outcome(self._asked(briefing, request, deadline), request)
            except ModelError as error:
                if error.code == "budget":
                    code = "budget"
                    break
        return Outcome(Silence(code), request)

    def _asked(self, briefing: Briefing, request: ChatRequest, deadline: Deadline) -> Reading | Silence:
        content = self._cache.find(request, self._place)
        if content is not None:
            reading = examine(content, briefing.terms, briefing.artefact)
            if isinstance(reading, Reading):
                return reading
        content = self._calls.complete(request, deadline).content
        found = examine(content, briefing.terms, briefing.artefact)
        if not isinstance(found, Reading):
            content = self._calls.complete(_repair(briefing, request, content, found), deadline).content
            found = examine(content, briefing.terms, briefing.artefact)
        if not isinstance(found, Reading):
            return Silence(found[0].code)
        self._cache.keep(request, self._place, content)
        return found


def _repair(briefing: Briefing, request: ChatRequest, content: str, faults: tuple[Fault, ...]) -> ChatRequest:
    words = briefing.prompt.render("repair", faults=[fault.words for fault in faults])
    turns = [Message(role="user", content=words)]
    if len(content) <= _LONGEST_REPEATED_ANSWER:
        turns.insert(0, Message(role="assistant", content=content))
    return request.followed_by(*turns)
