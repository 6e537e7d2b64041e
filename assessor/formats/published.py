"""Which formats are published, under which names, each with its schema and its example."""

import json
from importlib import resources
from typing import Any

from pydantic import BaseModel

from assessor.domain.agreement import Agreement
from assessor.domain.audit import AuditEntry, AuditLeaf, Checkpoint, VerificationReport
from assessor.domain.comparison import Comparison
from assessor.domain.coverage import CoverageReport, RampCheck
from assessor.domain.development import DevelopmentPlan
from assessor.domain.draft import Draft
from assessor.domain.drift import DriftReport
from assessor.domain.drill import DrillCounts, DrillLine, DrillSheet
from assessor.domain.eval_report import EvalReport
from assessor.domain.explanation import Explanation
from assessor.domain.fit import ActivationReport, FitList, FitReport
from assessor.domain.fit_comparison import FitComparison
from assessor.domain.gap import GapView
from assessor.domain.gold import GoldReport
from assessor.domain.mapping import VersionMapping
from assessor.domain.precheck import PrecheckReport
from assessor.domain.probes import DraftProbeReport, ProbeReport
from assessor.domain.profile import RoleProfile
from assessor.domain.rating import ConfirmedRating
from assessor.domain.reliance import RelianceReport
from assessor.domain.rubric import Rubric
from assessor.domain.rule_verdict import RuleList, RuleVerdictList
from assessor.domain.run import GateReport, RunItem, RunManifest, RunMeasures
from assessor.domain.scorecard import Scorecard
from assessor.domain.suite import Suite
from assessor.domain.suspension import Suspension
from assessor.domain.translation import Translation
from assessor.domain.watch import WatchReport
from assessor.errors import NotFoundError
from assessor.formats.exemplars import ExampleInput, ExampleOutput
from assessor.formats.gold import GoldItem
from assessor.formats.http import (
    ConfirmBody,
    DraftPage,
    Health,
    Problem,
    RateBody,
    RubricPage,
    SubmissionBody,
    SubmissionPage,
)
from assessor.formats.lines import (
    AssessInput,
    AssessOutput,
    FileRedactOutput,
    LineFault,
    PromptOutput,
    RedactInput,
)
from assessor.formats.submissions import SealOutput, SubjectFile, SubmissionOutput
from assessor.guardrails.policy import Policy
from assessor.review.packets.manifest import PacketManifest
from assessor.review.views import SealedDraftView, SubmissionView
from assessor.rubrics.importing.read import ImportReport
from assessor.rubrics.lint import LintReport
from assessor.rubrics.versions.cadence import DueList, ReviewLog
from assessor.rubrics.versions.diff import RubricDiff

FORMATS: dict[str, tuple[type[BaseModel], str]] = {
    "redact-input": (RedactInput, "a line of `redact --jsonl`"),
    "redact-output": (FileRedactOutput, "what `redact` answers"),
    "assess-input": (AssessInput, "a line of `assess --jsonl`"),
    "assess-output": (AssessOutput, "what `assess --jsonl` and `--preview` answer"),
    "prompt-output": (PromptOutput, "what `prompt render` answers"),
    "line-fault": (LineFault, "what stands in the place of a bad line"),
    "submission": (SubmissionOutput, "what `assess` answers"),
    "subject": (SubjectFile, "`--subject-file`"),
    "packet": (PacketManifest, "the manifest of a packet, as `precheck --template` writes it"),
    "precheck": (PrecheckReport, "what `precheck` answers"),
    "draft": (Draft, "a revealed or previewed draft"),
    "draft-probe": (DraftProbeReport, "what `draft probe` answers"),
    "draft-explanation": (Explanation, "what `draft explain` answers"),
    "seal": (SealOutput, "what `rate` answers"),
    "confirmed-rating": (ConfirmedRating, "what `confirm` answers"),
    "submission-request": (SubmissionBody, "what `POST /submissions` takes"),
    "submission-status": (SubmissionView, "what `GET /submissions/{id}` answers"),
    "submission-page": (SubmissionPage, "what `GET /submissions` answers"),
    "sealed-draft": (SealedDraftView, "what `GET /drafts/{id}` answers before the reveal"),
    "draft-page": (DraftPage, "what `GET /drafts` answers"),
    "rate-request": (RateBody, "what `POST /drafts/{id}/rate` takes"),
    "confirm-request": (ConfirmBody, "what `POST /drafts/{id}/confirm` takes"),
    "rubric-page": (RubricPage, "what `GET /rubrics` answers"),
    "health": (Health, "what `GET /health` answers"),
    "problem": (Problem, "what every HTTP error answers"),
    "gold": (GoldItem, "a line of a gold file"),
    "example-input": (ExampleInput, "a line of `examples import`"),
    "example": (
        ExampleOutput,
        "what `examples show` answers, and each item of `examples list` without its text",
    ),
    "rubric": (Rubric, "a rubric pack"),
    "rubric-rules": (RuleList, "what `rubric rules` answers"),
    "rubric-targets": (RuleVerdictList, "what `rubric targets` answers"),
    "rubric-import": (ImportReport, "what `rubric import` answers"),
    "rubric-lint": (LintReport, "what `rubric lint` answers"),
    "rubric-diff": (RubricDiff, "what `rubric diff` answers"),
    "rubric-mapping": (VersionMapping, "a mapping file between two versions of a rubric"),
    "rubric-reviews": (ReviewLog, "a file of reviews of rubrics that took place"),
    "rubric-due": (DueList, "what `rubric due` answers"),
    "rubric-translation": (Translation, "texts of a rubric or role profile in another language"),
    "rubric-gap": (GapView, "what `rubric gap` answers"),
    "role-coverage": (CoverageReport, "what `rubric coverage` answers"),
    "role-ramp": (RampCheck, "what `rubric ramp` answers"),
    "role-profile": (RoleProfile, "a role profile, which has no scale"),
    "development-plan": (DevelopmentPlan, "what `develop` answers"),
    "scorecard": (Scorecard, "what `hiring scorecard` answers"),
    "agreement": (Agreement, "what `eval agreement` answers"),
    "comparison": (Comparison, "what `eval compare` answers"),
    "fit": (FitReport, "what `drafter fit` answers"),
    "fit-list": (FitList, "what `drafter list` answers"),
    "fit-comparison": (FitComparison, "what `drafter compare` answers"),
    "activation": (ActivationReport, "what `drafter activate` and `drafter rollback` answer"),
    "suspension": (
        Suspension,
        "what `drafter suspend` and `drafter resume` answer, and a suspension of `drafter list`",
    ),
    "suite": (Suite, "a suite of `eval run`"),
    "run": (RunManifest, "`run.json` in the folder of a run"),
    "run-item": (RunItem, "a line of `items.jsonl` in the folder of a run"),
    "run-measures": (RunMeasures, "what `eval run` answers"),
    "gate": (GateReport, "what `eval gate` answers"),
    "eval-report": (EvalReport, "what `eval report` answers"),
    "drift-report": (DriftReport, "what `eval drift` answers"),
    "probe-report": (ProbeReport, "what `eval probe` answers"),
    "reliance-report": (RelianceReport, "what `eval reliance` answers"),
    "drill": (DrillLine, "what `drill make` answers, and each item of `drill list`"),
    "drill-sheet": (DrillSheet, "what `drill take` and `drill result RECEIPT` answer, to the trainee"),
    "drill-counts": (DrillCounts, "what `drill result DRILL` answers, to Enablement"),
    "watch-report": (WatchReport, "what `eval watch` answers"),
    "gold-report": (GoldReport, "what `eval gold` answers"),
    "policy": (Policy, "a policy file"),
    "audit-leaf": (AuditLeaf, "what the audit log hashes, version 1"),
    "audit-entry": (AuditEntry, "a line of `audit export`"),
    "checkpoint": (Checkpoint, "a signed size and root of the log"),
    "verification-report": (VerificationReport, "what `audit verify` answers"),
}


def schema_of(name: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of a format, with one full example.

    Raises:
        NotFoundError: no such format; the message lists those there are.
    """
    model, purpose = _found(name)
    schema = model.model_json_schema(mode="validation")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:assessor:schema:{name}",
        **schema,
        "description": f"{purpose[0].upper()}{purpose[1:]}.",
        "examples": [example_of(name)],
    }


def example_of(name: str) -> Any:
    """The example of a format, as JSON values."""
    _found(name)
    source = resources.files("assessor.formats") / "examples" / f"{name}.json"
    return json.loads(source.read_text(encoding="utf-8"))


def _found(name: str) -> tuple[type[BaseModel], str]:
    if name not in FORMATS:
        raise NotFoundError(
            f"schema {name!r}: no such format; there are {', '.join(FORMATS)}.", code="unknown_schema"
        )
    return FORMATS[name]
