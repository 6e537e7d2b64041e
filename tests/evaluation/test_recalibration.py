"""What a rule's suspension may be lifted on: a run or a version that is looked at, not one that is named."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assessor.domain.fit import Fit, FitFigures, FitVersion, Layer, LayerKind
from assessor.domain.run import RunItem, Threshold
from assessor.domain.suspension import Suspension, SuspensionCause
from assessor.errors import AssessorError, NotFoundError
from assessor.evaluation.measures.summary import measure_run
from assessor.evaluation.recalibration import InEffect, examine_fit, examine_run
from assessor.evaluation.runs.folder import RunFolder
from tests.evaluation.runs.items import DIGEST, RUBRICS, answered, manifest

BEGUN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
AREA = "AI in onboarding & adoption"
GOOD = tuple(answered(f"i{level}-{at}", level, level) for level in (1, 2, 3, 4, 5) for at in range(2))
LOW = tuple(
    answered(f"i{level}-{at}", level, max(1, level - 1)) for level in (1, 2, 3, 4, 5) for at in range(2)
)
BIAS = Threshold(measure="bias", at_least=-0.2, at_most=0.2)
CITED = Threshold(measure="citation_validity", at_least=0.0)


def suspension(**given: Any) -> Suspension:
    base: dict[str, Any] = {
        "id": f"sus_{'0' * 32}",
        "rubric_id": "ai-skills",
        "cause": SuspensionCause.DRIFT,
        "by_rule": True,
        "figures": {},
        "changed_on": None,
        "reason": None,
        "begun_by": None,
        "begun_at": BEGUN,
    }
    return Suspension(**(base | given))


def effect(**given: Any) -> InEffect:
    base: dict[str, Any] = {
        "drafter": "embedded",
        "model": None,
        "code_sha256": DIGEST,
        "rubrics": {"ai-skills": RUBRICS["ai-skills"]},
        "version": None,
        "now": BEGUN + timedelta(days=30),
    }
    return InEffect(**(base | given))


def made(folder: Path, items: Sequence[RunItem] = GOOD, **given: Any) -> RunFolder:
    """A finished run, on the disk as `eval run` leaves it."""
    conditions = {"started_at": BEGUN + timedelta(days=1), "thresholds": (BIAS,), "code_sha256": DIGEST}
    run = RunFolder(folder / "run")
    with run.held():
        begun = run.begin(manifest(given.pop("planned", len(items)), **(conditions | given)))
        with run.appending() as lines:
            for one in items:
                lines.add(one)
        run.keep_measures(measure_run(begun, items, RUBRICS, overlap=(), draws=100))
    return run


def refusal(call: Any, *arguments: Any) -> str:
    with pytest.raises(AssessorError) as caught:
        call(*arguments)
    return caught.value.code


def test_a_run_since_whose_gate_holds_lifts(tmp_path: Path) -> None:
    found = examine_run(made(tmp_path), suspension(), effect())
    assert (found.kind, found.sha256 is not None) == ("eval_run", True)
    assert found.ref == RunFolder(tmp_path / "run").manifest().id


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"started_at": BEGUN}, "recalibration_early"),
        ({"started_at": BEGUN + timedelta(days=40)}, "recalibration_early"),
        ({"items": LOW}, "recalibration_failed"),
        ({"split": "train"}, "recalibration_failed"),
        ({"planned": 11}, "recalibration_failed"),
        ({"thresholds": (CITED,)}, "recalibration_blind"),
        ({"thresholds": ()}, "recalibration_blind"),
        ({"items": GOOD[:4]}, "recalibration_few"),
        ({"drafter": "llm"}, "recalibration_other"),
        ({"model": "another"}, "recalibration_other"),
        ({"code_sha256": "sha256:" + "1" * 64}, "recalibration_other"),
        ({"fitted": {"ai-skills/embedded/1": DIGEST}}, "recalibration_other"),
        ({"rubrics": ()}, "recalibration_other"),
    ],
)
def test_any_other_run_does_not(tmp_path: Path, given: dict[str, Any], code: str) -> None:
    assert refusal(examine_run, made(tmp_path, **given), suspension(), effect()) == code


def test_a_run_of_other_areas_says_nothing_of_a_suspended_one(tmp_path: Path) -> None:
    run = made(tmp_path)
    assert examine_run(run, suspension(skill_area=RUBRICS["ai-skills"].skill_areas[1].name), effect())
    other = suspension(skill_area=RUBRICS["ai-skills"].skill_areas[0].name)
    assert refusal(examine_run, run, other, effect()) == "recalibration_few"


def test_a_run_without_the_version_in_effect_measures_other_drafts(tmp_path: Path) -> None:
    assert (
        refusal(examine_run, made(tmp_path), suspension(), effect(version=version())) == "recalibration_other"
    )


def test_figures_changed_by_hand_gain_nothing(tmp_path: Path) -> None:
    """The items say that drafts are too low; whoever writes other measures beside them is not believed."""
    run = made(tmp_path, LOW)
    path = run.path / "measures.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["statistics"]["bias"] |= {"value": 0.0, "low": 0.0, "high": 0.0}
    path.write_text(json.dumps(told), encoding="utf-8")
    assert run.measures().statistics["bias"].value == 0.0
    assert refusal(examine_run, run, suspension(), effect()) == "recalibration_failed"


def test_a_folder_without_a_run_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        examine_run(RunFolder(tmp_path), suspension(), effect())


def version(**given: Any) -> FitVersion:
    figures = {"error_before": 0.8, "error_after": 0.3, "n": 40} | given.pop("figures", {})
    base: dict[str, Any] = {
        "rubric": "ai-skills",
        "rubric_version": "1.0.0",
        "scale": "ai-skills-1-5",
        "drafter": "embedded",
        "bases": ("x",),
        "state": "proven",
        "layer": Layer(kind=LayerKind.SHIFT, shift=0.5, coverage=0.9),
        "figures": FitFigures(assessees=4, sources={}, excluded={}, errors={}, **figures),
        "ratings": (),
        "artefacts": (),
        "digests": (),
    }
    at = given.pop("at", BEGUN + timedelta(days=1))
    return FitVersion(id=f"fit_{'0' * 32}", number=1, fit=Fit(**(base | given)), actor_id="act_1", at=at)


def test_a_version_fitted_since_and_in_effect_lifts_drift() -> None:
    fitted = version()
    found = examine_fit(fitted, suspension(), effect(version=fitted))
    assert (found.kind, found.ref, found.name) == ("fit", fitted.id, "ai-skills/embedded/1")


@pytest.mark.parametrize(
    ("given", "of", "code"),
    [
        ({"at": BEGUN}, {}, "recalibration_early"),
        ({"state": "unproven", "figures": {"n": 12}}, {}, "recalibration_few"),
        ({"figures": {"error_after": 0.8}}, {}, "recalibration_failed"),
        ({"rubric": "csm-matrix"}, {}, "recalibration_other"),
        ({}, {"drafter": "llm"}, "recalibration_other"),
        ({}, {"cause": SuspensionCause.RELIANCE}, "recalibration_other"),
        ({}, {"cause": SuspensionCause.PROBE}, "recalibration_other"),
    ],
)
def test_any_other_version_does_not(given: dict[str, Any], of: dict[str, Any], code: str) -> None:
    fitted = version(**given)
    assert refusal(examine_fit, fitted, suspension(**of), effect(version=fitted)) == code


def test_a_version_that_is_not_in_effect_does_not() -> None:
    assert refusal(examine_fit, version(), suspension(), effect()) == "recalibration_inactive"
