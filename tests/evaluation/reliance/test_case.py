"""One meeting with a draft: where the person went, and what there was to learn."""

import pytest

from assessor.domain.reliance import Movement
from assessor.evaluation.reliance.case import Lesson
from tests.evaluation.reliance.cases import case


@pytest.mark.parametrize(
    ("levels", "movement", "weight"),
    [
        ((2, 4, 2), Movement.KEPT, 0.0),
        ((2, 4, 3), Movement.TOWARDS, 0.5),
        ((2, 4, 4), Movement.TOWARDS, 1.0),
        # Past the draft by one: nearer than before, and no more than all of the way.
        ((2, 4, 5), Movement.TOWARDS, 1.0),
        # As far away on the other side: that is no approach, and neither is the way back from it.
        ((2, 3, 4), Movement.AWAY, 1.0),
        ((3, 4, 2), Movement.AWAY, 0.0),
        ((4, 2, 3), Movement.TOWARDS, 0.5),
    ],
)
def test_movement_and_weight_of_advice(
    levels: tuple[int, int, int], movement: Movement, weight: float
) -> None:
    one = case(0, levels)
    assert (one.movement, one.weight_of_advice) == (movement, weight)


@pytest.mark.parametrize(
    ("sealed", "draft", "outcome", "lesson"),
    [
        (3, 3, 5, Lesson.NONE),
        (3, 3, None, Lesson.NONE),
        (3, 4, None, Lesson.OPEN),
        (2, 4, 3, Lesson.EVEN),
        (3, 4, 3, Lesson.OWN_RIGHT),
        (3, 5, 2, Lesson.OWN_NEARER),
        (3, 4, 4, Lesson.DRAFT_RIGHT),
        (1, 3, 4, Lesson.DRAFT_NEARER),
    ],
)
def test_the_lesson_depends_on_nothing_done_later(
    sealed: int, draft: int, outcome: int | None, lesson: Lesson
) -> None:
    assert {case(0, (sealed, draft, settled), outcome=outcome).lesson for settled in range(1, 6)} == {lesson}


def test_gain_is_in_levels_nearer_to_the_outcome() -> None:
    # From 2 to 4 with outcome 5: three levels off, then one.
    assert case(0, (2, 4, 4), outcome=5).gain == 2
    assert case(0, (4, 2, 2), outcome=5).gain == -2
    assert case(0, (4, 2, 2)).gain == 0
