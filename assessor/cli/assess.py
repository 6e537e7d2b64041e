"""`assessor assess`: hand in artefacts; drafts are kept sealed, or previewed and never kept."""

from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from assessor.bootstrap import Application
    from assessor.domain.rubric import Rubric
    from assessor.formats.submissions import SubmissionOutput
    from assessor.reading import SubmittedFile

_EXAMPLE = """\b
Examples:
  assessor assess brief.md mail.eml --rubric ai-skills --assessee csm-014 --evidence-date brief.md=2026-11-02
  assessor assess --preview note.md --rubric ai-skills
  assessor assess clause.md --rubric ai-skills --assessee csm-014 --release contract_text.meaning \\
    --reason "our own template, no customer's contract" --as petra
  assessor assess --jsonl items.jsonl --out drafts.jsonl --workers 2
"""


@click.command(epilog=_EXAMPLE, short_help="Hand in artefacts of one assessee for draft ratings.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--rubric", "rubric_id", metavar="ID", default=None, help="Rubric to rate by; see `assessor rubric list`."
)
@click.option(
    "--area", metavar="NAME", default=None, help="Skill area; proposed for each artefact where left out."
)
@click.option(
    "--level",
    metavar="NAME",
    default=None,
    help="The assessee's career level; an input on csm-laufbahn, elsewhere for the reader.",
)
@click.option("--assessee", metavar="ID", default=None, help="Pseudonymous id of the assessee.")
@click.option(
    "--subject-file",
    metavar="F",
    default=None,
    help="JSON with the assessee's names, so that they are found for certain.",
)
@click.option(
    "--evidence-date",
    "evidence_dates",
    metavar="[PATH=]D",
    multiple=True,
    help="When the work was done; else a mail's Date header.",
)
@click.option(
    "--kind", "kinds", metavar="[PATH=]KIND", multiple=True, help="What sort of artefact, e.g. crm_note."
)
@click.option("--submitted-on", metavar="D", default=None, help="Submission date.  [default: today]")
@click.option(
    "--drafter",
    type=click.Choice(["embedded", "llm"]),
    default=None,
    help="Which drafter; llm asks ASSESSOR_MODEL.  [default: from the settings]",
)
@shell.samples_option
@click.option("--preview", is_flag=True, help="Show full drafts and keep none; they can never be confirmed.")
@click.option(
    "--jsonl",
    "jsonl",
    metavar="IN",
    default=None,
    help="One text a line, drafted like a preview; `-` reads standard input.",
)
@click.option("--out", metavar="OUT", default=None, help="Where --jsonl writes; stdout where left out.")
@click.option(
    "--release",
    "releases",
    metavar="RULE",
    multiple=True,
    help="Let bytes pass that this rule stopped; needs role privacy and somebody else's stop.",
)
@click.option("--reason", metavar="TEXT", default=None, help="Why, for --release; kept after redaction.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Processes for --jsonl.  [default: 1]")
@shell.actor_option
@shell.json_option
def assess(
    paths: tuple[str, ...],
    rubric_id: str | None,
    area: str | None,
    level: str | None,
    assessee: str | None,
    subject_file: str | None,
    evidence_dates: tuple[str, ...],
    kinds: tuple[str, ...],
    submitted_on: str | None,
    drafter: str | None,
    samples: int | None,
    preview: bool,
    jsonl: str | None,
    out: str | None,
    workers: int,
    releases: tuple[str, ...],
    reason: str | None,
    acting: str | None,
    as_json: bool,
) -> int:
    """Hand in PATH... as one submission of one assessee and draft a rating for each artefact.

    The drafts are sealed: rate each yourself first (`assessor rate`), then reveal and confirm. Text is
    redacted before anything is kept; a stopped artefact leaves a log entry and nothing else.
    """
    if bool(releases) != (reason is not None) or (releases and (preview or jsonl)):
        raise click.UsageError("--release and --reason go together, and with neither --preview nor --jsonl.")
    if (jsonl is None) == (not paths):
        raise click.UsageError("Give either PATH... or --jsonl IN.")
    application = shell.application(drafter=drafter, samples=samples)
    actor = application.accounts.acting(acting)
    _tell_of_examples(application)
    if jsonl is not None:
        from assessor.cli.batch import assess_lines

        return assess_lines(application, jsonl, out, workers=workers, actor=actor)
    if rubric_id is None:
        raise click.UsageError("--rubric is needed; see `assessor rubric list`.")
    from assessor.rubrics.load import load_rubric

    rubric = load_rubric(application.settings.rubric_in_effect(rubric_id))
    files = _files(paths, evidence_dates, kinds)
    skill_area, career_level = _resolved(rubric, area, level)
    subject = shell.read_subject(subject_file)
    if preview:
        from assessor.cli.preview import preview_files

        return preview_files(
            application, files, rubric, skill_area, career_level, subject, actor=actor, as_json=as_json
        )
    from assessor.pipeline import Order

    if assessee is None:
        raise click.UsageError("--assessee ID is needed (or --preview).")
    # First of all: a file that cannot be read leaves nothing behind, not even the assessee's row.
    read = application.pipeline.read(files, subject)
    if releases:
        from assessor.bootstrap_privacy import releases as granting

        read = granting(application).grant(read, releases, reason or "", actor)
    order = Order(
        rubric=rubric,
        assessee_id=application.accounts.assessee(assessee, by=actor).id,
        submitted_on=_submission_date(application, submitted_on),
        skill_area=skill_area,
        career_level=career_level,
    )
    assessment = application.pipeline.assess(read, order, actor=actor, store=application.store)
    from assessor.formats.submissions import SubmissionOutput

    output = SubmissionOutput.of(assessment, list(paths), application.suspensions.standing(rubric.id))
    if as_json:
        shell.put_model(output)
    else:
        _show(output)
    return 0 if any(one.draft_id for one in output.artefacts) else 3


def _tell_of_examples(application: "Application") -> None:
    """Say once that released examples are not shown to the model."""
    from assessor.bootstrap_exemplars import drafts_without_examples

    if drafts_without_examples(application):
        shell.talk("drafted without examples: their index belongs to the server; start one: assessor serve")


def _files(
    paths: tuple[str, ...], evidence_dates: tuple[str, ...], kinds: tuple[str, ...]
) -> "list[SubmittedFile]":
    from assessor.domain.artefact import ArtefactKind
    from assessor.reading import SubmittedFile

    dated = shell.per_path(evidence_dates, paths, "--evidence-date")
    sorted_by_kind = shell.per_path(kinds, paths, "--kind")
    for kind in sorted_by_kind.values():
        if kind not in set(ArtefactKind):
            raise InputError(f"--kind: expected one of {', '.join(ArtefactKind)}.", code="unknown_kind")
    return [
        SubmittedFile(
            name="stdin.txt" if path == "-" else path,
            content=shell.read_evidence(path),
            kind=ArtefactKind(sorted_by_kind[path]) if path in sorted_by_kind else None,
            evidence_date=shell.parse_date(dated[path], "--evidence-date") if path in dated else None,
        )
        for path in paths
    ]


def _resolved(rubric: "Rubric", area: str | None, level: str | None) -> tuple[str | None, str | None]:
    from assessor.rubrics.names import find_career_level, find_skill_area

    return (
        None if area is None else find_skill_area(rubric, area).name,
        None if level is None else find_career_level(rubric, level).name,
    )


def _submission_date(application: "Application", given: str | None) -> "date":
    from assessor.rubrics.rules.calendar import calendar_day

    if given is None:
        return calendar_day(application.clock.now())
    return shell.parse_date(given, "--submitted-on")


def _show(output: "SubmissionOutput") -> None:
    for one in output.artefacts:
        if one.draft_id is None:
            rules = sorted(
                {finding.rule for finding in one.findings if finding.action in ("refuse", "escalate")}
            )
            click.echo(f"stopped  {one.path}: {', '.join(rules)}; only a log entry was kept")
            continue
        dated = one.evidence_date.isoformat() if one.evidence_date else "no evidence date"
        state = "sealed   " if one.suspension is None else "suspended "
        click.echo(f"{state}{one.path}: draft {one.draft_id}, {one.skill_area or 'no area'}, {dated}")
        for finding in one.findings:
            if finding.action == "note":
                shell.talk(f"         look twice: {finding.category} ({finding.rule})")
    for area in output.areas:
        state = "enough evidence to rate the area" if area.sufficient else "; ".join(area.missing)
        shell.talk(f"area     {area.skill_area}: {state}")
    if output.submission is None:
        shell.talk("nothing was accepted.")
        return
    for said in dict.fromkeys(one.suspension.said for one in output.artefacts if one.suspension):
        shell.talk(said.in_language(shell.language(None)))
    first = next(one for one in output.artefacts if one.draft_id)
    shell.talk(f"submission {output.submission}. Next: assessor draft show {first.draft_id}")
    shell.talk(f"then: assessor rate {first.draft_id} --rating N")
