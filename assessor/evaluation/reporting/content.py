"""The content of a report: a finished run told for people, every sentence in one language.

Nothing is measured anew: figures are those of the run, verdicts of conditions those of the gate.
"""

from collections.abc import Mapping, Sequence

from assessor.domain.eval_report import EvalReport, ReportCounts
from assessor.domain.run import RunItem, RunManifest, RunMeasures
from assessor.domain.text import Language
from assessor.evaluation.gating.gate import gate_run
from assessor.evaluation.reporting.cases import all_cases
from assessor.evaluation.reporting.codes import reasons
from assessor.evaluation.reporting.conditions import run_facts
from assessor.evaluation.reporting.figures import agreement_group, other_groups
from assessor.evaluation.reporting.gating import gate_conditions
from assessor.evaluation.reporting.rubrics import Names, ReadRubric, report_rubrics
from assessor.evaluation.reporting.slices import slicings
from assessor.evaluation.reporting.verdict import verdict_of
from assessor.i18n import tr

WORST = 10
"""Items of each kind of error that a report shows, unless told otherwise."""


def report_of(
    manifest: RunManifest,
    measures: RunMeasures,
    items: Sequence[RunItem],
    rubrics: Mapping[str, ReadRubric],
    lang: Language,
    *,
    authored: bool,
    worst: int = WORST,
) -> EvalReport:
    """The report of a finished run.

    Args:
        manifest: of the run.
        measures: of the run.
        items: of the run.
        rubrics: of the run, by id; those that are no longer to be had are told by ids and numbers.
        lang: language of the sentences.
        authored: whether the labels are known to be written by the project.
        worst: most items shown of each kind of error.
    """
    names = Names(rubrics)
    gate = gate_run(manifest, measures)
    return EvalReport(
        lang=lang,
        run=manifest.id,
        suite=manifest.suite,
        started_at=manifest.started_at,
        title=_title(manifest, lang),
        verdict=verdict_of(manifest, measures, gate, names, lang, authored=authored),
        counts=_counts(items),
        agreement=agreement_group(measures, lang),
        rubrics=report_rubrics(measures, items, manifest.rubrics, names, lang),
        slicings=slicings(measures, names, lang),
        groups=other_groups(measures, lang),
        cases=all_cases(items, names, lang, worst=worst),
        reasons=reasons(measures, lang),
        gate=gate_conditions(gate, manifest, measures, lang),
        overlap=measures.overlap,
        conditions=run_facts(manifest, measures, lang),
    )


def _title(manifest: RunManifest, lang: Language) -> str:
    if manifest.suite is None:
        return tr(lang, "Evaluation of drafts on labelled items")
    return tr(lang, "Evaluation of drafts: suite {suite}", suite=manifest.suite)


def _counts(items: Sequence[RunItem]) -> ReportCounts:
    return ReportCounts(
        items=len(items),
        labelled=sum(one.labels.rating is not None for one in items),
        insufficient=sum(one.labels.insufficient for one in items),
        do_not_enter=sum(bool(one.labels.do_not_enter) for one in items),
        rated=sum(one.rating is not None for one in items),
        unrated=sum(one.rating is None and not one.stopped and one.failure is None for one in items),
        stopped=sum(one.stopped for one in items),
        failed=sum(one.failure is not None for one in items),
    )
