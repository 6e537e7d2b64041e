"""Rate, reveal, confirm: in that order, by the right person, and nothing of a draft before its reveal."""

import pytest

from tests.api.conftest import NOTE, Site

REASON = "The figures were checked by Jana Petersen against the export before they were used."


def cited(site: Site, draft_id: str, start: int = 20, end: int = 60) -> list[str]:
    artefact = site.get(f"/drafts/{draft_id}").json()
    evidence = artefact.get("evidence", artefact)
    return [f"{evidence['artefact']}:{start}-{end}"]


def test_before_the_reveal_there_is_the_evidence_and_nothing_of_the_draft(site: Site) -> None:
    """S002-34: no rating, of this draft or an earlier time, is in sight when a person rates."""
    (draft_id,) = site.drafted()
    shown = site.get(f"/drafts/{draft_id}")
    assert shown.json()["state"] == "sealed"
    assert "I checked the login figures" in shown.json()["text"]
    assert "Petersen" not in shown.text
    for field in ("rating", "interval", "claims", "anchors", "reason"):
        assert field not in shown.json()


def test_the_whole_way_in_its_order(site: Site) -> None:
    (draft_id,) = site.drafted()
    sealed = site.post(f"/drafts/{draft_id}/rate", {"rating": 3})
    assert sealed.status_code == 200
    assert sealed.json()["seal"].startswith("sha256:")
    draft = site.post(f"/drafts/{draft_id}/reveal")
    assert draft.json()["status"] == "drafted"
    confirmed = site.post(
        f"/drafts/{draft_id}/confirm", {"rating": 4, "reason": REASON, "cite": cited(site, draft_id)}
    )
    assert confirmed.status_code == 200, confirmed.text
    assert confirmed.json()["value"] == {"outcome": "level", "level": 4}
    assert "Petersen" not in confirmed.text  # the reason is redacted before it is kept
    view = site.get(f"/drafts/{draft_id}").json()
    assert view["draft"] == draft.json()
    assert view["confirmed"] == confirmed.json()


@pytest.mark.parametrize(
    ("word", "code"), [(3, None), ("3", None), ("NA", None), ("insufficient", None), (9, "off_scale")]
)
def test_ratings_are_levels_of_the_scale_or_the_two_words(site: Site, word: object, code: str | None) -> None:
    (draft_id,) = site.drafted()
    answer = site.post(f"/drafts/{draft_id}/rate", {"rating": word})
    assert (answer.status_code, answer.json().get("code")) == (422 if code else 200, code)


@pytest.mark.parametrize(
    "body", [{"rating": True}, {"rating": 3.5}, {"rating": "three"}, {"rating": None}, {}, []]
)
def test_other_ratings_break_the_format(site: Site, body: object) -> None:
    (draft_id,) = site.drafted()
    answer = site.post(f"/drafts/{draft_id}/rate", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert "three" not in answer.text


def test_another_order_is_a_conflict(site: Site) -> None:
    (draft_id,) = site.drafted()
    steps = {
        "reveal": None,
        "confirm": {"rating": 3, "reason": REASON, "cite": cited(site, draft_id)},
    }
    for step, body in steps.items():
        answer = site.post(f"/drafts/{draft_id}/{step}", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "out_of_order")
    assert site.post(f"/drafts/{draft_id}/rate", {"rating": 3}).status_code == 200
    assert site.post(f"/drafts/{draft_id}/rate", {"rating": 3}).status_code == 409
    assert site.post(f"/drafts/{draft_id}/confirm", steps["confirm"]).status_code == 409


def test_a_reveal_is_one_persons(site: Site) -> None:
    (draft_id,) = site.drafted()
    site.post(f"/drafts/{draft_id}/rate", {"rating": 3})
    site.post(f"/drafts/{draft_id}/reveal")
    assert "draft" in site.get(f"/drafts/{draft_id}").json()
    assert "draft" not in site.get(f"/drafts/{draft_id}", "mike").json()
    assert site.post(f"/drafts/{draft_id}/reveal", who="mike").status_code == 409


def test_only_managers_rate_and_nobody_rates_themselves(site: Site) -> None:
    (draft_id,) = site.drafted()
    refused = site.post(f"/drafts/{draft_id}/rate", {"rating": 3}, "emma")
    assert (refused.status_code, refused.json()["code"]) == (403, "role_missing")
    submission_id = site.submit(NOTE, assessee="mike").json()["submission"]
    site.draft(submission_id)
    (own,) = (one["draft_id"] for one in site.get(f"/submissions/{submission_id}").json()["artefacts"])
    refused = site.post(f"/drafts/{own}/rate", {"rating": 5}, "mike")
    assert (refused.status_code, refused.json()["code"]) == (403, "self_confirmation")


def test_colleagues_drafts_do_not_exist_for_csms(site: Site) -> None:
    (draft_id,) = site.drafted()
    assert site.get(f"/drafts/{draft_id}", "carl").status_code == 404
    assert site.get("/drafts", "carl").json() == {"drafts": [], "next": None}


def test_a_level_needs_evidence_that_exists(site: Site) -> None:
    (draft_id,) = site.drafted()
    site.post(f"/drafts/{draft_id}/rate", {"rating": 3})
    site.post(f"/drafts/{draft_id}/reveal")
    good = {"rating": 3, "reason": REASON}
    for cite, code in (
        ([], "citation_missing"),
        (cited(site, draft_id, 0, 999_999), "citation_outside"),
        (cited(site, draft_id, 9, 3), "request_invalid"),
        (["Petersen"], "request_invalid"),
    ):
        answer = site.post(f"/drafts/{draft_id}/confirm", good | {"cite": cite})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert "Petersen" not in answer.text
    assert (
        site.post(f"/drafts/{draft_id}/confirm", {"rating": "insufficient", "reason": REASON}).status_code
        == 200
    )


def test_lists_show_where_each_draft_stands_for_the_reader(site: Site) -> None:
    first, second = site.drafted(NOTE, NOTE + " Two values were wrong.")
    site.post(f"/drafts/{first}/rate", {"rating": 3})
    page = site.get("/drafts?limit=1").json()
    assert [(one["id"], one["state"]) for one in page["drafts"]] == [(first, "rated")]
    rest = site.get(f"/drafts?limit=5&after={page['next']}").json()
    assert [(one["id"], one["state"]) for one in rest["drafts"]] == [(second, "sealed")]
    submission_id = page["drafts"][0]["submission"]
    assert len(site.get(f"/drafts?submission={submission_id}").json()["drafts"]) == 2


@pytest.mark.parametrize("draft_id", ["drf_" + "0" * 32, "Petersen", "drf_%00", "..%2f..%2fetc"])
def test_what_is_not_there_is_not_there(site: Site, draft_id: str) -> None:
    answer = site.get(f"/drafts/{draft_id}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Petersen" not in answer.text
