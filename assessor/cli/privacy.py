"""`assessor privacy`: what the privacy officer audits, erases, and ends."""

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.privacy_reports import cases, dry_run_policy, false_hit, miss, segments
from assessor.cli.privacy_vault import vault
from assessor.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.actor import Actor
    from assessor.domain.privacy import Holdings, LogEntry, LogQuery

_SUBMISSION = re.compile(r"sub_[0-9a-f]{32}")


@click.group(
    short_help="Audit redaction, erase, apply retention, report misses.",
    epilog="Example: assessor privacy log --since 2026-11-01 --type PERSON --as petra",
)
def privacy() -> None:
    """The privacy officer's work. Every command needs the role privacy: name who acts with --as."""


privacy.add_command(miss)
privacy.add_command(false_hit)
privacy.add_command(cases)
privacy.add_command(segments)
privacy.add_command(dry_run_policy)
privacy.add_command(vault)


@privacy.command(
    short_help="Read or export the redaction log.",
    epilog="Example: assessor privacy log --rule people --format csv --out log.csv --as petra",
)
@click.option("--since", metavar="D", default=None, help="Only from this day on (UTC).")
@click.option("--until", metavar="D", default=None, help="Only before this day (UTC).")
@click.option("--type", "type_", metavar="T", default=None, help="A type of span or a category, e.g. PERSON.")
@click.option("--rule", metavar="R", default=None, help="A rule, or the beginning of its name up to a point.")
@click.option("--policy", metavar="SHA256", default=None, help="Digest of a policy file, or its beginning.")
@click.option("--artefact", metavar="ID", default=None, help="Only what was redacted in this artefact.")
@click.option("--submission", metavar="ID", default=None, help="Only what was redacted in this submission.")
@click.option("--statistics", is_flag=True, help="Counts by type, rule and policy instead of entries.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default=None, help="For programs.")
@click.option(
    "--out",
    metavar="F",
    default=None,
    help="Export to F, with a proof beside it, F.proof.",
)
@shell.actor_option
@shell.json_option
def log(
    since: str | None,
    until: str | None,
    type_: str | None,
    rule: str | None,
    policy: str | None,
    artefact: str | None,
    submission: str | None,
    statistics: bool,
    form: str | None,
    out: str | None,
    acting: str | None,
    as_json: bool,
) -> None:
    """What was redacted or stopped, where, by which rule of which policy; never the text itself."""
    from assessor.bootstrap_privacy import privacy_log
    from assessor.domain.privacy import LogQuery
    from assessor.privacy.log import as_text
    from assessor.privacy.log import statistics as counted

    application = shell.application()
    actor = application.accounts.acting(acting)
    query = LogQuery(
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        type=type_,
        rule=rule,
        policy=policy,
        artefact=artefact,
        submission=submission,
    )
    entries = privacy_log(application).entries(query, actor)
    chosen: str = form or ("json" if as_json else "")
    if statistics:
        shell.put_model(counted(entries))
    elif out is not None:
        _export(application, entries, chosen or "json", out, actor)
    elif chosen:
        click.echo(as_text(entries, "csv" if chosen == "csv" else "json"), nl=False)
    else:
        _show(entries, query)


def _day(text: str | None, option: str) -> datetime | None:
    if text is None:
        return None
    day = shell.parse_date(text, option)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _show(entries: "tuple[LogEntry, ...]", query: "LogQuery") -> None:
    for entry in entries:
        place = entry.artefact[:19] if entry.artefact else entry.id[:12]
        count = f" x{entry.count}" if entry.count > 1 else ""
        where = "" if entry.start is None else f"  {entry.start}-{entry.end}"
        click.echo(
            f"{entry.at:%Y-%m-%d %H:%M}  {entry.action:<8}  {entry.type:<18}  {entry.rule}{count}  "
            f"{place}{where}  policy {entry.policy_sha256[:12]}"
        )
    if not entries:
        shell.talk("no entries." if query.model_dump(exclude_none=True) else "the redaction log is empty.")


def _export(
    application: "Application", entries: "tuple[LogEntry, ...]", form: str, out: str, actor: "Actor"
) -> None:
    from assessor.privacy.log import as_text
    from assessor.proofs import prove_export
    from assessor.settings import TENANT

    content = as_text(entries, "csv" if form == "csv" else "json").encode()
    proof = prove_export(
        application.store,
        application.keyring,
        content,
        tenant=TENANT,
        rows=len(entries),
        form=form,
        actor_id=actor.id,
    )
    target = Path(out)
    try:
        target.write_bytes(content)
        Path(f"{out}.proof").write_text(proof.model_dump_json(indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"--out {out}: cannot be written ({reason}).", code="file_unwritable") from None
    shell.talk(f"{len(entries)} entries in {out}, proof in {out}.proof")


@privacy.command(
    short_help="Hold an exported log against its proof.",
    epilog="Example: assessor privacy verify-export log.csv",
)
@click.argument("path", metavar="F")
@shell.json_option
def verify_export(path: str, as_json: bool) -> int:
    """Check that F is the file that was exported, by F.proof and the keys of this installation.

    Exit code 5 means that it is not.
    """
    from pydantic import ValidationError

    from assessor.proofs import ExportProof
    from assessor.proofs import verify_export as verify

    try:
        content = Path(path).read_bytes()
        proof = ExportProof.model_validate_json(Path(f"{path}.proof").read_bytes())
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(
            f"{path} or its .proof: cannot be read ({reason}).", code="file_unreadable"
        ) from None
    except ValidationError:
        raise InputError(f"{path}.proof: is no export proof.", code="export_format") from None
    verify(content, proof, shell.application().keyring)
    if as_json:
        shell.put_json({"verified": True, "digest": proof.digest, "seq": proof.seq})
    else:
        click.echo(f"sound: entry {proof.seq} of the audit log vouches for {path}")
    return 0


@privacy.command(
    short_help="Erase a submission, or all about a person.",
    epilog="Example: assessor privacy erase sub_0123... --as petra",
)
@click.argument("what", metavar="SUBMISSION|SUBJECT")
@click.option("--yes", is_flag=True, help="Do not ask.")
@shell.actor_option
@shell.json_option
def erase(what: str, yes: bool, acting: str | None, as_json: bool) -> None:
    """Erase SUBMISSION, or every submission about SUBJECT (an assessee's or account's id or name), for good.

    Texts, drafts, ratings, their redaction log and the salts of their audit commitments go, and examples for
    a model that copy one of the texts; the files of database and index are rewritten without them. Another
    submission with an equal text stays. Backups are yours to end.
    """
    from assessor.bootstrap_privacy import erasure

    application = shell.application()
    actor = application.accounts.acting(acting)
    work = erasure(application)
    subject = None if _SUBMISSION.fullmatch(what) else _subject(application, what)
    ids = (what,) if subject is None else work.submissions_of(subject.id, actor)
    planned = work.planned(ids, actor)
    for held in planned:
        shell.talk(f"will go: {_told(held)}")
    if subject is not None and not planned:
        shell.talk(f"will go: {subject.id}, about whom there is no submission")
    _confirm(yes)
    try:
        done = (work.erase(what, actor),) if subject is None else work.erase_subject(subject.id, actor)
    finally:
        if any(held.exemplars for held in planned):
            _forget_examples(application)
    left = work.standing_examples(actor)
    if left:
        shell.talk(
            f"{left} examples for a model stay. They name no person and no submission, by design: those that "
            "copy a text erased now went with it; look through the others with `assessor examples list`."
        )
    if as_json:
        shell.put_json([held.model_dump(mode="json") for held in done])
        return
    for held in done:
        click.echo(f"erased: {_told(held)}")
    if not done:
        click.echo("erased: the person's id")


def _forget_examples(application: "Application") -> None:
    from assessor.bootstrap_exemplars import forget_withdrawn

    if not forget_withdrawn(application):
        shell.talk(
            "the server does not answer; its index drops the examples at the next question, and shows none "
            "till then."
        )


def _subject(application: "Application", what: str) -> "Actor":
    known = application.accounts.known(what)
    if known is None:
        raise NotFoundError(
            "neither a submission nor a person under this id or name.",
            code="unknown_subject",
            hint="Give sub_... or act_..., or the pseudonymous id that --assessee was given.",
        )
    return known


def _told(held: "Holdings") -> str:
    return (
        f"{held.submission} with {held.artefacts} artefacts, {held.drafts} drafts, {held.ratings} ratings, "
        f"{held.redactions} log entries, {held.marks} marks, {held.cases} cases, {held.vault} vault values, "
        f"{held.exemplars} examples"
    )


def _confirm(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError(
            "erasure asks before it acts, and there is nobody to ask.",
            code="confirmation_needed",
            hint="Add --yes once you have read what will go.",
        )
    click.confirm("This cannot be undone. Erase?", abort=True, err=True)


@privacy.command(
    short_help="Show or end what is kept too long.",
    epilog="Example: assessor privacy retention --preview --as petra",
)
@click.option("--preview", is_flag=True, help="Show what would go.")
@click.option("--apply", "applied", is_flag=True, help="End it, and rewrite the files without it.")
@click.option("--schedule", "only_schedule", is_flag=True, help="Show how many months what is kept.")
@shell.actor_option
@shell.json_option
def retention(preview: bool, applied: bool, only_schedule: bool, acting: str | None, as_json: bool) -> None:
    """End what has been kept as long as the settings say (`retention_months` in assessor.toml).

    Texts go with their drafts, the ratings made on them stay; whole submissions, stops and marks have months
    of their own. The audit log stays: it holds ids and counts.
    """
    from assessor.bootstrap_privacy import retention as built
    from assessor.bootstrap_privacy import schedule

    if preview + applied + only_schedule != 1:
        raise click.UsageError("Give one of --preview, --apply and --schedule.")
    application = shell.application()
    actor = application.accounts.acting(acting)
    if only_schedule:
        months = schedule(application).as_dict()
        if as_json:
            shell.put_json(months)
        else:
            for kind, count in months.items():
                click.echo(f"{kind:<20} {count:>4} months")
        return
    work = built(application)
    try:
        due = work.apply(actor) if applied else work.overdue(actor)
    finally:
        # Even where the files are busy: what ended has left the record by then.
        if applied:
            _forget_examples(application)
    if as_json:
        click.echo(json.dumps([one.model_dump(mode="json") for one in due], indent=2))
        return
    for one in due:
        artefact = f" {one.artefact}" if one.artefact else ""
        click.echo(
            f"{'ended' if applied else 'overdue'}  {one.kind:<10} {one.id}{artefact}  since {one.since}"
        )
    if not due:
        shell.talk("nothing is overdue.")
