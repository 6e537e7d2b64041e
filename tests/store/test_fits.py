import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from assessor.domain.actor import Actor, Role
from assessor.domain.fit import Fit, FitFigures, FitVersion, Layer, LayerKind
from assessor.errors import NotFoundError
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import event, new_store
from tests.store.world import add_account, fill


def fit(rubric: str = "ai-skills", drafter: str = "embedded", artefacts: tuple[str, ...] = ()) -> Fit:
    return Fit.model_validate(
        {
            "rubric": rubric,
            "rubric_version": "1.0.0",
            "scale": "ai-skills-1-5",
            "drafter": drafter,
            "bases": ("rules",),
            "state": "unproven",
            "layer": Layer(
                kind=LayerKind.ISOTONIC, knots=((1.25, 1.0), (3.1, 2.9)), half_width=0.1, coverage=0.9
            ),
            "figures": FitFigures(
                n=7,
                assessees=2,
                sources={"sealed": 7},
                excluded={"confirmed": 3},
                errors={"none": 1.1, "shift": 0.3},
                error_before=1.1,
                error_after=0.3,
            ),
            "ratings": ("rat_1",),
            "artefacts": artefacts,
            "digests": ("0" * 16,),
        }
    )


def add(store: SqlStore, actor: Actor, one: Fit) -> FitVersion:
    with store.begin() as unit:
        version, _ = unit.fits.add(one, actor_id=actor.id)
        unit.record(event())
    return version


def put(store: SqlStore, actor: Actor, fit_id: str | None, action: str = "activate") -> None:
    with store.begin() as unit:
        unit.fits.add_activation(
            "ai-skills", "embedded", fit_id, action=action, reason="because of it", actor_id=actor.id
        )
        unit.record(event())


@pytest.fixture
def erik(store: SqlStore) -> Actor:
    return add_account(store, "erik", Role.ENABLEMENT)


def test_a_version_comes_back_as_given_and_numbers_count_by_rubric_and_drafter(
    store: SqlStore, erik: Actor
) -> None:
    first, second = add(store, erik, fit()), add(store, erik, fit())
    other, llm = add(store, erik, fit("csm-matrix")), add(store, erik, fit(drafter="llm"))
    assert [one.name for one in (first, second, other, llm)] == [
        "ai-skills/embedded/1", "ai-skills/embedded/2", "csm-matrix/embedded/1", "ai-skills/llm/1",
    ]  # fmt: skip
    with store.read() as unit:
        assert unit.fits.get(first.id) == first
        assert unit.fits.named("ai-skills", "embedded", 2) == second
        assert unit.fits.named("ai-skills", "embedded", 3) is None
        assert unit.fits.list_all("ai-skills") == (first, second, llm)
        assert unit.fits.list_all() == (first, second, llm, other)
        with pytest.raises(NotFoundError):
            unit.fits.get("fit_none")


def test_the_newest_activation_counts_and_none_is_lost(store: SqlStore, erik: Actor) -> None:
    version = add(store, erik, fit())
    with store.read() as unit:
        assert unit.fits.active("ai-skills", "embedded") is None
    put(store, erik, version.id)
    with store.read() as unit:
        assert unit.fits.active("ai-skills", "embedded") == version.id
        assert unit.fits.active("ai-skills", "llm") is None
        assert unit.fits.active("csm-matrix", "embedded") is None
    put(store, erik, None, "rollback")
    with store.read() as unit:
        assert unit.fits.active("ai-skills", "embedded") is None
        kept = unit.fits.activations("ai-skills", "embedded")
    assert [(one.position, one.action, one.fit_id) for one in kept] == [
        (1, "activate", version.id), (2, "rollback", None),
    ]  # fmt: skip
    assert kept[0].reason == "because of it"


def test_another_tenant_sees_nothing_of_it(engine: sa.Engine, store: SqlStore, erik: Actor) -> None:
    version = add(store, erik, fit())
    put(store, erik, version.id)
    other = new_store(engine, "other")
    with other.read() as unit:
        assert unit.fits.active("ai-skills", "embedded") is None
        assert unit.fits.list_all() == ()
        with pytest.raises(NotFoundError):
            unit.fits.get(version.id)


def test_a_number_is_given_once(engine: sa.Engine, store: SqlStore, erik: Actor) -> None:
    add(store, erik, fit())
    add(store, erik, fit())
    with engine.begin() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("UPDATE fits SET number = 1")


def test_texts_that_are_gone_are_told(store: SqlStore) -> None:
    world = fill(store)
    with store.read() as unit:
        assert unit.fits.kept_texts([world.artefact_id, "sha256:none"]) == {world.artefact_id}
        assert unit.fits.kept_texts([]) == frozenset()
    with store.begin() as unit:
        unit.erasure.erase(world.submission_id)
        unit.record(event())
    with store.read() as unit:
        assert unit.fits.kept_texts([world.artefact_id]) == frozenset()


def test_the_log_commits_to_what_was_learned(engine: sa.Engine, store: SqlStore, erik: Actor) -> None:
    """What the log vouches for is what the row holds; weights that were changed by hand are another value."""
    with store.begin() as unit:
        version, added = unit.fits.add(fit(), actor_id=erik.id)
        unit.record(event("drafter.fitted", fit=version.id), {"fit": added.committed})
        activation, put_in = unit.fits.add_activation(
            "ai-skills", "embedded", version.id, action="activate", reason="because of it", actor_id=erik.id
        )
        unit.record(event("drafter.activated", activation=activation.id), {"activation": put_in.committed})
    with store.read() as unit:
        values = {one.name: one.value for one in unit.audit.committed()}
    assert values == {"fit": added.committed, "activation": put_in.committed}
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE fits SET fit = replace(fit, '3.1', '3.2')")
    with store.read() as unit:
        changed = {one.name: one.value for one in unit.audit.committed()}
    assert changed["fit"] != added.committed


def test_a_text_that_expired_is_gone_though_its_row_stays(store: SqlStore) -> None:
    world = fill(store)
    with store.begin() as unit:
        unit.erasure.erase_content(world.submission_id, world.artefact_id)
        unit.record(event())
    with store.read() as unit:
        assert unit.fits.kept_texts([world.artefact_id]) == frozenset()
