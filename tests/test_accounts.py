"""Names become pseudonymous actors, and no name of an assessee is written down."""

from pathlib import Path

import pytest

from assessor.bootstrap import Application
from assessor.domain.actor import Role
from assessor.errors import InputError, NotFoundError, OrderError

MANAGER = frozenset({Role.MANAGER})


def test_me_is_made_once_and_found_again(application: Application) -> None:
    first = application.accounts.acting(None)
    assert first.name == "me"
    assert first.roles == MANAGER
    assert application.accounts.acting(None).id == first.id


def test_names_are_found_in_any_case_and_by_id(application: Application) -> None:
    anna, _ = application.accounts.add("Anna", MANAGER, by="system")
    assert application.accounts.acting("anna").id == anna.id
    assert application.accounts.acting(anna.id).id == anna.id


def test_an_assessee_keeps_the_id_when_they_get_an_account(application: Application) -> None:
    me = application.accounts.acting(None)
    before = application.accounts.assessee("csm-014", by=me)
    assert before.name is None
    after, _ = application.accounts.add("CSM-014", frozenset({Role.CSM}), by=me.id)
    assert after.id == before.id
    assert application.accounts.assessee("csm-014", by=me).id == before.id


def test_an_assessee_without_account_cannot_act(application: Application) -> None:
    application.accounts.assessee("csm-014", by=application.accounts.acting(None))
    with pytest.raises(NotFoundError):
        application.accounts.acting("csm-014")


def test_the_id_of_an_assessee_is_nowhere_on_disk(application: Application, tmp_path: Path) -> None:
    application.accounts.assessee("employee-4711", by=application.accounts.acting(None))
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"act_" in written
    assert b"4711" not in written


@pytest.mark.parametrize("name", ["", "Katrin Sommer", "k@example.com", "-x", "a" * 65, "süd", "a/b"])
def test_names_of_people_and_addresses_are_refused(application: Application, name: str) -> None:
    with pytest.raises(InputError) as caught:
        application.accounts.assessee(name, by=application.accounts.acting(None))
    assert caught.value.code == "bad_name"
    assert not name or name not in str(caught.value)


@pytest.mark.parametrize("name", ["csm-014", "E4711", "a", "team.west_2"])
def test_ids_are_taken(application: Application, name: str) -> None:
    assert application.accounts.assessee(name, by=application.accounts.acting(None)).id.startswith("act_")


def test_a_second_account_under_a_name_is_refused(application: Application) -> None:
    application.accounts.add("anna", MANAGER, by="system")
    with pytest.raises(InputError):
        application.accounts.add("ANNA", MANAGER, by="system")


def test_an_account_needs_a_role(application: Application) -> None:
    with pytest.raises(InputError):
        application.accounts.add("anna", frozenset(), by="system")


def test_the_revoked_are_refused_and_stay_on_record(application: Application) -> None:
    anna, _ = application.accounts.add("anna", MANAGER, by="system")
    boss, _ = application.accounts.add("boss", MANAGER, by="system")
    application.accounts.revoke("anna", by=boss.id)
    with pytest.raises(OrderError) as caught:
        application.accounts.acting("anna")
    assert caught.value.code == "actor_revoked"
    assert anna.id in {one.id for one in application.accounts.listed()}


def test_tokens_differ(application: Application) -> None:
    _, first = application.accounts.add("anna", MANAGER, by="system")
    _, second = application.accounts.add("boss", MANAGER, by="system")
    assert first != second
