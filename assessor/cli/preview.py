"""`assessor assess --preview`: full drafts, shown and not kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.present import show_draft
from assessor.domain.actor import Actor
from assessor.domain.artefact import Subject
from assessor.domain.draft import DraftStatus
from assessor.domain.rubric import Rubric
from assessor.errors import OrderError
from assessor.formats.lines import AssessOutput, dumped
from assessor.previews import keep_preview, verify_not_awaiting
from assessor.reading import SubmittedFile

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
    verify_previewable(application, [file.content for file in files], actor)
    pipeline = application.pipeline
    read = pipeline.read(files, subject)
    # An attachment may hold the very bytes whose draft the actor has yet to rate unseen.
    verify_not_awaiting(application.store, [one.submitted_digest for one in read.artefacts], actor)
    assessed, timing = pipeline.preview(read, rubric, skill_area=skill_area, career_level=career_level)
    drafted = [
        (artefact.submitted_digest, one.draft)
        for artefact, one in zip(read.artefacts, assessed, strict=True)
        if one.draft is not None
    ]
    # Whoever was shown that drafts are suspended has seen nothing that could move a rating.
    for marks in (True, False):
        digests = [one for one, draft in drafted if (draft.status is not DraftStatus.SUSPENDED) is marks]
        if digests:
            keep_preview(
                application.store,
                digests,
                actor=actor,
                rubric=rubric,
                drafter=application.settings.drafter,
                marks=marks,
            )
    outputs = [
        AssessOutput.of(artefact.origin.path_in(files[artefact.origin.file].name), one, timing)
        for artefact, one in zip(read.artefacts, assessed, strict=True)
    ]
    if as_json:
        shell.put_json([dumped(output) for output in outputs])
    else:
        for output in outputs:
            _show(output)
    return 0 if drafted else 3


def verify_previewable(application: "Application", contents: Sequence[bytes], actor: Actor) -> None:
    """Refuse a preview that is switched off here, or that would break a seal.

    Raises:
        OrderError: code `previews_off` or `out_of_order`.
    """
    if not application.settings.previews:
        raise OrderError(
            "previews are switched off here.", code="previews_off", hint="Setting ASSESSOR_PREVIEWS decides."
        )
    digests = [digest for content in contents for digest in application.keyring.digests(content)]
    verify_not_awaiting(application.store, digests, actor)


def _show(output: AssessOutput) -> None:
    click.echo(f"== {output.id}")
    if output.draft is None:
        rules = sorted({one.rule for one in output.findings if one.action in ("refuse", "escalate")})
        click.echo(f"stopped by {', '.join(rules)}")
        return
    show_draft(output.draft)
