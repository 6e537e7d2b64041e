"""Drift: the plots of a report. Each says nothing that a table beside it does not say."""

from typing import TYPE_CHECKING, Any

from assessor.domain.drift import DriftBreakdown, DriftChart, PopulationShift
from assessor.domain.text import Language
from assessor.evaluation.reporting.plots import intervals, row_of
from assessor.i18n import shown, shown_as, tr

if TYPE_CHECKING:
    import altair as alt

_INK, _KEY, _SOFT, _PALE = "#1c2530", "#1f4e79", "#4b5866", "#b9c4cf"
_WIDTH, _HEIGHT, _BAR = 560, 210, 26


def chart_plot(chart: DriftChart, lang: Language) -> "alt.TopLevelMixin | None":
    """A chart with its limits, and a line where the change began; null where no point may be shown."""
    import altair as alt

    if not chart.points or chart.low is None or chart.high is None:
        return None
    # A place for each point: days of ratings are no even steps, and a time axis would need a zone.
    days = [shown(one.day, lang) for one in chart.points]
    rows = [
        {
            "place": place,
            "day": day,
            "value": one.value,
            "beyond": not chart.low <= one.value <= chart.high,
        }
        for place, (day, one) in enumerate(zip(days, chart.points, strict=True))
    ]
    base = alt.Chart(alt.InlineData(values=rows))
    step = max(1, len(days) // 8)
    labels = " : ".join(f"datum.value == {place} ? '{day}'" for place, day in enumerate(days)) + " : ''"
    x = (
        alt.X("place:Q")
        .scale(domain=[-0.5, len(days) - 0.5], nice=False)
        .title(tr(lang, "Day of the sealed rating"))
        .axis(values=list(range(0, len(days), step)), labelExpr=labels, grid=False, labelOverlap=True)
    )
    title = {
        "ewma": tr(lang, "Sealed rating less draft, smoothed, levels"),
        "cusum": tr(lang, "Summed deviation, spreads of the baseline"),
        "change_point": "",
    }[chart.method]
    y = alt.Y("value:Q").title(title)
    line = base.mark_line(stroke=_KEY, strokeWidth=2).encode(x, y)
    points = base.mark_point(filled=True, size=70, opacity=1, stroke="#ffffff", strokeWidth=1).encode(
        x,
        y,
        shape=alt.when("datum.beyond").then(alt.value("diamond")).otherwise(alt.value("circle")),
        fill=alt.when("datum.beyond").then(alt.value(_INK)).otherwise(alt.value(_KEY)),
        size=alt.when("datum.beyond").then(alt.value(130)).otherwise(alt.value(60)),
    )
    limits = [
        {"value": chart.high, "name": tr(lang, "limit {value}", value=shown_as(chart.high, "0.00", lang))},
        {"value": chart.low, "name": tr(lang, "limit {value}", value=shown_as(chart.low, "0.00", lang))},
    ]
    of_limits = alt.Chart(alt.InlineData(values=limits))
    rules = of_limits.mark_rule(stroke=_INK, strokeDash=[6, 4], strokeWidth=1.5).encode(y)
    named = of_limits.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.value(_WIDTH), y=y, text=alt.Text("name:N")
    )
    layers: list[Any] = [rules, named, *_centre(chart, y), line, points, *_began(chart, days, x, lang)]
    return alt.LayerChart(layer=layers).properties(width=_WIDTH, height=_HEIGHT)


def _centre(chart: DriftChart, y: Any) -> list[Any]:
    import altair as alt

    value = 0.0 if chart.centre is None else chart.centre
    return [
        alt.Chart(alt.InlineData(values=[{"value": value}]))
        .mark_rule(stroke=_PALE, strokeWidth=1.5)
        .encode(y)
    ]


def _began(chart: DriftChart, days: list[str], x: Any, lang: Language) -> list[Any]:
    """Where the change began, beside the first point on or after that day."""
    import altair as alt

    if chart.began_on is None:
        return []
    place = next(
        (place for place, one in enumerate(chart.points) if one.day >= chart.began_on), len(days) - 1
    )
    text = tr(lang, "began about {day}", day=chart.began_on)
    base = alt.Chart(alt.InlineData(values=[{"place": place - 0.5, "text": text}]))
    return [
        base.mark_rule(stroke=_SOFT, strokeDash=[2, 3], strokeWidth=1.5).encode(x),
        base.mark_text(align="left", baseline="top", dx=5, fontSize=12).encode(
            x, y=alt.value(2), text=alt.Text("text:N")
        ),
    ]


def areas_plot(areas: DriftBreakdown, names: list[str], lang: Language) -> "alt.TopLevelMixin | None":
    """Pooled means of skill areas with intervals; null without one."""
    rows = [
        row_of(name, one.pooled or one.difference, "levels", lang)
        for name, one in zip(names, areas.groups, strict=True)
    ]
    if not rows:
        return None
    reach = max([1.0, *(abs(row[end]) for row in rows for end in ("low", "high") if row[end] is not None)])
    edge = -(-reach // 0.5) * 0.5
    ticks = [tick / 2 for tick in range(int(-2 * edge), int(2 * edge) + 1)]
    axis = tr(lang, "Levels: above 0 drafts are too low, below 0 too high")
    return intervals(rows, (-edge, edge), ticks, axis)


def mixture_plot(one: PopulationShift, names: list[str], lang: Language) -> "alt.TopLevelMixin | None":
    """Shares before and now, one bar above the other for each class; null where none may be shown."""
    import altair as alt

    if not one.classes:
        return None
    before, now = tr(lang, "before"), tr(lang, "in the window")
    rows = [
        {"name": name, "when": when, "share": share, "shown": shown_as(share, "0\u00a0%", lang)}
        for name, *shares in zip(names, one.shares_before, one.shares_now, strict=True)
        for when, share in zip((before, now), shares, strict=True)
    ]
    base = alt.Chart(alt.InlineData(values=rows))
    y = alt.Y("name:N").sort(names).title(None).axis(labelLimit=340, ticks=False, domain=False)
    offset = alt.YOffset("when:N").sort([before, now])
    x = alt.X("share:Q").scale(domain=[0, 1]).title(tr(lang, "Share of drafts")).axis(format="%", tickCount=5)
    fill = alt.Color("when:N").scale(domain=[before, now], range=[_PALE, _KEY]).title(None)
    bars = base.mark_bar(stroke=_INK, strokeWidth=0.5).encode(
        x, y, offset, fill.legend(orient="top", labelFontSize=13, labelLimit=300)
    )
    printed = base.mark_text(align="left", dx=5, fontSize=12).encode(x, y, offset, text=alt.Text("shown:N"))
    return alt.layer(bars, printed).properties(width=_WIDTH - 160, height=2 * _BAR * len(names))
