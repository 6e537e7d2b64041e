from datetime import timedelta

import pytest

from assessor.domain.sentences import Sentences
from assessor.evaluation.drift.people import people_drift
from assessor.evaluation.drift.source import PeoplePair

from .pairs import DAY, at

TITLE = Sentences(en="R", de="R")


def apart(count: int, distances: tuple[int, ...], *, raters: int = 6, assessees: int = 8) -> list[PeoplePair]:
    return [
        PeoplePair(
            at=at(DAY + timedelta(days=n)),
            distance=distances[n % len(distances)],
            raters=(f"act_{n % raters}", f"act_{(n + 1) % raters}"),
            assessee=f"act_about_{n % assessees}",
        )
        for n in range(count)
    ]


def test_people_who_come_to_agree_less_signal() -> None:
    found = people_drift("r", TITLE, apart(60, (0, 0, 1)), apart(60, (1, 2, 1)))
    assert found.signals
    assert found.change is not None
    # 1/3 of a level before, 4/3 now.
    assert found.change.value == pytest.approx(1.0)
    assert found.baseline.exact is not None
    assert found.baseline.exact.value == pytest.approx(2 / 3)


@pytest.mark.parametrize("now", [(0, 0, 1), (0, 0, 0)])
def test_people_who_agree_as_before_or_more_do_not(now: tuple[int, ...]) -> None:
    assert not people_drift("r", TITLE, apart(60, (0, 1, 2)), apart(60, now)).signals


@pytest.mark.parametrize("few", [{"raters": 4}, {"assessees": 4}])
def test_few_people_are_not_shown(few: dict[str, int]) -> None:
    found = people_drift("r", TITLE, apart(60, (0, 1)), apart(60, (2, 2), **few))
    assert (found.few_people, found.change, found.window.distance, found.signals) == (True, None, None, False)


def test_too_few_pairs_are_not_compared() -> None:
    found = people_drift("r", TITLE, apart(60, (0, 1)), apart(29, (2, 2)))
    assert (found.change, found.signals, found.few_people) == (None, False, False)
