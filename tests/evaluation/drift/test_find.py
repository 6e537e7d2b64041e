"""What is said of a rubric: signals, what is unproven, and what is never shown."""

from datetime import date, timedelta

import pytest

from assessor.domain.drift import DriftReport, DriftRubric
from assessor.domain.sentences import Sentences
from assessor.domain.suspension import SuspensionCause
from assessor.evaluation.drift.charting import points_of
from assessor.evaluation.drift.charts.settings import ChartSettings
from assessor.evaluation.drift.find import Period, RubricNames
from assessor.evaluation.drift.report import drift_report
from assessor.evaluation.drift.source import DriftSource, Pair

from .built import NOISE
from .pairs import at, facts, pair, pairs, source

SINCE = date(2026, 6, 1)
BEFORE = SINCE - timedelta(days=60)
PERIOD = Period(SINCE, date(2026, 12, 31))


def right(number: int) -> int:
    return NOISE[number * 7 % 10]


def low(number: int) -> int:
    """Drafts a level too low."""
    return right(number) + 1


def report(*sources: DriftSource, period: Period = PERIOD) -> DriftReport:
    return drift_report(
        sources,
        (),
        lambda one: RubricNames(Sentences(en=one, de=one), {}),
        period,
        settings=ChartSettings(),
        at=at(PERIOD.until),
    )


def found(*parts: list[Pair], period: Period = PERIOD) -> DriftRubric:
    return report(source(*parts), period=period).rubrics[0]


def test_drafts_that_fall_by_a_level_signal_with_day_and_size() -> None:
    one = found(pairs(60, BEFORE, right), pairs(60, SINCE, low, first=60))
    whole = one.scopes[0]
    assert (one.state, one.few_people, whole.signals) == ("charted", False, True)
    assert whole.began_on is not None
    assert abs((whole.began_on - SINCE).days) <= 10
    assert whole.shift is not None
    assert whole.shift.low is not None
    assert whole.shift.low < 1.0 < (whole.shift.high or 0)
    assert whole.baseline.difference is not None
    assert whole.baseline.difference.value == pytest.approx(0.0)


def test_drafts_that_stay_do_not_signal_and_nothing_is_to_be_suspended() -> None:
    made = report(source(pairs(60, BEFORE, right), pairs(60, SINCE, right, first=60)))
    assert (made.signals, made.suspensions) == (False, ())


def test_a_bias_that_was_there_before_is_no_drift() -> None:
    assert not found(pairs(60, BEFORE, low), pairs(60, SINCE, low, first=60)).scopes[0].signals


def test_twenty_nine_ratings_are_unproven() -> None:
    one = found(pairs(20, BEFORE, right), pairs(9, SINCE, low, first=20))
    assert (one.state, one.scopes[0].charts, one.sealed) == ("unproven", (), 29)


def test_thirty_in_all_but_not_before_are_no_baseline() -> None:
    assert found(pairs(20, BEFORE, right), pairs(40, SINCE, low, first=20)).state == "no_baseline"


def test_no_rating_in_the_window_is_said() -> None:
    assert found(pairs(60, BEFORE, right)).state == "no_window"


def test_what_was_before_the_baseline_began_is_left_out() -> None:
    old = pairs(60, BEFORE - timedelta(days=90), low)
    parts = (old, pairs(60, BEFORE, right, first=60), pairs(60, SINCE, right, first=120))
    assert found(*parts).scopes[0].baseline.n == 120
    after = found(*parts, period=Period(SINCE, PERIOD.until, baseline_since=BEFORE))
    assert (after.scopes[0].baseline.n, after.scopes[0].signals) == (60, False)


def test_drafters_are_watched_apart() -> None:
    llm = pairs(60, SINCE, low, first=60, drafter="llm")
    made = report(source(pairs(60, BEFORE, right), pairs(60, SINCE, right, first=200), llm))
    assert [(one.drafter, one.state) for one in made.rubrics] == [
        ("embedded", "charted"),
        ("llm", "no_baseline"),
    ]


def of_few(count: int, since: date, off: object, first: int = 0) -> list[Pair]:
    return [
        pair(number, off(number), since + timedelta(days=number - first), rater=f"act_r{number % 4}")  # type: ignore[operator]
        for number in range(first, first + count)
    ]


def test_few_raters_get_a_signal_without_a_figure_a_day_or_a_direction() -> None:
    made = report(source(of_few(60, BEFORE, right), of_few(60, SINCE, low, first=60)))
    whole = made.rubrics[0].scopes[0]
    assert (made.rubrics[0].few_people, whole.signals, whole.began_on, whole.shift) == (
        True,
        True,
        None,
        None,
    )
    assert (whole.baseline.difference, whole.window.difference, whole.now) == (None, None, None)
    assert all(
        (one.points, one.low, one.signalled_on, one.began_on) == ((), None, None, None)
        for one in whole.charts
    )
    assert (made.rubrics[0].breakdowns, made.rubrics[0].rater_spread) == ((), None)
    assert made.suspensions[0].request.figures == {}
    assert made.suspensions[0].request.changed_on is None
    assert "Fewer than five people" in made.sentences[0].en


@pytest.mark.parametrize("few", ["baseline", "window"])
def test_few_raters_in_one_window_hide_the_other_too(few: str) -> None:
    """The change is the one less the other."""
    before = (of_few if few == "baseline" else pairs)(60, BEFORE, right)
    now = (of_few if few == "window" else pairs)(60, SINCE, low, first=60)
    whole = found(before, now).scopes[0]
    assert (whole.signals, whole.shift, whole.now, whole.began_on) == (True, None, None, None)
    assert (whole.baseline.difference, whole.window.difference) == (None, None)


def test_an_area_of_few_people_is_joined_with_the_next_and_cannot_be_had_by_subtraction() -> None:
    """A has 24 people, B 12, C 3: what is not A is B and C together."""
    now = [
        *(pair(n, 0, SINCE, skill_area="A", assessee_id=f"act_{n % 24}") for n in range(48)),
        *(pair(n, 0, SINCE, skill_area="B", assessee_id=f"act_{n % 12}") for n in range(100, 124)),
        *(pair(n, 2, SINCE, skill_area="C", assessee_id=f"act_{n % 3}") for n in range(200, 203)),
    ]
    areas = found(pairs(60, BEFORE, right), now).breakdowns[0]
    assert [(one.value, one.n) for one in areas.groups] == [("A", 48), (None, 27)]
    assert areas.groups[1].difference.value == pytest.approx(6 / 27)
    assert areas.groups[1].pooled is None


def test_an_area_with_a_baseline_of_its_own_signals_alone() -> None:
    before = [
        *pairs(80, SINCE - timedelta(days=80), right, skill_area="A"),
        *pairs(80, SINCE - timedelta(days=80), right, first=80, skill_area="B"),
    ]
    now = [
        *pairs(60, SINCE, right, first=200, skill_area="A"),
        *pairs(20, SINCE + timedelta(days=40), lambda n: right(n) + 2, first=300, skill_area="B"),
    ]
    key = sorted(before, key=lambda one: one.at), sorted(now, key=lambda one: one.at)
    made = report(source(*key))
    scopes = {one.skill_area: one.signals for one in made.rubrics[0].scopes}
    assert (scopes["A"], scopes["B"]) == (False, True)
    wanted = None if scopes[None] else "B"
    assert [(one.request.skill_area, one.request.cause) for one in made.suspensions] == [
        (wanted, SuspensionCause.DRIFT)
    ]


def test_months_tell_how_often_there_was_no_draft() -> None:
    silent = [facts(900 + n, level=None, status="abstained", created_at=at(SINCE)) for n in range(20)]
    made = source(pairs(60, BEFORE, right), pairs(60, SINCE, right, first=60))
    whole = DriftSource(made.rubric_id, made.pairs, (), (*made.drafts, *silent), {})
    june = next(one for one in report(whole).rubrics[0].abstentions if one.month == "2026-06")
    assert (june.drafts, june.without_level) == (50, 20)
    assert june.share.value == pytest.approx(0.4)


def test_no_id_of_a_person_or_text_is_in_the_report() -> None:
    told = report(source(pairs(60, BEFORE, right), pairs(60, SINCE, low, first=60))).model_dump_json()
    for sign in ("act_", "sub_", "drf_", "sha256:"):
        assert sign not in told


def test_points_stand_for_five_ratings_and_whole_days() -> None:
    import numpy as np

    days = [SINCE + timedelta(days=n // 3) for n in range(14)]
    points = points_of(np.arange(14) + 0.123456, days)
    # Three a day: after six, after twelve; the last two are too few.
    assert [(one.n, one.value) for one in points] == [(6, 5.12), (6, 11.12)]
