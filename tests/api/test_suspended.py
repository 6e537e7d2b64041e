"""Suspended drafts over HTTP: the service that runs answers so from the next request on."""

from assessor.domain.suspension import SuspensionCause, SuspensionRequest
from tests.api.conftest import NOTE, Site

REASON = "Checked against the ticket system."
RULE = SuspensionRequest(
    rubric_id="ai-skills", cause=SuspensionCause.RELIANCE, figures={"share": 0.6, "limit": 0.4}
)


def suspend(site: Site) -> None:
    (begun,) = site.application.suspensions.carry_out([RULE], None)
    assert begun.new


def test_stored_and_new_drafts_answer_suspended_and_evidence_is_rated(site: Site) -> None:
    (draft_id,) = site.drafted()
    site.post(f"/drafts/{draft_id}/rate", {"rating": 3})
    assert site.post(f"/drafts/{draft_id}/reveal").json()["status"] != "suspended"
    suspend(site)

    shown = site.get(f"/drafts/{draft_id}").json()
    again = site.post(f"/drafts/{draft_id}/reveal").json()
    for draft in (shown["draft"], again):
        assert (draft["status"], draft["reason_code"], draft["rating"]) == ("suspended", "reliance", None)
        assert (draft["claims"], draft["anchors"], draft["interval"]) == ([], [], None)
    notice = shown["evidence"]["suspension"]
    assert notice["figures"] == {"share": 0.6, "limit": 0.4}
    assert "60%" in notice["said"]["en"].replace(" ", "")
    assert notice["said"]["de"].startswith("Entwürfe für ai-skills sind seit")
    assert shown["evidence"]["look_again"] is True
    assert "act_" not in str(notice)
    (line,) = site.get("/drafts").json()["drafts"]
    assert (line["suspension"], line["look_again"]) == (notice, True)

    submission_id = site.submit(NOTE + " It is done for each brief.").json()["submission"]
    site.draft(submission_id)
    view = site.get(f"/submissions/{submission_id}").json()
    (standing,) = view["artefacts"]
    assert standing["suspension"] == notice
    assert standing["skill_area"]
    assert any(area["score"] > 0 for area in view["areas"])
    fresh = standing["draft_id"]
    assert site.post(f"/drafts/{fresh}/rate", {"rating": 4}).status_code == 200
    assert site.post(f"/drafts/{fresh}/reveal").json()["status"] == "suspended"
    cite = f"{standing['artefact']}:20-60"
    settled = site.post(f"/drafts/{fresh}/confirm", {"rating": 4, "reason": REASON, "cite": [cite]})
    assert settled.status_code == 200, settled.text
    with site.application.store.read() as unit:
        assert unit.drafts.content(fresh).rating is None
        assert unit.drafts.content(draft_id).status != "suspended"
