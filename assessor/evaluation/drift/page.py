"""Drift: the report as one HTML file to read and print. Every text is escaped by the template."""

from collections.abc import Iterator
from typing import Any

from assessor.domain.agreement import Statistic
from assessor.domain.drift import (
    DriftBreakdown,
    DriftChart,
    DriftReport,
    DriftRubric,
    DriftScope,
    DriftWindow,
    GoldDrift,
    PeopleDrift,
    PeopleWindow,
    PopulationShift,
)
from assessor.domain.probe_drift import ProbeDrift
from assessor.domain.text import Language
from assessor.evaluation.drift.page_words import by_words, class_word, words_of
from assessor.evaluation.drift.plots import areas_plot, chart_plot, mixture_plot
from assessor.evaluation.drift.wording import (
    mixture_name,
    name_of,
    outcome_sentence,
    people_sentence,
    rubric_sentences,
)
from assessor.evaluation.reporting.svg import svg_of
from assessor.evaluation.reporting.wording import interval_text, statistic_text, value_text
from assessor.evaluation.watch.wording import measure_word, probe_sentences
from assessor.i18n import shown, shown_as, tr
from assessor.sheets.render import render

View = dict[str, Any]


def drift_page(report: DriftReport, lang: Language) -> str:
    """The page in one language."""
    return render(
        "drift_report",
        lang=lang,
        title=tr(lang, "Drift of drafts"),
        period=_period(report, lang),
        signals=report.signals,
        headline=report.headline.in_language(lang),
        sentences=[one.in_language(lang) for one in report.sentences],
        suspensions=[
            outcome_sentence(one, acted=report.acted).in_language(lang) for one in report.suspensions
        ],
        rubrics=[_rubric(one, f"rubric-{place}", lang) for place, one in enumerate(report.rubrics)],
        people=[_people(one, lang) for one in report.people],
        gold=[_gold(one, lang) for one in report.gold],
        probes=[_probes(one, lang) for one in report.probes],
        words=words_of(lang),
    )


def _period(report: DriftReport, lang: Language) -> str:
    if report.baseline_since is None:
        return tr(
            lang,
            "Window {since} to {until}, held against everything before it.",
            since=report.since,
            until=report.until,
        )
    return tr(
        lang,
        "Window {since} to {until}, held against what came from {begin} on.",
        since=report.since,
        until=report.until,
        begin=report.baseline_since,
    )


def _rubric(one: DriftRubric, name: str, lang: Language) -> View:
    return {
        "id": name,
        "title": name_of(one.title, None, one.drafter).in_language(lang),
        "sentences": [sentence.in_language(lang) for sentence in rubric_sentences(one)],
        "figures": list(_figures(one, name, lang)),
    }


def _figures(one: DriftRubric, name: str, lang: Language) -> Iterator[View]:
    for place, scope in enumerate(one.scopes):
        if scope.state == "charted" and not one.few_people:
            yield from _charts(one, scope, f"{name}-scope-{place}", lang)
    for parts in one.breakdowns:
        if parts.groups:
            yield _breakdown(one, parts, f"{name}-{parts.by}", lang)
    if one.abstentions:
        yield {"title": tr(lang, "Drafts without a level"), "svg": None, "table": _abstentions(one, lang)}
    for mixture in one.population:
        if mixture.classes:
            yield _mixture(one, mixture, f"{name}-mixture-{mixture.of}", lang)


def _charts(one: DriftRubric, scope: DriftScope, name: str, lang: Language) -> Iterator[View]:
    where = name_of(one.title, one.area_title(scope.skill_area), scope.drafter).in_language(lang)
    yield {"title": where, "svg": None, "table": _windows(one, scope, lang)}
    for chart in scope.charts:
        made = chart_plot(chart, lang)
        if made is None:
            continue
        title = {
            "ewma": tr(lang, "Smoothed difference: {where}", where=where),
            "cusum": tr(lang, "Summed deviation: {where}", where=where),
            "change_point": "",
        }[chart.method]
        says = _chart_says(chart, lang)
        yield {
            "title": title,
            "svg": svg_of(made, name=f"{name}-{chart.method}", title=title, says=says, lang=lang),
            "note": says,
            "table": _points(chart, title, lang),
            "folded": True,
        }


def _chart_says(chart: DriftChart, lang: Language) -> str:
    if chart.signalled_on is None:
        return tr(lang, "The chart stays within its limits. Each point stands for at least five ratings.")
    return tr(
        lang,
        "The chart passed a limit on {day}; the change began about {began}. Each point stands for at least "
        "five ratings.",
        day=chart.signalled_on,
        began=chart.began_on or chart.signalled_on,
    )


def _points(chart: DriftChart, title: str, lang: Language) -> View:
    return {
        "title": title,
        "heads": [tr(lang, "Until"), tr(lang, "Ratings"), tr(lang, "Value")],
        "rows": [
            [shown(one.day, lang), shown(one.n, lang), shown_as(one.value, "0.00", lang)]
            for one in chart.points
        ],
    }


def _windows(one: DriftRubric, scope: DriftScope, lang: Language) -> View:
    rows = [
        _window(tr(lang, "Baseline"), scope.baseline, lang),
        _window(tr(lang, "Window"), scope.window, lang),
    ]
    if scope.shift is not None:
        rows.append([tr(lang, "Change since it began"), "–", *_cells(scope.shift, "levels", lang)])
    if scope.skill_area is None and one.rater_spread is not None:
        rows.append([tr(lang, "Spread between raters"), "–", *_cells(one.rater_spread, "levels", lang)])
    return {
        "title": tr(lang, "Sealed rating less draft, in levels: above 0, drafts are too low"),
        "heads": [tr(lang, "Part"), tr(lang, "Days"), tr(lang, "Value"), tr(lang, "95 % interval"), "n"],
        "rows": rows,
    }


def _window(title: str, one: DriftWindow, lang: Language) -> list[str]:
    days = "–"
    if one.first is not None and one.last is not None:
        days = tr(lang, "{low} to {high}", low=shown(one.first, lang), high=shown(one.last, lang))
    if one.difference is None:
        return [title, days, "–", "–", shown(one.n, lang)]
    return [title, days, *_cells(one.difference, "levels", lang)]


def _cells(one: Statistic, unit: str, lang: Language) -> list[str]:
    return [value_text(one.value, unit, lang), interval_text(one, unit, lang), shown(one.n, lang)]


def _breakdown(rubric: DriftRubric, parts: DriftBreakdown, name: str, lang: Language) -> View:
    title = by_words(parts.by, lang)
    pooled = parts.by == "skill_area"
    rows = []
    for one in parts.groups:
        row = [_class(rubric, parts.by, one.value, lang), *_cells(one.difference, "levels", lang)]
        if pooled:
            row += ["–", "–"] if one.pooled is None else _cells(one.pooled, "levels", lang)[:2]
        rows.append(row)
    heads = [tr(lang, "Part"), tr(lang, "Value"), tr(lang, "95 % interval"), "n"]
    if pooled:
        heads += [tr(lang, "Pooled"), tr(lang, "95 % interval")]
    names = [_class(rubric, parts.by, one.value, lang) for one in parts.groups]
    chart = areas_plot(parts, names, lang) if pooled else None
    says = "; ".join(
        f"{_class(rubric, parts.by, one.value, lang)}: "
        f"{statistic_text(one.pooled or one.difference, 'levels', lang)}"
        for one in parts.groups
    )
    return {
        "title": title,
        "svg": None if chart is None else svg_of(chart, name=name, title=title, says=f"{says}.", lang=lang),
        "note": tr(
            lang,
            "Pooled: small areas are pulled towards the mean of all by as much as chance explains. The line "
            "is the 95 % interval.",
        ),
        "table": {"title": title, "heads": heads, "rows": rows},
    }


def _abstentions(one: DriftRubric, lang: Language) -> View:
    return {
        "title": tr(lang, "Share of drafts without a level, month by month"),
        "heads": [
            tr(lang, "Month"), tr(lang, "Drafts"), tr(lang, "without a level"), tr(lang, "Share"),
            tr(lang, "95 % interval"),
        ],
        "rows": [
            [
                class_word("month", month.month, lang),
                shown(month.drafts, lang),
                shown(month.without_level, lang),
                *_cells(month.share, "share", lang)[:2],
            ]
            for month in one.abstentions
        ],
    }  # fmt: skip


def _mixture(rubric: DriftRubric, one: PopulationShift, name: str, lang: Language) -> View:
    title = tr(lang, "Mixture of drafts: {what}", what=mixture_name(one))
    names = [_class(rubric, one.of, value, lang) for value in one.classes]
    says = _mixture_says(one, lang)
    chart = mixture_plot(one, names, lang)
    return {
        "title": title,
        "svg": None if chart is None else svg_of(chart, name=name, title=title, says=says, lang=lang),
        "note": says,
        "table": {
            "title": title,
            "heads": [tr(lang, "Class"), tr(lang, "before"), tr(lang, "in the window")],
            "rows": [
                [told, value_text(before, "share", lang), value_text(now, "share", lang)]
                for told, before, now in zip(names, one.shares_before, one.shares_now, strict=True)
            ],
        },
    }


def _mixture_says(one: PopulationShift, lang: Language) -> str:
    figures = {
        "distance": value_text(one.distance, "share", lang),
        "psi": "–" if one.psi is None else shown_as(one.psi, "0.00", lang),
        "p": "–" if one.p_adjusted is None else shown_as(one.p_adjusted, "0.000", lang),
    }
    if not one.shifted:
        return tr(
            lang,
            "Much as before: {distance} of the drafts lie in another class (stability index {psi}, p {p}).",
            **figures,
        )
    if one.about == "evidence":
        return tr(
            lang,
            "The evidence changed, not necessarily the drafter: {distance} of the drafts lie in another "
            "class (stability index {psi}, p {p}).",
            **figures,
        )
    return tr(
        lang,
        "Drafts changed: {distance} of them lie in another class (stability index {psi}, p {p}).",
        **figures,
    )


def _people(one: PeopleDrift, lang: Language) -> View:
    says = people_sentence(one).in_language(lang)
    if one.few_people:
        return {"says": says, "table": None}
    heads = [tr(lang, "Part"), tr(lang, "Pairs"), tr(lang, "Equal"), tr(lang, "±1 level"),
             tr(lang, "Levels apart"), tr(lang, "95 % interval")]  # fmt: skip
    rows = [
        _people_row(tr(lang, "Baseline"), one.baseline, lang),
        _people_row(tr(lang, "Window"), one.window, lang),
    ]
    return {"says": says, "table": {"title": one.title.in_language(lang), "heads": heads, "rows": rows}}


def _people_row(title: str, one: PeopleWindow, lang: Language) -> list[str]:
    if one.exact is None or one.within_one is None or one.distance is None:
        return [title, shown(one.pairs, lang), "–", "–", "–", "–"]
    return [
        title,
        shown(one.pairs, lang),
        value_text(one.exact.value, "share", lang),
        value_text(one.within_one.value, "share", lang),
        *_cells(one.distance, "levels", lang)[:2],
    ]


def _gold(one: GoldDrift, lang: Language) -> View:
    heads = [tr(lang, "Run"), tr(lang, "Items"), tr(lang, "other answers"), tr(lang, "95 % interval"),
             tr(lang, "Shift in levels"), tr(lang, "95 % interval"), tr(lang, "Signal")]  # fmt: skip
    return {
        "title": tr(
            lang,
            "{name}, held against the run of {day}",
            name=name_of(one.title, None, one.drafter),
            day=one.first_at.date(),
        ),
        "heads": heads,
        "rows": [
            [
                shown(step.at.date(), lang),
                shown(step.items, lang),
                *_cells(step.moved, "share", lang)[:2],
                *_cells(step.shift, "levels", lang)[:2],
                tr(lang, "yes") if step.signals else tr(lang, "no"),
            ]
            for step in one.steps
        ],
    }


def _probes(one: ProbeDrift, lang: Language) -> View:
    heads = [
        tr(lang, "Chart"),
        tr(lang, "Baseline"),
        tr(lang, "last"),
        tr(lang, "at most"),
        tr(lang, "Signal"),
    ]
    rows = []
    for chart in one.charts:
        last = chart.points[-1] if chart.points else None
        if last is None or not last.n:
            continue
        rows.append(
            [
                measure_word(chart, lang),
                value_text(chart.centre, "share", lang),
                tr(lang, "{count} of {n}", count=last.count, n=last.n),
                "–" if last.limit is None else shown(last.limit, lang),
                tr(lang, "yes") if chart.signals else tr(lang, "no"),
            ]
        )
    return {
        "says": [sentence.in_language(lang) for sentence in probe_sentences(one)],
        "table": {
            "title": tr(
                lang,
                "{name}: rounds from {first} to {last}",
                name=name_of(one.title, None, one.drafter),
                first=one.first,
                last=one.last,
            ),
            "heads": heads,
            "rows": rows,
        },
    }


def _class(rubric: DriftRubric, by: str, value: str | None, lang: Language) -> str:
    """What a part is called; skill areas as the rubric calls them in this language."""
    title = rubric.area_title(value) if by == "skill_area" else None
    return class_word(by, value, lang) if title is None else title.in_language(lang)
