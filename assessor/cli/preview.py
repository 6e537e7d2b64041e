"""`assessor assess --preview`: full drafts, shown and not kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.assess import verify_not_awaiting
from assessor.domain.actor import Actor
from assessor.domain.artefact import Subject
from assessor.domain.draft import Draft
from assessor.domain.rubric import Rubric
from assessor.domain.submission import AssessedArtefact
from assessor.formats.lines import AssessOutput, TimingOutput, dumped
from assessor.pipeline import SubmittedFile, Timing
from assessor.records import keep_preview

if TYPE_CHECKING:
    from assessor.bootstrap import Application


def preview_files(
    application: "Application",
    files: Sequence[SubmittedFile],
    rubric: Rubric,
    skill_area: str | None,
    career_level: str | None,
    subject: Subject,
    *,
    actor: Actor,
    as_json: bool,
) -> int:
    """Draft files as one submission, show the drafts, log that they were seen. Returns the exit code."""
    verify_not_awaiting(application, [file.content for file in files], actor)
    pipeline = application.pipeline
    read = pipeline.read(files, subject)
    assessed, timing = pipeline.preview(read, rubric, skill_area=skill_area, career_level=career_level)
    passed = [
        artefact.submitted_digest
        for artefact, one in zip(read.artefacts, assessed, strict=True)
        if one.draft is not None
    ]
    if passed:
        keep_preview(
            application.store,
            passed,
            actor=actor,
            rubric=rubric,
            drafter=application.settings.drafter,
            marks=True,
        )
    outputs = [output_of(file.name, one, timing) for file, one in zip(files, assessed, strict=True)]
    if as_json:
        shell.put_json([dumped(output) for output in outputs])
    else:
        for output in outputs:
            _show(output)
    return 0 if passed else 3


def output_of(identity: str, assessed: AssessedArtefact, timing: Timing) -> AssessOutput:
    """The published view of a previewed artefact."""
    redacted = assessed.redacted
    return AssessOutput(
        id=identity,
        verdict=redacted.verdict,
        text=redacted.text,
        spans=redacted.spans,
        findings=redacted.findings,
        draft=assessed.draft,
        timing_ms=TimingOutput(
            guardrails=timing.guardrails, retrieval=timing.retrieval, drafting=timing.drafting
        ),
    )


def _show(output: AssessOutput) -> None:
    click.echo(f"== {output.id}")
    if output.draft is None:
        rules = sorted({one.rule for one in output.findings if one.action in ("refuse", "escalate")})
        click.echo(f"stopped by {', '.join(rules)}")
        return
    show_draft(output.draft)


def show_draft(draft: Draft) -> None:
    """A draft for people: rating first, then what it rests on."""
    if draft.rating is None:
        code = f" ({draft.reason_code})" if draft.reason_code else ""
        click.echo(f"no rating: {draft.status}{code}")
    else:
        low, high = draft.interval or (draft.rating, draft.rating)
        capped = f", capped from {draft.rating_before_cap}" if draft.cap is not None else ""
        click.echo(
            f"draft rating {draft.rating} on {draft.scale}, compatible with {low} to {high}{capped}; "
            f"{draft.calibration.state}: not calibrated on human ratings"
        )
    click.echo(draft.reason)
    if draft.areas:
        click.echo(f"area: {draft.areas[0].skill_area}")
    for line in draft.red_lines:
        click.echo(f"red-line candidate: {line.id}, to be confirmed or dismissed by the reviewer")
        for citation in line.citations:
            click.echo(f"    {citation.locator}: {citation.quote!r}")
    for claim in draft.claims:
        click.echo(f"- {claim.text}")
        for citation in claim.citations:
            click.echo(f"    {citation.locator}: {citation.quote!r}")
    for missing in draft.missing:
        click.echo(f"missing: {missing}")
