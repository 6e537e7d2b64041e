"""Gates: thresholds, and what makes a run worthless whatever it reaches."""

import xml.etree.ElementTree as ET

import pytest

from assessor.domain.run import GateReport, Overlap, RunItem, Threshold
from assessor.evaluation.gating.gate import failures, gate_run
from assessor.evaluation.gating.junit import junit_of
from assessor.evaluation.measures.summary import measure_run

from .items import RUBRICS, answered, manifest

GOOD = tuple(answered(f"i{level}-{at}", level, level) for level in (1, 2, 3, 4, 5) for at in range(2))
WORSE = tuple(
    answered(f"i{level}-{at}", level, max(1, level - 2)) for level in (1, 2, 3, 4, 5) for at in range(2)
)
LEAK = Overlap(item="i1-0", split="gold", model="rater", sentences=3, of=3, same_text=True)


def gated(items: tuple[RunItem, ...], *thresholds: Threshold, **given: object) -> GateReport:
    overlap = given.pop("overlap", ())
    planned = given.pop("planned", len(items))
    run = manifest(planned, **({"thresholds": thresholds} | given))
    return gate_run(run, measure_run(run, items, RUBRICS, overlap=overlap, draws=200))


def missed(report: GateReport) -> list[str]:
    return [one.name for one in failures(report)]


def test_a_planted_regression_fails_the_gate() -> None:
    asked = Threshold(measure="qwk", at_least=0.8)
    assert gated(GOOD, asked).passed
    report = gated(WORSE, asked)
    assert missed(report) == ["qwk"]
    (reason,) = failures(report)
    assert "expected at least 0.8, got 0." in reason.message


def test_a_planted_leak_fails_the_gate() -> None:
    report = gated(GOOD, Threshold(measure="qwk", at_least=0.8), overlap=(LEAK,), fitted={"rater": "x"})
    assert missed(report) == ["no-overlap"]
    assert "i1-0 in rater" in next(iter(failures(report))).message


@pytest.mark.parametrize("split", ["train", "calibration", "all"])
def test_gates_stand_on_gold_alone(split: str) -> None:
    assert missed(gated(GOOD, split=split)) == ["gold-only"]


def test_a_run_that_is_not_whole_fails_the_gate() -> None:
    assert missed(gated(GOOD, planned=11)) == ["no-failures"]


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        (Threshold(measure="mae", at_most=0), True),
        (Threshold(measure="bias", at_least=-0.1, at_most=0.1), True),
        (Threshold(measure="exact", at_least=0.95, end="low"), True),
        (Threshold(measure="qwk", at_least=0.9, where={"lang": "en"}), True),
        (Threshold(measure="abstentions.wrongly_abstained", at_most=0.1), True),
        (Threshold(measure="qwk", at_least=0.9, where={"lang": "de"}), False),
        (Threshold(measure="twin_order", at_least=0.5), False),
        (Threshold(measure="kappa", at_least=0.5), False),
        (Threshold(measure="n", at_least=0, where={"lang": "en"}), False),
    ],
    ids=str,
)
def test_thresholds_are_held(asked: Threshold, *, passes: bool) -> None:
    assert gated(GOOD, asked).passed is passes


def test_what_is_undefined_is_no_pass_and_says_why() -> None:
    (reason,) = failures(gated(GOOD, Threshold(measure="evidence_hit", at_least=0)))
    assert "undefined: no item with a deciding quote was rated" in reason.message


def test_a_low_end_is_harder_to_reach_than_the_value() -> None:
    mixed = (*GOOD[:8], answered("x", 5, 3), answered("y", 1, 2))
    assert gated(mixed, Threshold(measure="qwk", at_least=0.8)).passed
    assert not gated(mixed, Threshold(measure="qwk", at_least=0.8, end="low")).passed


def test_build_servers_read_the_gate() -> None:
    report = gated(WORSE, Threshold(measure="qwk", at_least=0.8))
    suite = ET.fromstring(junit_of(report).encode())  # noqa: S314 - written by us a line before
    assert (suite.tag, suite.attrib["tests"], suite.attrib["failures"]) == ("testsuite", "4", "1")
    failed = [one for one in suite.iter("testcase") if one.find("failure") is not None]
    assert [one.attrib["name"] for one in failed] == ["qwk"]
    assert "expected at least 0.8" in str(failed[0].find("failure").attrib["message"])
