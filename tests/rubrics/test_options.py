"""The optional area of a rubric: unseen while it is off, a full area or a part of another one when it is on."""

import re

import pytest

from assessor.domain.rubric import Rubric
from assessor.errors import NotFoundError
from assessor.retrieval.rows import rows_of
from assessor.rubrics.checks import faults_of
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_skill_area
from assessor.rubrics.options import options_of
from assessor.rubrics.translations import in_language, languages


@pytest.fixture(scope="module")
def matrix() -> Rubric:
    return load_rubric("csm-matrix")


def ids(rubric: Rubric) -> list[str]:
    return [area.id for area in rubric.skill_areas]


def test_off_by_default_and_then_not_there_for_drafts_and_retrieval(matrix: Rubric) -> None:
    """S001-03."""
    assert "ai" not in ids(matrix)
    assert not any("/ai/" in anchor for anchor in matrix.anchors_by_id)
    assert not any("/ai/" in row.id or row.id == "goal:ai" for row in rows_of(matrix))
    with pytest.raises(NotFoundError):
        find_skill_area(matrix, "AI Collaboration")


def test_on_it_is_a_seventh_area(matrix: Rubric) -> None:
    """S001-03, S001-05."""
    on = load_rubric("csm-matrix:ai")
    assert ids(on) == [*ids(matrix), "ai"]
    assert (on.id, on.version, on.sha256) == ("csm-matrix:ai", matrix.version, matrix.sha256)
    assert on.optional_areas == ()
    assert len(on.anchors_by_id) == len(matrix.anchors_by_id) + 8
    assert find_skill_area(on, "AI Collaboration").id == "ai"
    assert sum(row.id == "goal:ai" for row in rows_of(on)) == 1


def test_or_a_part_of_data_and_tools(matrix: Rubric) -> None:
    """S001-03: AI fluency as a part of another area, which keeps its name, goal and owner."""
    on = load_rubric("csm-matrix:ai-in-data")
    assert ids(on) == ids(matrix)
    data, before = find_skill_area(on, "data"), find_skill_area(matrix, "data")
    assert (data.name, data.goal, data.owner) == (before.name, before.goal, before.owner)
    assert [len(cell.anchors) for cell in data.cells] == [4, 4, 4, 4]
    assert [anchor.id for anchor in data.cells[0].anchors][2:] == [
        "csm-matrix/ai/junior/1",
        "csm-matrix/ai/junior/2",
    ]
    assert len(data.interview) == len(before.interview) + 2
    rest = [area for area in on.skill_areas if area.id != "data"]
    assert rest == [area for area in matrix.skill_areas if area.id != "data"]
    assert {row.skill_area for row in rows_of(on) if "/ai/" in row.id} == {"Data & Tool Fluency"}


def test_switching_on_leaves_the_rubric_itself_alone(matrix: Rubric) -> None:
    load_rubric("csm-matrix:ai")
    assert load_rubric("csm-matrix") == matrix
    assert ids(load_rubric("csm-matrix")) == ids(matrix)


@pytest.mark.parametrize(
    "given", ["csm-matrix:foo", "csm-matrix:", "csm-matrix:ai-in-qbr", "csm-matrix:ai:ai"]
)
def test_an_option_nobody_offers_is_an_error_that_lists_those_there_are(given: str) -> None:
    wanted = "expected one of: csm-matrix:ai, csm-matrix:ai-in-data."
    with pytest.raises(NotFoundError, match=re.escape(wanted)) as caught:
        load_rubric(given)
    assert caught.value.code == "unknown_option"


@pytest.mark.parametrize("given", ["ai-collaboration", "AI Collaboration", "AI fluency", "AI"])
def test_an_option_is_found_by_the_name_of_its_area(given: str) -> None:
    assert load_rubric(f"csm-matrix:{given}").id == "csm-matrix:ai"
    assert load_rubric(f"csm-matrix:{given}-in-data").id == "csm-matrix:ai-in-data"


def test_a_rubric_without_optional_areas_has_no_options(ai_skills: Rubric) -> None:
    assert options_of(ai_skills) == ()
    with pytest.raises(NotFoundError, match="expected one of: none"):
        load_rubric("ai-skills:ai")


def test_an_option_of_an_unknown_rubric_is_an_unknown_rubric() -> None:
    with pytest.raises(NotFoundError) as caught:
        load_rubric("nothing:ai")
    assert caught.value.code == "unknown_rubric"


def test_the_option_is_there_in_german_too() -> None:
    on = in_language(load_rubric("csm-matrix:ai"), "de")
    assert (on.id, on.skill_areas[-1].name) == ("csm-matrix:ai", "Zusammenarbeit mit KI")
    assert languages("csm-matrix:ai") == ("en", "de")


def test_an_optional_area_joins_an_area_that_is_there(matrix: Rubric) -> None:
    optional = matrix.optional_areas[0].model_copy(update={"joins": "nowhere"})
    values = {name: getattr(matrix, name) for name in Rubric.model_fields}
    faults = faults_of(Rubric(**values | {"optional_areas": (optional,)}))
    assert [fault.what.partition(";")[0] for fault in faults] == ["joins 'nowhere'"]
