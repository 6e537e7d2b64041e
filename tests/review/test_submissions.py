"""Who may know how far a submission is, and that nothing of a sealed draft is in it."""

from datetime import date

import pytest

from assessor.domain.actor import Role
from assessor.domain.audit import AuditEvent
from assessor.domain.record import HandedIn, SubmissionStatus
from assessor.domain.submission import Origin
from assessor.errors import NotFoundError
from assessor.review.submissions import Submissions
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_skill_area
from tests.review.desk import Desk, ai_rubric
from tests.store.fakes import draft, new_artefact, new_submission, stopped
from tests.store.world import add_account, fill


def submissions(desk: Desk) -> Submissions:
    return Submissions(desk.store, rubrics=lambda _id: ai_rubric())


def test_a_submission_shows_its_artefacts_and_nothing_of_their_drafts(desk: Desk) -> None:
    view = submissions(desk).show(desk.world.submission_id, desk.manager)
    assert view.status is SubmissionStatus.ACCEPTED
    assert [one.origin.file for one in view.artefacts] == [0, 1]
    assert [one.draft_id for one in view.artefacts] == [desk.world.draft_id, None]
    assert [(one.rule, one.count) for one in view.artefacts[0].findings] == [("ner", 1)]
    text = view.model_dump_json().casefold()
    assert "marker" not in text  # every value of the fakes' draft says so
    assert "renewal brief" not in text  # nor is there any evidence


def test_as_accepted_it_looks_the_same_however_far_it_is(desk: Desk) -> None:
    before = submissions(desk).accepted(desk.world.submission_id, desk.manager)
    with desk.store.begin() as unit:
        unit.submissions.set_status(desk.world.submission_id, SubmissionStatus.FAILED, "rubric_changed")
        unit.record(AuditEvent(event="submission.failed", actor="system"))
    assert submissions(desk).accepted(desk.world.submission_id, desk.manager) == before
    assert before.status is SubmissionStatus.ACCEPTED
    assert {one.draft_id for one in before.artefacts} == {None}
    now = submissions(desk).show(desk.world.submission_id, desk.manager)
    assert (now.status, now.failure) == (SubmissionStatus.FAILED, "rubric_changed")


def test_stopped_artefacts_stand_where_they_were_handed_in(desk: Desk) -> None:
    passed = new_artefact("Passed.")
    with desk.store.begin() as unit:
        stop = unit.stops.add(stopped(), "hmac-sha256:k1:cc", actor_id=desk.manager.id)
        accepted = unit.submissions.add(
            new_submission(desk.manager.id, desk.world.assessee.id).model_copy(
                update={
                    "handed_in": (
                        HandedIn(origin=Origin(file=0), artefact=None, stop=stop.id),
                        HandedIn(
                            origin=Origin(file=0, attachment=(1,)), artefact=passed.redacted.artefact_id
                        ),
                    )
                }
            ),
            [passed],
        )
        unit.record(AuditEvent(event="submission.accepted", actor=desk.manager.id))
    first, second = submissions(desk).show(accepted.id, desk.manager).artefacts
    assert (first.verdict, first.artefact) == ("refuse", None)
    assert [(one.category, one.count) for one in first.findings] == [("credentials", 2), ("pii", 1)]
    assert (second.origin.attachment, second.artefact) == ((1,), passed.redacted.artefact_id)


def test_areas_are_judged_once_every_artefact_has_its_draft(desk: Desk) -> None:
    rubric = load_rubric("ai-skills").model_copy(update={"version": "0.1.0"})
    area = rubric.skill_areas[0].name
    with desk.store.begin() as unit:
        left = unit.submissions.undrafted(desk.world.submission_id)
        for one in left:
            unit.drafts.add(
                draft(one),
                submission_id=desk.world.submission_id,
                artefact_id=one,
                skill_area=area,
                career_level=None,
                actor_id=desk.manager.id,
            )
        unit.record(AuditEvent(event="draft.created", actor=desk.manager.id))
    shown = Submissions(desk.store, rubrics=lambda _id: rubric)
    assert shown.show(desk.world.submission_id, desk.manager).areas == ()
    with desk.store.begin() as unit:
        unit.submissions.set_status(desk.world.submission_id, SubmissionStatus.DRAFTED)
        unit.record(AuditEvent(event="draft.created", actor=desk.manager.id))
    view = shown.show(desk.world.submission_id, desk.manager)
    # One artefact of 1 October for each of two areas; each area needs two (S000-24).
    assert len(left) == 1
    assert view.submitted_on == date(2026, 11, 2)
    assert {one.skill_area for one in view.areas} == {
        area,
        find_skill_area(rubric, "Data, privacy, CRM hygiene").name,
    }
    assert not any(one.sufficient for one in view.areas)


def test_csms_see_what_is_theirs_and_others_do_not_exist_for_them(desk: Desk) -> None:
    carl = add_account(desk.store, "Carl", Role.CSM)
    jonas = add_account(desk.store, "Jonas", Role.CSM)
    shown = submissions(desk)
    assert shown.show(desk.world.submission_id, jonas).submission == desk.world.submission_id
    for look in (shown.show, shown.accepted):
        with pytest.raises(NotFoundError) as hidden:
            look(desk.world.submission_id, carl)
        with pytest.raises(NotFoundError) as missing:
            look("sub_" + "0" * 32, carl)
        assert hidden.value.code == missing.value.code
    assert shown.list_page(carl) == ()
    assert len(shown.list_page(jonas)) == 1


def test_a_page_is_filled_although_others_lie_between(desk: Desk) -> None:
    """CSMs must not get short pages, which would mean that there is no more."""
    carl = add_account(desk.store, "Carl", Role.CSM)
    own = []
    for number in range(3):
        fill(desk.store, manager_name=f"M{number}")
        with desk.store.begin() as unit:
            added = unit.submissions.add(new_submission(carl.id, carl.id), [new_artefact()])
            unit.record(AuditEvent(event="submission.accepted", actor=carl.id))
            own.append(added.id)
    shown = submissions(desk)
    first = shown.list_page(carl, limit=2)
    assert [one.submission for one in first] == own[:2]
    assert [one.submission for one in shown.list_page(carl, after=first[-1].submission, limit=2)] == own[2:]
