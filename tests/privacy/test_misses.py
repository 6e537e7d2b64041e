"""A report of a miss: the value goes everywhere, and the record holds."""

from pathlib import Path

import pytest

from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import RedactedArtefact, artefact_id_of
from assessor.domain.privacy import CaseKind, LogQuery
from assessor.domain.rating import CitedSpan, RatingSource
from assessor.domain.record import NewArtefact, StoredSubmission
from assessor.domain.submission import AssessedArtefact
from assessor.errors import InputError, NotFoundError, PersonError
from assessor.guardrails.again import missed_value, redact_again
from assessor.guardrails.cases import make_case
from assessor.privacy.misses import REASON, Misses
from assessor.store.ids import new_id
from assessor.store.unit_of_work import SqlStore
from tests.cli.leak_scan import files_below, hits
from tests.store.fakes import draft, event, new_artefact
from tests.store.test_ratings import sealed_record
from tests.store.world import World, add_account, fill

from .conftest import Verify

MISSED = "Quendolin Zargbaum"
FIRST = f"Hello <PERSON_1>, {MISSED} checked the renewal brief."
SECOND = f"Later {MISSED} wrote: {MISSED}s plan stands, {MISSED}."


@pytest.fixture
def misses(store: SqlStore) -> Misses:
    def again(submission: StoredSubmission, artefact: RedactedArtefact) -> AssessedArtefact:
        return AssessedArtefact(redacted=artefact, skill_area=None, draft=draft(artefact.artefact_id))

    return Misses(
        store,
        missed_value=missed_value,
        redact_again=redact_again,
        make_case=lambda *arguments: make_case(*arguments, case_id=new_id("cas")),
        draft_again=again,
    )


def artefact(text: str, *, spans: bool = True) -> NewArtefact:
    new = new_artefact(text)
    spans_kept = new.redacted.spans if spans else ()
    return new.model_copy(update={"redacted": new.redacted.model_copy(update={"spans": spans_kept})})


def settled(store: SqlStore, **names: str) -> World:
    """Two artefacts that hold the missed value; a sealed and a confirmed rating of the first's draft."""
    world = fill(store, artefacts=(artefact(FIRST), artefact(SECOND, spans=False)), **names)
    cited = (
        CitedSpan(artefact=artefact_id_of(FIRST), start=19, end=45),
        CitedSpan(artefact=artefact_id_of(SECOND), start=len(SECOND) - 10, end=len(SECOND)),
    )
    sealed = sealed_record(world)
    confirmed = sealed_record(
        world, source=RatingSource.CONFIRMED, seal=None, reason=f"{MISSED} did well.", cited=cited
    )
    with store.begin() as unit:
        for kind, name, record in (
            ("rating.sealed", "seal", sealed),
            ("rating.confirmed", "rating", confirmed),
        ):
            unit.record(event(kind, rating=record.id), {name: unit.ratings.committed(record)})
            unit.ratings.add(record)
    return world


def report(misses: Misses, officer: Actor, artefact_id: str | None = None) -> object:
    start = FIRST.index(MISSED)
    return misses.report_miss(
        artefact_id or artefact_id_of(FIRST), start, start + len(MISSED), "PERSON", officer
    )


def test_the_value_goes_from_texts_drafts_reasons_and_files(
    store: SqlStore, misses: Misses, officer: Actor, tmp_path: Path, verify: Verify
) -> None:
    world = settled(store)
    assert hits([MISSED], files_below(tmp_path))
    (done,) = report(misses, officer)
    # Once in the first text; three times in the second, once of them in the genitive.
    assert (done.placeholder, done.spans) == ("<PERSON_2>", 4)
    with store.read() as unit:
        texts = [one.redacted.text for one in unit.submissions.artefacts(world.submission_id)]
    assert texts == [
        "Hello <PERSON_1>, <PERSON_2> checked the renewal brief.",
        "Later <PERSON_2> wrote: <PERSON_2> plan stands, <PERSON_2>.",
    ]
    assert verify().faults == ()


def test_its_bytes_and_digests_of_texts_with_it_are_gone(
    store: SqlStore, misses: Misses, officer: Actor, tmp_path: Path
) -> None:
    settled(store)
    report(misses, officer)
    assert hits([MISSED, artefact_id_of(FIRST), artefact_id_of(SECOND)], files_below(tmp_path)) == set()


def test_drafts_are_withdrawn_emptied_and_made_anew_unless_settled(
    store: SqlStore, misses: Misses, officer: Actor, verify: Verify
) -> None:
    world = fill(store, artefacts=(artefact(FIRST),))
    (done,) = report(misses, officer)
    with store.read() as unit:
        old = unit.drafts.header(world.draft_id)
        assert (old.withdrawn_reason, old.artefact_id) == (REASON, done.artefacts[world.artefact_id])
        with pytest.raises(NotFoundError) as caught:
            unit.drafts.content(world.draft_id)
        assert caught.value.code == "erased"
        (new,) = done.drafts
        assert unit.drafts.header(new).withdrawn_at is None
    assert done.withdrawn == (world.draft_id,)
    assert verify().faults == ()


def test_a_settled_draft_gets_no_successor(store: SqlStore, misses: Misses, officer: Actor) -> None:
    settled(store)
    (done,) = report(misses, officer)
    assert (done.withdrawn, done.drafts) == ((), ())


def test_ratings_stay_and_their_places_move(
    store: SqlStore, misses: Misses, officer: Actor, verify: Verify
) -> None:
    world = settled(store)
    (done,) = report(misses, officer)
    with store.read() as unit:
        confirmed = next(
            one for one in unit.ratings.of_draft(world.draft_id) if one.source is RatingSource.CONFIRMED
        )
        quoted = []
        for span in confirmed.cited:
            text = unit.submissions.artefact(world.submission_id, span.artefact).redacted.text
            assert text is not None
            quoted.append(text[span.start : span.end])
    # The first began inside the value and now covers its placeholder; the second ends with one.
    assert quoted[0].startswith("<PERSON_2> checked")
    assert quoted[1].endswith("<PERSON_2>.")
    assert confirmed.reason == "<PERSON_2> did well."
    assert confirmed.value.level == 3
    assert confirmed.artefact_id == done.artefacts[artefact_id_of(FIRST)]
    checked = verify()
    assert checked.faults == ()
    # Old: submission, draft, seal, rating. New: submission and both ratings.
    assert (checked.commitments_erased, checked.commitments_checked) == (4, 3)


def test_a_changed_record_is_still_caught_after_a_repair(
    store: SqlStore, misses: Misses, officer: Actor, verify: Verify
) -> None:
    settled(store)
    report(misses, officer)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE ratings SET level = 5")
    assert {fault.code for fault in verify().faults} == {"record_changed"}


def test_every_submission_with_the_artefact_is_repaired(
    store: SqlStore, misses: Misses, officer: Actor, verify: Verify
) -> None:
    settled(store)
    settled(store, manager_name="Mira")
    done = report(misses, officer)
    assert len({one.submission for one in done}) == 2
    assert verify().faults == ()


def test_the_log_says_where_it_stood_in_the_text_as_submitted(
    store: SqlStore, misses: Misses, officer: Actor
) -> None:
    world = fill(store, artefacts=(artefact(FIRST),))
    report(misses, officer)
    with store.read() as unit:
        entries = unit.privacy_log.entries(LogQuery(submission=world.submission_id))
    new = next(entry for entry in entries if entry.rule == "miss.reported")
    # `<PERSON_1>` has 10 characters and stands for 12 (6 to 18), so 18 in the redacted text was 20.
    assert (new.start, new.end, new.actor) == (20, 20 + len(MISSED), officer.id)
    assert {entry.artefact for entry in entries} == {new.artefact}


def test_the_report_becomes_a_case_without_any_real_value(
    store: SqlStore, misses: Misses, officer: Actor
) -> None:
    fill(store, artefacts=(artefact(FIRST),))
    report(misses, officer)
    (case,) = misses.cases(officer)
    assert case.kind is CaseKind.MISS
    assert MISSED not in case.text
    assert "<PERSON" not in case.text
    names = [case.text[span.start : span.end] for span in case.spans]
    assert names == ["Nora Whitcombe", "Tobias Renfield"]
    assert case.text == "Hello Nora Whitcombe, Tobias Renfield checked the renewal brief."


def test_a_false_hit_becomes_a_case_that_keeps_the_words(
    store: SqlStore, misses: Misses, officer: Actor, verify: Verify
) -> None:
    world = fill(store, artefacts=(artefact(FIRST),))
    case = misses.report_false_hit(world.artefact_id, "<PERSON_1>", "Economic Buyer", officer)
    assert (case.kind, case.rule) == (CaseKind.FALSE_HIT, "ner")
    (span,) = case.spans
    assert (case.text[span.start : span.end], span.type) == ("Economic Buyer", "HARMLESS")
    with pytest.raises(InputError) as caught:
        misses.report_false_hit(world.artefact_id, "<PERSON_9>", "x", officer)
    assert caught.value.code == "placeholder_unknown"
    assert verify().faults == ()


@pytest.mark.parametrize(
    ("place", "kind", "code"),
    [
        ((0, 500), "PERSON", "place_outside"),
        ((7, 7), "PERSON", "place_outside"),
        ((4, 9), "PERSON", "place_redacted"),
        ((16, 18), "PERSON", "place_blank"),
        ((18, 36), "person", "type_invalid"),
    ],
)
def test_a_place_that_holds_no_value_changes_nothing(
    store: SqlStore,
    misses: Misses,
    officer: Actor,
    verify: Verify,
    place: tuple[int, int],
    kind: str,
    code: str,
) -> None:
    fill(store, artefacts=(artefact(FIRST),))
    size = verify().size
    with pytest.raises(InputError) as caught:
        misses.report_miss(artefact_id_of(FIRST), *place, kind, officer)
    assert caught.value.code == code
    assert MISSED not in str(caught.value)
    assert verify().size == size


def test_an_artefact_that_nobody_holds_is_not_found(misses: Misses, officer: Actor) -> None:
    with pytest.raises(NotFoundError):
        report(misses, officer, "sha256:" + "0" * 64)


def test_nobody_else_may_report_or_read_cases(store: SqlStore, misses: Misses) -> None:
    world = fill(store, artefacts=(artefact(FIRST),))
    manager = add_account(store, "Mona", Role.MANAGER)
    for attempt in (
        lambda: report(misses, manager),
        lambda: misses.report_false_hit(world.artefact_id, "<PERSON_1>", "x", manager),
        lambda: misses.cases(manager),
    ):
        with pytest.raises(PersonError):
            attempt()
