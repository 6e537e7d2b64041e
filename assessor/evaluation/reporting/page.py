"""The report as one HTML file to read and print: what `content` says, with its plots."""

from collections.abc import Iterator, Sequence
from typing import Any

from assessor.domain.agreement import Statistic
from assessor.domain.eval_report import (
    EvalReport,
    ReportCases,
    ReportFigure,
    ReportGroup,
    ReportProbe,
    ReportRubric,
    ReportSlice,
)
from assessor.domain.text import Language
from assessor.evaluation.reporting.page_words import gate_words, words_of
from assessor.evaluation.reporting.plots import agreement_plot, bias_plot, bias_slicings, confusion_plot
from assessor.evaluation.reporting.svg import svg_of
from assessor.evaluation.reporting.wording import interval_text, statistic_text, value_text
from assessor.i18n import shown, tr, tr_n
from assessor.sheets.render import render

_QUOTE_CHARS = 400
_OVERLAPS = 50
"""Of what was seen by a model, so many are listed; all are in `--json`."""
View = dict[str, Any]


def report_page(report: EvalReport) -> str:
    """The page. Every text is escaped; plots are drawn from figures and names alone."""
    lang = report.lang
    return render(
        "eval_report",
        lang=lang,
        title=report.title,
        report=report,
        gate_word=gate_words(report, lang),
        outcomes=_outcomes(report, lang),
        agreement=_group(report.agreement, lang),
        agreement_svg=_agreement_svg(report),
        rubrics=[_rubric(one, lang) for one in report.rubrics],
        slicings=[
            {"id": one.by, "title": one.title, "rows": [_slice(part, lang) for part in one.slices]}
            for one in report.slicings
        ],
        bias_svg=_bias_svg(report),
        groups=[_group(one, lang) for one in report.groups],
        cases=[_cases(one, lang) for one in report.cases],
        probes=[] if report.probes is None else [_probe(one, lang) for one in report.probes.probes],
        overlap=report.overlap[:_OVERLAPS],
        overlap_more=len(report.overlap) - _OVERLAPS,
        words=words_of(lang),
    )


def _outcomes(report: EvalReport, lang: Language) -> list[tuple[str, str]]:
    counts = report.counts
    return [
        (tr(lang, "items"), shown(counts.items, lang)),
        (tr(lang, "with a level as label"), shown(counts.labelled, lang)),
        (tr(lang, "rated by the drafter"), shown(counts.rated, lang)),
        (tr(lang, "without a rating"), shown(counts.unrated, lang)),
        (tr(lang, "stopped by guardrails"), shown(counts.stopped, lang)),
        (tr(lang, "failed"), shown(counts.failed, lang)),
    ]


def _group(group: ReportGroup, lang: Language) -> View:
    return {
        "id": group.id,
        "title": group.title,
        "says": group.says,
        "rows": [_figure(one, lang) for one in group.figures],
    }


def _figure(figure: ReportFigure, lang: Language) -> View:
    one = figure.statistic
    return {
        "title": figure.title,
        "value": value_text(one.value, figure.unit, lang),
        "interval": interval_text(one, figure.unit, lang),
        "n": shown(one.n, lang),
        "says": figure.says,
        "why": figure.why,
    }


def _rubric(rubric: ReportRubric, lang: Language) -> View:
    name = f"confusion-{_word(rubric.id)}"
    chart = confusion_plot(rubric, lang)
    title = tr(lang, "Labels and drafts: {rubric}", rubric=rubric.title)
    return {
        "id": name,
        "title": rubric.title,
        "version": f"{rubric.id} {rubric.version}",
        "says": rubric.says,
        "kappa": _kappa_sentence(rubric.qwk, lang),
        "levels": [f"{one.value} {one.label}".rstrip() for one in rubric.levels],
        "counts": list(zip(rubric.counts, rubric.unrated, strict=True)),
        "svg": None if chart is None else svg_of(chart, name=name, title=title, says=rubric.says, lang=lang),
    }


def _kappa_sentence(figure: ReportFigure, lang: Language) -> str:
    if figure.statistic.value is None:
        return tr(lang, "Weighted kappa is undefined: {why}.", why=figure.why)
    return tr(lang, "Weighted kappa {kappa}.", kappa=statistic_text(figure.statistic, figure.unit, lang))


def _agreement_svg(report: EvalReport) -> str | None:
    chart = agreement_plot(report)
    if chart is None:
        return None
    lang = report.lang
    parts = [(one.title, one.qwk.statistic) for one in report.rubrics]
    return svg_of(
        chart,
        name="agreement-plot",
        title=tr(lang, "Weighted kappa of each rubric with its 95 % interval"),
        says=_listing(parts, "coefficient", lang),
        lang=lang,
    )


def _bias_svg(report: EvalReport) -> str | None:
    chart = bias_plot(report)
    if chart is None:
        return None
    lang = report.lang
    parts = [(part.title, part.bias) for one in bias_slicings(report) for part in one.slices]
    return svg_of(
        chart,
        name="bias-plot",
        title=tr(lang, "Bias in levels by rubric, language, kind and length with 95 % intervals"),
        says=_listing(parts, "levels", lang),
        lang=lang,
    )


def _listing(parts: Sequence[tuple[str, Statistic]], unit: str, lang: Language) -> str:
    """What a plot shows, in words."""
    return "; ".join(f"{name}: {statistic_text(one, unit, lang)}" for name, one in parts) + "."


def _slice(part: ReportSlice, lang: Language) -> View:
    return {
        "title": part.title,
        "items": shown(part.items, lang),
        "rated": shown(part.rated, lang),
        "cells": [
            (value_text(one.value, unit, lang), interval_text(one, unit, lang))
            for one, unit in (
                (part.qwk, "coefficient"),
                (part.exact, "share"),
                (part.within_one, "share"),
                (part.mae, "levels"),
                (part.bias, "levels"),
            )
        ],
        "why": "; ".join(part.why),
        "empty": all(
            one.value is None for one in (part.qwk, part.exact, part.within_one, part.mae, part.bias)
        ),
    }


def _probe(probe: ReportProbe, lang: Language) -> View:
    parts = (probe.moved, probe.raised, probe.lowered, probe.withheld, probe.appeared)
    return {
        "title": probe.title,
        "pairs": shown(probe.pairs, lang),
        "cells": [(value_text(one.value, "share", lang), interval_text(one, "share", lang)) for one in parts],
        "limits": probe.limits,
    }


def _cases(cases: ReportCases, lang: Language) -> View:
    return {
        "id": cases.id,
        "title": cases.title,
        "says": " ".join(_cases_text(cases, lang)),
        "items": [
            {
                **one.model_dump(exclude={"cited", "deciding"}),
                "cited": [_cut(quote) for quote in one.cited],
                "deciding": [_cut(quote) for quote in one.deciding],
                "off": None
                if not one.distance
                else tr_n(lang, "{count} level off", "{count} levels off", one.distance),
            }
            for one in cases.items
        ],
    }


def _cases_text(cases: ReportCases, lang: Language) -> Iterator[str]:
    yield cases.says
    if len(cases.items) < cases.total:
        yield tr(
            lang,
            "Shown here: {shown} of {total}; --worst shows more.",
            shown=len(cases.items),
            total=cases.total,
        )
    else:
        yield tr_n(lang, "{count} item.", "{count} items.", cases.total)


def _cut(quote: str) -> str:
    return quote if len(quote) <= _QUOTE_CHARS else quote[:_QUOTE_CHARS].rstrip() + " […]"


def _word(name: str) -> str:
    """An id that may stand in an attribute and in a selector."""
    return "".join(char if char.isalnum() else "-" for char in name)
