"""Decision 0030: which released exemplars stand beside an artefact, and which never do."""

from dataclasses import replace
from typing import Any

import pytest

from assessor.domain.exemplar import Exemplar
from assessor.retrieval.exemplar_choice import Beside, choose
from tests.exemplar_values import AREA, exemplar

TEXT = "I checked the export against billing.\nTwo of the values were wrong there."
BESIDE = Beside(text=TEXT, lang="en", skill_area=AREA, career_level=None, team=None, twins=frozenset())


def some(*ratings: int, **changes: Any) -> list[Exemplar]:
    """One exemplar for each rating, each with a text of its own."""
    return [
        exemplar(number, f"Text number {number} of this list.", rating=rating, **changes)
        for number, rating in enumerate(ratings)
    ]


def picked(exemplars: list[Exemplar], beside: Beside = BESIDE) -> list[int]:
    """Places in the list of those chosen; the earlier, the nearer."""
    scores = {one.id: 1 - place / 100 for place, one in enumerate(exemplars)}
    return [exemplars.index(one) for one in choose(beside, exemplars, scores)]


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        pytest.param((2, 3, 4, 5), [0, 1, 2], id="the nearest three"),
        pytest.param((3, 3, 2, 5), [0, 1, 2], id="two ratings are contrast"),
        pytest.param(
            (3, 3, 3, 3, 2, 5), [0, 1, 4], id="the third makes way for the nearest of another rating"
        ),
        pytest.param((3, 3, 3, 3), [], id="one rating alone is none"),
        pytest.param((3,), [], id="one alone is none"),
        pytest.param((), [], id="nothing released"),
        pytest.param((3, 1), [0, 1], id="two"),
    ],
)
def test_at_most_three_of_at_least_two_ratings(ratings: tuple[int, ...], expected: list[int]) -> None:
    assert picked(some(*ratings)) == expected


def test_the_area_comes_first_then_the_language_then_meaning() -> None:
    ones = [
        exemplar(0, "Nearest, another area.", rating=1, skill_area="AI in renewals, expansion & QBRs"),
        exemplar(1, "Deutsch.", rating=2, lang="de"),
        exemplar(2, "English, farther.", rating=3),
        exemplar(3, "English, farthest.", rating=4),
    ]
    assert picked(ones) == [2, 3, 1]


@pytest.mark.parametrize(
    ("left_out", "beside"),
    [
        pytest.param({"text": TEXT}, BESIDE, id="itself"),
        pytest.param({"text": TEXT.replace("I checked", "i  CHECKED")}, BESIDE, id="itself in other letters"),
        pytest.param({"text": TEXT + "\nOne further sentence of six words."}, BESIDE, id="an edited copy"),
        pytest.param({"twin": "pair-7"}, replace(BESIDE, twins=frozenset({"pair-7"})), id="its twin"),
        pytest.param({"team": "DACH-2"}, replace(BESIDE, team="dach-2"), id="the same team"),
        pytest.param(
            {"career_level": "Senior CSM"}, replace(BESIDE, career_level="Lead CSM"), id="another role"
        ),
        pytest.param({"career_level": "Senior CSM"}, BESIDE, id="no role known"),
    ],
)
def test_what_is_never_shown(left_out: dict[str, Any], beside: Beside) -> None:
    one = exemplar(9, **({"text": "A text of its own."} | left_out), rating=1)
    others = some(2, 3, 4)
    assert picked([one, *others], beside) == [1, 2, 3]
    # Beside another artefact the very same one is the first.
    free = Beside("Something else.", "en", AREA, left_out.get("career_level"), "apac-1", frozenset())
    assert picked([one, *others], free) == [0, 1, 2]


def test_a_team_that_is_not_known_keeps_nothing_out() -> None:
    assert picked(some(2, 3, 4, team="dach-2")) == [0, 1, 2]


def test_what_the_index_does_not_name_is_not_shown() -> None:
    ones = some(2, 3, 4)
    assert choose(BESIDE, ones, {ones[0].id: 0.5}) == ()
