"""Limits in use: how they are read, and that they are the ones the study finds."""

from itertools import pairwise

import numpy as np
import pytest

from assessor.errors import InputError
from assessor.evaluation.drift.charts.chart import Method, read_off
from assessor.evaluation.drift.charts.cusum import widened_allowance
from assessor.evaluation.drift.charts.ewma import ewma_limit
from assessor.evaluation.drift.charts.reference import reference_of
from assessor.evaluation.drift.charts.settings import (
    BANDS,
    Band,
    ChartLimits,
    ChartSettings,
    band_of,
    limits_of,
)
from assessor.evaluation.drift.charts.watched import Watched, watch
from eval.benchmarks.drift_charts import charted, scopes_of
from eval.drift_study.limits import band_limits


def limits(ratings_a_week: float = 20, baseline: int = 120, scopes: int = 10) -> ChartLimits:
    return limits_of(ratings_a_week=ratings_a_week, baseline=baseline, scopes=scopes)


def test_more_scopes_share_one_rate_of_false_alarms() -> None:
    one, ten, thousand = (limits(scopes=scopes) for scopes in (1, 10, 1000))
    assert (one.alarms_a_year, ten.alarms_a_year) == (1.0, 0.1)
    assert one.ewma_limit < ten.ewma_limit < thousand.ewma_limit
    assert one.cusum_limit < ten.cusum_limit < thousand.cusum_limit
    # 20 a week are 1,040 a year; a tenth of an alarm a year is one in 10,400 ratings.
    assert ten.run_length(20) == pytest.approx(10_400)


def test_a_family_that_bears_more_alarms_has_narrower_limits() -> None:
    wide = limits()
    narrow = limits_of(
        ratings_a_week=20, baseline=120, scopes=10, settings=ChartSettings(family_alarms_a_year=4.0)
    )
    assert narrow.alarms_a_year == pytest.approx(0.4)
    assert narrow.ewma_limit < wide.ewma_limit
    assert narrow.cusum_limit < wide.cusum_limit


def test_half_the_volume_is_read_at_twice_the_rate() -> None:
    """Rates are counted by the year of the band, 20 a week; 10 a week bring half of it."""
    halved = limits(ratings_a_week=10, scopes=10)
    assert halved.ewma_limit == limits(scopes=5).ewma_limit
    assert halved.cusum_limit == limits(scopes=5).cusum_limit


def test_a_larger_baseline_tightens_both_charts() -> None:
    made = [limits(baseline=baseline) for baseline in (30, 60, 120, 240, 480)]
    assert all(later.ewma_limit < earlier.ewma_limit for earlier, later in pairwise(made))
    assert all(later.cusum_limit < earlier.cusum_limit for earlier, later in pairwise(made))
    # Between two sizes of the table the smaller is read.
    between = limits(baseline=100)
    assert between.cusum_limit == limits(baseline=60).cusum_limit
    assert between.cusum_allowance == widened_allowance(0.25, baseline=100)


def test_volumes_take_the_band_that_holds_them() -> None:
    assert [band_of(one).ratings_a_week for one in (0.2, 2, 2.1, 5, 19, 100, 900)] == [
        2,
        2,
        5,
        5,
        20,
        100,
        100,
    ]


@pytest.mark.parametrize(
    ("ratings_a_week", "baseline", "scopes", "code"),
    [
        (0, 120, 10, "setting_out_of_range"),
        (float("nan"), 120, 10, "setting_out_of_range"),
        (20, 29, 10, "too_few_ratings"),
        (20, 120, 0, "setting_out_of_range"),
    ],
)
def test_what_has_no_limits_is_refused(ratings_a_week: float, baseline: int, scopes: int, code: str) -> None:
    with pytest.raises(InputError) as caught:
        limits(ratings_a_week, baseline, scopes)
    assert caught.value.code == code


@pytest.mark.parametrize("band", BANDS[:2])
def test_limits_on_file_are_the_ones_the_study_finds(band: Band) -> None:
    """A slice of 4,000 years: the quantile of a rate of .1 a year rests on 400 of them."""
    found = band_limits(band, [30, 120], 4000)
    for size, rows in found.items():
        multiple, sums = rows["ewma"][3], rows["cusum"][3]
        # Each chart alone at .1 a year: a seventh of one alarm a year, of which .7 is its share.
        kept = limits_of(ratings_a_week=band.ratings_a_week, baseline=int(size), scopes=7)
        limit = ewma_limit(multiple, weight=band.ewma_weight, baseline=int(size))
        assert kept.ewma_limit == pytest.approx(limit, rel=0.04)
        assert kept.cusum_limit == pytest.approx(sums, rel=0.12)


def test_a_shift_of_a_level_is_watched_and_dated() -> None:
    generator = np.random.default_rng(3)
    steady, moved = (np.rint(generator.normal(mean, 0.7, 200)) for mean in (0.0, 1.0))
    made = watch(steady[:120], np.concatenate([steady[120:], moved]), ratings_a_week=20, scopes=10)
    assert made.signal is not None
    assert 80 <= made.signal <= 80 + 60
    assert made.first is not None
    assert made.first.signal == made.signal
    assert made.signal == min(one.signal for one in (made.ewma, made.cusum) if one.signal is not None)


@pytest.mark.parametrize(
    ("sums", "means", "first"),
    [
        ([0.0, 9.0, 9.0], [0.0, 0.0, 9.0], (Method.CUSUM, 1)),
        ([0.0, 0.0, 9.0], [9.0, 9.0, 9.0], (Method.EWMA, 0)),
        ([0.0, 0.0, 9.0], [0.0, 0.0, 9.0], (Method.CUSUM, 2)),
        ([0.0, 0.0, 9.0], [0.0, 0.0, 0.0], (Method.CUSUM, 2)),
    ],
)
def test_the_first_signal_counts_of_whichever_chart(
    sums: list[float], means: list[float], first: tuple[Method, int]
) -> None:
    made = Watched(
        reference=reference_of([0.0] * 30),
        limits=limits(),
        ewma=read_off(Method.EWMA, np.array(means), np.array(means), 5.0),
        cusum=read_off(Method.CUSUM, np.array(sums), np.zeros(3), 5.0),
    )
    assert made.first is not None
    assert (made.first.method, made.signal) == first


def test_a_steady_scope_is_quiet() -> None:
    steady = np.rint(np.random.default_rng(5).normal(0, 0.7, 400))
    made = watch(steady[:120], steady[120:], ratings_a_week=20, scopes=10)
    assert (made.first, made.signal) == (None, None)


def test_a_tenth_of_the_promised_ratings_is_charted_in_a_tenth_of_the_time() -> None:
    made = charted(scopes_of(10_000, 50))
    assert made.charts_s + made.change_points_s < 1.0
    assert 0 < made.signalled < 15
