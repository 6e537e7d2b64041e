"""`assessor audit`: verify, export and read the log."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.audit import VerificationReport


@click.group(short_help="Verify, export or read the audit log.", epilog="Example: assessor audit verify")
def audit() -> None:
    """The append-only record of what was done and decided; it holds ids, codes and counts, no evidence."""


@audit.command(
    epilog="Example: assessor audit verify --checkpoint audit-2026-11.checkpoint",
    short_help="Hold the log against its records and checkpoints.",
)
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    metavar="F",
    help="An earlier checkpoint; shows truncation and roll-back.",
)
@shell.json_option
def verify(checkpoints: tuple[str, ...], as_json: bool) -> int:
    """Recompute the whole log and hold it against its records, the local checkpoint and each given one.

    Exit code 5 means that something does not hold; the first bad entry is named.
    """
    from assessor.audit.export import read_checkpoint
    from assessor.auditing import verify_store
    from assessor.settings import TENANT

    application = shell.application()
    local = application.settings.checkpoint
    held = [read_checkpoint(Path(path)) for path in checkpoints]
    if local.exists():
        held.append(read_checkpoint(local))
    report = verify_store(
        application.store,
        application.keyring,
        tenant=TENANT,
        checkpoints=held,
        checked_at=application.clock.now(),
    )
    if as_json:
        shell.put_model(report)
    else:
        _show(report)
        if report.size and not local.exists():
            shell.talk("no local checkpoint: give one with --checkpoint, or cutting the end goes unseen.")
    return 5 if report.faults else 0


def _show(report: "VerificationReport") -> None:
    if report.faults:
        first = report.faults[0]
        where = f"entry {first.seq}" if first.seq is not None else "the log"
        click.echo(f"NOT SOUND, first at {where}: {first.message}")
        for fault in report.faults[1:]:
            click.echo(f"  {fault.code}: {fault.message}")
        return
    click.echo(
        f"sound: {report.size} entries, root {report.root[:16]}, {report.checkpoints} checkpoints, "
        f"{report.commitments_checked} commitments checked, {report.commitments_erased} erased"
    )


@audit.command(
    epilog="Example: assessor audit export --out audit-2026-11.jsonl",
    short_help="Write the log and a signed checkpoint.",
)
@click.option(
    "--out",
    required=True,
    metavar="F.jsonl",
    help="Entries go here; the checkpoint beside it as F.checkpoint.",
)
@shell.actor_option
@shell.json_option
def export(out: str, acting: str | None, as_json: bool) -> None:
    """Write all entries and a signed checkpoint; keep the latter where this machine's user cannot reach."""
    from assessor.audit.checkpoint import make_checkpoint
    from assessor.audit.export import write_checkpoint, write_export
    from assessor.domain.audit import AuditEvent
    from assessor.settings import TENANT

    application = shell.application()
    actor = application.accounts.acting(acting)
    target = Path(out)
    note_path = target.with_suffix(".checkpoint")
    with application.store.begin() as unit:
        size = unit.audit.head().size
        facts: dict[str, str | int | bool | None] = {"size": size, "key": application.keyring.active_id}
        unit.record(AuditEvent(event="audit.exported", actor=actor.id, facts=facts))
    try:
        with application.store.read() as unit:
            head = unit.audit.head()
            checkpoint = make_checkpoint(application.keyring, TENANT, head)
            write_export(target, unit.audit.entries())
            write_checkpoint(note_path, checkpoint)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"--out {out}: cannot be written ({reason}).", code="file_unwritable") from None
    if as_json:
        shell.put_json({"entries": str(target), "checkpoint": str(note_path), "size": head.size})
    else:
        click.echo(f"{head.size} entries in {target}, checkpoint in {note_path}")


@audit.command(epilog="Example: assessor audit show --event submission.stopped", short_help="Read entries.")
@click.option("--event", default=None, metavar="NAME", help="Only entries of one event, e.g. draft.created.")
@click.option("--since", default=None, metavar="D", help="Only entries from this date on.")
@click.option("--limit", type=click.IntRange(1), default=50, help="The newest N.  [default: 50]")
@shell.json_option
def show(event: str | None, since: str | None, limit: int, as_json: bool) -> None:
    """Read the newest entries, oldest first."""
    application = shell.application()
    leaves = _leaves(application, event, since)[-limit:]
    if as_json:
        shell.put_json(leaves)
        return
    for leaf in leaves:
        refs = " ".join(f"{name}={ref[:16]}" for name, ref in leaf["refs"].items())
        facts = " ".join(f"{name}={fact}" for name, fact in leaf["facts"].items())
        click.echo(
            f"{leaf['seq']:>6}  {leaf['at'][:19]}  {leaf['event']:<20}  {leaf['actor'][:12]}  {refs}  {facts}"
        )


def _leaves(application: "Application", event: str | None, since: str | None) -> list[dict[str, Any]]:
    first = "" if since is None else shell.parse_date(since, "--since").isoformat()
    found = []
    with application.store.read() as unit:
        for entry in unit.audit.entries():
            leaf = json.loads(entry.leaf)
            if (event is None or leaf["event"] == event) and leaf["at"] >= first:
                found.append(leaf)
    return found
