"""`assessor privacy miss|false-hit|cases|segments|policy`: reports on redaction, and policies tried out."""

import re
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.guardrails.dry_run import DryRun, LabelledText

_PLACE = re.compile(r"(sha256:[0-9a-f]{64}):(\d+)-(\d+)")


@click.command(
    short_help="Take a missed value out of everything that holds it.",
    epilog="Example: assessor privacy miss sha256:0123...:118-131 --type PERSON --as petra",
)
@click.argument("place", metavar="ARTEFACT:START-END")
@click.option("--type", "kind", metavar="T", required=True, help="What it is, e.g. PERSON or CUSTOMER_ORG.")
@shell.actor_option
@shell.json_option
def miss(place: str, kind: str, acting: str | None, as_json: bool) -> None:
    """Report characters START to END of ARTEFACT's redacted text as personal data that was missed.

    They are replaced in every artefact of each submission that holds ARTEFACT. Drafts that quote the old text
    are withdrawn and made anew, places cited in ratings move, and the record stays verifiable.
    """
    from assessor.bootstrap_privacy import misses

    match = _PLACE.fullmatch(place)
    if match is None:
        raise InputError(
            "ARTEFACT:START-END: cannot be read.",
            code="place_invalid",
            hint="Expected sha256: and 64 hex digits, a colon, and two offsets, e.g. sha256:01ab...:118-131",
        )
    application = shell.application()
    actor = application.accounts.acting(acting)
    done = misses(application).report_miss(match[1], int(match[2]), int(match[3]), kind, actor)
    if as_json:
        shell.put_json([one.model_dump(mode="json") for one in done])
        return
    for one in done:
        click.echo(
            f"{one.submission}: {one.spans} places became {one.placeholder}, {len(one.withdrawn)} drafts "
            f"withdrawn, {len(one.drafts)} made anew"
        )
        for before, after in one.artefacts.items():
            click.echo(f"  {before} is now {after}")


@click.command(
    "false-hit",
    short_help="Report something harmless that was redacted.",
    epilog="Example: assessor privacy false-hit sha256:0123... --placeholder '<PERSON_2>' --value Buyer",
)
@click.argument("artefact", metavar="ARTEFACT")
@click.option("--placeholder", metavar="P", required=True, help="The placeholder that hides it.")
@click.option(
    "--value", metavar="TEXT", required=True, help="What stood there; you vouch that it is harmless."
)
@shell.actor_option
@shell.json_option
def false_hit(artefact: str, placeholder: str, value: str, acting: str | None, as_json: bool) -> None:
    """Keep a regression case that says TEXT must stay. ARTEFACT itself is unchanged: its value is gone."""
    from assessor.bootstrap_privacy import misses

    application = shell.application()
    actor = application.accounts.acting(acting)
    case = misses(application).report_false_hit(artefact, placeholder, value, actor)
    if as_json:
        shell.put_model(case)
    else:
        click.echo(f"{case.id} by {case.rule}: {case.text}")


@click.command(
    short_help="Export the regression cases.",
    epilog="Example: assessor privacy cases --as petra > cases.jsonl",
)
@shell.actor_option
def cases(acting: str | None) -> None:
    """Every report as a line of JSON: an invented text, and what must or must not be found in it."""
    from assessor.bootstrap_privacy import misses

    application = shell.application()
    for case in misses(application).cases(application.accounts.acting(acting)):
        click.echo(case.model_dump_json())


@click.command(
    short_help="What of an artefact was kept and what replaced.",
    epilog="Example: assessor privacy segments sub_0123... sha256:0123... --json --as petra",
)
@click.argument("submission", metavar="SUBMISSION")
@click.argument("artefact", metavar="ARTEFACT")
@shell.actor_option
@shell.json_option
def segments(submission: str, artefact: str, acting: str | None, as_json: bool) -> None:
    """The places of an artefact as a screen shows them: kept, or replaced by which rule. No text is shown."""
    from assessor.bootstrap_privacy import privacy_log

    application = shell.application()
    shown = privacy_log(application).shown(submission, artefact, application.accounts.acting(acting))
    if as_json:
        shell.put_model(shown)
        return
    for one in shown.segments:
        why = "kept" if one.kept else f"{one.placeholder}  {one.submitted_chars} characters by {one.rule}"
        click.echo(f"{one.start:>6}-{one.end:<6} {why}")


@click.command(
    "policy",
    short_help="What another policy would have done.",
    epilog="Example: assessor privacy policy --dry-run new.yaml --texts labelled.jsonl --as petra",
)
@click.option("--dry-run", "path", metavar="POLICY", required=True, help="The policy file in question.")
@click.option(
    "--texts",
    metavar="F",
    default=None,
    help='Try it on lines of {"id", "text", "lang"?, "do_not_enter": [...]}.',
)
@click.option(
    "--destination",
    type=click.Choice(["store", "local-model", "external-model"]),
    default="external-model",
    help="Where the texts of --texts would go.  [default: external-model]",
)
@shell.actor_option
@shell.json_option
def dry_run_policy(path: str, texts: str | None, destination: str, acting: str | None, as_json: bool) -> None:
    """Recompute what POLICY would do about everything in the redaction log, and try it on labelled texts.

    The log holds rules, not texts: what a new pattern would find in old artefacts it cannot say.
    """
    from pathlib import Path

    from assessor.bootstrap import sentence_embedder
    from assessor.bootstrap_privacy import privacy_log
    from assessor.domain.privacy import LogQuery
    from assessor.domain.verdict import Destination
    from assessor.guardrails.dry_run import dry_run, tried
    from assessor.guardrails.policy import load_policy

    application = shell.application()
    actor = application.accounts.acting(acting)
    policy = load_policy(Path(path))
    result = dry_run(policy, privacy_log(application).entries(LogQuery(), actor))
    if texts is not None:
        labelled = _labelled(texts)
        result = result.model_copy(
            update={"tried": tried(policy, labelled, Destination(destination), sentence_embedder())}
        )
    if as_json:
        shell.put_model(result)
    else:
        _show(result)


def _labelled(path: str) -> "list[LabelledText]":
    from assessor.cli import jsonl
    from assessor.formats.lines import LineFault
    from assessor.guardrails.dry_run import LabelledText

    read: list[LabelledText] = []
    with jsonl.open_lines(path) as lines:
        for number, line in jsonl.parsed_lines(lines, LabelledText):
            if isinstance(line, LineFault):
                raise InputError(f"--texts {path}, line {number}: {line.error.message}", code=line.error.code)
            read.append(line)
    return read


def _show(result: "DryRun") -> None:
    click.echo(f"policy {result.policy}, sha256 {result.policy_sha256[:16]}")
    for row in result.actions:
        if row.logged:
            click.echo(
                f"  {row.category:<18} {row.destination:<15} {row.action:<9} {row.logged:>5} logged, "
                f"{row.changed} otherwise than then"
            )
    for stop in result.stops:
        click.echo(
            f"  logged stops at {stop.destination}: {stop.refuse} refused, {stop.escalate} escalated, "
            f"{stop.redact} redacted, {stop.allow} let pass"
        )
    for one in result.tried:
        click.echo(f"  {one.category:<18} found {one.found} of {one.labelled}, false {one.false}")
        for name, ids in (("missed", one.missed_ids), ("false", one.false_ids)):
            if ids:
                shell.talk(f"    {name}: {', '.join(ids)}")
