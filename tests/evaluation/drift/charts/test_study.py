"""The simulated study: its streams, its measures, and a slice of the whole."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from assessor.evaluation.drift.charts.settings import BANDS
from eval.drift_study.__main__ import main
from eval.drift_study.candidates import cusum_candidate, ewma_candidate
from eval.drift_study.measure import alarms_a_year, delay_of, limit_of, parts
from eval.drift_study.rows import PAIR, Row, Size, chart_rows, estimated_rows
from eval.drift_study.streams import LEVELS, OTHERS, USUAL, streams
from eval.drift_study.table import main_table

TINY = Size(years=300, shifts=60, detector=5)


def test_differences_are_whole_levels_of_a_realistic_spread() -> None:
    for team in (USUAL, *OTHERS):
        made = streams(team, 200, 200, np.random.default_rng(1))
        assert (made == np.rint(made)).all()
        assert np.abs(made).max() < LEVELS
        assert 0.55 <= made.std() <= 0.91, team.name
        assert abs(made.mean()) < 0.05


def test_neighbours_are_alike_where_raters_lean() -> None:
    """Two neighbours share a rater in .67 + .33 / 6 of the cases, and leans are .0625 of a variance of about .54."""
    made = streams(USUAL, 400, 400, np.random.default_rng(2))
    expected = (2 / 3 + 1 / 18) * USUAL.lean**2 / made.var()
    alike = np.mean((made[1:] - made.mean()) * (made[:-1] - made.mean())) / made.var()
    assert alike == pytest.approx(expected, abs=0.03)
    independent = streams(OTHERS[2], 400, 400, np.random.default_rng(2))
    assert abs(np.mean(independent[1:] * independent[:-1]) / independent.var()) < 0.01


@pytest.mark.parametrize("shift", [0.25, 0.5, 1.0])
def test_a_shift_comes_out_a_little_smaller_since_the_scale_clips(shift: float) -> None:
    made = streams(USUAL, 300, 300, np.random.default_rng(3), shift).mean()
    assert 0.8 * shift < made < shift


def test_parts_hold_every_series_once_and_repeat_by_seed() -> None:
    made = [part.shape for part in parts(USUAL, 1000, 2300, 1)]
    assert sum(shape[1] for shape in made) == 2300
    assert all(shape[0] == 1000 for shape in made)
    first, again = (next(parts(USUAL, 50, 5, 7)) for _ in range(2))
    assert (first == again).all()


def test_rates_and_limits_are_each_others_inverse() -> None:
    maxima = np.arange(1000.0)
    # exp(-.1) of the years are quiet: 904.8 of 1,000.
    assert limit_of(maxima, 0.1) == pytest.approx(999 * math.exp(-0.1))
    assert alarms_a_year([maxima], [limit_of(maxima, 0.1)]) == pytest.approx(0.1, abs=0.002)
    assert alarms_a_year([maxima, maxima], [2000.0, -1.0]) == math.inf


def test_a_delay_counts_from_the_shift_and_leaves_out_what_signalled_before() -> None:
    signals = np.array([3.0, 10.0, 12.0, np.inf])
    # Shift at place 10: the first erred before; the others took 1, 3 and for ever.
    found = delay_of(signals, 10)
    assert (found.median, found.ninetieth) == (3.0, math.inf)
    assert found.found == pytest.approx(2 / 3)


def test_a_candidate_is_the_chart_it_names() -> None:
    values = np.array([[1.0], [1.0], [-3.0]])
    # 1/30 of variance for the baseline, and .5 / 1.5 of the statistic's own.
    unit = (0.5 / 1.5 + 1 / 30) ** 0.5
    assert ewma_candidate(0.5).statistic(values, 30)[:, 0] * unit == pytest.approx([0.5, 0.75, 1.125])
    wide = 0.5 + 30**-0.5
    assert cusum_candidate(0.5).statistic(values, 30)[:, 0] == pytest.approx(
        [1 - wide, 2 - 2 * wide, 3 - wide]
    )


def test_a_slice_of_the_study_keeps_its_rate_and_finds_a_level() -> None:
    rows = list(chart_rows(BANDS[0], TINY, 1))
    pair = {row.shift: row for row in rows if row.chart == PAIR}
    # .1 a year of 300 years: 30 alarms, with a standard error of 5.5; both together make fewer than their sum.
    assert all(row.alarms_a_year < 0.25 for row in rows)
    assert pair[1.0].median < pair[0.5].median < pair[0.25].median
    assert pair[1.0].found > 0.95
    table = main_table(rows)
    assert table.count("\n") == 2 + len(rows) / 3 - 1


def test_a_row_without_a_delay_is_stored_as_null() -> None:
    row = Row(2, 30, "c", 0.1, 0.25, math.inf, math.inf, 0.2)
    assert row.stored()["median"] is None
    assert json.dumps(row.stored(), allow_nan=False)


@pytest.mark.slow
def test_a_computed_limit_alarms_more_often_where_the_reference_is_estimated() -> None:
    rows = [one for one in estimated_rows(Size(1500, 10, 5), 4) if one.a_week == 20]
    by = {(one.chart, one.baseline): one.alarms_a_year for one in rows}
    for chart in {one.chart for one in rows}:
        # Wanted is .1; of 1,500 years a rate of .5 is good to .02.
        assert by[chart, 480] > 0.3
        assert by[chart, 30] > 2 * by[chart, 480]


@pytest.mark.slow
def test_the_quick_study_writes_tables_figures_and_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--quick", "--out", str(tmp_path), "--images", str(tmp_path)])
    said = capsys.readouterr()
    assert "both, as set" in said.out
    assert "2 ratings a week" in said.err
    assert (tmp_path / "tables.md").read_text(encoding="utf-8").strip() == said.out.strip()
    assert (tmp_path / "drift-study.png").stat().st_size < 200_000
    assert "shift of 0.25 level" in (tmp_path / "drift-study.svg").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "rows.json").read_text(encoding="utf-8"))["quick"] is True
