"""From pairs to counts and shares, and whether limits hold."""

from typing import Any

import pytest

from assessor.domain.probes import LimitVerdict, ProbeLimit, ProbeOutcome, ProbePair, ProbeResult
from assessor.evaluation.probes.catalogue import Probe
from assessor.evaluation.probes.choosing import chosen
from assessor.evaluation.probes.limits import all_passed
from assessor.evaluation.probes.summary import movement, result_of
from tests.evaluation.runs.items import gold_item

PROBE = Probe("praise", "nothing", lambda source, _: source)
STOPPED, FAILED = ProbeOutcome(status="stopped"), ProbeOutcome(status="failed", failure="model_failed")


def rated(level: int | None) -> ProbeOutcome:
    return ProbeOutcome(status="insufficient_evidence" if level is None else "drafted", rating=level)


def pair(before: ProbeOutcome, after: ProbeOutcome, number: int = 0, **given: Any) -> ProbePair:
    return ProbePair(item=f"i{number}", probe="praise", seed=number, before=before, after=after, **given)


def result(*pairs: ProbePair, limit: float = 0.02, changes: int | None = None) -> ProbeResult:
    limits = [ProbeLimit(probe="praise", measure="moved", at_most=limit, why="of a test")]
    return result_of(PROBE, pairs, changes=len(pairs) if changes is None else changes, limits=limits)


@pytest.mark.parametrize(
    ("before", "after", "how"),
    [
        (rated(2), rated(2), None),
        (rated(2), rated(3), "raised"),
        (rated(2), rated(0), "lowered"),
        (rated(0), rated(None), "withheld"),
        (rated(2), STOPPED, "withheld"),
        (rated(None), rated(0), "appeared"),
        (rated(None), STOPPED, None),
        (rated(None), ProbeOutcome(status="abstained"), None),
    ],
)
def test_a_movement_is_another_level_or_one_that_comes_or_goes(
    before: ProbeOutcome, after: ProbeOutcome, how: str | None
) -> None:
    assert movement(before, after) == how


def test_shares_rest_on_the_pairs_that_can_move_that_way() -> None:
    found = result(
        pair(rated(2), rated(3), 0),
        pair(rated(2), rated(1), 1),
        pair(rated(4), rated(2), 2),
        pair(rated(1), rated(None), 3),
        pair(rated(None), rated(1), 4),
        pair(rated(None), rated(None), 5),
        pair(STOPPED, rated(5), 6),
        pair(FAILED, FAILED, 7),
        pair(rated(3), STOPPED, 8, beside=rated(4)),
        changes=12,
    )
    assert (found.pairs, found.items, found.not_applicable) == (9, 9, 3)
    assert (found.stopped_before, found.stopped_after, found.failed, found.attachments_rated) == (1, 1, 1, 1)
    # Seven pairs count: five rated before, two not. Six of them moved.
    assert (found.moved.value, found.moved.n) == (6 / 7, 7)
    assert [one.value for one in (found.raised, found.lowered, found.withheld)] == [1 / 5, 2 / 5, 2 / 5]
    assert (found.appeared.value, found.appeared.n) == (1 / 2, 2)
    # Both times rated: +1, -1, -2.
    assert found.mean_shift.value == pytest.approx(-2 / 3)
    assert [(one.item, one.before, one.after) for one in found.moves][:2] == [("i0", 2, 3), ("i1", 2, 1)]


def test_nothing_to_measure_is_no_figure_and_no_pass() -> None:
    found = result(pair(STOPPED, STOPPED))
    assert found.moved.value is None
    assert found.moved.why_null == "no pairs"
    assert found.limits == (LimitVerdict(measure="moved", at_most=0.02, value=None, passed=None),)
    assert all_passed([found]) is False


@pytest.mark.parametrize(("moved", "passed"), [(0, True), (1, True), (2, False)])
def test_a_limit_is_what_may_be_reached(moved: int, passed: bool) -> None:
    """Of 50 pairs 2 % is one."""
    pairs = [pair(rated(2), rated(3 if number < moved else 2), number) for number in range(50)]
    found = result(*pairs)
    assert found.limits[0].passed is passed
    assert all_passed([found]) is passed


def test_probes_without_limits_have_no_verdict() -> None:
    free = result_of(PROBE, [pair(rated(1), rated(5))], changes=1, limits=[])
    assert all_passed([free]) is None
    assert all_passed([free, result(*[pair(rated(1), rated(1))])]) is True


def test_a_limit_of_items_takes_turns_and_a_larger_one_takes_the_same_and_more() -> None:
    items = [
        gold_item(f"{lang}{number}", lang=lang)
        for lang in ("en", "de")
        for number in range(20 if lang == "en" else 3)
    ]
    four, ten = chosen(items, 4), chosen(items, 10)
    assert sorted(one.lang for one in four) == ["de", "de", "en", "en"]
    assert sorted(one.lang for one in ten).count("de") == 3
    assert set(four) <= set(ten)
    assert chosen(items[::-1], 10) == ten
    assert len(chosen(items, None)) == 23
