"""Runs and gates for people's eyes: a few figures with their intervals, then where they are weak."""

from collections.abc import Iterator

from assessor.cli import shell
from assessor.domain.agreement import Statistic
from assessor.domain.run import GateReport, RunManifest, RunMeasures, SliceMeasures

_NAMED = (
    ("qwk", "weighted kappa"),
    ("qwk_abstain_as_median", "  with abstentions as the median"),
    ("alpha", "Krippendorff's alpha, ordinal"),
    ("ac2", "Gwet's AC2, quadratic"),
    ("spearman", "rank correlation"),
    ("exact", "equal"),
    ("within_one", "within one level"),
    ("mae", "mean distance in levels"),
    ("bias", "bias (draft less label)"),
    ("twin_order", "twins in order"),
    ("abstentions.insufficient_abstained", "too little evidence: not rated"),
    ("abstentions.wrongly_abstained", "enough evidence: not rated"),
    ("evidence_hit", "a citation meets a deciding quote"),
    ("cited_share", "share of the text cited"),
    ("citation_validity", "citations that match byte for byte"),
    ("retrieval.recall_at.1", "area found first"),
    ("retrieval.recall_at.3", "area among the first three"),
    ("do_not_enter.recall", "do-not-enter stopped"),
    ("do_not_enter.false_stops", "others stopped"),
    ("redaction.harm", "harmless words redacted"),
)
_SLICES = (("rubric", "rubric"), ("lang", "language"), ("length", "length"), ("kind", "kind"))
_NAME = 38
_LEAST = 2


def run_lines(manifest: RunManifest, measures: RunMeasures) -> Iterator[str]:
    """A run, line by line."""
    model = f", model {manifest.model}" if manifest.model else ""
    if (manifest.samples or 1) > 1:
        model += f", asked {manifest.samples} times each"
    yield (
        f"{manifest.suite or 'gold files'}, split {manifest.split}: {measures.n} items, "
        f"drafter {manifest.drafter}{model}"
    )
    yield (
        f"{measures.rated} rated, {measures.abstained} without a rating, {measures.stopped} stopped, "
        f"{measures.failed} failed"
    )
    if len(manifest.rubrics) > 1:
        yield "agreement is a mean over rubrics, weighted by their rated items; scales are never mixed"
    yield ""
    yield f"{'':<{_NAME}}{'value':>8}   {'95 % interval':<18}{'n':>6}"
    for name, told in _NAMED:
        yield _row(told, measures.statistics[name])
    for name, one in measures.statistics.items():
        if name.startswith("redaction.recall."):
            yield _row(f"found: {name.rpartition('.')[2]}", one)
    yield from _slice_lines(measures)
    yield from _reason_lines(measures)


def gate_lines(report: GateReport) -> Iterator[str]:
    """A gate: its verdict, then every condition."""
    failed = sum(not one.passed for one in report.reasons)
    yield ""
    yield (
        f"gate passed: all {len(report.reasons)} conditions are met"
        if report.passed
        else f"gate NOT passed: {failed} of {len(report.reasons)} conditions are not met"
    )
    for one in sorted(report.reasons, key=lambda one: one.passed):
        yield f"  {'ok  ' if one.passed else 'MISS'}  {one.name}: {one.message}"


def _row(name: str, one: Statistic) -> str:
    value = "-" if one.value is None else f"{one.value:.3f}"
    interval = "-" if one.low is None or one.high is None else f"{one.low:.3f} to {one.high:.3f}"
    return f"{name:<{_NAME}}{value:>8}   {interval:<18}{one.n:>6}"


def _slice_lines(measures: RunMeasures) -> Iterator[str]:
    yield ""
    yield f"{'':<{_NAME}}{'items':>6}{'rated':>7}{'kappa':>8}{'equal':>8}{'bias':>8}"
    for key, told in _SLICES:
        parts = measures.by[key]
        if len(parts) < _LEAST:
            continue
        for value, part in parts.items():
            yield f"{shell.fit(f'{told}: {value}', _NAME):<{_NAME}}{_slice(part)}"


def _slice(part: SliceMeasures) -> str:
    cells = (f"{part.n:>6}", f"{part.rated:>7}", *(_cell(one) for one in (part.qwk, part.exact, part.bias)))
    return "".join(cells)


def _cell(one: Statistic) -> str:
    return f"{'-' if one.value is None else format(one.value, '.2f'):>8}"


def _reason_lines(measures: RunMeasures) -> Iterator[str]:
    if measures.failures:
        yield ""
        yield "without a rating: " + ", ".join(f"{code} {n}" for code, n in measures.failures.items())
    if measures.dropped_claims and any(measures.dropped_claims.values()):
        yield ""
        yield "claims taken out by checks: " + ", ".join(
            f"{code} {n}" for code, n in measures.dropped_claims.items() if n
        )
    if measures.overlap:
        yield ""
        yield f"WARNING: {len(measures.overlap)} items were seen by a fitted model; the gate will not pass:"
        for one in measures.overlap[:_NAME]:
            yield f"  {one.item}: {one.sentences} of {one.of} sentences in {one.model}"
