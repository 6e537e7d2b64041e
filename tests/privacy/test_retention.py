"""How long what is kept, and the end of it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assessor.domain.actor import Actor, Role
from assessor.domain.audit import AuditEvent
from assessor.domain.privacy import Overdue, RetentionKind
from assessor.domain.record import Receipt
from assessor.domain.spend import Spend, SpendLimits
from assessor.errors import InputError, NotFoundError, PersonError
from assessor.privacy.retention import DEFAULT_MONTHS, Retention, Schedule
from assessor.privacy_ports import KeptText
from assessor.store.spend_ledger import SqlSpendLedger
from assessor.store.unit_of_work import SqlStore
from tests.cli.leak_scan import files_below, hits
from tests.exemplar_values import Keepers, new_exemplar
from tests.store.fakes import START, TickingClock, event, new_artefact, new_engine, stopped
from tests.store.world import World, add_account, fill

from .conftest import Verify
from .test_erasure import MARK, TEXT, rated


def on(store: SqlStore, clock: TickingClock, day: date, **months: int) -> Retention:
    clock.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Retention(store, clock, Schedule(months))


def kept_for_long(store: SqlStore) -> World:
    """An artefact without an end of its own, so that the schedule decides. Accepted on START, 2 November 2026."""
    return fill(store, artefacts=(new_artefact(TEXT, retain_until=None),))


@pytest.mark.parametrize(
    ("months", "kind", "expected"),
    [
        ({}, "email", DEFAULT_MONTHS["artefact"]),
        ({"artefact": 9}, "email", 9),
        ({"artefact": 9, "email": 3}, "email", 3),
        ({"artefact": 9, "email": 3}, "crm_note", 9),
        ({"submission": 48}, "submission", 48),
    ],
)
def test_a_kind_s_own_months_go_before_the_general_ones(
    months: dict[str, int], kind: str, expected: int
) -> None:
    """S000-83, S000-88."""
    assert Schedule(months).months(kind) == expected


@pytest.mark.parametrize(
    "months", [{"letters": 3}, {"artefact": 0}, {"email": -1}, {"stop": 5}, {"stop": 9999}]
)
def test_a_schedule_that_makes_no_sense_is_refused(months: dict[str, int]) -> None:
    with pytest.raises(InputError) as caught:
        Schedule(months)
    assert caught.value.code == "retention_invalid"


def test_the_end_is_the_artefact_s_own_or_reckoned_in_calendar_months() -> None:
    kept = KeptText("sub", "sha", "email", datetime(2026, 11, 30, tzinfo=UTC), None)
    assert Schedule({"email": 3}).ends(kept) == date(2027, 2, 28)
    assert Schedule({"email": 3}).ends(kept._replace(retain_until=date(2030, 1, 1))) == date(2030, 1, 1)


def test_a_text_goes_on_its_last_day_and_not_before(
    store: SqlStore, officer: Actor, clock: TickingClock, tmp_path: Path, verify: Verify
) -> None:
    world = kept_for_long(store)
    assert on(store, clock, date(2027, 2, 1), artefact=3).overdue(officer) == ()
    due = on(store, clock, date(2027, 2, 2), artefact=3).overdue(officer)
    assert due == (
        Overdue(
            kind=RetentionKind.ARTEFACT,
            id=world.submission_id,
            artefact=world.artefact_id,
            since=date(2027, 2, 2),
        ),
    )
    assert hits([MARK], files_below(tmp_path))
    assert on(store, clock, date(2027, 2, 2), artefact=3).apply(officer) == due
    assert hits([MARK], files_below(tmp_path)) == set()
    with store.read() as unit:
        assert unit.submissions.artefacts(world.submission_id)[0].redacted.text is None
        with pytest.raises(NotFoundError) as caught:
            unit.drafts.content(world.draft_id)
        assert caught.value.code == "erased"
    assert verify().faults == ()
    assert on(store, clock, date(2027, 2, 3), artefact=3).overdue(officer) == ()


def test_ratings_outlive_the_text_they_were_made_on(
    store: SqlStore, officer: Actor, clock: TickingClock, verify: Verify
) -> None:
    world = rated(store)  # kept until the end of 2027
    on(store, clock, date(2027, 12, 31)).apply(officer)
    with store.read() as unit:
        (rating,) = unit.ratings.of_draft(world.draft_id)
    assert rating.value.level == 3
    report = verify()
    assert report.faults == ()
    # The draft's commitment lost its salt; submission and seal still hold.
    assert (report.commitments_checked, report.commitments_erased) == (2, 1)


def test_a_submission_goes_as_a_whole_after_its_own_months(
    store: SqlStore, officer: Actor, clock: TickingClock, verify: Verify
) -> None:
    world = rated(store)
    (one,) = [o for o in on(store, clock, date(2029, 11, 3)).apply(officer) if o.id == world.submission_id]
    assert one.kind is RetentionKind.SUBMISSION
    with store.read() as unit, pytest.raises(NotFoundError):
        unit.submissions.get(world.submission_id)
    assert verify().faults == ()


def test_stops_and_marks_go_after_theirs(
    store: SqlStore, officer: Actor, clock: TickingClock, verify: Verify
) -> None:
    with store.begin() as unit:
        added = unit.stops.add(stopped(), "hmac-sha256:k1:" + "c" * 64, actor_id=officer.id)
        unit.record(
            AuditEvent(event="submission.stopped", actor=officer.id, refs={"stop": added.id}),
            {"stop": added.committed},
        )
        unit.preview_marks.add(["hmac-sha256:k1:aa", "hmac-sha256:k1:bb"], actor_id=officer.id)
    day = date(2027, 11, 3)
    due = on(store, clock, day).apply(officer)
    assert [one.kind for one in due] == [RetentionKind.STOP, RetentionKind.PREVIEW, RetentionKind.PREVIEW]
    with store.read() as unit:
        assert not unit.preview_marks.has_any(["hmac-sha256:k1:aa"], actor_id=officer.id)
        with pytest.raises(NotFoundError):
            unit.stops.get(added.id)
    assert verify().faults == ()
    assert on(store, clock, day).overdue(officer) == ()


def test_receipts_and_the_ledger_of_model_calls_go_after_theirs(
    store: SqlStore, officer: Actor, clock: TickingClock, tmp_path: Path, verify: Verify
) -> None:
    world = rated(store)
    receipt = Receipt(actor_id=world.manager.id, key_digests=("k",), request_digest="r")
    with store.begin() as unit:
        unit.receipts.add(receipt, made=world.submission_id)
    ledger = SqlSpendLedger(new_engine(tmp_path), clock, "local")
    ledger.reserve(
        Spend(run_id="run_1", month="2026-11", model="openai/m", tokens=9, cost_nano_usd=None), SpendLimits()
    )
    assert on(store, clock, date(2027, 2, 1)).overdue(officer) == ()
    ended = [one.kind for one in on(store, clock, date(2027, 2, 4)).apply(officer)]
    assert ended == [RetentionKind.RECEIPT]
    with store.read() as unit:
        assert unit.receipts.find(receipt) is None
    assert ledger.spent(run_id="run_1").calls == 1
    ended = [one.kind for one in on(store, clock, date(2028, 11, 4), artefact=60).apply(officer)]
    assert RetentionKind.SPEND in ended
    assert ledger.spent(run_id="run_1").calls == 0
    assert verify().faults == ()


@pytest.mark.parametrize(("day", "cleared"), [(START.date(), 0), (date(2029, 11, 3), 1)])
def test_answers_of_models_go_with_the_texts_they_quote(
    store: SqlStore, officer: Actor, clock: TickingClock, day: date, cleared: int
) -> None:
    rated(store)
    calls: list[int] = []

    def forget() -> int:
        calls.append(1)
        return 1

    on(store, clock, day)
    Retention(store, clock, Schedule({}), forget).apply(officer)
    assert len(calls) == cleared


def test_nobody_else_may_look_or_apply(store: SqlStore, clock: TickingClock) -> None:
    manager = add_account(store, "Mona", Role.MANAGER)
    for attempt in (Retention.overdue, Retention.apply):
        with pytest.raises(PersonError):
            attempt(on(store, clock, START.date()), manager)


def test_nothing_overdue_records_nothing(
    store: SqlStore, officer: Actor, clock: TickingClock, verify: Verify
) -> None:
    with store.begin() as unit:
        unit.record(event())
    size = verify().size
    assert on(store, clock, START.date()).apply(officer) == ()
    assert verify().size == size


def test_an_example_goes_on_its_own_day_or_after_its_months(
    store: SqlStore, officer: Actor, clock: TickingClock, tmp_path: Path, verify: Verify
) -> None:
    """S000-83: labelled items that a model is shown are kept no longer than other texts."""
    keepers = Keepers(store, officer)
    dated = keepers.add(new_exemplar(TEXT, retain_until=date(2027, 1, 5)))
    keepers.add(new_exemplar(TEXT + " Once more.", digest="sha256:two"))  # imported on START, 2 November 2026
    forgot = list[int]()

    def due_on(day: date, months: int = 6) -> Retention:
        clock.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        return Retention(store, clock, Schedule({"exemplar": months}), lambda: forgot.append(1) or 1)

    assert due_on(date(2027, 1, 4)).overdue(officer) == ()
    ended = due_on(date(2027, 1, 5)).apply(officer)
    assert ended == (Overdue(kind=RetentionKind.EXEMPLAR, id=dated, since=date(2027, 1, 5)),)
    assert forgot == [1]  # answers of a model may quote it
    with store.read() as unit:
        first, second = unit.exemplars.list_all()
        assert (first.state, first.text, first.quotes, first.retain_until) == ("withdrawn", None, (), None)
        assert second.state == "released"
    assert hits([MARK], files_below(tmp_path))
    assert due_on(date(2027, 5, 1)).overdue(officer) == ()
    due_on(date(2027, 5, 2)).apply(officer)
    assert hits([MARK], files_below(tmp_path)) == set()
    assert verify().faults == ()
    assert due_on(date(2030, 1, 1)).overdue(officer) == ()
