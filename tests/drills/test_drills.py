"""Issue 9, decision 0034: training on planted errors, whose results belong to nobody's record."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from assessor.audit.chain import Chain
from assessor.auditing import verify_store
from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import ArtefactKind
from assessor.domain.drill import Drill, DrillAnswer, DrillSheet, Flaw
from assessor.domain.exemplar import Exemplar, NewExemplar
from assessor.drills.composing import composed
from assessor.drills.keeper import Drills
from assessor.drills.planting import planted
from assessor.drills.sentences import sentences
from assessor.errors import AssessorError, InputError, NotFoundError, PersonError
from assessor.keyring import Keyring
from assessor.rubrics.load import load_rubric
from assessor.store.tables import metadata
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import START, TickingClock, event, new_engine
from tests.store.world import add_account

RUBRIC = load_rubric("ai-skills")


def exemplar(number: int, rating: int, lang: str = "en") -> NewExemplar:
    text = f"Brief {number}.\n\nI compared the figures with the export, number {number}.\n\nRegards"
    return NewExemplar.model_validate(
        {
            "item": f"train-{number}",
            "rubric": RUBRIC.id,
            "rubric_version": RUBRIC.version,
            "skill_area": RUBRIC.skill_areas[0].name,
            "lang": lang,
            "kind": ArtefactKind.EMAIL,
            "rating": rating,
            "text": text,
            "quotes": [f"I compared the figures with the export, number {number}."],
            "digest": "sha256:" + f"{number:064}",
        }
    )


class World:
    """A store with nine released exemplars, Enablement and managers."""

    def __init__(self, folder: Path) -> None:
        self.keyring = Keyring.create(folder / "keys.json")
        self.engine = new_engine(folder)
        self.store = SqlStore(self.engine, Chain(self.keyring), TickingClock())
        self.erik = add_account(self.store, "Erik", Role.ENABLEMENT)
        self.petra = add_account(self.store, "Petra", Role.PRIVACY)
        self.drills = Drills(
            self.store, lambda text: self.keyring.digests(text.encode(), purpose="drill"), load_rubric
        )
        with self.store.begin() as unit:
            for number in range(9):
                added = unit.exemplars.add(exemplar(number, 1 + number % 5), actor_id=self.erik.id)
                unit.exemplars.release(added.id, Role.ENABLEMENT, actor_id=self.erik.id)
                unit.exemplars.release(added.id, Role.PRIVACY, actor_id=self.petra.id)
            unit.record(event())

    def manager(self, number: int) -> Actor:
        return add_account(self.store, f"Mara{number}", Role.MANAGER)

    def made(self, count: int = 9) -> Drill:
        return self.drills.make("ai-skills", count, self.erik, Random(4), None)

    def taken(self, drill: Drill, actor: Actor, *, follow: bool) -> DrillSheet:
        """Rates what holds, then follows every draft or none."""
        opened = self.drills.opened(drill.id, actor)
        answers = [
            DrillAnswer(
                number=one.number,
                own=drill.items[one.number - 1].settled,
                final=one.level if follow else drill.items[one.number - 1].settled,
            )
            for one in opened.items
        ]
        return self.drills.kept(opened, answers, actor)

    def rows(self, table: str) -> int:
        with self.engine.connect() as connection:
            return connection.execute(
                sa.select(sa.func.count()).select_from(metadata.tables[table])
            ).scalar_one()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.engine.dispose()


def released(world: World) -> tuple[Exemplar, ...]:
    with world.store.read() as unit:
        return unit.exemplars.released(RUBRIC.id, RUBRIC.version)


def test_a_third_is_sound_and_every_flaw_takes_its_turn(world: World) -> None:
    seen: set[Flaw | None] = set()
    for seed in range(10):
        items = planted(released(world), RUBRIC, Random(seed))
        assert sum(one.flaw is None for one in items) >= 3
        seen |= {one.flaw for one in items}
        assert {one.exemplar for one in items} == {one.id for one in released(world)}
    assert seen == {None, *Flaw}


def test_what_is_planted_is_what_it_says(world: World) -> None:
    by_id = {one.id: one for one in released(world)}
    for seed in range(20):
        for number, item in enumerate(planted(released(world), RUBRIC, Random(seed)), start=1):
            source = by_id[item.exemplar]
            shown = composed(item, source, number=number, of=9)
            assert shown is not None
            assert all(claim.quote in shown.text for claim in shown.claims)
            assert RUBRIC.scale.lowest <= item.drafted <= RUBRIC.scale.highest
            off = item.drafted - item.settled
            match item.flaw:
                case None:
                    assert (off, shown.text) == (0, source.text)
                case Flaw.ONE_OFF | Flaw.TWO_OFF:
                    assert (abs(off), shown.text) == (1 + (item.flaw is Flaw.TWO_OFF), source.text)
                case Flaw.FOREIGN_DEED | Flaw.PLAN_AS_DEED:
                    # The planted passage is the draft's first reason, and the level does not rest on it.
                    assert (off, item.settled) == (1, source.rating)
                    assert shown.claims[0].quote not in (source.text or "")
                case Flaw.RED_LINE_MISSED:
                    # Every red line of this rubric caps at 2; the draft gives the level as if there were none.
                    assert (item.drafted, item.settled) == (source.rating, 2)
                    assert item.sentence is not None
                    conduct = sentences()[item.flaw][item.sentence].en
                    assert conduct in shown.text
                    assert all(claim.quote != conduct for claim in shown.claims)


def test_a_text_is_shown_in_its_own_language() -> None:
    source = Exemplar(**exemplar(1, 3, "de").model_dump(), id="exm_1", imported_by="act_1", imported_at=START)
    items = [planted([source] * 9, RUBRIC, Random(seed)) for seed in range(5)]
    (one, *_) = [item for some in items for item in some if item.flaw is Flaw.PLAN_AS_DEED]
    shown = composed(one, source, number=1, of=1)
    assert shown is not None
    assert any(sentence.de in shown.text for sentence in sentences()[Flaw.PLAN_AS_DEED].values())


@pytest.mark.parametrize("follow", [True, False])
def test_who_follows_is_told_where_and_who_does_not_is_not(world: World, follow: bool) -> None:
    drill = world.made()
    sheet = world.taken(drill, world.manager(1), follow=follow)
    flawed = [one for one in sheet.outcomes if one.flaw is not None]
    assert len(flawed) == 6
    assert all((one.went_along, one.led) == (follow, follow) for one in flawed)
    assert not any(one.doubted or one.went_along for one in sheet.outcomes if one.flaw is None)


def test_who_erred_alone_was_not_led_and_doubt_is_told(world: World) -> None:
    drill, mara = world.made(), world.manager(1)
    opened = world.drills.opened(drill.id, mara)
    answers = []
    for one in opened.items:
        item = drill.items[one.number - 1]
        other = item.drafted - 1 if item.drafted > 1 else 2
        final = item.drafted if item.flaw else other
        answers.append(DrillAnswer(number=one.number, own=item.drafted, final=final))
    for outcome in world.drills.kept(opened, answers, mara).outcomes:
        assert outcome.went_along == (outcome.flaw is not None)
        assert outcome.doubted == (outcome.flaw is None)
        assert not outcome.led


def test_a_result_is_in_nobodys_record(world: World) -> None:
    """No ratings row, and nothing kept of a result leads to the person: not by a column, not by the order."""
    drill = world.made()
    sheets = {}
    for number in range(6):
        mara = world.manager(number)
        sheets[mara.id] = world.taken(drill, mara, follow=number % 2 == 0).receipt
    assert world.rows("ratings") == world.rows("reveals") == world.rows("drafts") == 0
    with world.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM drill_attempts").mappings().all()
        taken = connection.exec_driver_sql("SELECT * FROM drill_takers").mappings().all()
    text = json.dumps([dict(row) for row in (*kept, *taken)])
    assert not any(actor in text for actor in sheets)
    assert set(kept[0]) == {"tenant_id", "id", "drill_id", "batch", "answers"}
    # As they lie in the file: by their random ids, not as they came.
    assert [row["id"] for row in kept] == sorted(str(one) for one in sheets.values())
    with world.engine.connect() as connection, pytest.raises(sa.exc.OperationalError, match="rowid"):
        connection.exec_driver_sql("SELECT rowid FROM drill_attempts")
    with world.store.read() as unit:
        leaves = [json.loads(one.leaf) for one in unit.audit.entries()]
    told = [one for one in leaves if one["event"].startswith("drill.taken")]
    assert [one["actor"] for one in told] == list(sheets)
    assert all((one["refs"], one["facts"]) == ({"drill": drill.id}, {}) for one in told)
    report = verify_store(world.store, world.keyring, tenant="local", checkpoints=[], checked_at=START)
    assert report.faults == ()


def test_one_result_of_each_trainee_counts(world: World) -> None:
    drill, mara = world.made(), world.manager(1)
    assert world.taken(drill, mara, follow=True).receipt is not None
    assert world.taken(drill, mara, follow=False).receipt is None
    assert world.rows("drill_attempts") == 1


def test_enablement_sees_counts_in_full_groups_of_five(world: World) -> None:
    """S000-85, S001-20: and never by subtraction either."""
    drill = world.made()
    trainees = [world.manager(number) for number in range(9)]
    for number, mara in enumerate(trainees):
        world.taken(drill, mara, follow=number < 2)
        counts = world.drills.counts(drill.id, world.erik)
        # Two of the first five followed; the others after them are not in any count yet.
        assert counts.trainees == (5 if number >= 4 else 0)
        assert [one.went_along for one in counts.items if one.flaw] == ([2] * 6 if number >= 4 else [])
    assert "act_" not in counts.model_dump_json()
    assert "att_" not in counts.model_dump_json()


def test_a_group_that_lost_one_is_counted_no_more_and_never_filled_up(world: World) -> None:
    drill = world.made()
    trainees = [world.manager(number) for number in range(10)]
    receipts = [world.taken(drill, mara, follow=True).receipt for mara in trainees[:5]]
    assert receipts[0] is not None
    world.drills.forget(receipts[0], trainees[0])
    assert world.drills.counts(drill.id, world.erik).trainees == 0
    # They may take it again, and are then of the next group.
    assert world.taken(drill, trainees[0], follow=False).receipt is not None
    assert world.drills.counts(drill.id, world.erik).trainees == 0
    for mara in trainees[5:9]:
        world.taken(drill, mara, follow=False)
    counts = world.drills.counts(drill.id, world.erik)
    assert (counts.trainees, {one.went_along for one in counts.items}) == (5, {0})


def test_a_trainee_deletes_their_result_for_good(world: World, tmp_path: Path) -> None:
    drill, mara = world.made(), world.manager(1)
    receipt = world.taken(drill, mara, follow=True).receipt
    assert receipt is not None
    assert world.drills.result(receipt).receipt == receipt

    def in_files() -> bool:
        return any(receipt.encode() in one.read_bytes() for one in (tmp_path / "home").glob("assessor.db*"))

    assert in_files()
    with pytest.raises(InputError) as caught:
        world.drills.forget(receipt, world.manager(2))
    assert caught.value.code == "not_yours"
    assert world.drills.forget(receipt, mara) == drill.id
    assert not in_files()
    assert world.rows("drill_takers") == 0
    with pytest.raises(NotFoundError):
        world.drills.result(receipt)


def test_a_withdrawn_exemplar_leaves_the_drill(world: World) -> None:
    drill, mara = world.made(), world.manager(1)

    def withdraw(count: int) -> None:
        with world.store.begin() as unit:
            for item in drill.items[:count]:
                if unit.exemplars.get(item.exemplar).withdrawn is None:
                    unit.exemplars.withdraw(item.exemplar, actor_id=world.petra.id)
            unit.record(event())

    withdraw(1)
    opened = world.drills.opened(drill.id, mara)
    assert [one.number for one in opened.items] == list(range(2, 10))
    assert "the export" not in json.dumps(drill.model_dump(mode="json"))
    withdraw(9)
    with pytest.raises(InputError) as caught:
        world.drills.opened(drill.id, mara)
    assert caught.value.code == "drill_empty"


def test_too_few_released_examples_make_no_drill(world: World) -> None:
    with pytest.raises(InputError) as caught:
        world.drills.make("ai-skills", 6, world.erik, Random(1), "de")
    assert caught.value.code == "too_few_examples"


def test_who_may_do_what(world: World) -> None:
    drill, mara = world.made(), world.manager(1)
    acts = {
        "make": lambda actor: world.drills.make("ai-skills", 6, actor, Random(1), None),
        "counts": lambda actor: world.drills.counts(drill.id, actor),
        "take": lambda actor: world.drills.opened(drill.id, actor),
        "list": world.drills.listed,
    }

    def allowed(actor: Actor) -> set[str]:
        found = set()
        for name, act in acts.items():
            with suppress(PersonError):
                act(actor)
                found.add(name)
        return found

    assert allowed(world.erik) == {"make", "counts", "list"}
    assert allowed(mara) == {"take", "list"}
    assert allowed(world.petra) == set()


def test_another_tenant_sees_nothing(world: World) -> None:
    drill = world.made()
    elsewhere = SqlStore(world.engine, Chain(world.keyring), TickingClock(), "other")
    stranger = add_account(elsewhere, "Paul", Role.ENABLEMENT, Role.MANAGER)
    other = Drills(elsewhere, lambda text: (text,), load_rubric)
    assert other.listed(stranger) == ()
    with pytest.raises(AssessorError):
        other.opened(drill.id, stranger)
