"""Erasure: rows and bytes go, the log stays verifiable, and what is not asked for stays."""

import sqlite3
from pathlib import Path

import pytest

from assessor.domain.actor import Actor, Role
from assessor.domain.privacy import LogQuery
from assessor.errors import NotFoundError, PersonError
from assessor.privacy.erasure import Erasure
from assessor.store.unit_of_work import SqlStore
from tests.cli.leak_scan import files_below, hits
from tests.exemplar_values import Keepers, new_exemplar
from tests.store.fakes import event, new_artefact
from tests.store.test_ratings import sealed_record
from tests.store.world import World, add_account, fill

from .conftest import Verify

MARK = "Zanderfilet-Nordwest"
"""Stands in the redacted text, and nowhere else."""
TEXT = f"Hello <PERSON_1>,\r\nthe renewal brief about {MARK} was checked.\n"


def rated(store: SqlStore, **names: str) -> World:
    """A submission with a draft that somebody rated and saw."""
    world = fill(store, artefacts=(new_artefact(TEXT),), **names)
    with store.begin() as unit:
        record = sealed_record(world)
        unit.record(
            event("rating.sealed", rating=record.id, draft=world.draft_id),
            {"seal": unit.ratings.committed(record)},
        )
        unit.ratings.add(record)
        unit.drafts.add_reveal(world.draft_id, actor_id=world.manager.id)
        unit.preview_marks.add(["hmac-sha256:k1:aa"], actor_id=world.manager.id)
    return world


def counts(database: Path) -> dict[str, int]:
    with sqlite3.connect(database) as connection:
        names = ("submissions", "artefacts", "drafts", "reveals", "ratings", "redaction_log", "preview_marks")
        return {
            name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]  # noqa: S608 - a fixed list
            for name in names
        }


def test_a_submission_is_erased_to_the_last_row_and_byte(
    store: SqlStore, officer: Actor, tmp_path: Path, verify: Verify
) -> None:
    """GDPR art. 17, S000-83."""
    world = rated(store)
    assert hits([MARK], files_below(tmp_path))
    held = Erasure(store).erase(world.submission_id, officer)
    assert (held.artefacts, held.drafts, held.ratings, held.redactions, held.marks) == (1, 1, 1, 1, 1)
    assert set(counts(tmp_path / "home" / "assessor.db").values()) == {0}
    assert hits([MARK], files_below(tmp_path)) == set()
    report = verify()
    assert report.faults == ()
    # Submission, draft and seal were committed to.
    assert (report.commitments_checked, report.commitments_erased) == (0, 3)


def test_a_salt_deleted_by_hand_is_a_loss_and_an_erased_one_is_not(
    store: SqlStore, officer: Actor, tmp_path: Path, verify: Verify
) -> None:
    """docs/next.md: a deleted salt must be told from an erasure."""
    first, second = rated(store), rated(store, manager_name="Mira")
    Erasure(store).erase(first.submission_id, officer)
    assert verify().faults == ()
    with sqlite3.connect(tmp_path / "home" / "assessor.db") as connection:
        gone = connection.execute("DELETE FROM audit_salts WHERE name = 'draft'").rowcount
    assert gone == 1
    assert [fault.code for fault in verify().faults] == ["salt_missing"]
    assert second.submission_id != first.submission_id


def test_an_equal_text_in_another_submission_stays(store: SqlStore, officer: Actor, verify: Verify) -> None:
    """CONTRACT.md: erasing one submission leaves an equal text in another."""
    first, second = rated(store), rated(store, manager_name="Mira")
    held = Erasure(store).erase(first.submission_id, officer)
    assert held.marks == 0  # the other submission's bytes are the same, so the mark is still needed
    with store.read() as unit:
        assert unit.submissions.artefact(second.submission_id, second.artefact_id).redacted.text == TEXT
        assert unit.drafts.content(second.draft_id).rating == 4
        assert len(unit.ratings.of_draft(second.draft_id)) == 1
        with pytest.raises(NotFoundError):
            unit.submissions.get(first.submission_id)
    assert verify().faults == ()


def test_all_about_a_person_is_erased_and_their_id_where_it_is_no_account(
    store: SqlStore, officer: Actor, verify: Verify
) -> None:
    first = rated(store)
    second = rated(store, manager_name="Mira")  # about the same assessee
    assert first.assessee.id == second.assessee.id
    done = Erasure(store).erase_subject(first.assessee.id, officer)
    assert {one.submission for one in done} == {first.submission_id, second.submission_id}
    with store.read() as unit, pytest.raises(NotFoundError):
        unit.actors.get(first.assessee.id)
    assert verify().faults == ()
    with pytest.raises(NotFoundError):
        Erasure(store).erase_subject(first.assessee.id, officer)


def test_an_account_stays_though_what_was_said_about_it_goes(store: SqlStore, officer: Actor) -> None:
    world = rated(store)
    add_account(store, "Jonas", Role.CSM)  # the assessee is given an account under the same name
    Erasure(store).erase_subject(world.assessee.id, officer)
    with store.read() as unit:
        assert unit.actors.get(world.assessee.id).name == "Jonas"


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CSM, Role.ENABLEMENT])
def test_nobody_else_may_erase_or_see_what_would_go(store: SqlStore, role: Role) -> None:
    world = rated(store)
    other = add_account(store, "Otto", role)
    for attempt in (
        lambda: Erasure(store).erase(world.submission_id, other),
        lambda: Erasure(store).erase_subject(world.assessee.id, other),
        lambda: Erasure(store).planned((world.submission_id,), other),
        lambda: Erasure(store).submissions_of(world.assessee.id, other),
    ):
        with pytest.raises(PersonError) as caught:
            attempt()
        assert caught.value.code == "role_missing"
    with store.read() as unit:
        assert unit.submissions.get(world.submission_id)


def test_a_role_that_was_taken_away_counts_no_more(store: SqlStore, officer: Actor) -> None:
    world = rated(store)
    with store.begin() as unit:
        unit.actors.set_roles(officer.id, frozenset({Role.MANAGER}))
        unit.record(event())
    with pytest.raises(PersonError):
        Erasure(store).erase(world.submission_id, officer)


def test_an_unknown_submission_changes_nothing(store: SqlStore, officer: Actor, verify: Verify) -> None:
    rated(store)
    size = verify().size
    with pytest.raises(NotFoundError):
        Erasure(store).erase("sub_" + "0" * 32, officer)
    assert verify().size == size


def test_erasure_leaves_no_entry_in_the_redaction_log(store: SqlStore, officer: Actor) -> None:
    world = rated(store)
    with store.read() as unit:
        assert len(unit.privacy_log.entries(LogQuery(submission=world.submission_id))) == 1
    Erasure(store).erase(world.submission_id, officer)
    with store.read() as unit:
        assert unit.privacy_log.entries(LogQuery()) == ()


def test_another_tenant_s_submission_is_out_of_reach(store: SqlStore) -> None:
    world = rated(store)
    elsewhere = SqlStore(store._engine, store._chain, store._clock, "other")
    stranger = add_account(elsewhere, "Paula", Role.PRIVACY)
    with pytest.raises(NotFoundError):
        Erasure(elsewhere).erase(world.submission_id, stranger)
    with store.read() as unit:
        assert unit.submissions.get(world.submission_id)


def test_erasing_a_submission_or_a_person_takes_kept_answers_of_models(
    store: SqlStore, officer: Actor
) -> None:
    cleared: list[str] = []

    def forget() -> int:
        cleared.append("all")
        return 1

    work = Erasure(store, forget)
    world = rated(store)
    work.erase(world.submission_id, officer)
    assert cleared == ["all"]
    work.erase_subject(world.assessee.id, officer)
    assert cleared == ["all", "all"]


FIRST = "The first three figures were checked against the export before the review. "
COPY = f"{FIRST}{TEXT.replace('<PERSON_1>', '<PERSON_9>')}"


def test_examples_that_copy_an_erased_text_go_with_it(
    store: SqlStore, officer: Actor, tmp_path: Path, verify: Verify
) -> None:
    """An exemplar names nobody: that it copies the text is the only link, and is found whatever the placeholders."""
    keepers = Keepers(store, officer)
    world = fill(store, artefacts=(new_artefact(TEXT),))
    other = fill(store, artefacts=(new_artefact(f"{FIRST}Nothing else."),), manager_name="Milo")
    same = keepers.add(new_exemplar(TEXT.replace("<PERSON_1>", "<PERSON_4>")))
    edited = keepers.add(new_exemplar(COPY), released=False)
    stays = keepers.add(new_exemplar("The account plan was agreed with the customer before the first call."))
    erasure = Erasure(store)
    assert erasure.planned((world.submission_id,), officer)[0].exemplars == 2
    assert erasure.standing_examples(officer) == 3
    assert erasure.erase(world.submission_id, officer).exemplars == 2
    assert hits([MARK], files_below(tmp_path)) == set()
    with store.read() as unit:
        states = {one.id: one.state for one in unit.exemplars.list_all()}
        assert states == {same: "withdrawn", edited: "withdrawn", stays: "released"}
        assert unit.submissions.artefacts(other.submission_id)[0].redacted.text
    assert erasure.standing_examples(officer) == 1
    report = verify()
    assert report.faults == ()
