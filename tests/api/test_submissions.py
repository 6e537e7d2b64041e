"""Evidence is handed in, redacted, accepted; its state shows nothing of a sealed draft."""

import base64
import json
from datetime import date

import pytest

from assessor.errors import CapacityError
from tests.api.conftest import CLAUSE, NOTE, Site, submission


def events(site: Site) -> list[str]:
    with site.application.store.read() as unit:
        return [json.loads(entry.leaf)["event"] for entry in unit.audit.entries()]


def test_accepted_evidence_answers_202_with_a_place_to_look(site: Site) -> None:
    """S002-53: another system can hand evidence in."""
    answer = site.submit(NOTE)
    assert answer.status_code == 202
    body = answer.json()
    assert answer.headers["location"] == f"/api/v1/submissions/{body['submission']}"
    assert (body["status"], body["areas"]) == ("accepted", [])
    (artefact,) = body["artefacts"]
    assert (artefact["verdict"], artefact["draft_id"]) == ("redact", None)
    assert site.client.get(answer.headers["location"], headers=site.headers("mara")).json() == body
    assert events(site)[-1] == "submission.accepted"


def test_drafts_follow_and_stay_sealed(site: Site) -> None:
    submission_id = site.submit(NOTE).json()["submission"]
    site.draft(submission_id)
    answer = site.get(f"/submissions/{submission_id}")
    (artefact,) = answer.json()["artefacts"]
    assert answer.json()["status"] == "drafted"
    assert artefact["draft_id"].startswith("drf_")
    assert [one["sufficient"] for one in answer.json()["areas"]] == [False]  # an area needs two artefacts
    with site.application.store.read() as unit:
        draft = unit.drafts.content(artefact["draft_id"])
    assert draft.rating is not None
    for told in ("rating", "interval", "claims", "anchors", draft.reason):
        assert told not in answer.text


def test_neither_the_answer_nor_the_files_hold_what_was_removed_or_how_it_was_called(site: Site) -> None:
    body = submission(NOTE)
    body["artefacts"][0]["name"] = "Petersen-Muster-GmbH.md"
    answer = site.post("/submissions", body)
    assert answer.status_code == 202
    site.draft(answer.json()["submission"])
    home = site.application.settings.home_path
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert b"I checked the login figures" in kept
    for word in ("Petersen", "Muster-GmbH"):
        assert word not in answer.text
        assert word.encode() not in kept


def test_bytes_are_taken_as_base64(site: Site) -> None:
    mail = "From: a@b.example\nDate: Mon, 2 Nov 2026 10:00:00 +0100\nSubject: plan\n\nI checked the export.\n"
    body = submission()
    body["artefacts"] = [{"name": "plan.eml", "base64": base64.b64encode(mail.encode()).decode()}]
    answer = site.post("/submissions", body)
    assert answer.status_code == 202, answer.text
    (artefact,) = answer.json()["artefacts"]
    assert (artefact["kind"], artefact["evidence_date"]) == ("email", "2026-11-02")


def test_a_text_is_read_as_its_name_says_and_as_plain_text_otherwise(site: Site) -> None:
    body = submission("<p>I checked <b>the export</b>.</p>", "I checked the export.")
    body["artefacts"][0]["name"] = "page.html"
    body["artefacts"][1]["name"] = "no extension"
    answer = site.post("/submissions", body)
    assert answer.status_code == 202, answer.text
    with site.application.store.read() as unit:
        kept = unit.submissions.artefacts(answer.json()["submission"])
    assert [one.redacted.text for one in kept] == ["I checked the export."]  # the same words: one artefact


def test_one_stopped_artefact_leaves_the_others(site: Site) -> None:
    answer = site.submit(CLAUSE, NOTE)
    assert answer.status_code == 202
    stopped, passed = answer.json()["artefacts"]
    assert (stopped["verdict"], stopped["artefact"]) == ("refuse", None)
    assert {one["category"] for one in stopped["findings"]} == {"contract_text"}
    assert passed["artefact"].startswith("sha256:")


def test_where_every_artefact_is_stopped_rules_are_told_and_no_text(site: Site) -> None:
    answer = site.submit(CLAUSE)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == "stopped"
    assert body["stopped"][0]["categories"] == ["contract_text"]
    assert body["stopped"][0]["rules"]
    assert "indemnify" not in answer.text
    assert events(site)[-1] == "submission.stopped"
    assert site.get("/submissions").json() == {"submissions": [], "next": None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"rubric": "Petersen"}, "unknown_rubric"),
        ({"rubric": "csm-role"}, "unrateable_rubric"),
        ({"area": "Petersen"}, "unknown_area"),
        ({"level": "Petersen"}, "unknown_level"),
        ({"artefacts": [{"name": "Petersen.xyz", "base64": "UGV0ZXJzZW4="}]}, "unsupported_format"),
        ({"artefacts": [{"name": "Petersen.md", "base64": "Petersen!"}]}, "bad_base64"),
        ({"artefacts": [{"name": "Petersen.pdf", "base64": "UGV0ZXJzZW4="}]}, None),
        ({"artefacts": [{"name": "Petersen.md", "text": "   \n"}]}, "empty"),
    ],
)
def test_what_cannot_be_used_is_refused_without_repeating_it(
    site: Site, change: dict[str, object], code: str | None
) -> None:
    answer = site.submit(NOTE, **change)
    assert answer.status_code == 422, answer.text
    assert code in (None, answer.json()["code"])
    assert "Petersen" not in answer.text
    assert site.get("/submissions").json()["submissions"] == []


def test_the_submission_date_is_today_unless_given(site: Site) -> None:
    assert site.submit(NOTE).json()["submitted_on"] == date.today().isoformat()  # noqa: DTZ011 - as people count
    assert site.submit(NOTE, submitted_on="2026-11-20").json()["submitted_on"] == "2026-11-20"


def test_csms_hand_in_their_own_work_and_nobody_elses(site: Site) -> None:
    own = site.submit(NOTE, who="carl", assessee="carl")
    assert own.status_code == 202
    assert own.json()["assessee"] == site.people["carl"][0].id
    for other in ("mike", "somebody-new"):
        refused = site.submit(NOTE, who="carl", assessee=other)
        assert (refused.status_code, refused.json()["code"]) == (403, "role_missing")
    assert site.application.accounts.known("somebody-new") is None
    assert site.submit(NOTE, who="emma").status_code == 403


def test_csms_see_no_submission_of_others(site: Site) -> None:
    theirs = site.submit(NOTE).json()["submission"]
    own = site.submit(NOTE, who="carl", assessee="carl").json()["submission"]
    assert [one["submission"] for one in site.get("/submissions", "carl").json()["submissions"]] == [own]
    hidden, missing = (site.get(f"/submissions/{one}", "carl") for one in (theirs, "sub_" + "0" * 32))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.json()["code"] == missing.json()["code"]
    assert len(site.get("/submissions", "emma").json()["submissions"]) == 2


def test_pages_lead_to_each_other(site: Site) -> None:
    ids = [site.submit(f"{NOTE} {number}").json()["submission"] for number in range(3)]
    first = site.get("/submissions?limit=2").json()
    assert [one["submission"] for one in first["submissions"]] == ids[:2]
    second = site.get(f"/submissions?limit=2&after={first['next']}").json()
    assert [one["submission"] for one in second["submissions"]] == ids[2:]
    assert second["next"] is None
    assert site.get("/submissions?limit=0").status_code == 422
    assert site.get("/submissions?after=Petersen").status_code == 422


def test_without_room_nothing_is_read_and_the_sender_told_when_to_return(site: Site) -> None:
    site.service.room._requests = 0
    answer = site.submit(NOTE)
    assert (answer.status_code, answer.json()["code"]) == (503, "queue_full")
    assert int(answer.headers["retry-after"]) > 0
    site.service.room._requests = 1
    assert site.submit(NOTE).status_code == 202
    assert site.submit(NOTE).status_code == 202  # the room was given back


def test_a_worker_that_died_is_told_as_passing(site: Site) -> None:
    site.pool.failure = CapacityError("it died", code="worker_died")
    answer = site.submit(NOTE)
    assert (answer.status_code, answer.json()["code"]) == (503, "worker_died")


def test_accepted_work_is_handed_to_the_drafting(site: Site) -> None:
    site.submit(NOTE)
    site.submit(NOTE)
    assert site.service.drafting.backlog == 2
    assert site.get("/health").json()["drafting"] == 2
