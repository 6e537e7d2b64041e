"""Stage 4: one artefact, at most two questions for each sample, and one outcome.

    cached? -> ask -> examine -> (told once what is wrong) -> examine -> a sample, once or several times
    samples -> an outcome

A sample may be lost as long as most remain. All samples are one model's. Where a model gives too few answers,
the next of the list is asked the same. Where one answers and its answers cannot be used even after the
repair, nobody else is asked: abstaining is an outcome.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor.drafting.llm.briefing import Briefing
from assessor.drafting.llm.cache import AnswerCache
from assessor.drafting.llm.calls import ModelCalls
from assessor.drafting.llm.chat import ChatRequest, Message
from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.examine import Fault, Reading, examine
from assessor.drafting.llm.prompts import load_prompt
from assessor.drafting.llm.samples import Sample, Silence, agreed, is_majority, requests_of
from assessor.errors import ModelError

_LONGEST_REPEATED_ANSWER = 20_000
"""Characters of its own answer that a model is shown again; of a longer one it hears the faults only."""


@dataclass(frozen=True)
class Outcome:
    """What came of a conversation, and the request that began it or whose answer was taken."""

    result: Reading | Silence
    request: ChatRequest
    usable: int = 0
    """How many samples gave an answer that could be used."""


class Conversation:
    """Asks models about artefacts.

    Args:
        calls: sends requests.
        cache: remembers good answers.
        models: litellm names, first choice first; at least one.
        place: base URL of the server, or empty; part of the cache's key.
        deadline_s: how long one artefact may take, all models, samples, attempts and repairs together.
        samples: how often the same is asked, an odd number.
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
        samples: int = 1,
        deadline: Callable[[float], Deadline] = Deadline,
    ) -> None:
        self._calls = calls
        self._cache = cache
        self._models = tuple(models)
        self._place = place
        self._deadline_s = deadline_s
        self._samples = samples
        self._deadline = deadline

    @property
    def samples(self) -> int:
        """How often the same is asked."""
        return self._samples

    def hold(self, briefing: Briefing) -> Outcome:
        """Ask about one artefact. Never raises for what a model does or fails to do.

        Raises:
            RecordError: the ledger failed; no call is made without it.
        """
        deadline = self._deadline(self._deadline_s)
        request = briefing.request
        for model in self._models:
            request = briefing.request.model_copy(update={"model": model})
            outcome = self._sampled(briefing, request, deadline)
            if outcome is not None:
                return outcome
        return Outcome(Silence("model_failed"), request)

    def _sampled(self, briefing: Briefing, request: ChatRequest, deadline: Deadline) -> Outcome | None:
        """What one model's samples come to; None where it is another one's turn.

        Ends as soon as no majority can come any more: what follows would be paid for and not used.
        """
        usable: list[Sample] = []
        lost: list[str] = []
        for one in requests_of(request, self._samples):
            try:
                result = self._asked(briefing, one, deadline)
            except ModelError as error:
                lost.append("budget" if error.code == "budget" else "model_failed")
            else:
                if isinstance(result, Reading):
                    usable.append(Sample(one, result))
                else:
                    lost.append(result.code)
            if "budget" in lost or not is_majority(self._samples - len(lost), self._samples):
                break
        if is_majority(len(usable), self._samples):
            reading, taken = agreed(usable)
            return Outcome(reading, taken, len(usable))
        # A limit comes before all: another model must not go round it. Then what a model said in vain.
        codes = sorted(lost, key=lambda code: (code != "budget", code == "model_failed"))
        return None if codes[0] == "model_failed" else Outcome(Silence(codes[0]), request, len(usable))

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
    turns = [Message(role="user", content=words + _suggestions(briefing, request.nonce, faults))]
    if len(content) <= _LONGEST_REPEATED_ANSWER:
        turns.insert(0, Message(role="assistant", content=content))
    return request.followed_by(*turns)


def _suggestions(briefing: Briefing, nonce: str, faults: tuple[Fault, ...]) -> str:
    """What the artefact holds in the place of near quotes, fenced like the artefact itself; else nothing."""
    passages = [
        {"place": fault.place, "json": json.dumps(fault.nearest, ensure_ascii=False)}
        for fault in faults
        if fault.nearest is not None
    ]
    # Escapes are digits too: a passage that becomes the marker by them is left out.
    safe = [one for one in passages if nonce not in one["json"].casefold()]
    if not safe:
        return ""
    prompt = load_prompt(f"nearest-passages.{briefing.artefact.lang}")
    return "\n" + prompt.render("passages", nonce=nonce, passages=safe)
