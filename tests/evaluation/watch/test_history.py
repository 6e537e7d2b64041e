"""Rounds held against each other: drift, and not what people did on purpose (issue 9)."""

from datetime import date, timedelta

from assessor.domain.sentences import Sentences
from assessor.domain.suspension import Suspension, SuspensionCause
from assessor.domain.watch import WatchRecord
from assessor.evaluation.watch.history import Asked, History, history_of, newest, requests_of
from tests.evaluation.watch.built import START, levels, made

OTHER = "sha256:" + "1" * 64
BEFORE, AFTER = levels(*[3] * 40), levels(*[3] * 20, *[4] * 20)


def history(records: list[WatchRecord], *lifted: Suspension) -> History:
    return history_of(records, lifted, lambda name: Sentences(en=name, de=name), Asked())


def test_items_that_move_under_a_changed_program_signal_and_the_change_is_named() -> None:
    records = [made(0), made(1), made(2, drafted=AFTER, program=OTHER)]
    found = history(records)
    (gold,) = found.gold
    assert [step.signals for step in gold.steps] == [False, True]
    assert [change.what for change in gold.steps[1].changed] == ["program"]
    (request,) = requests_of(newest(found, records[-1]))
    assert (request.cause, request.rubric_id, request.drafter) == ("gold_run", "ai-skills", "embedded")
    assert request.figures == {"items": 40, "moved": 0.5, "shift": 0.5}


def test_a_version_put_in_effect_begins_a_new_baseline() -> None:
    fitted = {"ai-skills/embedded/1": OTHER}
    records = [made(0), made(1), made(2, drafted=AFTER, fitted=fitted), made(3, drafted=AFTER, fitted=fitted)]
    found = history(records)
    assert not found.signals
    assert found.probes[0].rounds == 2


def test_a_lifted_suspension_begins_a_new_baseline() -> None:
    records = [made(0), made(1), made(2, moved=20), made(3, moved=20), made(4, moved=20)]
    assert history(records).signals
    lifted = Suspension(
        id="sus_1",
        rubric_id="ai-skills",
        cause=SuspensionCause.PROBE,
        by_rule=True,
        figures={},
        changed_on=None,
        reason=None,
        begun_by=None,
        begun_at=START + timedelta(weeks=2),
        lifted_at=START + timedelta(weeks=2, days=3),
        lifted_by="act_1",
        lift_reason="measured again",
    )
    assert not history(records, lifted).signals


def test_a_probe_that_signals_asks_for_a_suspension_once_and_only_by_the_new_round() -> None:
    records = [made(0), made(1), made(2), made(3, moved=20, raised=20)]
    found = history(records)
    (request,) = requests_of(newest(found, records[-1]))
    assert (request.cause, request.changed_on) == ("probe", date(2026, 3, 23))
    assert request.figures == {"probe": "names", "share": 0.5}
    later = [*records, made(4)]
    assert requests_of(newest(history(later), later[-1])) == ()


def test_one_round_alone_says_nothing() -> None:
    assert history([made(0)]) == History((), ())
