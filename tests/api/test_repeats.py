"""The same request under the same key takes effect once; the same key with another request is refused."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from assessor.domain.record import Receipt
from assessor.errors import RecordError
from tests.api.conftest import NOTE, Site, submission
from tests.api.test_drafts import REASON, cited


def size(site: Site) -> int:
    with site.application.store.read() as unit:
        return unit.audit.head().size


def test_a_submission_sent_again_is_the_same_submission(site: Site) -> None:
    first = site.post("/submissions", submission(NOTE), Idempotency_Key="k-1")
    site.draft(first.json()["submission"])
    before = size(site)
    again = site.post("/submissions", submission(NOTE), Idempotency_Key="k-1")
    # Byte for byte the first answer, although the submission is drafted by now.
    assert (again.status_code, again.content, again.headers["location"]) == (
        202,
        first.content,
        first.headers["location"],
    )
    assert size(site) == before
    assert site.post("/submissions", submission(NOTE)).json()["submission"] != first.json()["submission"]


def test_the_whole_review_can_be_sent_twice(site: Site) -> None:
    (draft_id,) = site.drafted()
    steps: list[tuple[str, Callable[[], Any]]] = [
        ("rate", lambda: {"rating": 3}),
        ("reveal", lambda: None),
        ("confirm", lambda: {"rating": 4, "reason": REASON, "cite": cited(site, draft_id)}),
    ]
    for step, body in steps:
        asked = body()
        first = site.post(f"/drafts/{draft_id}/{step}", asked, Idempotency_Key="same-key-for-all")
        before = size(site)
        again = site.post(f"/drafts/{draft_id}/{step}", asked, Idempotency_Key="same-key-for-all")
        assert (first.status_code, again.status_code) == (200, 200), first.text
        assert again.content == first.content
        assert size(site) == before


def test_a_key_with_another_request_is_refused(site: Site) -> None:
    first, second = site.drafted(NOTE, NOTE + " Two values were wrong.")
    assert site.post(f"/drafts/{first}/rate", {"rating": 3}, Idempotency_Key="k").status_code == 200
    for draft_id, rating in ((first, 4), (second, 3)):
        answer = site.post(f"/drafts/{draft_id}/rate", {"rating": rating}, Idempotency_Key="k")
        assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert site.get(f"/drafts/{second}").json()["state"] == "sealed"


def test_keys_of_different_people_never_meet(site: Site) -> None:
    (draft_id,) = site.drafted()
    seals = [
        site.post(f"/drafts/{draft_id}/rate", {"rating": 3}, who, Idempotency_Key="k").json()["seal"]
        for who in ("mara", "mike")
    ]
    assert seals[0] != seals[1]


def test_a_refused_request_is_judged_anew(site: Site) -> None:
    (draft_id,) = site.drafted()
    early = site.post(f"/drafts/{draft_id}/reveal", Idempotency_Key="k")
    assert early.status_code == 409
    site.post(f"/drafts/{draft_id}/rate", {"rating": 3})
    assert site.post(f"/drafts/{draft_id}/reveal", Idempotency_Key="k").status_code == 200


@pytest.mark.parametrize("key", ["", " ", "k" * 256, "Größe"])
def test_keys_of_another_form_are_refused(site: Site, key: str) -> None:
    answer = site.client.post(
        "/api/v1/submissions",
        content=json.dumps(submission(NOTE)),
        headers={
            **site.headers("mara"),
            "Content-Type": "application/json",
            "Idempotency-Key": key.encode("latin-1"),
        },
    )
    assert answer.status_code == 422
    assert "Größe" not in answer.text


def test_neither_key_nor_request_is_kept(site: Site) -> None:
    site.post("/submissions", submission(NOTE), Idempotency_Key="Petersen-Freigabe")
    home = site.application.settings.home_path
    kept = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert b"Freigabe" not in kept
    assert b"Petersen" not in kept


def test_of_many_at_once_one_takes_effect_and_all_are_answered(site: Site) -> None:
    (draft_id,) = site.drafted()

    def rate(_: int) -> Any:
        return site.post(f"/drafts/{draft_id}/rate", {"rating": 3}, Idempotency_Key="k")

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(rate, range(8)))
    # A loser of the race meets either the receipt or the sealed rating, which is one and the same fact.
    seals = {one.json()["seal"] for one in answers if one.status_code == 200}
    assert len(seals) == 1
    assert {one.status_code for one in answers} <= {200, 409}
    assert site.post(f"/drafts/{draft_id}/rate", {"rating": 3}, Idempotency_Key="k").json()["seal"] in seals


def test_two_submissions_of_one_key_at_once_become_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second looks before the first has committed, and learns from the tables."""
    first = site.post("/submissions", submission(NOTE), Idempotency_Key="k")
    looked: list[Receipt] = []
    rows = type(site.application.store.read().__enter__().receipts)
    find = rows.find

    def blind_once(self: Any, receipt: Receipt) -> Any:
        looked.append(receipt)
        return None if len(looked) == 1 else find(self, receipt)

    monkeypatch.setattr(rows, "find", blind_once)
    before = size(site)
    second = site.post("/submissions", submission(NOTE), Idempotency_Key="k")
    assert second.content == first.content
    assert size(site) == before
    assert len(looked) == 2


def test_another_conflict_stays_one(site: Site) -> None:
    site.pool.failure = RecordError("a rule of the tables", code="conflict")
    answer = site.post("/submissions", submission(NOTE), Idempotency_Key="k")
    assert (answer.status_code, answer.json()["code"]) == (500, "conflict")
