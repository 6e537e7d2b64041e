"""The verdict: what a manager should take away, and no more certain than the figures are.

The words for heights of kappa follow the bands of Landis and Koch (1977), Biometrics 33(1), 159-174. They are
a habit of readers, not a law; the interval stands beside them, and where its low end is in another band that
is said.
"""

from collections.abc import Iterator
from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.eval_report import ReportVerdict
from assessor.domain.run import GateReport, RunManifest, RunMeasures
from assessor.domain.text import Language
from assessor.evaluation.reporting.rubrics import Names
from assessor.evaluation.reporting.slices import By, slice_name
from assessor.evaluation.reporting.undefined import why_text
from assessor.evaluation.reporting.wording import statistic_text, value_text
from assessor.i18n import tr

_LEAST = 5
"""Rated items below which a part is too small to be called the worst."""
_RULED_OUT = 0.05
_MUCH = 0.1
"""Share of items wrongly without a rating from which the headline says so."""
_BANDS = (0.2, 0.4, 0.6, 0.8)
_PARTS: tuple[By, ...] = ("rubric", "skill_area", "lang", "kind", "length")
Gate = Literal["passed", "missed", "not_asked"]


def verdict_of(
    manifest: RunManifest,
    measures: RunMeasures,
    gate: GateReport,
    names: Names,
    lang: Language,
    *,
    authored: bool,
) -> ReportVerdict:
    """A headline and a few sentences.

    Args:
        manifest: of the run.
        measures: of the run.
        gate: of the run.
        names: of rubrics and areas.
        lang: to say it in.
        authored: whether the labels are known to be written by the project.
    """
    state = _gate_state(manifest, gate)
    sentences = (
        *_nearness(measures, lang),
        *_silence(measures, lang),
        *_worst(measures, names, lang),
        *_danger(measures, lang),
        _gate_text(state, gate, lang),
        _labels_text(lang, authored=authored),
    )
    return ReportVerdict(headline=_headline(measures, state, lang), sentences=sentences, gate=state)


def _gate_state(manifest: RunManifest, gate: GateReport) -> Gate:
    if not gate.passed:
        return "missed"
    return "passed" if manifest.thresholds else "not_asked"


def _headline(measures: RunMeasures, state: Gate, lang: Language) -> str:
    near = band_text(measures.qwk, lang)
    silent = measures.abstentions.wrongly_abstained
    if silent is not None and silent >= _MUCH:
        near = tr(
            lang,
            "{near} Of the items with enough evidence, {share} got no rating.",
            near=near,
            share=value_text(silent, "share", lang),
        )
    return {
        "passed": tr(lang, "Gate passed. {near}", near=near),
        "missed": tr(lang, "Gate not passed. {near}", near=near),
        "not_asked": near,
    }[state]


def band_text(kappa: float | None, lang: Language) -> str:
    """How near drafts are, in a sentence.

    >>> band_text(0.1, "en")
    'Drafts agree with the labels hardly better than chance would.'
    """
    if kappa is None:
        return tr(lang, "How near drafts come to the labels cannot be said.")
    if kappa <= 0:
        return tr(lang, "Drafts agree with the labels no better than chance would.")
    return (
        tr(lang, "Drafts agree with the labels hardly better than chance would."),
        tr(lang, "Drafts agree weakly with the labels."),
        tr(lang, "Drafts agree moderately with the labels."),
        tr(lang, "Drafts agree well with the labels."),
        tr(lang, "Drafts agree very closely with the labels."),
    )[_band(kappa)]


def _band(kappa: float) -> int:
    """0 to 4; what is no better than chance is in the lowest."""
    return sum(kappa > top for top in _BANDS)


def _nearness(measures: RunMeasures, lang: Language) -> Iterator[str]:
    qwk = measures.statistics["qwk"]
    if qwk.value is None:
        yield tr(lang, "Weighted kappa is undefined: {why}.", why=why_text(qwk, lang))
    else:
        yield tr(
            lang,
            "Weighted kappa is {kappa}, where 1 is always the same level and 0 is chance.",
            kappa=statistic_text(qwk, "coefficient", lang),
        )
    exact, within = measures.statistics["exact"], measures.statistics["within_one"]
    yield from _all_right(exact, lang) if exact.value == 1 else _sureness(qwk, lang)
    if exact.value is not None:
        yield tr(
            lang,
            "{exact} of the rated items got the label's level, {within} are at most one level off.",
            exact=value_text(exact.value, "share", lang),
            within=value_text(within.value, "share", lang),
        )


def _all_right(exact: Statistic, lang: Language) -> Iterator[str]:
    """Resamples of items without an error have none, so the interval alone would say that we are certain.

    Source: Clopper and Pearson (1934), Biometrika 26, 404-413: no error in n rules out, at 95 %, a share of
    errors above 1 - .05^(1/n).
    """
    yield tr(
        lang,
        "No draft was wrong, so the interval has no width. That is not certainty: with {n} items, up to "
        "{share} of other items of this sort may still be wrong.",
        n=exact.n,
        share=value_text(1 - _RULED_OUT ** (1 / exact.n), "share", lang),
    )


def _sureness(qwk: Statistic, lang: Language) -> Iterator[str]:
    if qwk.value is None:
        return
    if qwk.low is None or qwk.high is None:
        yield tr(lang, "How sure that is cannot be said: {why}.", why=why_text(qwk, lang))
    elif qwk.low <= 0 < qwk.value or _band(qwk.low) != _band(qwk.high):
        yield tr(
            lang,
            "That is not sure: with other items of this sort, kappa may as well be {low} or {high}.",
            low=value_text(qwk.low, "coefficient", lang),
            high=value_text(qwk.high, "coefficient", lang),
        )


def _silence(measures: RunMeasures, lang: Language) -> Iterator[str]:
    silent = measures.statistics["abstentions.wrongly_abstained"]
    if silent.value:
        yield tr(
            lang,
            "Not rated, though the evidence was there: {silent} of {labelled} items. The figures on "
            "agreement say nothing about these.",
            silent=round(silent.value * silent.n),
            labelled=silent.n,
        )


def _worst(measures: RunMeasures, names: Names, lang: Language) -> Iterator[str]:
    mae = measures.statistics["mae"]
    parts = [
        (part, by, value)
        for by in _PARTS
        for value, part in measures.by[by].items()
        if len(measures.by[by]) > 1 and part.rated >= _LEAST and part.mae.value is not None
    ]
    if mae.value is None or not parts:
        return
    part, by, value = max(parts, key=lambda one: one[0].mae.value or 0.0)
    if (part.mae.value or 0.0) <= mae.value:
        return
    yield tr(
        lang,
        "They are worst here: {part}, with {mae} levels between label and draft on average ({rated} items), "
        "against {all} overall.",
        part=slice_name(by, value, names, lang),
        mae=value_text(part.mae.value, "levels", lang),
        rated=part.rated,
        all=value_text(mae.value, "levels", lang),
    )


def _danger(measures: RunMeasures, lang: Language) -> Iterator[str]:
    stops = measures.statistics["do_not_enter.recall"]
    if stops.value is not None and stops.value < 1:
        yield tr(
            lang,
            "Of the items that must not enter, {missed} of {all} went on.",
            missed=stops.n - round(stops.value * stops.n),
            all=stops.n,
        )


def _gate_text(state: Gate, gate: GateReport, lang: Language) -> str:
    if state == "passed":
        return tr(lang, "Every condition of the gate is met ({count}).", count=len(gate.reasons))
    if state == "not_asked":
        return tr(lang, "The run names no threshold, so nothing says whether this is enough.")
    failed = [one.name for one in gate.reasons if not one.passed]
    return tr(
        lang,
        "Conditions of the gate not met: {failed} of {all}: {names}.",
        failed=len(failed),
        all=len(gate.reasons),
        names=failed,
    )


def _labels_text(lang: Language, *, authored: bool) -> str:
    if authored:
        return tr(
            lang,
            "The labels were written by the project together with the texts. They show whether the program "
            "does what it was built to do; they are no calibration by people.",
        )
    return tr(
        lang,
        "The run does not say who gave the labels. Only labels that people gave independently of each other "
        "say how near drafts come to people.",
    )
