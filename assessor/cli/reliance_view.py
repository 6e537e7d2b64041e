"""Reliance for people's eyes: a block for each drafter under a rubric, its figures as whole sentences."""

from collections.abc import Iterator

from assessor.cli import shell
from assessor.domain.agreement import Statistic
from assessor.domain.reliance import (
    FEWEST_ASSESSEES,
    FEWEST_RATERS,
    ActedOn,
    LimitedMeasure,
    RelianceGroup,
    RelianceLimit,
    RelianceReport,
)
from assessor.domain.text import Language
from assessor.evaluation.reporting.wording import interval_text, value_text
from assessor.i18n import tr

_NAME, _VALUE, _INTERVAL, _COUNT = 58, 8, 18, 6


def report_lines(report: RelianceReport, lang: Language) -> Iterator[str]:
    """A report, line by line."""
    if not report.groups and not report.withheld:
        yield tr(lang, "nothing to look at: no confirmed rating has a draft and a sealed rating before it")
    for group in report.groups:
        yield from _group(group, lang)
        yield ""
    for one in report.withheld:
        yield tr(
            lang,
            "{rubric}, {drafter}: not shown; fewer than {raters} raters or {assessees} assessees since {day}",
            rubric=one.rubric,
            drafter=one.drafter,
            raters=FEWEST_RATERS,
            assessees=FEWEST_ASSESSEES,
            day=one.since,
        )
    for acted in report.acted_on:
        said = (
            tr(lang, "{rubric}, {drafter}: drafts are withheld from now on ({id})", **_places(acted))
            if acted.new
            else tr(lang, "{rubric}, {drafter}: drafts were withheld before ({id})", **_places(acted))
        )
        yield said


def _places(acted: ActedOn) -> dict[str, str]:
    return {"rubric": acted.rubric, "drafter": acted.drafter, "id": acted.suspension}


def _group(group: RelianceGroup, lang: Language) -> Iterator[str]:
    yield tr(
        lang,
        "{rubric}, {drafter}, since {day}: {cases} cases of {raters} raters on work of {assessees} assessees",
        rubric=group.rubric,
        drafter=group.drafter,
        day=group.since,
        cases=group.cases,
        raters=group.raters,
        assessees=group.assessees,
    )
    yield tr(
        lang,
        "{agreed} in which the draft said the same; {settled} of the others with an outcome",
        agreed=group.agreed,
        settled=group.with_outcome,
    )
    interval, cases = tr(lang, "95 % interval"), tr(lang, "cases")
    yield f"{'':<{_NAME + _VALUE}}  {interval:<{_INTERVAL}}{cases:>{_COUNT}}"
    for name, found, unit in _rows(group, lang):
        label = f"{shell.fit(name, _NAME - 2):<{_NAME}}{value_text(found.value, unit, lang):>{_VALUE}}"
        yield f"{label}  {interval_text(found, unit, lang):<{_INTERVAL}}{found.n:>{_COUNT}}"
    for limit in group.limits:
        yield _limit(limit, lang)


def _rows(group: RelianceGroup, lang: Language) -> tuple[tuple[str, Statistic, str], ...]:
    found = group.figures
    return (
        (tr(lang, "moved towards the draft"), found.towards, "share"),
        (tr(lang, "took the draft over"), found.followed, "share"),
        (tr(lang, "kept the own rating"), found.kept, "share"),
        (tr(lang, "moved away from the draft"), found.away, "share"),
        (tr(lang, "weight of advice (0 stays, 1 takes the draft over)"), found.weight_of_advice, "levels"),
        (tr(lang, "moved to the draft, nearer to the outcome"), found.moved_rightly, "share"),
        (tr(lang, "moved to the draft, away from the outcome"), found.moved_wrongly, "share"),
        (tr(lang, "led astray: own rating nearer, yet moved to the draft"), found.led_astray, "share"),
        (tr(lang, "helped: draft nearer, and moved to it"), found.helped, "share"),
        (tr(lang, "RAIR: draft right, own wrong, confirmed right"), found.rair, "share"),
        (tr(lang, "RSR: own right, draft wrong, confirmed right"), found.rsr, "share"),
    )


def _limit(limit: RelianceLimit, lang: Language) -> str:
    names: dict[LimitedMeasure, str] = {
        "led_astray": tr(lang, "led astray"),
        "weight_of_advice": tr(lang, "weight of advice"),
    }
    name, at_most = names[limit.measure], value_text(limit.at_most, "levels", lang)
    if limit.exceeded is None:
        return tr(
            lang,
            "{name}: limit {limit}; not judged, {n} cases are too few or have no interval",
            name=name,
            limit=at_most,
            n=limit.n,
        )
    if limit.exceeded:
        return tr(
            lang,
            "{name}: limit {limit} EXCEEDED, the interval begins at {low}",
            name=name,
            limit=at_most,
            low=value_text(limit.low, "levels", lang),
        )
    return tr(lang, "{name}: within the limit {limit}", name=name, limit=at_most)
