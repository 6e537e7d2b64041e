import pytest
import sqlalchemy as sa

from assessor.errors import NotFoundError, OrderError, RecordError
from assessor.store.tables import drafts
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import draft, event, new_artefact, new_store
from tests.store.test_ratings import sealed_record
from tests.store.world import fill


def test_draft_comes_back_as_drafted(store: SqlStore) -> None:
    world = fill(store)
    with store.read() as unit:
        assert unit.drafts.content(world.draft_id) == draft(world.artefact_id)


def test_header_has_no_place_for_content(store: SqlStore) -> None:
    world = fill(store)
    with store.read() as unit:
        header = unit.drafts.header(world.draft_id)
    text = header.model_dump_json().casefold()
    assert "marker" not in text
    assert "rating" not in text
    assert header.submission.id == world.submission_id
    assert header.skill_area == "Data, privacy, CRM hygiene"


def test_list_filters_by_submission_and_assessee(store: SqlStore) -> None:
    first, second = fill(store), fill(store, manager_name="Mira")
    with store.read() as unit:
        every = [header.id for header in unit.drafts.list_headers()]
        one = [header.id for header in unit.drafts.list_headers(submission_id=second.submission_id)]
        none = unit.drafts.list_headers(assessee_id=first.manager.id)
        both = unit.drafts.list_headers(assessee_id=first.assessee.id)
    assert every == [first.draft_id, second.draft_id]
    assert one == [second.draft_id]
    assert none == ()
    assert len(both) == 2


def test_open_drafts_are_those_on_the_bytes_that_the_actor_has_yet_to_rate(store: SqlStore) -> None:
    world = fill(store)
    other = fill(store, artefacts=(new_artefact("Other.", "hmac-sha256:k1:bb"),), manager_name="Mira")
    digests = ["hmac-sha256:k1:aa", "hmac-sha256:k2:aa"]

    def open_ids() -> tuple[str, ...]:
        with store.read() as unit:
            return unit.drafts.open_for(digests, actor_id=world.manager.id)

    assert open_ids() == (world.draft_id,)
    with store.begin() as unit:
        unit.ratings.add(sealed_record(other))  # the other draft's rating changes nothing here
        unit.record(event())
    assert open_ids() == (world.draft_id,)
    with store.begin() as unit:
        unit.ratings.add(sealed_record(world))
        unit.record(event())
    assert open_ids() == ()


def test_withdrawn_draft_is_not_open_and_cannot_be_withdrawn_again(store: SqlStore) -> None:
    world = fill(store)
    with store.begin() as unit:
        unit.drafts.withdraw(world.draft_id, "wrong_artefact")
        unit.record(event())
        assert unit.drafts.header(world.draft_id).withdrawn_reason == "wrong_artefact"
        assert unit.drafts.open_for(["hmac-sha256:k1:aa"], actor_id=world.manager.id) == ()
        with pytest.raises(OrderError) as caught:
            unit.drafts.withdraw(world.draft_id, "again")
    assert caught.value.code == "withdrawn"


def test_reveal_is_one_actors(store: SqlStore) -> None:
    world = fill(store)
    with store.begin() as unit:
        unit.drafts.add_reveal(world.draft_id, actor_id=world.manager.id)
        unit.record(event())
        assert unit.drafts.is_revealed(world.draft_id, actor_id=world.manager.id)
        assert not unit.drafts.is_revealed(world.draft_id, actor_id=world.assessee.id)


def test_erased_content_is_told_from_a_missing_draft(store: SqlStore, engine: sa.Engine) -> None:
    world = fill(store)
    with engine.begin() as connection:
        connection.execute(drafts.update().values(draft=None))
    with store.read() as unit:
        with pytest.raises(NotFoundError) as erased:
            unit.drafts.content(world.draft_id)
        with pytest.raises(NotFoundError) as missing:
            unit.drafts.content("drf_x")
    assert (erased.value.code, missing.value.code) == ("erased", "not_found")


def test_draft_needs_its_artefact(store: SqlStore) -> None:
    world = fill(store)
    with pytest.raises(RecordError) as caught, store.begin() as unit:
        unit.drafts.add(
            draft(world.artefact_id),
            submission_id=world.submission_id,
            artefact_id="sha256:none",
            skill_area=None,
            career_level=None,
            actor_id=world.manager.id,
        )
    assert caught.value.code == "conflict"


def test_drafts_of_another_tenant_are_out_of_reach(store: SqlStore) -> None:
    world = fill(store)
    with new_store(store._engine, "other").read() as unit:
        assert unit.drafts.list_headers() == ()
        assert unit.drafts.open_for(["hmac-sha256:k1:aa"], actor_id=world.manager.id) == ()
        for look in (unit.drafts.header, unit.drafts.content):
            with pytest.raises(NotFoundError):
                look(world.draft_id)


def test_an_artefact_has_one_standing_draft(store: SqlStore) -> None:
    world = fill(store)

    def add_again() -> None:
        with store.begin() as unit:
            unit.drafts.add(
                draft(world.artefact_id),
                submission_id=world.submission_id,
                artefact_id=world.artefact_id,
                skill_area=None,
                career_level=None,
                actor_id=world.manager.id,
            )
            unit.record(event())

    with pytest.raises(RecordError) as caught:
        add_again()
    assert caught.value.code == "conflict"
    with store.begin() as unit:
        unit.drafts.withdraw(world.draft_id, "wrong_artefact")
        unit.record(event())
    add_again()
    with store.read() as unit:
        assert len(unit.drafts.list_headers()) == 2


def test_pages_of_drafts_follow_each_other_without_gap_or_repeat(store: SqlStore) -> None:
    ids = [fill(store, manager_name=f"M{number}").draft_id for number in range(5)]
    with store.read() as unit:
        pages = [unit.drafts.list_headers(after=after, limit=2) for after in (None, ids[1], ids[3], ids[4])]
        with pytest.raises(NotFoundError):
            unit.drafts.list_headers(after="drf_x", limit=2)
    assert [[header.id for header in page] for page in pages] == [ids[:2], ids[2:4], ids[4:], []]
