import pytest
import sqlalchemy as sa

from assessor.errors import InputError
from assessor.store.tables import stops
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import event, name_digest, redacted, stopped


def test_of_a_stop_only_codes_and_counts_are_kept(store: SqlStore, engine: sa.Engine) -> None:
    with store.begin() as unit:
        person = unit.actors.add_assessee([name_digest("x")], created_by="system")
        added = unit.stops.add(stopped(), "hmac-sha256:k1:cc", actor_id=person.id)
        unit.record(event("submission.stopped", stop=added.id), {"stop": added.committed})
    with engine.connect() as connection:
        (row,) = connection.execute(sa.select(stops)).mappings().all()
    assert row["findings"] == [
        {"category": "credentials", "rule": "token", "action": "refuse", "count": 2},
        {"category": "pii", "rule": "ner", "action": "redact", "count": 1},
    ]
    assert (row["verdict"], row["submitted_digest"]) == ("refuse", "hmac-sha256:k1:cc")
    with store.read() as unit:
        (kept,) = unit.audit.committed()
    assert kept.value == added.committed


def test_artefact_that_passed_is_no_stop(store: SqlStore) -> None:
    with store.begin() as unit, pytest.raises(InputError) as caught:
        unit.stops.add(redacted(), "hmac-sha256:k1:cc", actor_id="act_x")
    assert caught.value.code == "not_stopped"
