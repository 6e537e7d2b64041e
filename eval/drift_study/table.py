"""Figures as Markdown tables."""

import math
from collections.abc import Iterable, Sequence

from eval.drift_study.rows import ALARMS, Elsewhere, Estimated, Row


def shown(value: float, digits: int = 0) -> str:
    """A number; a dash for never."""
    return f"{value:.{digits}f}" if math.isfinite(value) else "–"


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(one)} |" for one in (head, ["---"] * len(head), *rows)]


def main_table(rows: Sequence[Row]) -> str:
    """One line for each volume and chart."""
    shifts = sorted({row.shift for row in rows})
    by: dict[tuple[int, int, str, float], dict[float, Row]] = {}
    for row in rows:
        by.setdefault((row.a_week, row.baseline, row.chart, row.alarms_a_year), {})[row.shift] = row
    head = ["a week", "baseline", "chart", "false alarms a year"]
    head += [f"{shift:g} level: ratings" for shift in shifts] + [f"{shift:g}: weeks" for shift in shifts]
    made = []
    for (a_week, baseline, chart, rate), found in by.items():
        cells = [str(a_week), str(baseline), chart, shown(rate, 2)]
        cells += [f"{shown(found[one].median)} / {shown(found[one].ninetieth)}" for one in shifts]
        cells += [f"{shown(found[one].weeks[0], 1)} / {shown(found[one].weeks[1], 1)}" for one in shifts]
        made.append(cells)
    return "\n".join(_lines(head, made))


def estimated_table(rows: Sequence[Estimated]) -> str:
    """One line for each volume, chart and baseline."""
    head = ["a week", "chart", "baseline", "wanted alarms a year", "measured", "times"]
    return "\n".join(
        _lines(
            head,
            (
                (
                    str(one.a_week),
                    one.chart,
                    str(one.baseline),
                    f"{ALARMS:g} (run length {one.computed_run_length:.0f})",
                    shown(one.alarms_a_year, 2),
                    shown(one.alarms_a_year / ALARMS, 1),
                )
                for one in rows
            ),
        )
    )


def elsewhere_table(rows: Sequence[Elsewhere]) -> str:
    """One line for each volume and team."""
    head = ["a week", "baseline", "team", "false alarms a year", "ratings to half a level, median"]
    return "\n".join(
        _lines(
            head,
            (
                (
                    str(one.a_week),
                    str(one.baseline),
                    one.team,
                    shown(one.alarms_a_year, 2),
                    shown(one.half_level_median),
                )
                for one in rows
            ),
        )
    )
