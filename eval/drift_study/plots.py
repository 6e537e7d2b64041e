"""The study's one picture: weeks until a shift is found, by volume."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.drift_study.rows import PAIR, Row

_CHARTS = {"EWMA 0.02": "#1f4e79", "CUSUM 0.25": "#b35900", "ADWIN": "#6b7785", PAIR: "#1c2530"}


def weeks_plot(rows: Sequence[Row]) -> dict[str, Any]:
    """Median weeks to find a shift, one panel for each; both scales logarithmic.

    Where fewer than half of the series were found while the study watched, a line has no point.
    """
    import altair as alt

    values = [
        {
            "shift": f"shift of {row.shift:g} level",
            "a_week": row.a_week,
            "weeks": row.weeks[0],
            "chart": name,
        }
        for row in rows
        if math.isfinite(row.median)
        for name in _CHARTS
        if row.chart == name or (name == "ADWIN" and row.chart.startswith(name))
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        alt.X("a_week:Q")
        .title("Sealed ratings a week")
        .scale(type="log", domain=[1.7, 120])
        .axis(values=[2, 5, 20, 100], grid=False, format="d"),
        alt.Y("weeks:Q")
        .title("Weeks until found, median")
        .scale(type="log", domain=[0.1, 300])
        .axis(values=[0.1, 0.3, 1, 3, 10, 30, 100, 300], format="~g"),
        alt.Color("chart:N")
        .title(None)
        .scale(domain=list(_CHARTS), range=list(_CHARTS.values()))
        .legend(orient="bottom"),
        alt.StrokeDash("chart:N")
        .scale(domain=list(_CHARTS), range=[[1, 0], [1, 0], [3, 3], [7, 3]])
        .legend(None),
    )
    drawn = base.mark_line(strokeWidth=2) + base.mark_point(filled=True, size=45)
    made = drawn.properties(width=230, height=240).facet(
        facet=alt.Facet("shift:N").title(None).header(labelFontSize=13, labelFontWeight="bold"), columns=3
    )
    chart: dict[str, Any] = made.configure(
        font='"DejaVu Sans", Arial, sans-serif', background="#ffffff"
    ).to_dict()
    return chart


def draw(rows: Sequence[Row], folder: Path) -> None:
    """Write drift-study.svg and drift-study.png; nothing is loaded from elsewhere."""
    import vl_convert

    chart = weeks_plot(rows)
    folder.mkdir(parents=True, exist_ok=True)
    svg = vl_convert.vegalite_to_svg(chart, allowed_base_urls=[])
    (folder / "drift-study.svg").write_text(svg, encoding="utf-8")
    (folder / "drift-study.png").write_bytes(
        vl_convert.vegalite_to_png(chart, scale=1.5, allowed_base_urls=[])
    )
