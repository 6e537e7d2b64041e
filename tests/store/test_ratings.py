import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from assessor.domain.rating import CitedSpan, RatingOutcome, RatingSource, RatingTarget, RatingValue
from assessor.domain.record import RatingRecord
from assessor.errors import RecordError
from assessor.store.ids import new_id
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import START, event
from tests.store.world import World, fill


def sealed_record(world: World, **changes: object) -> RatingRecord:
    """A sealed 3 by the manager."""
    record = RatingRecord(
        id=new_id("rat"),
        target=RatingTarget.ARTEFACT,
        source=RatingSource.SEALED,
        draft_id=world.draft_id,
        submission_id=world.submission_id,
        artefact_id=world.artefact_id,
        skill_area=None,
        actor_id=world.manager.id,
        value=RatingValue(outcome=RatingOutcome.LEVEL, level=3),
        scale="ai-skills-1-5",
        rubric_id="ai-skills",
        rubric_version="0.1.0",
        seal="sha256:" + "0" * 64,
        at=START,
    )
    return record.model_copy(update=changes)


def _add(store: SqlStore, record: RatingRecord) -> None:
    with store.begin() as unit:
        unit.ratings.add(record)
        unit.record(event())


def test_rating_comes_back_as_given(store: SqlStore) -> None:
    world = fill(store)
    cited = (CitedSpan(artefact=world.artefact_id, start=0, end=5),)
    record = sealed_record(
        world,
        source=RatingSource.CONFIRMED,
        seal=None,
        reason="Grund: geprüft.",
        cited=cited,
        overrides_draft=True,
    )
    _add(store, record)
    with store.read() as unit:
        assert unit.ratings.of_draft(world.draft_id) == (record,)


@pytest.mark.parametrize("source", [RatingSource.SEALED, RatingSource.CONFIRMED])
def test_second_sealed_or_confirmed_rating_of_a_person_is_refused(
    store: SqlStore, source: RatingSource
) -> None:
    world = fill(store)
    _add(store, sealed_record(world, source=source))
    with pytest.raises(RecordError) as caught:
        _add(store, sealed_record(world, source=source))
    assert caught.value.code == "conflict"


def test_blind_ratings_may_repeat_over_rounds(store: SqlStore) -> None:
    world = fill(store)
    for _ in range(2):
        _add(store, sealed_record(world, source=RatingSource.BLIND, seal=None))
    with store.read() as unit:
        assert len(unit.ratings.of_draft(world.draft_id)) == 2


def test_area_rating_needs_neither_draft_nor_artefact(store: SqlStore) -> None:
    world = fill(store)
    for _ in range(2):  # no draft, so nothing that would make two of them collide
        _add(
            store, sealed_record(world, target=RatingTarget.AREA, draft_id=None, artefact_id=None, seal=None)
        )


@pytest.mark.parametrize(
    ("column", "word"),
    [
        ("target", "'person'"),
        ("source", "'machine'"),
        ("outcome", "'abstained'"),
        ("level", "NULL"),  # the outcome says level
        ("outcome", "'not_applicable'"),  # the level is still there
    ],
)
def test_tables_refuse_what_is_no_rating(store: SqlStore, engine: sa.Engine, column: str, word: str) -> None:
    world = fill(store)
    _add(store, sealed_record(world))
    with engine.connect() as connection, pytest.raises(IntegrityError, match="CHECK"):
        connection.exec_driver_sql(f"UPDATE ratings SET {column} = {word}")  # noqa: S608 words from the table above
