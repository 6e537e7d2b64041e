"""Rubrics and health."""

from assessor.rubrics.load import list_rubrics
from tests.api.conftest import Site


def test_rubrics_are_listed_with_the_names_a_submission_may_use(site: Site) -> None:
    (line, *_) = site.get("/rubrics", "emma").json()["rubrics"]
    rubric = list_rubrics()[0]
    assert (line["id"], line["version"], line["scale"]) == (rubric.id, rubric.version, rubric.scale.id)
    assert line["skill_areas"] == [area.name for area in rubric.skill_areas]
    assert len(line["career_levels"]) == len(rubric.career_levels)


def test_a_rubric_goes_by_the_optional_area_that_is_switched_on(site: Site) -> None:
    """S001-03: listed, accepted and kept with the area; an area that is off is unknown."""
    body = {"rubric": "csm-matrix", "area": "AI Collaboration"}
    assert site.submit(**body).status_code == 422
    on = site.application.settings.model_copy(update={"optional_areas": ("csm-matrix:ai",)})
    site.application.settings = site.service.settings = on
    lines = {one["id"]: one["skill_areas"] for one in site.get("/rubrics", "emma").json()["rubrics"]}
    assert "csm-matrix" not in lines
    assert lines["csm-matrix:ai"][-1] == "AI Collaboration"
    accepted = site.submit(**body)
    assert accepted.status_code == 202
    kept = site.get(f"/submissions/{accepted.json()['submission']}").json()
    assert kept["rubric"] == "csm-matrix:ai"


def test_health_needs_no_token_and_tells_no_secret(site: Site) -> None:
    answer = site.get("/health", None)
    assert set(answer.json()) == {"status", "workers", "busy", "drafting", "loop_lag_ms"}
    assert answer.json()["status"] == "ok"
    assert str(site.application.settings.home_path) not in answer.text


def test_a_stopping_service_says_so(site: Site) -> None:
    site.service.stop_taking()
    assert site.get("/health", None).json()["status"] == "stopping"
    assert site.pool.stopped
