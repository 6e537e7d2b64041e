"""Scorecards from every rubric: one area and one proof for each question, probes where they must be."""

import pytest

from assessor.domain.rubric import Rubric
from assessor.domain.scorecard import Scorecard
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.hiring import needs_probe, scorecard_of
from assessor.rubrics.load import list_rubrics, load_rubric
from assessor.rubrics.translations import in_language

RUBRICS = [one.id for one in list_rubrics()]


def with_interview(rubric: Rubric, area_id: str, **changed: str) -> Rubric:
    """The rubric with the first question of an area changed."""
    areas = tuple(
        area.model_copy(
            update={
                "interview": (area.interview[0].model_copy(update=changed), *area.interview[1:]),
                "probe_required": False,
            }
        )
        if area.id == area_id
        else area
        for area in rubric.skill_areas
    )
    return rubric.model_copy(update={"skill_areas": areas})


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("rubric_id", RUBRICS)
def test_every_question_has_one_area_and_one_proof(rubric_id: str, lang: str) -> None:
    """S000-65, S000-66, S000-14, S001-21: the taxonomy of hiring is that of reviews."""
    rubric = in_language(load_rubric(rubric_id), lang)
    card = scorecard_of(rubric)
    assert [area.id for area in card.areas] == [area.id for area in rubric.skill_areas]
    questions = [one for area in card.areas for one in area.questions]
    assert [one.number for one in questions] == list(range(1, len(questions) + 1))
    for area in card.areas:
        assert {one.skill_area for one in area.questions} == {area.id}
        assert all(one.proof and one.question for one in area.questions)
    assert [one.value for one in card.ratings] == [one.value for one in rubric.scale.levels]


@pytest.mark.parametrize("rubric_id", RUBRICS)
def test_every_question_on_renewals_has_a_probe_that_must_be_asked(rubric_id: str) -> None:
    """S000-68."""
    card = scorecard_of(load_rubric(rubric_id))
    about = [area for area in card.areas if "renewal" in area.id or "retention" in area.id]
    assert about
    for area in about:
        assert all(one.probe and one.probe_required for one in area.questions)


@pytest.mark.parametrize("rubric_id", ["ai-skills", "csm-laufbahn", "csm-matrix"])
def test_a_question_on_renewals_without_a_probe_is_refused_whatever_the_pack_says(rubric_id: str) -> None:
    """S000-68: also where the pack forgot to ask for probes."""
    rubric = load_rubric(rubric_id)
    area = next(area for area in rubric.skill_areas if needs_probe(area))
    with pytest.raises(InputError) as caught:
        scorecard_of(with_interview(rubric, area.id, probe="  "))
    assert caught.value.code == "probe_missing"
    assert area.name in caught.value.message


def test_a_question_without_proof_is_refused_and_one_elsewhere_needs_no_probe() -> None:
    """S000-66."""
    with pytest.raises(InputError, match="has no proof"):
        scorecard_of(with_interview(load_rubric("ai-skills"), "trust", proof=""))
    card = scorecard_of(with_interview(load_rubric("ai-skills"), "trust", probe=""), areas=["trust"])
    assert not card.areas[0].questions[0].probe_required


def test_the_starter_kit_has_two_areas_of_four_questions_each_with_a_probe() -> None:
    """S000-70."""
    card = scorecard_of(load_rubric("ai-skills"), starter_kit=True)
    assert {area.id for area in card.areas} == {"data", "renewals"}
    assert [len(area.questions) for area in card.areas] == [4, 4]
    assert all(one.probe and one.probe_required for area in card.areas for one in area.questions)
    with pytest.raises(InputError) as caught:
        scorecard_of(load_rubric("csm-matrix"), starter_kit=True)
    assert caught.value.code == "no_starter_kit"


def test_work_to_show_is_asked_for_by_kind() -> None:
    """S000-67."""
    card = scorecard_of(load_rubric("ai-skills"), areas=["renewals"])
    assert [one.show_me for one in card.areas[0].questions] == [
        "qbr_notes",
        "renewal_brief",
        "email",
        "crm_note",
    ]


def test_the_same_sheet_has_the_same_mark_and_any_other_another() -> None:
    """S000-69, S001-22: interviewers see that they asked the same."""

    def sheet(**asked: object) -> str:
        rubric = load_rubric("ai-skills")
        return scorecard_of(rubric, **asked).sheet  # type: ignore[arg-type]  # words of the function itself

    assert sheet() == sheet()
    others = [sheet(), sheet(areas=["data"]), sheet(level="Senior"), sheet(starter_kit=True)]
    german = scorecard_of(in_language(load_rubric("ai-skills"), "de")).sheet
    changed = scorecard_of(with_interview(load_rubric("ai-skills"), "trust", question="Why?")).sheet
    assert len({*others, german, changed}) == 6


def test_areas_come_once_and_in_the_rubrics_order() -> None:
    card = scorecard_of(load_rubric("ai-skills"), areas=["trust", "renewals", "customer trust"])
    assert [area.id for area in card.areas] == ["renewals", "trust"]
    with pytest.raises(NotFoundError):
        scorecard_of(load_rubric("ai-skills"), areas=["cooking"])


def test_the_level_adds_what_to_listen_for() -> None:
    """S001-21: anchors become what the interviewer hears out of an answer."""
    rubric = load_rubric("csm-matrix")
    card = scorecard_of(rubric, areas=["qbr"], level="Senior")
    area = next(area for area in rubric.skill_areas if area.id == "qbr")
    cell = next(cell for cell in area.cells if cell.career_level == "Senior CSM")
    assert card.areas[0].listen_for == tuple(anchor.text for anchor in cell.anchors)
    assert scorecard_of(rubric, areas=["qbr"]).areas[0].listen_for == ()


def test_an_area_without_questions_is_refused() -> None:
    rubric = load_rubric("ai-skills")
    bare = rubric.model_copy(
        update={"skill_areas": (rubric.skill_areas[0].model_copy(update={"interview": ()}),)}
    )
    with pytest.raises(InputError) as caught:
        scorecard_of(bare)
    assert caught.value.code == "no_questions"


def test_there_is_no_place_for_data_of_a_candidate_and_no_sum() -> None:
    """S000-69, S001-22: every area weighs the same."""
    schema = Scorecard.model_json_schema()
    names = {name for one in (schema, *schema["$defs"].values()) for name in one["properties"]}
    assert not {name for name in names if "candidate" in name or "weight" in name or "total" in name}
