"""Suspensions on a real store: begun by hand and by rule, one for each scope, lifted with a reason."""

from pathlib import Path

import pytest

from assessor.bootstrap import Application
from assessor.domain.actor import Actor, Role
from assessor.domain.suspension import (
    Recalibration,
    Suspension,
    SuspensionCause,
    SuspensionRequest,
    SuspensionScope,
    covering,
)
from assessor.errors import AssessorError, InputError, OrderError
from assessor.settings import Settings
from assessor.suspensions import Suspensions

RUBRIC = "ai-skills"
AREA = "AI in Onboarding & Adoption"
REASON = "drafts of renewals are too low since October"
RULE = SuspensionRequest(
    rubric_id=RUBRIC, cause=SuspensionCause.DRIFT, figures={"difference": 0.5, "ratings": 42}
)
RUN = Recalibration(kind="eval_run", ref=f"run_{'0' * 32}", name="contrast", sha256=f"sha256:{'1' * 64}")


@pytest.fixture
def application(tmp_path: Path) -> Application:
    return Application(Settings(home=tmp_path / "home"))


@pytest.fixture
def erik(application: Application) -> Actor:
    return application.accounts.add("erik", frozenset({Role.ENABLEMENT}), by="system")[0]


@pytest.fixture
def suspensions(application: Application) -> Suspensions:
    """With reasons kept as given: no engine is needed here."""
    return Suspensions(application.store, lambda reason: reason, application.suspensions._rubrics)


def code_of(caught: pytest.ExceptionInfo[AssessorError]) -> str:
    return caught.value.code


def test_a_person_suspends_and_gives_back_with_a_reason(suspensions: Suspensions, erik: Actor) -> None:
    begun = suspensions.suspend(SuspensionScope(rubric_id=RUBRIC), REASON, erik)
    assert (begun.cause, begun.by_rule, begun.reason, begun.begun_by) == ("hand", False, REASON, erik.id)
    assert suspensions.standing(RUBRIC) == (begun,)
    assert suspensions.standing("csm-matrix") == ()

    lifted = suspensions.resume(begun.id, "checked twenty of them again", erik)
    assert (lifted.stands, lifted.lifted_by, lifted.recalibration) == (False, erik.id, None)
    assert suspensions.standing(RUBRIC) == ()
    assert suspensions.listed(RUBRIC) == (lifted,)
    with pytest.raises(OrderError) as caught:
        suspensions.resume(begun.id, "checked twenty of them again", erik)
    assert code_of(caught) == "lifted"


def test_an_area_goes_by_its_id_and_another_area_is_not_covered(
    suspensions: Suspensions, erik: Actor
) -> None:
    rubric = suspensions._rubrics(RUBRIC)
    first, second = rubric.skill_areas[:2]
    begun = suspensions.suspend(
        SuspensionScope(rubric_id=RUBRIC, skill_area=first.id, drafter="llm"), REASON, erik
    )
    assert begun.skill_area == first.name
    standing = suspensions.standing(RUBRIC)
    assert covering(standing, RUBRIC, first.name, "llm") == begun
    assert covering(standing, RUBRIC, first.name, "embedded") is None
    assert covering(standing, RUBRIC, second.name, "llm") is None
    assert covering(standing, RUBRIC, None, "llm") is None


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        ({"rubric_id": "no-such"}, "unknown_rubric"),
        ({"rubric_id": RUBRIC, "skill_area": "Juggling"}, "unknown_skill_area"),
        ({"rubric_id": RUBRIC, "drafter": "oracle"}, "unknown_drafter"),
    ],
)
def test_a_wrong_scope_is_an_error(
    suspensions: Suspensions, erik: Actor, scope: dict[str, str], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        suspensions.suspend(SuspensionScope(**scope), REASON, erik)
    assert code_of(caught) == code
    if code == "unknown_skill_area":
        assert suspensions._rubrics(RUBRIC).skill_areas[0].name in str(caught.value)
    assert suspensions.listed() == ()


def test_only_enablement_suspends_and_with_words(
    application: Application, suspensions: Suspensions, erik: Actor
) -> None:
    anna, _ = application.accounts.add("anna", frozenset({Role.MANAGER}), by="system")
    for actor, reason, code in ((anna, REASON, "role_missing"), (erik, "  short ", "reason_missing")):
        with pytest.raises(AssessorError) as caught:
            suspensions.suspend(SuspensionScope(rubric_id=RUBRIC), reason, actor)
        assert code_of(caught) == code
    begun = suspensions.suspend(SuspensionScope(rubric_id=RUBRIC), REASON, erik)
    with pytest.raises(AssessorError) as caught:
        suspensions.resume(begun.id, REASON, anna)
    assert code_of(caught) == "role_missing"
    with pytest.raises(OrderError) as again:
        suspensions.suspend(SuspensionScope(rubric_id=RUBRIC), REASON, erik)
    assert code_of(again) == "already_suspended"


def test_a_rule_is_carried_out_once(application: Application, suspensions: Suspensions, erik: Actor) -> None:
    other = RULE.model_copy(update={"cause": SuspensionCause.RELIANCE, "figures": {"share": 0.6}})
    first, same = suspensions.carry_out([RULE, other], erik)
    assert (first.new, same.new) == (True, False)
    assert same.suspension == first.suspension
    assert (first.suspension.cause, first.suspension.figures) == ("drift", RULE.figures)
    before = _size(application)
    (again,) = suspensions.carry_out([RULE], None)
    assert (again.new, again.suspension) == (False, first.suspension)
    assert _size(application) == before
    assert suspensions.carry_out([], None) == ()
    with pytest.raises(InputError) as caught:
        suspensions.carry_out([RULE.model_copy(update={"cause": SuspensionCause.HAND})], None)
    assert code_of(caught) == "not_a_rule"


def _size(application: Application) -> int:
    with application.store.read() as unit:
        return unit.audit.head().size


def test_of_several_requests_a_wrong_one_leaves_all_undone(suspensions: Suspensions) -> None:
    with pytest.raises(InputError):
        suspensions.carry_out([RULE, RULE.model_copy(update={"skill_area": "Juggling"})], None)
    assert suspensions.listed() == ()


def test_a_decision_by_hand_does_not_shelter_from_a_rule(suspensions: Suspensions, erik: Actor) -> None:
    by_hand = suspensions.suspend(SuspensionScope(rubric_id=RUBRIC), REASON, erik)
    (by_rule,) = suspensions.carry_out([RULE], erik)
    assert by_rule.new
    suspensions.resume(by_hand.id, REASON, erik)
    assert covering(suspensions.standing(RUBRIC), RUBRIC, None, "embedded") == by_rule.suspension


def test_a_rule_is_lifted_on_a_recalibration_alone(suspensions: Suspensions, erik: Actor) -> None:
    (begun,) = suspensions.carry_out([RULE], None)
    assert begun.suspension.begun_by is None

    def refused(_: Suspension) -> Recalibration:
        raise InputError("older than the suspension", code="recalibration_early")

    for examined, code in ((None, "recalibration_missing"), (refused, "recalibration_early")):
        with pytest.raises(AssessorError) as caught:
            suspensions.resume(begun.suspension.id, REASON, erik, examined=examined)
        assert code_of(caught) == code
    assert suspensions.standing(RUBRIC) == (begun.suspension,)
    lifted = suspensions.resume(begun.suspension.id, REASON, erik, examined=lambda _: RUN)
    assert (lifted.recalibration, lifted.stands) == (RUN, False)


def test_figures_take_numbers_and_codes_but_no_text() -> None:
    for figures in ({"note": "Anna Schmidt said so"}, {"Name": 1}, {"x": float("nan")}):
        with pytest.raises(ValueError, match="validation error"):
            SuspensionRequest(rubric_id=RUBRIC, cause=SuspensionCause.DRIFT, figures=figures)
