"""The gate's conditions in the report's language. Whether each is met, the gate alone says."""

from assessor.domain.eval_report import ReportCondition
from assessor.domain.run import GateReport, RunManifest, RunMeasures, Threshold
from assessor.domain.text import Language
from assessor.evaluation.gating.gate import find_statistic
from assessor.evaluation.reporting.undefined import why_text
from assessor.i18n import shown_as, tr


def gate_conditions(
    report: GateReport, manifest: RunManifest, measures: RunMeasures, lang: Language
) -> tuple[ReportCondition, ...]:
    """Every condition, those that are not met first."""
    own = {
        "gold-only": tr(
            lang,
            "The items are of the split {split}; a gate stands on the gold split alone.",
            split=manifest.split,
        ),
        "no-overlap": _overlap_text(measures, lang),
        "no-failures": tr(
            lang,
            "Items answered: {answered} of {all}.",
            answered=measures.n - measures.failed,
            all=manifest.items,
        ),
    }
    asked = iter(manifest.thresholds)
    made = [
        ReportCondition(
            name=one.name,
            passed=one.passed,
            says=own[one.name] if one.name in own else _threshold_text(next(asked), measures, lang),
        )
        for one in report.reasons
    ]
    return tuple(sorted(made, key=lambda one: one.passed))


def _overlap_text(measures: RunMeasures, lang: Language) -> str:
    seen = sorted({one.item for one in measures.overlap})
    if not seen:
        return tr(lang, "No item was seen by a fitted model.")
    return tr(lang, "Seen by a fitted model: {items}.", items=seen)


def _threshold_text(asked: Threshold, measures: RunMeasures, lang: Language) -> str:
    wanted = _wanted(asked, lang)
    end = {
        "value": tr(lang, "value"),
        "low": tr(lang, "low end of the interval"),
        "high": tr(lang, "high end of the interval"),
    }[asked.end]
    try:
        found = find_statistic(measures, asked)
    except KeyError:
        return tr(lang, "Expected {wanted}; this run has no such figure.", wanted=wanted)
    value = getattr(found, asked.end)
    if value is None:
        return tr(lang, "Expected {wanted}; undefined: {why}", wanted=wanted, why=why_text(found, lang))
    return tr(
        lang,
        "Expected {wanted}; {end}: {value} (n = {n}).",
        wanted=wanted,
        end=end,
        value=_number(value, lang),
        n=found.n,
    )


def _wanted(asked: Threshold, lang: Language) -> str:
    least, most = asked.at_least, asked.at_most
    if least is not None and most is not None:
        return tr(lang, "{low} to {high}", low=_number(least, lang), high=_number(most, lang))
    if least is not None:
        return tr(lang, "at least {value}", value=_number(least, lang))
    return tr(lang, "at most {value}", value=_number(most or 0.0, lang))


def _number(value: float, lang: Language) -> str:
    return shown_as(value, "0.00##", lang)
