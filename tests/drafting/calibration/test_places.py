"""Where a drafter stood, nothing learned: the embedded one is asked anew, of a model the stored draft tells."""

import pytest

from assessor.domain.draft import Calibration, Draft, DraftStatus, Provenance
from assessor.drafting.calibration.places import Asked, EmbeddedPlaces, llm_place
from tests.drafting.calibration.test_drafter import LONG, MODEL, embedded
from tests.drafting.fakes import artefact, rubric
from tests.drafting.levels.made import CONDUCT, EMBEDDER


def said(drafter: str = "llm", **changes: object) -> Draft:
    draft = Draft(
        status=DraftStatus.DRAFTED,
        reason="r",
        rating=2,
        rating_before_cap=4,
        place=4.0,
        scale="ai-skills-1-5",
        interval=(3, 5),
        calibration=Calibration(basis="authored", n=0, state="unproven"),
        provenance=Provenance(
            drafter=drafter, model="openai/m", prompt="draft-rating.en", prompt_sha256="sha256:" + "ab" * 32,
            rubric="ai-skills", rubric_version="1.0.0", policy_sha256="0" * 64,
        ),
    )  # fmt: skip
    return draft.model_copy(update=changes)


def asked(draft: Draft | None = None, text: str = LONG) -> Asked:
    return Asked(artefact(text), rubric(), None, None, draft)


def test_a_model_counts_by_what_it_said_before_cap_and_layer() -> None:
    found = llm_place(asked(said()))
    assert found is not None
    assert (found.place, found.interval) == (4.0, (3, 5))
    assert found.base == "openai/m draft-rating.en@" + "ab" * 8


def test_a_draft_that_a_version_moved_still_tells_where_the_model_stood() -> None:
    moved = said(place=5.0, provenance=said().provenance.model_copy(update={"fit": "ai-skills/llm/1"}))
    found = llm_place(asked(moved))
    assert found is not None
    assert (found.place, found.interval) == (5.0, None)


def test_a_draft_from_before_places_were_kept_counts_by_its_rating_before_the_cap() -> None:
    found = llm_place(asked(said(place=None)))
    assert found is not None
    assert found.place == 4.0


@pytest.mark.parametrize(
    "draft",
    [
        None,
        said("embedded"),
        said(status=DraftStatus.ABSTAINED, rating=None, rating_before_cap=None, place=None),
        said(place=None, provenance=said().provenance.model_copy(update={"fit": "ai-skills/llm/1"})),
    ],
)
def test_without_a_word_of_the_model_there_is_no_place(draft: Draft | None) -> None:
    assert llm_place(asked(draft)) is None


def test_the_embedded_drafter_is_asked_anew_whatever_the_stored_draft_says() -> None:
    place = EmbeddedPlaces(embedded(), lambda _: MODEL, EMBEDDER)
    found = place(asked(said("embedded", place=1.0)))
    assert found is not None
    assert found.base == MODEL.id
    assert found.features is not None
    # The score of the features is what the place was read from.
    assert found.place == pytest.approx(MODEL.ruler.position(found.features.score), abs=5e-4)
    assert place(asked(text=CONDUCT[0])) is None


def test_where_cues_decide_there_are_no_features() -> None:
    text = (
        "I checked the login figures of the assistant against the usage export of 9 October before I wrote the "
        "brief. I noted in the CRM that the outline came from the approved assistant. Next step: Tom sends the "
        "adoption plan by 19 October."
    )
    found = EmbeddedPlaces(embedded(None), lambda _: None, EMBEDDER)(asked(text=text))
    assert found is not None
    assert (found.base, found.features) == ("rules", None)
