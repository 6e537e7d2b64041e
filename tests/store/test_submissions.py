import pytest
import sqlalchemy as sa

from assessor.domain.record import SubmissionStatus
from assessor.errors import InputError, NotFoundError
from assessor.store.tables import redaction_log
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import (
    TEXT,
    event,
    name_digest,
    new_artefact,
    new_store,
    new_submission,
    redacted,
    stopped,
)
from tests.store.world import fill


def test_submission_and_artefact_come_back_as_handed_in(store: SqlStore) -> None:
    world = fill(store)
    with store.read() as unit:
        submission = unit.submissions.get(world.submission_id)
        (artefact,) = unit.submissions.artefacts(world.submission_id)
        assert unit.submissions.artefact(world.submission_id, world.artefact_id) == artefact
    assert submission.assessee_id == world.assessee.id
    assert submission.actor_id == world.manager.id
    assert submission.accepted_at.utcoffset() is not None
    # Text with CRLF, segments, spans, dates: everything but the findings' order is compared by value.
    assert artefact.redacted == redacted()
    assert artefact.submitted_digest == "hmac-sha256:k1:aa"
    assert str(artefact.retain_until) == "2027-12-31"


def test_equal_redacted_texts_collapse_to_the_first(store: SqlStore) -> None:
    twins = (new_artefact(), new_artefact("Other text."), new_artefact(digest="hmac-sha256:k1:bb"))
    world = fill(store, artefacts=twins)
    with store.read() as unit:
        kept = unit.submissions.artefacts(world.submission_id)
    assert [(each.position, each.submitted_digest) for each in kept] == [
        (0, "hmac-sha256:k1:aa"),
        (1, "hmac-sha256:k1:aa"),
    ]
    assert [each.redacted.text for each in kept] == [TEXT, "Other text."]


def test_equal_texts_in_two_submissions_stay_apart(store: SqlStore) -> None:
    first, second = fill(store), fill(store, manager_name="Mira")
    assert first.artefact_id == second.artefact_id
    with store.read() as unit:
        found = [unit.submissions.artefact(each.submission_id, each.artefact_id) for each in (first, second)]
    assert found[0].submission_id != found[1].submission_id


def test_redaction_log_holds_places_and_rules_only(store: SqlStore, engine: sa.Engine) -> None:
    world = fill(store)
    with engine.connect() as connection:
        (row,) = connection.execute(sa.select(redaction_log)).mappings().all()
    expected = {"type": "PERSON", "rule": "ner", "start": 6, "end": 18, "placeholder": "<PERSON_1>"}
    assert {name: row[name] for name in expected} == expected
    assert row["actor_id"] == world.manager.id
    assert set(row) == {column.name for column in redaction_log.c}


def test_stopped_artefact_and_empty_submission_are_refused(store: SqlStore) -> None:
    with store.begin() as unit:
        person = unit.actors.add_assessee([name_digest("x")], created_by="system")
        unit.record(event())
        new = new_submission(person.id, person.id)
        with pytest.raises(InputError) as empty:
            unit.submissions.add(new, [])
        with pytest.raises(InputError) as stop:
            unit.submissions.add(new, [new_artefact(), new_artefact(redacted=stopped())])
    assert (empty.value.code, stop.value.code) == ("empty_submission", "stopped_artefact")


def test_unknown_ids_and_other_tenants_find_nothing(store: SqlStore) -> None:
    world = fill(store)
    for place, submission in ((store, "sub_x"), (new_store(store._engine, "other"), world.submission_id)):
        with place.read() as unit:
            assert unit.submissions.artefacts(submission) == ()
            with pytest.raises(NotFoundError):
                unit.submissions.get(submission)
            with pytest.raises(NotFoundError):
                unit.submissions.artefact(submission, world.artefact_id)


def test_pages_of_submissions_follow_each_other_without_gap_or_repeat(store: SqlStore) -> None:
    ids = [fill(store, manager_name=f"M{number}").submission_id for number in range(5)]
    with store.read() as unit:
        pages = [unit.submissions.list_page(after=after, limit=2) for after in (None, ids[1], ids[3], ids[4])]
        with pytest.raises(NotFoundError):
            unit.submissions.list_page(after="sub_x", limit=2)
    assert [[one.id for one in page] for page in pages] == [ids[:2], ids[2:4], ids[4:], []]


def test_unfinished_are_those_neither_drafted_nor_given_up(store: SqlStore) -> None:
    worlds = [fill(store, manager_name=f"M{number}") for number in range(4)]
    states = (
        SubmissionStatus.DRAFTED,
        SubmissionStatus.FAILED,
        SubmissionStatus.DRAFTING,
        SubmissionStatus.ACCEPTED,
    )
    with store.begin() as unit:
        for world, status in zip(worlds, states, strict=True):
            failure = "rubric_changed" if status is SubmissionStatus.FAILED else None
            unit.submissions.set_status(world.submission_id, status, failure)
        unit.record(event())
    with store.read() as unit:
        first = unit.submissions.get(worlds[2].submission_id).accepted_at
        assert unit.submissions.unfinished() == (worlds[2].submission_id, worlds[3].submission_id)
        assert unit.submissions.unfinished(before=first) == ()
        assert unit.submissions.get(worlds[1].submission_id).failure == "rubric_changed"


def test_undrafted_artefacts_are_those_that_never_had_a_draft(store: SqlStore) -> None:
    world = fill(store, artefacts=(new_artefact(), new_artefact("Second."), new_artefact("Third.")))
    with store.begin() as unit:
        unit.drafts.withdraw(world.draft_id, "wrong_artefact")
        unit.record(event())
    with store.read() as unit:
        left = unit.submissions.undrafted(world.submission_id)
        texts = [unit.submissions.artefact(world.submission_id, one).redacted.text for one in left]
    assert texts == ["Second.", "Third."]
