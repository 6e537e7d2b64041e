"""`assessor drafter suspend` and `drafter resume`: drafts taken away, and given back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.domain.suspension import SuspensionScope


def _scope_options(*, required: bool) -> Callable[[shell.Command], shell.Command]:
    """`--rubric`, `--area` and `--drafter`: which drafts."""
    drafters = click.Choice(["embedded", "llm"])
    options = (
        click.option("--rubric", "rubric_id", required=required, metavar="ID", help="Of which rubric."),
        click.option("--area", metavar="NAME", help="Only those of one skill area.  [default: all]"),
        click.option("--drafter", "name", type=drafters, help="Only those of one.  [default: of both]"),
    )

    def added(command: shell.Command) -> shell.Command:
        for option in reversed(options):
            command = option(command)
        return command

    return added


@click.command(
    "suspend",
    epilog='Example: assessor drafter suspend --rubric ai-skills --reason "too low since October" --as erik',
    short_help="Take drafts away until they are given back.",
)
@_scope_options(required=True)
@click.option("--reason", required=True, help="Why; redacted before it is kept.")
@shell.actor_option
@shell.json_option
def suspend(
    rubric_id: str, area: str | None, name: str | None, reason: str, acting: str | None, *, as_json: bool
) -> None:
    """Take drafts of a rubric or area away: from now on they answer `suspended`, stored ones too.

    Holds for every process, a running server too, and without a restart. Evidence is still handed in,
    redacted and rated. What is stored is kept and comes back. Needs the role enablement. The way back:
    assessor drafter resume
    """
    from assessor.cli.drafter_view import suspension_line

    application = shell.application()
    actor = application.accounts.acting(acting)
    begun = application.suspensions.suspend(_scope(rubric_id, area, name), reason, actor)
    if as_json:
        shell.put_model(begun)
        return
    click.echo(suspension_line(begun, shell.language(None)))
    shell.talk(f'The way back: assessor drafter resume {begun.id} --reason "..."')


@click.command(
    "resume",
    epilog="Example: assessor drafter resume sus_... --recalibration runs/today "
    '--reason "within limits again" --as erik',
    short_help="Give suspended drafts back.",
)
@click.argument("suspension_id", metavar="[ID]", required=False)
@_scope_options(required=False)
@click.option("--reason", required=True, help="Why; redacted before it is kept.")
@click.option(
    "--recalibration",
    default=None,
    metavar="RUN",
    help="Folder of a run, or a version, made since; needed where a rule suspended.",
)
@shell.actor_option
@shell.json_option
def resume(
    suspension_id: str | None,
    rubric_id: str | None,
    area: str | None,
    name: str | None,
    reason: str,
    recalibration: str | None,
    acting: str | None,
    *,
    as_json: bool,
) -> None:
    """Lift a suspension, by its ID or by its scope. Needs the role enablement.

    Where a rule suspended, name what drafts were recalibrated on: the folder of an `assessor eval run`
    begun since, by the drafter as it is now, on gold items, its gate held with a threshold on levels; or,
    for drift, a version fitted since that is in effect, proven and nearer to sealed ratings. It is looked
    at: figures are worked out anew.
    """
    from assessor.bootstrap_suspensions import examined
    from assessor.cli.drafter_view import suspension_line

    if (suspension_id is None) == (rubric_id is None):
        raise click.UsageError("Give either ID or --rubric, see `assessor drafter list`.")
    if suspension_id is not None and (area or name):
        raise click.UsageError("--area and --drafter go with --rubric, not with ID.")
    application = shell.application()
    actor = application.accounts.acting(acting)
    if suspension_id is None:
        suspension_id = application.suspensions.find(_scope(rubric_id or "", area, name)).id
    looked_at = None if recalibration is None else examined(application, recalibration)
    lifted = application.suspensions.resume(suspension_id, reason, actor, examined=looked_at)
    if as_json:
        shell.put_model(lifted)
        return
    click.echo(suspension_line(lifted, shell.language(None)))


def _scope(rubric_id: str, area: str | None, name: str | None) -> "SuspensionScope":
    from assessor.domain.suspension import SuspensionScope

    if not rubric_id.strip():
        raise InputError("--rubric: is empty.", code="unknown_rubric", hint="See: assessor rubric list")
    return SuspensionScope(rubric_id=rubric_id, skill_area=area, drafter=name)
