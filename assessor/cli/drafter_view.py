"""Versions for people's eyes."""

from collections.abc import Iterator

from assessor.domain.fit import FitReport, ListedFit
from assessor.domain.suspension import Suspension
from assessor.domain.text import Language
from assessor.i18n import tr

_KINDS = {
    "none": "as the drafter says, with an interval learned here",
    "shift": "a shift",
    "isotonic": "a rising line",
    "weights": "new weights",
}
ASIDE = {
    "confirmed": "confirmed ratings, which a draft may have moved",
    "seen_before": "by people who had seen a draft of the same bytes",
    "area": "of a whole area, not of an artefact",
    "no_level": "without a level",
    "other_scale": "on another scale",
    "other_version": "under another version of the rubric",
    "adjudicated": "settled by an adjudication, which counts in their place",
    "text_gone": "on texts that are gone",
    "withdrawn": "on drafts that were withdrawn",
    "not_drafted": "on texts that this drafter gives no level",
    "other_base": "on drafts by an earlier model or prompt",
}


def fit_lines(report: FitReport) -> Iterator[str]:
    """What was learned, line by line."""
    figures = report.figures
    sources = ", ".join(f"{count} {source}" for source, count in sorted(figures.sources.items()))
    yield f"{report.name}: {_KINDS[report.chosen]}{_by(report)}, {report.state}"
    yield f"learned from {figures.n} ratings ({sources}) on evidence of {figures.assessees} assessees"
    for reason, count in sorted(figures.excluded.items()):
        yield f"  left aside: {count} {ASIDE.get(reason, reason)}"
    yield "typical distance from the rating, in levels, on assessees not learned from:"
    for kind, error in figures.errors.items():
        chosen = "  <- chosen" if kind == report.chosen else ""
        yield f"  {_KINDS[kind] if kind != 'none' else 'as the drafter says':<22}{error:6.2f}{chosen}"
    if report.half_width is None:
        yield "interval: the drafter's own; too few ratings to learn one"
    else:
        yield f"interval: {report.half_width:.2f} levels each way hold {report.coverage:.0%} of them"
    if report.state == "unproven":
        yield "below 30 ratings: drafts stay marked unproven"


def list_line(one: ListedFit) -> str:
    """A version on a line."""
    marks = [
        *(["in effect"] if one.active else []),
        *(["learned behind another model"] if one.stale else []),
        *([f"{one.texts_gone} of its {one.texts} texts erased since"] if one.texts_gone else []),
    ]
    figures = one.figures
    return (
        f"{one.name:<28}  {one.at:%Y-%m-%d %H:%M}  {one.chosen + _by(one):<14}  n {figures.n:<4}  "
        f"{one.state:<8}  error {figures.error_before:.2f} -> {figures.error_after:.2f}  {'; '.join(marks)}"
    ).rstrip()


def suspension_line(one: Suspension, lang: Language) -> str:
    """A suspension on a line: what people are told, who and why, and how it ended."""
    from assessor.suspended import notice_of

    of = "" if one.drafter is None else f", {one.drafter}"
    told = f"{one.id}{of}  {notice_of(one).said.in_language(lang)}"
    who = one.begun_by or tr(lang, "a schedule")
    begun = tr(lang, "by a rule, run by {who}", who=who) if one.by_rule else f"{who}: {one.reason}"
    if one.lifted_at is None:
        return f"{told}\n    {begun}"
    on = "" if one.recalibration is None else f" ({one.recalibration.kind} {one.recalibration.name})"
    lifted = tr(lang, "given back on {day} by {who}", day=one.lifted_at.date(), who=one.lifted_by or "")
    return f"{told}\n    {begun}\n    {lifted}{on}: {one.lift_reason}"


def _by(one: FitReport) -> str:
    return "" if one.shift is None else f" {one.shift:+.2f}"
