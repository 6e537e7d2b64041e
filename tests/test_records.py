"""Acceptance and drafts as they are written down: nothing lost where a run dies, nothing twice where two run."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from assessor.domain.actor import Role
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.record import Receipt, SubmissionStatus
from assessor.domain.submission import AssessedArtefact, Origin
from assessor.domain.suspension import SuspensionCause, SuspensionRequest
from assessor.domain.verdict import Destination
from assessor.errors import OrderError
from assessor.records import (
    Acceptance,
    Received,
    keep_acceptance,
    keep_draft,
    keep_failure,
    keep_stops,
    kept_drafts,
    undrafted,
)
from assessor.rubrics.load import load_rubric
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import TEXT, draft, new_engine, new_store, redacted, stopped
from tests.store.world import add_account

RUBRIC = load_rubric("ai-skills")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    engine = new_engine(tmp_path)
    yield new_store(engine)
    engine.dispose()


def received(artefacts: Sequence[RedactedArtefact]) -> list[Received]:
    return [
        Received(one, Origin(file=position), f"hmac-sha256:k1:{position}")
        for position, one in enumerate(artefacts)
    ]


def accepted(store: SqlStore, *artefacts: RedactedArtefact, receipt: Receipt | None = None) -> str:
    manager = add_account(store, "Mara", Role.MANAGER)
    handed_in = received(artefacts)
    acceptance = Acceptance(
        actor=manager,
        assessee_id=manager.id,
        rubric=RUBRIC,
        skill_area=None,
        career_level=None,
        submitted_on=date(2026, 11, 2),
        destination=Destination.STORE,
    )
    return keep_acceptance(store, handed_in, keep_stops(store, handed_in, manager), acceptance, receipt)


def status(store: SqlStore, submission_id: str) -> SubmissionStatus:
    with store.read() as unit:
        return unit.submissions.get(submission_id).status


def events(store: SqlStore) -> list[str]:
    with store.read() as unit:
        return [json.loads(entry.leaf)["event"] for entry in unit.audit.entries()]


def drafted(artefact: RedactedArtefact) -> AssessedArtefact:
    return AssessedArtefact(redacted=artefact, skill_area=None, draft=draft(artefact.artefact_id))


def test_everything_handed_in_is_named_in_its_order(store: SqlStore) -> None:
    submission_id = accepted(store, redacted("One."), stopped(), redacted("Two."))
    with store.read() as unit:
        named = unit.submissions.get(submission_id).handed_in
        assert [one.origin.file for one in named] == [0, 1, 2]
        assert [one.artefact is None for one in named] == [False, True, False]
        assert unit.stops.get(str(named[1].stop)).verdict == "refuse"


def test_drafts_kept_one_by_one_move_the_status_on(store: SqlStore) -> None:
    submission_id = accepted(store, redacted("One."), redacted("Two."))
    submission, (one, two) = undrafted(store, submission_id, RUBRIC, Destination.STORE)
    assert status(store, submission_id) is SubmissionStatus.ACCEPTED
    keep_draft(store, submission, drafted(one))
    assert status(store, submission_id) is SubmissionStatus.DRAFTING
    # A run that died here is run again: it finds the second artefact alone.
    assert undrafted(store, submission_id, RUBRIC, Destination.STORE)[1] == (two,)
    keep_draft(store, submission, drafted(two))
    assert status(store, submission_id) is SubmissionStatus.DRAFTED
    assert set(kept_drafts(store, submission_id)) == {one.artefact_id, two.artefact_id}


def test_the_slower_of_two_runs_keeps_nothing(store: SqlStore) -> None:
    submission_id = accepted(store, redacted("One."))
    submission, (one,) = undrafted(store, submission_id, RUBRIC, Destination.STORE)
    keep_draft(store, submission, drafted(one))
    before = events(store)
    keep_draft(store, submission, drafted(one))
    assert events(store) == before
    assert before[-2:] == ["submission.accepted", "draft.created"]


def test_text_goes_no_further_than_it_was_redacted_for(store: SqlStore) -> None:
    """A policy may be stricter for an external model; a drafter configured later must not get round it."""
    submission_id = accepted(store, redacted())
    for beyond in (Destination.LOCAL_MODEL, Destination.EXTERNAL_MODEL):
        with pytest.raises(OrderError) as caught:
            undrafted(store, submission_id, RUBRIC, beyond)
        assert caught.value.code == "destination_changed"


def test_another_version_of_the_rubric_drafts_nothing(store: SqlStore) -> None:
    submission_id = accepted(store, redacted())
    with pytest.raises(OrderError) as caught:
        undrafted(store, submission_id, RUBRIC.model_copy(update={"version": "99.0.0"}), Destination.STORE)
    assert caught.value.code == "rubric_changed"


def test_a_failure_is_recorded_once_and_never_over_finished_drafts(store: SqlStore) -> None:
    submission_id = accepted(store, redacted("One."))
    keep_failure(store, submission_id, "rubric_changed")
    keep_failure(store, submission_id, "rubric_changed")
    assert events(store)[-2:] == ["submission.accepted", "submission.failed"]
    assert status(store, submission_id) is SubmissionStatus.FAILED


def test_the_receipt_is_kept_with_the_acceptance(store: SqlStore) -> None:
    manager = add_account(store, "Max", Role.MANAGER)
    receipt = Receipt(actor_id=manager.id, key_digests=("k",), request_digest="r")
    submission_id = accepted(store, redacted(), receipt=receipt)
    with store.read() as unit:
        found = unit.receipts.find(receipt)
    assert found is not None
    assert found.made == submission_id


def test_who_saw_the_bytes_before_a_key_rotation_has_seen_them_after_it(store: SqlStore) -> None:
    manager = add_account(store, "Mara", Role.MANAGER)
    other = add_account(store, "Oda", Role.MANAGER)
    with store.begin() as unit:
        unit.preview_marks.add(["hmac-sha256:k1:aa"], actor_id=manager.id)
        unit.record(AuditEvent(event="marks.expired", actor=manager.id))
    acceptance = Acceptance(
        actor=manager,
        assessee_id=manager.id,
        rubric=RUBRIC,
        skill_area=None,
        career_level=None,
        submitted_on=date(2026, 11, 2),
        destination=Destination.STORE,
    )
    handed_in = [Received(redacted(), Origin(), "hmac-sha256:k2:bb", ("hmac-sha256:k1:aa",))]
    keep_acceptance(store, handed_in, (None,), acceptance)
    with store.read() as unit:
        assert unit.preview_marks.has_any(["hmac-sha256:k2:bb"], actor_id=manager.id)
        assert not unit.preview_marks.has_any(["hmac-sha256:k2:bb"], actor_id=other.id)


def test_a_draft_asked_for_before_drafts_were_suspended_is_kept_suspended(store: SqlStore) -> None:
    """Made while somebody took drafts away: nobody may find it as if nothing had happened."""
    one, other = redacted(), redacted(TEXT + "More.")
    submission_id = accepted(store, one, other)
    submission, _ = undrafted(store, submission_id, RUBRIC, Destination.STORE)
    made = AssessedArtefact(redacted=one, skill_area=RUBRIC.skill_areas[0].name, draft=draft(one.artefact_id))
    request = SuspensionRequest(
        rubric_id="ai-skills", skill_area=RUBRIC.skill_areas[0].name, cause=SuspensionCause.DRIFT
    )
    with store.begin() as unit:
        suspension, added = unit.suspensions.add(request, by_rule=True, reason=None, actor_id=None)
        event = AuditEvent(event="drafter.suspended", actor="system", refs={"suspension": suspension.id})
        unit.record(event, {"suspension": added.committed})
    keep_draft(store, submission, made)
    elsewhere = RUBRIC.skill_areas[1].name
    keep_draft(
        store,
        submission,
        AssessedArtefact(redacted=other, skill_area=elsewhere, draft=draft(other.artefact_id)),
    )
    kept = kept_drafts(store, submission_id)
    assert [kept[each.artefact_id][1].draft.status for each in (one, other)] == ["suspended", "drafted"]  # type: ignore[union-attr]
