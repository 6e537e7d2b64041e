"""From rows of a real database to figures: which ratings count, and for whom."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from assessor.domain.actor import Role
from assessor.domain.reliance import RelianceReport
from assessor.domain.suspension import Recalibration, SuspensionCause, SuspensionRequest
from assessor.errors import PersonError
from assessor.evaluation.reliance.case import Case
from assessor.evaluation.reliance.look import reliance_in
from assessor.evaluation.reliance.report import Asked
from assessor.evaluation.reliance.requests import requests_of
from assessor.evaluation.reliance.verdict import RelianceLimits
from assessor.store.unit_of_work import SqlStore
from eval.benchmarks.reliance import Group, population
from tests.evaluation.reliance.cases import in_time, many
from tests.evaluation.reliance.filled import Filler, erik
from tests.store.fakes import FakeChain, TickingClock, event, new_engine
from tests.store.world import add_account

ASKED = Asked(
    at=datetime(2026, 11, 28, tzinfo=UTC),
    since=date(2026, 1, 1),
    limits=RelianceLimits(led_astray=0.3, weight_of_advice=0.7),
    draws=500,
)
LED = many(40, (3, 4, 4), outcome=3)
"""Each of five raters was right, and followed."""


class World:
    def __init__(self, folder: Path) -> None:
        self.clock = TickingClock()
        self.store = SqlStore(new_engine(folder), FakeChain(), self.clock)
        self.erik = erik(self.store)
        self.filler = Filler(self.store, self.clock)

    def report(self, asked: Asked = ASKED) -> RelianceReport:
        return reliance_in(self.store, self.erik, None, asked)

    def fill(self, cases: Iterable[Case], **changes: object) -> None:
        self.filler.fill(cases, **changes)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_a_planted_population_is_found_again(world: World) -> None:
    """Issue 9, Reliance: eight raters who go .5 of the way on average."""
    world.fill(population(Group(8, 0.5), 200, seed=11))
    (group,) = world.report().groups
    assert (group.rubric, group.drafter, group.raters) == ("ai-skills", "embedded", 8)
    advice, led = group.figures.weight_of_advice, group.figures.led_astray
    assert advice.value == pytest.approx(0.5, abs=0.15)
    assert advice.low is not None
    assert advice.high is not None
    assert advice.low <= 0.5 <= advice.high
    # Half of the one-level gaps and nearly all wider ones are moved over.
    assert led.value == pytest.approx(0.57, abs=0.15)
    # What is not in a full cell is in no count.
    assert 170 <= group.cases <= 200
    assert group.with_outcome == group.cases - group.agreed


def test_who_follows_into_error_has_drafts_withheld(world: World) -> None:
    world.fill(LED)
    report = world.report()
    assert report.exceeded is True
    (request,) = requests_of(report)
    assert (request.rubric_id, request.drafter, request.skill_area) == ("ai-skills", "embedded", None)
    assert request.cause is SuspensionCause.RELIANCE
    assert request.figures == {"led_astray": 1.0, "weight_of_advice": 1.0, "limit": 0.3, "ratings": 40}


def test_who_never_follows_has_not(world: World) -> None:
    world.fill(many(40, (3, 4, 3), outcome=3))
    report = world.report()
    assert report.exceeded is False
    assert requests_of(report) == ()
    assert report.groups[0].figures.rsr.value == 1


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"seen_before": True}, id="who had seen a draft of these bytes"),
        pytest.param({"withheld": True}, id="who was shown nothing"),
    ],
)
def test_what_says_nothing_of_reliance_is_left_aside(world: World, changes: dict[str, Any]) -> None:
    world.fill(LED, **changes)
    report = world.report()
    assert (report.groups, report.withheld, report.exceeded) == ((), (), None)


def test_drafts_that_are_gone_or_gave_no_level_are_left_aside(world: World) -> None:
    world.fill(LED)
    with world.store.begin() as unit:
        gone, silent, *_ = unit.drafts.list_headers()
        unit.erasure.erase_content(gone.submission.id, gone.artefact_id)
        unit.record(event())
    with world.store._engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE drafts SET draft = json_set(draft, '$.rating', null) WHERE id = ?", (silent.id,)
        )
    with world.store.read() as unit:
        assert len(unit.drafts.shown("ai-skills")) == 38
        assert unit.drafts.shown("csm-matrix") == ()
    # Eight cells of five were full; of the 38 that are left seven are.
    assert world.report().groups[0].cases == 35


def test_another_tenant_is_shown_nothing(world: World) -> None:
    world.fill(LED)
    elsewhere = SqlStore(world.store._engine, FakeChain(), world.clock, "other")
    with elsewhere.read() as unit:
        assert unit.drafts.shown("ai-skills") == ()
        assert unit.ratings.rubrics() == ()


def test_an_outcome_of_the_raters_own_settles_nothing(world: World) -> None:
    world.fill(LED, outcome_by="rater")
    (group,) = world.report().groups
    assert (group.with_outcome, group.figures.led_astray.value) == (0, None)
    assert group.figures.followed.value == 1


def test_a_blind_rating_serves_as_outcome(world: World) -> None:
    world.fill(LED, outcome_by="blind")
    assert world.report().groups[0].figures.led_astray.value == 1


def test_drafters_are_told_apart(world: World) -> None:
    world.fill(LED, drafter="embedded")
    world.fill(many(40, (3, 4, 3), outcome=3, start=100), drafter="llm")
    found = {one.drafter: one.figures.followed.value for one in world.report().groups}
    assert found == {"embedded": 1, "llm": 0}


def test_a_small_group_is_named_and_nothing_more(world: World) -> None:
    """S000-85, S001-20: four raters, however many cases."""
    world.fill(many(60, (3, 4, 4), outcome=3, raters=4))
    report = world.report()
    assert report.groups == ()
    assert [one.model_dump(mode="json") for one in report.withheld] == [
        {"rubric": "ai-skills", "drafter": "embedded", "since": "2026-01-01", "why": "small_group"}
    ]


def test_nobody_is_named(world: World) -> None:
    world.fill(LED)
    text = world.report().model_dump_json()
    assert "act_" not in text
    assert "rat_" not in text


def test_only_enablement_looks(world: World) -> None:
    other = add_account(world.store, "mara", Role.MANAGER)
    with pytest.raises(PersonError) as caught:
        reliance_in(world.store, other, None, ASKED)
    assert caught.value.code == "role_missing"


def test_what_led_to_a_suspension_leads_to_no_second_one(world: World) -> None:
    world.fill(LED)
    world.clock.moment = datetime(2026, 9, 20, tzinfo=UTC)
    request = SuspensionRequest(rubric_id="ai-skills", drafter="embedded", cause=SuspensionCause.RELIANCE)
    with world.store.begin() as unit:
        begun, _ = unit.suspensions.add(request, by_rule=True, reason=None, actor_id=world.erik.id)
        fitted = Recalibration(kind="fit", ref="fit_" + "0" * 32, name="ai-skills/embedded/1")
        unit.suspensions.lift(begun.id, reason="fitted anew", recalibration=fitted, actor_id=world.erik.id)
        unit.record(event())
    report = world.report()
    assert report.groups == ()
    assert report.withheld[0].since == date(2026, 9, 21)
    # What comes after counts: cases from 21 September on.
    world.fill(in_time(many(40, (3, 4, 3), outcome=3, start=24 * 21)))
    (group,) = world.report().groups
    assert (group.cases, group.figures.followed.value) == (40, 0)
