"""Holds a run against its thresholds and against what makes a figure worthless whatever its height."""

from collections.abc import Iterable, Iterator, Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.run import GateReason, GateReport, RunManifest, RunMeasures, SliceMeasures, Threshold

_SHOWN = 5
"""Items of an overlap that are named."""


def gate_run(
    manifest: RunManifest, measures: RunMeasures, thresholds: Sequence[Threshold] | None = None
) -> GateReport:
    """Judge a finished run.

    Args:
        manifest: of the run.
        measures: of the run.
        thresholds: what it must reach; the run's own where null.
    """
    asked = manifest.thresholds if thresholds is None else thresholds
    reasons = (*_conditions(manifest, measures), *(_held(measures, one) for one in asked))
    return GateReport(
        run=manifest.id,
        suite=manifest.suite,
        passed=all(one.passed for one in reasons),
        reasons=reasons,
    )


def _conditions(manifest: RunManifest, measures: RunMeasures) -> Iterator[GateReason]:
    yield GateReason(
        name="gold-only",
        passed=manifest.split == "gold",
        message=f"items are of the split {manifest.split}; gates stand on the gold split alone",
    )
    seen = [f"{one.item} in {one.model}" for one in measures.overlap]
    more = f" and {len(seen) - _SHOWN} more" if len(seen) > _SHOWN else ""
    yield GateReason(
        name="no-overlap",
        passed=not seen,
        message=f"seen by a fitted model: {', '.join(seen[:_SHOWN])}{more}"
        if seen
        else f"none of {measures.n} items was seen by {_models(manifest)}",
    )
    yield GateReason(
        name="no-failures",
        passed=not measures.failed and measures.n == manifest.items,
        message=f"{measures.n - measures.failed} of {manifest.items} items were answered",
    )


def _models(manifest: RunManifest) -> str:
    return ", ".join(sorted(manifest.fitted)) or "a fitted model; there is none"


def _held(measures: RunMeasures, asked: Threshold) -> GateReason:
    name = asked.measure + "".join(f"[{key}={value}]" for key, value in sorted(asked.where.items()))
    wanted = " and ".join(
        f"{word} {bound:g}"
        for word, bound in (("at least", asked.at_least), ("at most", asked.at_most))
        if bound is not None
    )
    which = "" if asked.end == "value" else f" ({asked.end} end of the interval)"
    try:
        found = find_statistic(measures, asked)
    except KeyError as error:
        return GateReason(name=name, passed=False, message=f"there is no {error.args[0]}")
    value = getattr(found, asked.end)
    if value is None:
        return GateReason(
            name=name, passed=False, message=f"expected {wanted}{which}; undefined: {found.why_null}"
        )
    passed = (asked.at_least is None or value >= asked.at_least) and (
        asked.at_most is None or value <= asked.at_most
    )
    return GateReason(
        name=name, passed=passed, message=f"expected {wanted}{which}, got {value:.4g} of {found.n}"
    )


def find_statistic(measures: RunMeasures, asked: Threshold) -> Statistic:
    """What a threshold is held against.

    Raises:
        KeyError: there is no such measure or slice; the argument says which.
    """
    if not asked.where:
        if asked.measure not in measures.statistics:
            raise KeyError(f"measure {asked.measure!r}")
        return measures.statistics[asked.measure]
    ((key, value),) = asked.where.items()
    part = measures.by.get(key, {}).get(value)
    if part is None:
        raise KeyError(f"slice {key}={value}")
    found = getattr(part, asked.measure, None) if asked.measure in SliceMeasures.model_fields else None
    if not isinstance(found, Statistic):
        raise KeyError(f"measure {asked.measure!r} of a slice")
    return found


def failures(report: GateReport) -> Iterable[GateReason]:
    """The conditions that were not met."""
    return (one for one in report.reasons if not one.passed)
