"""Re-identification: sealed at acceptance, opened by two persons with a reason, gone with the submission."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from assessor.domain.actor import Actor, Role
from assessor.domain.audit import AuditEvent
from assessor.domain.vault import VaultRequest
from assessor.errors import AssessorError, InputError, NotFoundError, OrderError, PersonError, RecordError
from assessor.keyring import Keyring
from assessor.privacy.erasure import Erasure
from assessor.privacy.vault import MAX_HOURS, Vault, VaultSealer
from assessor.store.tables import vault_keys, vault_requests, vault_values
from assessor.store.unit_of_work import SqlStore
from tests.privacy.conftest import Verify
from tests.store.fakes import TickingClock
from tests.store.world import World, add_account, fill

NAME = "Katrin Sommer"
VALUES = {
    "<PERSON_1>": (NAME, "Frau Sommer"),
    "<PHONE_NUMBER_1>": ("030 5550 1234",),
    "<SECRET_1>": ("x" * 20,),
}
REASON = "The customer asks who signed the plan."


@pytest.fixture
def world(store: SqlStore, keyring: Keyring) -> World:
    made = fill(store)
    seal(store, VaultSealer(keyring), made)
    return made


@pytest.fixture
def vault(store: SqlStore, clock: TickingClock, keyring: Keyring) -> Vault:
    return Vault(store, clock, VaultSealer(keyring), lambda reason: reason)


def seal(store: SqlStore, sealer: VaultSealer, world: World) -> None:
    with store.begin() as unit:
        sealed = sealer.seal(world.submission_id, VALUES)
        unit.vault.keep(world.submission_id, sealed, actor_id=world.manager.id)
        unit.record(
            AuditEvent(
                event="vault.filled", actor=world.manager.id, refs={"submission": world.submission_id},
                facts={"values": len(sealed.values)},
            )
        )  # fmt: skip


def approved(vault: Vault, world: World, officer: Actor, placeholder: str = "<PERSON_1>") -> VaultRequest:
    asked = vault.request(world.submission_id, placeholder, REASON, world.manager)
    return vault.approve(asked.id, 24, officer)


def code_of(caught: pytest.ExceptionInfo[AssessorError]) -> str:
    return caught.value.code


def events(store: SqlStore) -> list[str]:
    with store.read() as unit:
        return [json.loads(entry.leaf)["event"] for entry in unit.audit.entries()]


def test_two_persons_open_what_one_asked_for(
    vault: Vault, world: World, officer: Actor, store: SqlStore, verify: Verify
) -> None:
    request = approved(vault, world, officer)
    assert vault.open(request.id, world.manager) == (NAME, "Frau Sommer")
    (kept,) = vault.requests(officer)
    assert (kept.opened, kept.approved_by, kept.reason) == (1, officer.id, REASON)
    assert verify().faults == ()


def test_nobody_opens_without_a_second_person(vault: Vault, world: World, officer: Actor) -> None:
    asked = vault.request(world.submission_id, "<PERSON_1>", REASON, world.manager)
    with pytest.raises(OrderError) as caught:
        vault.open(asked.id, world.manager)
    assert code_of(caught) == "vault_unapproved"
    own = vault.request(world.submission_id, "<PERSON_1>", REASON, officer)
    with pytest.raises(PersonError) as same:
        vault.approve(own.id, 24, officer)
    assert code_of(same) == "same_person"


def test_only_the_asker_opens(vault: Vault, world: World, officer: Actor) -> None:
    request = approved(vault, world, officer)
    with pytest.raises(PersonError) as caught:
        vault.open(request.id, officer)
    assert code_of(caught) == "other_person"


def test_only_a_privacy_officer_approves_and_only_managers_and_officers_ask(
    vault: Vault, world: World, officer: Actor, store: SqlStore
) -> None:
    csm = add_account(store, "Carla", Role.CSM)
    other = add_account(store, "Mila", Role.MANAGER)
    with pytest.raises(PersonError) as caught:
        vault.request(world.submission_id, "<PERSON_1>", REASON, csm)
    assert code_of(caught) == "role_missing"
    asked = vault.request(world.submission_id, "<PERSON_1>", REASON, world.manager)
    with pytest.raises(PersonError) as unfit:
        vault.approve(asked.id, 24, other)
    assert code_of(unfit) == "role_missing"


def test_an_approval_ends_with_its_hours_and_with_the_approvers_role(
    vault: Vault, world: World, officer: Actor, store: SqlStore, clock: TickingClock
) -> None:
    request = approved(vault, world, officer)
    with store.begin() as unit:
        unit.actors.revoke(officer.id)
        unit.record(AuditEvent(event="actor.revoked", actor="system", refs={"actor": officer.id}))
    with pytest.raises(PersonError) as revoked:
        vault.open(request.id, world.manager)
    assert code_of(revoked) == "actor_revoked"
    late = Vault(store, Later(clock, hours=25), VaultSealer(Keyring("k", {})), lambda reason: reason)
    with pytest.raises(OrderError) as caught:
        late.open(request.id, world.manager)
    assert code_of(caught) == "vault_expired"


def test_a_request_nobody_answers_lapses_and_no_approval_is_given_twice(
    vault: Vault, world: World, officer: Actor, store: SqlStore, clock: TickingClock, keyring: Keyring
) -> None:
    asked = vault.request(world.submission_id, "<PERSON_1>", REASON, world.manager)
    late = Vault(store, Later(clock, hours=24 * 8), VaultSealer(keyring), lambda reason: reason)
    with pytest.raises(OrderError) as caught:
        late.approve(asked.id, 24, officer)
    assert code_of(caught) == "vault_expired"
    vault.approve(asked.id, 24, officer)
    with pytest.raises(OrderError) as twice:
        vault.approve(asked.id, 24, officer)
    assert code_of(twice) == "vault_approved"


@pytest.mark.parametrize("hours", [0, -1, MAX_HOURS + 1])
def test_hours_are_bounded(vault: Vault, world: World, officer: Actor, hours: int) -> None:
    asked = vault.request(world.submission_id, "<PERSON_1>", REASON, world.manager)
    with pytest.raises(InputError) as caught:
        vault.approve(asked.id, hours, officer)
    assert code_of(caught) == "vault_hours"


def test_a_reason_is_needed_and_kept_redacted(
    store: SqlStore, clock: TickingClock, keyring: Keyring, world: World, vault: Vault
) -> None:
    with pytest.raises(InputError) as caught:
        vault.request(world.submission_id, "<PERSON_1>", "  short  ", world.manager)
    assert code_of(caught) == "reason_missing"
    careful = Vault(store, clock, VaultSealer(keyring), lambda reason: reason.replace("customer", "<X_1>"))
    assert "<X_1>" in careful.request(world.submission_id, "<PERSON_1>", REASON, world.manager).reason


def test_what_the_vault_does_not_hold_cannot_be_asked_for_and_is_not_repeated(
    vault: Vault, world: World
) -> None:
    for placeholder in ("<PERSON_9>", "<SECRET_1>", NAME):
        with pytest.raises(NotFoundError) as caught:
            vault.request(world.submission_id, placeholder, REASON, world.manager)
        assert placeholder not in str(caught.value)


def test_switched_off_nothing_is_opened(
    vault: Vault, store: SqlStore, clock: TickingClock, world: World, officer: Actor
) -> None:
    request = approved(vault, world, officer)
    off = Vault(store, clock, None, lambda reason: reason)
    for attempt in (
        lambda: off.request(world.submission_id, "<PERSON_1>", REASON, world.manager),
        lambda: off.approve(request.id, 24, officer),
        lambda: off.open(request.id, world.manager),
    ):
        with pytest.raises(OrderError) as caught:
            attempt()
        assert code_of(caught) == "vault_off"


def test_another_installations_key_opens_nothing_and_no_look_is_logged(
    vault: Vault, store: SqlStore, clock: TickingClock, world: World, officer: Actor, tmp_path: Path
) -> None:
    request = approved(vault, world, officer)
    other = Keyring.create(tmp_path / "other" / "keys.json")
    with pytest.raises(RecordError) as caught:
        Vault(store, clock, VaultSealer(other), lambda reason: reason).open(request.id, world.manager)
    assert code_of(caught) == "key_sealed"
    assert "vault.opened" not in events(store)
    assert vault.requests(officer)[0].opened == 0


def test_an_older_key_still_opens_after_a_rotation(
    vault: Vault, store: SqlStore, clock: TickingClock, world: World, officer: Actor, tmp_path: Path
) -> None:
    request = approved(vault, world, officer)
    rotated = Keyring.add_key(tmp_path / "keys.json")
    assert rotated.active_id != "k1"
    opened = Vault(store, clock, VaultSealer(rotated), lambda reason: reason).open(request.id, world.manager)
    assert opened[0] == NAME


def test_a_sealed_value_cannot_take_the_place_of_another(
    vault: Vault, store: SqlStore, world: World, officer: Actor
) -> None:
    request = approved(vault, world, officer, "<PHONE_NUMBER_1>")
    with store._engine.begin() as connection:
        stolen = sa.select(vault_values.c.sealed).where(vault_values.c.placeholder == "<PERSON_1>")
        moved = connection.execute(stolen).scalar_one()
        at = vault_values.c.placeholder == "<PHONE_NUMBER_1>"
        connection.execute(vault_values.update().where(at).values(sealed=moved))
    with pytest.raises(RecordError) as caught:
        vault.open(request.id, world.manager)
    assert code_of(caught) == "vault_sealed"


def test_no_row_and_no_entry_of_the_log_holds_a_value(
    vault: Vault, store: SqlStore, world: World, officer: Actor, tmp_path: Path
) -> None:
    vault.open(approved(vault, world, officer).id, world.manager)
    with store.read() as unit:
        told = "".join(entry.model_dump_json() for entry in unit.audit.entries())
    assert [event for event in events(store) if event.startswith("vault.")] == [
        "vault.filled", "vault.requested", "vault.approved", "vault.opened",
    ]  # fmt: skip
    assert "PERSON_1" in told
    assert NAME not in told
    for path in tmp_path.glob("*.db*"):
        assert NAME.encode() not in path.read_bytes()


def test_erasure_destroys_the_key_with_the_rows_and_the_bytes(
    vault: Vault, store: SqlStore, world: World, officer: Actor, tmp_path: Path, verify: Verify
) -> None:
    request = approved(vault, world, officer)
    with store.read() as unit:
        wrapped, _ = unit.vault.sealed(world.submission_id, "<PERSON_1>")
    held = Erasure(store).erase(world.submission_id, officer)
    assert held.vault == 2
    with pytest.raises(NotFoundError):
        vault.open(request.id, world.manager)
    with store._engine.connect() as connection:
        for table in (vault_keys, vault_values, vault_requests):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() == 0
    for path in tmp_path.glob("*.db*"):
        assert wrapped.encode() not in path.read_bytes()
    assert verify().faults == ()


def test_the_vault_goes_with_the_first_text_whose_time_is_over(
    vault: Vault, store: SqlStore, world: World, officer: Actor
) -> None:
    with store.begin() as unit:
        unit.erasure.erase_content(world.submission_id, world.artefact_id)
        refs = {"submission": world.submission_id}
        unit.record(AuditEvent(event="artefact.expired", actor=officer.id, refs=refs))
    with pytest.raises(NotFoundError):
        vault.request(world.submission_id, "<PERSON_1>", REASON, world.manager)


class Later:
    """A clock that is ahead of another."""

    def __init__(self, clock: TickingClock, *, hours: int) -> None:
        self._clock, self._hours = clock, hours

    def now(self) -> datetime:
        return self._clock.now() + timedelta(hours=self._hours)
