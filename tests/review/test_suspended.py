"""Stored drafts while drafts are suspended: nothing of them is shown, nothing of them is lost."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from assessor.domain.audit import AuditEvent
from assessor.domain.draft import DraftStatus
from assessor.domain.rating import RatingValue
from assessor.domain.suspension import Recalibration, SuspensionCause, SuspensionRequest
from assessor.errors import OrderError, RecordError
from assessor.review.service import Review
from assessor.review.views import RevealedDraftView, SealedDraftView
from assessor.store.unit_of_work import SqlStore
from tests.review.desk import KEPT_REASON, Desk, ai_rubric, new_desk, redact_reason
from tests.store.fakes import START, TickingClock, draft, new_artefact

AREA = "Data, privacy, CRM hygiene"


def suspend(desk: Desk, **scope: object) -> str:
    request = SuspensionRequest.model_validate(
        {"rubric_id": "ai-skills", "cause": SuspensionCause.DRIFT, "figures": {"difference": 0.5}} | scope
    )
    with desk.store.begin() as unit:
        suspension, added = unit.suspensions.add(request, by_rule=True, reason=None, actor_id=None)
        event = AuditEvent(event="drafter.suspended", actor="system", refs={"suspension": suspension.id})
        unit.record(event, {"suspension": added.committed})
    return suspension.id


def resume(desk: Desk, suspension_id: str) -> None:
    """Past the rule on recalibration, which `tests/test_suspensions.py` holds."""
    run = Recalibration(kind="eval_run", ref=f"run_{'0' * 32}", name="of a test")
    with desk.store.begin() as unit:
        _, added = unit.suspensions.lift(
            suspension_id, reason="of a test", recalibration=run, actor_id=desk.manager.id
        )
        event = AuditEvent(event="drafter.resumed", actor="system", refs={"suspension": suspension_id})
        unit.record(event, {"lifting": added.committed})


def marks(desk: Desk) -> bool:
    with desk.store.read() as unit:
        return unit.preview_marks.has_any(["hmac-sha256:k1:aa"], actor_id=desk.manager.id)


def test_nothing_of_a_suspended_draft_is_shown_and_all_of_it_comes_back(desk: Desk) -> None:
    desk.rate()
    stored = desk.reveal()
    assert stored.status is DraftStatus.DRAFTED
    suspended = suspend(desk)
    for shown in (
        desk.reveal(),
        desk.review.revealed(desk.world.draft_id, desk.manager).draft,
        _draft_of(desk.review.show(desk.world.draft_id, desk.manager)),
    ):
        assert (shown.status, shown.reason_code) == (DraftStatus.SUSPENDED, "drift")
        for field in ("rating", "rating_before_cap", "place", "cap", "interval", "coverage"):
            assert getattr(shown, field) is None
        assert (shown.claims, shown.anchors, shown.red_lines, shown.missing) == ((), (), (), ())
        assert stored.reason not in shown.reason
        assert "suspended since 2026-11-02" in shown.reason
        assert "people rated 0.5 levels higher" in shown.reason
    resume(desk, suspended)
    assert desk.reveal() == stored
    with desk.store.read() as unit:
        assert unit.drafts.content(desk.world.draft_id) == stored


def test_what_made_the_draft_is_not_told_either(store: SqlStore) -> None:
    """A version says whether it moved the level, so its name goes with the level."""
    plain = draft(new_artefact().redacted.artefact_id)
    made = plain.provenance.model_copy(update={"model": "levels-1", "fit": "ai-skills/embedded/2"})
    desk = new_desk(store, proposal=plain.model_copy(update={"provenance": made}))
    suspend(desk)
    desk.rate()
    shown = desk.reveal().provenance
    assert (shown.drafter, shown.rubric, shown.model, shown.fit) == ("embedded", "ai-skills", None, None)


def _draft_of(view: SealedDraftView | RevealedDraftView) -> object:
    assert isinstance(view, RevealedDraftView)
    return view.draft


def test_a_reviewer_rates_and_settles_from_the_evidence_alone(desk: Desk) -> None:
    suspended = suspend(desk)
    view = desk.review.show(desk.world.draft_id, desk.manager)
    assert isinstance(view, SealedDraftView)
    assert view.text is not None
    assert view.suspension is not None
    desk.rate("4")
    assert desk.reveal().status is DraftStatus.SUSPENDED
    # Nothing was seen, so a later rating of the same bytes is still a rating by oneself.
    assert not marks(desk)
    confirmed = desk.confirm("2")
    assert (confirmed.overrides_draft, confirmed.reason) == (False, KEPT_REASON)
    resume(desk, suspended)
    assert not marks(desk)


def test_a_reveal_that_showed_nothing_is_none_once_drafts_are_back(desk: Desk) -> None:
    suspended = suspend(desk)
    desk.rate("4")
    desk.reveal()
    resume(desk, suspended)
    assert isinstance(desk.review.show(desk.world.draft_id, desk.manager), SealedDraftView)
    with pytest.raises(OrderError):
        desk.confirm("4")
    assert desk.reveal().status is DraftStatus.DRAFTED
    assert marks(desk)
    assert desk.confirm("2").overrides_draft
    reveals = [leaf for leaf in desk.leaves() if '"draft.revealed"' in leaf]
    assert ['"withheld": true' in leaf for leaf in reveals] == [True, False]


def test_what_was_seen_before_counts_in_the_record(desk: Desk) -> None:
    """The draft says 4; who saw that and settles on 2 moved away from it, suspended or not."""
    desk.rate()
    desk.reveal()
    suspend(desk)
    assert desk.confirm("2").overrides_draft


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ({}, True),
        ({"skill_area": AREA}, True),
        ({"skill_area": "Another"}, False),
        ({"drafter": "embedded"}, True),
        ({"drafter": "llm"}, False),
        ({"rubric_id": "csm-matrix"}, False),
    ],
)
def test_the_scope_decides(desk: Desk, scope: dict[str, str], covered: bool) -> None:
    suspend(desk, **scope)
    (line,) = desk.review.list_drafts(desk.manager)
    assert (line.suspension is not None) is covered
    desk.rate()
    assert (desk.reveal().status is DraftStatus.SUSPENDED) is covered


@pytest.mark.parametrize(
    ("days_after", "changed_before", "again"),
    [(1, None, True), (30, None, True), (31, None, False), (45, 20, True), (45, 10, False)],
)
def test_who_revealed_one_not_long_before_is_asked_to_look_again(
    desk: Desk, days_after: int, changed_before: int | None, again: bool
) -> None:
    desk.rate()
    desk.reveal()
    begun = START + timedelta(days=days_after)
    desk.store._clock = TickingClock(begun)
    changed = None if changed_before is None else begun.date() - timedelta(days=changed_before)
    suspended = suspend(desk, changed_on=changed)
    (line,) = desk.review.list_drafts(desk.manager)
    assert line.look_again is again
    (peers,) = desk.review.list_drafts(desk.peer)
    assert peers.suspension is not None
    assert not peers.look_again
    resume(desk, suspended)
    (line,) = desk.review.list_drafts(desk.manager)
    assert (line.suspension, line.look_again) == (None, False)


def test_a_reveal_after_the_suspension_needs_no_second_look(desk: Desk) -> None:
    suspend(desk, changed_on=date(2026, 10, 20))
    desk.rate()
    desk.reveal()
    (line,) = desk.review.list_drafts(desk.manager)
    assert not line.look_again


def test_a_reveal_that_showed_nothing_is_not_looked_at_again(desk: Desk) -> None:
    """Asked for during an earlier suspension: there was nothing to see then."""
    earlier = suspend(desk)
    desk.rate()
    desk.reveal()
    resume(desk, earlier)
    suspend(desk)
    (line,) = desk.review.list_drafts(desk.manager)
    assert not line.look_again


def test_what_is_revealed_once_a_suspension_stands_was_not_seen_before_it(desk: Desk) -> None:
    suspended = suspend(desk)
    with desk.store.read() as unit:
        kept = unit.suspensions.get(suspended)
    assert kept.touches(kept.begun_at - timedelta(seconds=1))
    assert not kept.touches(kept.begun_at)


def test_how_far_back_is_a_setting(desk: Desk) -> None:
    desk.rate()
    desk.reveal()
    desk.store._clock = TickingClock(START + timedelta(days=10))
    suspend(desk)
    short = Review(
        desk.store,
        TickingClock(),
        rubrics=lambda _: ai_rubric(),
        redact_reason=redact_reason,
        look_back_days=5,
    )
    (line,) = short.list_drafts(desk.manager)
    assert not line.look_again


@pytest.mark.parametrize(
    "spoil", ["DROP TABLE suspensions", "UPDATE suspensions SET figures = '{\"A b\": 1}'"]
)
def test_what_cannot_be_read_shows_nothing(desk: Desk, engine: sa.Engine, spoil: str) -> None:
    desk.rate()
    suspend(desk)
    with engine.begin() as connection:
        connection.exec_driver_sql(spoil)
    review, draft_id, manager = desk.review, desk.world.draft_id, desk.manager
    for look in (
        lambda: review.reveal(draft_id, manager),
        lambda: review.show(draft_id, manager),
        lambda: review.list_drafts(manager),
    ):
        with pytest.raises(RecordError):
            look()
    # Rating needs no draft.
    assert review.rate(draft_id, RatingValue.parse("3"), desk.peer)
