"""The plots of a report, as Vega-Lite charts. Each says nothing that a table beside it does not say.

One hue in steps of lightness, so that plots read alike in grey and to the colour-blind; numbers are printed
in or beside every mark.
"""

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from assessor.domain.agreement import Statistic
from assessor.domain.eval_report import EvalReport, ReportRubric, ReportSlicing
from assessor.domain.text import Language
from assessor.evaluation.reporting.wording import value_text
from assessor.i18n import tr

if TYPE_CHECKING:
    import altair as alt

_INK, _KEY, _SOFT = "#1c2530", "#1f4e79", "#4b5866"
_PALE, _DEEP = "#ffffff", "#1f4e79"
_WIDTH, _ROW, _CELL = 380, 30, 54
_LABELS = 400
"""Room for the names of rows, the same in every panel, so that panels share one axis."""
_DARK = 0.5
"""Share of a row from which the printed count turns white."""
_NOT_IN_BIAS = ("skill_area",)
"""Too many for a plot; the table has them."""
Rows = list[dict[str, Any]]


def agreement_plot(report: EvalReport) -> "alt.TopLevelMixin | None":
    """Weighted kappa of each rubric with its interval; null where none has a value."""
    lang = report.lang
    rows = [row_of(one.title, one.qwk.statistic, "coefficient", lang) for one in report.rubrics]
    if len(rows) > 1:
        rows.insert(
            0, row_of(tr(lang, "All rubrics"), report.agreement.figures[0].statistic, "coefficient", lang)
        )
    if all(row["value"] is None for row in rows):
        return None
    least = min([0.0, *(row["low"] for row in rows if row["low"] is not None), *_values(rows)])
    bottom = max(-1.0, math.floor(2 * least) / 2)
    ticks = [tick / 2 for tick in range(int(2 * bottom), 3)]
    return intervals(rows, (bottom, 1.0), ticks, tr(lang, "Weighted kappa: 0 chance, 1 always equal"))


def bias_plot(report: EvalReport) -> "alt.TopLevelMixin | None":
    """Bias of each slice with its interval, a panel for each property; null where no slice has a value."""
    import altair as alt

    lang = report.lang
    panels = [
        (one, [row_of(part.title, part.bias, "levels", lang) for part in one.slices])
        for one in bias_slicings(report)
    ]
    if not panels:
        return None
    ends = [
        abs(row[name])
        for _, rows in panels
        for row in rows
        for name in ("value", "low", "high")
        if row[name] is not None
    ]
    reach = max(1, math.ceil(max(ends)))
    ticks = list(range(-reach, reach + 1))
    charts = [
        intervals(
            rows,
            (-reach, reach),
            ticks,
            tr(lang, "Levels: below 0 drafts are too low, above 0 too high") if last else None,
            title=one.title,
        )
        for (one, rows), last in zip(panels, [False] * (len(panels) - 1) + [True], strict=True)
    ]
    return alt.vconcat(*charts, spacing=14)


def bias_slicings(report: EvalReport) -> tuple[ReportSlicing, ...]:
    """What the plot of bias shows: slices with a value, by all properties but the skill area."""
    kept = (
        one.model_copy(update={"slices": tuple(part for part in one.slices if part.bias.value is not None)})
        for one in report.slicings
        if one.by not in _NOT_IN_BIAS
    )
    return tuple(one for one in kept if one.slices)


def confusion_plot(rubric: ReportRubric, lang: Language) -> "alt.TopLevelMixin | None":
    """How often each label met each draft, dark where most of a label's items are; null without labels."""
    import altair as alt

    none = tr(lang, "no rating")
    names = [_level_name(one.value, one.label) for one in rubric.levels]
    rows: Rows = []
    for place, (label, counts, unrated) in enumerate(zip(names, rubric.counts, rubric.unrated, strict=True)):
        total = sum(counts) + unrated
        for column, count in enumerate((*counts, unrated)):
            rows.append(
                {
                    "label": label,
                    "draft": [*names, none][column],
                    "count": count,
                    "share": count / total if total else 0.0,
                    "equal": column == place,
                }
            )
    if not any(row["count"] for row in rows):
        return None
    x = alt.X("draft:N").sort([*names, none]).title(tr(lang, "Draft")).axis(labelAngle=-35, labelLimit=160)
    y = alt.Y("label:N").sort(names).title(tr(lang, "Label")).axis(labelLimit=150)
    base = alt.Chart(alt.InlineData(values=rows))
    cells = base.mark_rect(stroke="#b9c4cf", strokeWidth=1).encode(
        x, y, alt.Color("share:Q").scale(domain=[0, 1], range=[_PALE, _DEEP], interpolate="rgb").legend(None)
    )
    diagonal = (
        base.transform_filter("datum.equal")
        .mark_rect(fillOpacity=0, stroke=_INK, strokeWidth=2.5)
        .encode(x, y)
    )
    counts_shown = base.mark_text(fontSize=13).encode(
        x,
        y,
        alt.Text("count:Q").format("d"),
        color=alt.when(f"datum.share > {_DARK}").then(alt.value("#ffffff")).otherwise(alt.value(_INK)),
    )
    return alt.layer(cells, diagonal, counts_shown).properties(
        width=_CELL * (len(names) + 1), height=_CELL * 0.75 * len(names)
    )


def _level_name(value: int, label: str) -> str:
    return f"{value} {label}".rstrip()


def row_of(name: str, one: Statistic, unit: str, lang: Language) -> dict[str, Any]:
    """A row of `intervals`."""
    return {
        "name": name,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "shown": value_text(one.value, unit, lang),
    }


def _values(rows: Iterable[dict[str, Any]]) -> list[float]:
    return [row["value"] for row in rows if row["value"] is not None]


def intervals(
    rows: Rows,
    domain: tuple[float, float],
    ticks: Sequence[float],
    axis: str | None,
    *,
    title: str | None = None,
) -> "alt.LayerChart":
    """A point and a whisker for each row, the value printed at the right."""
    import altair as alt

    base = alt.Chart(alt.InlineData(values=rows))
    y = (
        alt.Y("name:N")
        .sort([row["name"] for row in rows])
        .title(None)
        .axis(labelLimit=_LABELS - 10, minExtent=_LABELS, maxExtent=_LABELS, ticks=False, domain=False)
    )
    scale = alt.Scale(domain=list(domain), nice=False)
    x = alt.X("value:Q").scale(scale).title(axis).axis(values=list(ticks), grid=True, gridColor="#dfe5ec")
    whisker = (
        base.transform_filter("isValid(datum.low)")
        .mark_rule(stroke=_SOFT, strokeWidth=2)
        .encode(alt.X("low:Q").scale(scale).title(axis), alt.X2("high"), y)
    )
    point = base.transform_filter("isValid(datum.value)").mark_point(
        shape="circle", filled=True, fill=_KEY, stroke="#ffffff", strokeWidth=1, size=110, opacity=1
    )
    nought = alt.Chart(alt.InlineData(values=[{"value": 0}])).mark_rule(stroke=_INK, strokeWidth=1).encode(x)
    printed = base.mark_text(align="left", dx=8, fontSize=13).encode(
        x=alt.value(_WIDTH), y=y, text=alt.Text("shown:N")
    )
    made = alt.LayerChart(layer=[nought, whisker, point.encode(x, y), printed])
    made = made.properties(width=_WIDTH, height=_ROW * len(rows))
    return made if title is None else made.properties(title=title)
