from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import event, name_digest, new_store


def test_marks_are_one_actors_and_survive_a_second_preview(store: SqlStore) -> None:
    with store.begin() as unit:
        ada = unit.actors.add_assessee([name_digest("ada")], created_by="system").id
        bob = unit.actors.add_assessee([name_digest("bob")], created_by="system").id
        unit.preview_marks.add(["d1", "d2"], actor_id=ada)
        unit.preview_marks.add(["d2", "d3"], actor_id=ada)
        unit.record(event("preview.shown"))
    with store.read() as unit:
        assert all(unit.preview_marks.has_any([digest], actor_id=ada) for digest in ("d1", "d2", "d3"))
        assert unit.preview_marks.has_any(["other", "d3"], actor_id=ada)
        assert not unit.preview_marks.has_any(["other"], actor_id=ada)
        assert not unit.preview_marks.has_any([], actor_id=ada)
        assert not unit.preview_marks.has_any(["d1"], actor_id=bob)
    with new_store(store._engine, "other").read() as unit:
        assert not unit.preview_marks.has_any(["d1"], actor_id=ada)
