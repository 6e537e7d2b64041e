"""S000-85, S001-20, S002-36, S002-57, S002-66, S004-10: groups under five are never shown, nor found by subtraction."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.evaluation.reliance.case import Case
from assessor.evaluation.reliance.cells import cells_of, shown_since
from eval.benchmarks.reliance import BEGAN
from tests.evaluation.reliance.cases import case, in_time, many

MOVED = (2, 3, 3)


def test_four_raters_are_never_shown_however_many_cases() -> None:
    assert cells_of(many(400, MOVED, raters=4)) == ()


def test_four_assessees_are_never_shown() -> None:
    assert cells_of([case(number, MOVED, raters=7, assessees=4) for number in range(400)]) == ()


def test_five_of_each_are_a_cell_as_soon_as_they_are_there() -> None:
    assert [len(cell) for cell in cells_of(many(14, MOVED))] == [5, 5]


def test_one_rater_never_gives_more_than_half_of_a_cell() -> None:
    # Rater 0 has ten cases before four others have one each: it takes six more of others to make them half.
    first = [case(5 * number, MOVED) for number in range(10)]
    others = [case(60 + number, MOVED) for number in range(1, 25) if number % 5]
    (cell, *_) = cells_of([*first, *others])
    assert max(Counter(one.rater for one in cell).values()) == 10
    assert len(cell) == 20


def test_what_teaches_otherwise_is_in_a_cell_of_its_own() -> None:
    alone = case(3, (2, 3, 3), outcome=2)
    cells = cells_of(in_time(many(10, MOVED), [alone]))
    assert all(alone not in cell for cell in cells)
    assert sum(map(len, cells)) == 10


cases = st.lists(
    st.builds(
        lambda number, rater, assessee, levels, outcome: Case(
            f"r{rater}",
            f"a{assessee}",
            BEGAN + timedelta(hours=number),
            f"{number:05}",
            *levels,
            outcome=outcome,
        ),
        st.integers(0, 2000),
        st.integers(0, 7),
        st.integers(0, 7),
        st.tuples(*[st.integers(1, 3)] * 3),
        st.one_of(st.none(), st.integers(1, 3)),
    ),
    unique_by=lambda one: one.key,
    min_size=20,
    max_size=120,
)


@settings(max_examples=40)
@given(cases, st.integers(0, 80), st.integers(0, 80), st.integers(0, 40))
def test_the_difference_of_two_reports_is_never_a_small_group(
    of_group: list[Case], first: int, second: int, later: int
) -> None:
    """Two days to begin at, and two times to ask: what is left over in either report is whole cells."""

    def shown(known: list[Case], day: int) -> set[Case]:
        return set(shown_since(cells_of(known), (BEGAN + timedelta(days=day)).date()))

    ordered = in_time(of_group)
    early, late = shown(ordered[: len(ordered) - later], first), shown(ordered, second)
    for left_over in (early - late, late - early):
        for lesson in {one.lesson for one in left_over}:
            some = [one for one in left_over if one.lesson is lesson]
            assert len({one.rater for one in some}) >= 5
            assert len({one.assessee for one in some}) >= 5


def test_a_cell_that_begins_before_the_day_is_left_out_whole() -> None:
    cells = cells_of(many(60, MOVED))
    # 24 cases fall on the first day from 8 o'clock: 16. The cell of cases 15-19 begins on it.
    day = BEGAN.date() + timedelta(days=1)
    assert len(shown_since(cells, day)) == 60 - 20
    assert shown_since(cells, date(2027, 1, 1)) == ()
