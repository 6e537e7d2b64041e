"""Stage 4: the same question asked several times, and what the answers say together (self-consistency).

One answer hides how sure it is; several show it. The draft is the answer in the middle, and its interval
reaches as far as any answer went. Levels are never averaged (decision 5).

Source: Wang et al. (2023), "Self-Consistency Improves Chain of Thought Reasoning in Language Models", ICLR,
for asking several times with chance; median and interval are ours, since levels are ordered.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from assessor.domain.draft import RedLineCandidate
from assessor.drafting.llm.chat import ChatRequest
from assessor.drafting.llm.examine import Reading

SAMPLED_TEMPERATURE = 0.7
"""Chance has a say only where several answers are compared; a server that takes none is not sent it."""
_DISAGREE_FROM = 1 / 3
"""Share of answers without enough evidence from which the others' ratings say nothing."""


@dataclass(frozen=True)
class Silence:
    """No usable answer, and why: a reason code of a draft."""

    code: str
    words: str | None = None
    """Which sentence of `wording.py` says it; that of the code where null."""


@dataclass(frozen=True)
class Sample:
    """One usable answer and the request it belongs to."""

    request: ChatRequest
    reading: Reading


def requests_of(request: ChatRequest, count: int) -> tuple[ChatRequest, ...]:
    """So many requests that differ in their seed, so that each has a place of its own in the cache.

    One alone is left as it is, without chance.
    """
    if count == 1:
        return (request,)
    return tuple(
        request.model_copy(update={"temperature": SAMPLED_TEMPERATURE, "seed": request.seed + number})
        for number in range(count)
    )


def is_majority(part: int, whole: int) -> bool:
    """More than half."""
    return 2 * part > whole


def agreed(samples: Sequence[Sample]) -> tuple[Reading | Silence, ChatRequest]:
    """What the answers say together, and the request whose answer stands for them.

    Most say that evidence is lacking: so does the outcome. A third or more, but no majority: silence, since
    whether there is evidence is in dispute. Else the first answer with the median rating, the lower of two
    middle ones; its interval is widened to every answer's rating. A red line stands where half name it.

    Args:
        samples: in the order asked, at least one.
    """
    if len(samples) == 1:
        return samples[0].reading, samples[0].request
    lacking = [one for one in samples if one.reading.answer.rating is None]
    if is_majority(len(lacking), len(samples)):
        return _with_common_red_lines(lacking[0].reading, samples), lacking[0].request
    if len(lacking) >= _DISAGREE_FROM * len(samples):
        return Silence("wide_interval", "samples_disagree"), lacking[0].request
    rated = [(rating, one) for one in samples if (rating := one.reading.answer.rating) is not None]
    ratings = [rating for rating, _ in rated]
    middle = median_low(ratings)
    chosen = next(one for rating, one in rated if rating == middle)
    answer = chosen.reading.answer
    reach = [*ratings, *(level for level in (answer.lowest, answer.highest) if level is not None)]
    widened = answer.model_copy(update={"lowest": min(reach), "highest": max(reach)})
    reading = Reading(widened, chosen.reading.claims, chosen.reading.red_lines)
    return _with_common_red_lines(reading, samples), chosen.request


def _with_common_red_lines(reading: Reading, samples: Sequence[Sample]) -> Reading:
    named = Counter(line.id for one in samples for line in one.reading.red_lines)
    first: dict[str, RedLineCandidate] = {}
    for line in (*reading.red_lines, *(line for one in samples for line in one.reading.red_lines)):
        first.setdefault(line.id, line)
    common = tuple(line for line in first.values() if 2 * named[line.id] >= len(samples))
    return Reading(reading.answer, reading.claims, common)
