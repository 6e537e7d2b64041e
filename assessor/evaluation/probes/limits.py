"""How far each probe may move drafts, and whether it stayed within."""

from collections.abc import Mapping, Sequence
from functools import cache

from assessor.domain.agreement import Statistic
from assessor.domain.probes import LimitVerdict, ProbeLimit, ProbeResult
from assessor.evaluation.probes.lists import load


@cache
def load_limits() -> tuple[ProbeLimit, ...]:
    """The limits of this package."""
    return tuple(ProbeLimit.model_validate(one) for one in load("limits.yaml")["limits"])


def judged(
    limits: Sequence[ProbeLimit], probe: str, shares: Mapping[str, Statistic]
) -> tuple[LimitVerdict, ...]:
    """Each limit of a probe held against its share; no verdict where there was nothing to measure.

    Args:
        limits: of all probes.
        probe: whose.
        shares: by the name of the measure.
    """
    verdicts = []
    for limit in limits:
        if limit.probe == probe:
            value = shares[limit.measure].value
            passed = None if value is None else value <= limit.at_most
            verdicts.append(
                LimitVerdict(measure=limit.measure, at_most=limit.at_most, value=value, passed=passed)
            )
    return tuple(verdicts)


def all_passed(results: Sequence[ProbeResult]) -> bool | None:
    """Whether every limit holds that could be measured; null where there is none.

    Limits of which not one could be measured are no pass.
    """
    verdicts = [one.passed for result in results for one in result.limits]
    if not verdicts:
        return None
    return True in verdicts and False not in verdicts
