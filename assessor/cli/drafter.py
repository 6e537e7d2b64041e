"""`assessor drafter`: what drafters learn from ratings, and which version of it is in effect."""

from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.drafter_compare import compare, watched
from assessor.cli.drafter_suspend import resume, suspend

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.fit import Activation, ActivationReport, FitVersion
    from assessor.domain.rubric import Rubric


@click.group(
    short_help="Learn from sealed ratings, put a version in effect, suspend drafts.",
    epilog="Example: assessor drafter fit --rubric ai-skills --as erik",
)
def drafter() -> None:
    """What drafters learn from people's ratings. A fit changes nothing; a person puts a version in effect.

    Only ratings that no draft can have moved count: sealed, blind or adjudicated ones, never confirmed ones.
    """


drafter.add_command(compare)
drafter.add_command(suspend)
drafter.add_command(resume)


def _drafter_option(command: shell.Command) -> shell.Command:
    return click.option(
        "--drafter",
        "name",
        type=click.Choice(["embedded", "llm"]),
        default=None,
        help="Which drafter.  [default: ASSESSOR_DRAFTER, else embedded]",
    )(command)


@drafter.command(
    "fit",
    epilog="Example: assessor drafter fit --rubric ai-skills --as erik",
    short_help="Learn from the ratings there are, and keep what was learned as a version.",
)
@click.option("--rubric", "rubric_id", required=True, metavar="ID", help="Whose ratings.")
@_drafter_option
@shell.actor_option
@shell.json_option
def fit(rubric_id: str, name: str | None, acting: str | None, as_json: bool) -> None:
    """Learn how far off drafts are, and which way, and keep it as a version. Nothing takes effect.

    Every candidate (none, a shift, a rising line, new weights) is judged on the evidence of assessees that it
    did not learn from. Needs the role enablement, and 5 usable ratings on evidence of 2 assessees.
    """
    from assessor.cli.drafter_view import fit_lines
    from assessor.domain.fit import FitReport

    application = shell.application(drafter=name)
    actor = application.accounts.acting(acting)
    rubric = _rubric(application, rubric_id)
    drafter_as_it_comes = application.drafter_under_fit()
    report = FitReport.of(application.fits.fit(rubric, drafter_as_it_comes, actor, watched=watched))
    if as_json:
        shell.put_model(report)
        return
    for line in fit_lines(report):
        click.echo(line)
    shell.talk(f"Nothing has changed yet. Next: assessor drafter compare shipped {report.name}")


@drafter.command(
    "list",
    epilog="Example: assessor drafter list --rubric ai-skills --json",
    short_help="List versions, which are in effect, and what is suspended.",
)
@click.option("--rubric", "rubric_id", default=None, metavar="ID", help="Only those of one rubric.")
@shell.json_option
def list_versions(rubric_id: str | None, as_json: bool) -> None:
    """List what was learned: what it rests on, which version is in effect, which texts are gone.

    Below it every suspension: of which drafts, since when and why, and how it was lifted.
    """
    from assessor.cli.drafter_view import list_line, suspension_line
    from assessor.domain.fit import FitList, ListedFit

    application = shell.application()
    rubric = None if rubric_id is None else _rubric(application, rubric_id).id
    listed = tuple(
        ListedFit.listed(
            one.version,
            active=one.active,
            stale=_is_stale(application, one.version),
            texts_gone=one.gone,
            activated=one.activated,
        )
        for one in application.fits.listed(rubric)
    )
    suspensions = application.suspensions.listed(rubric)
    if as_json:
        shell.put_model(FitList(versions=listed, suspensions=suspensions))
        return
    for one in listed:
        click.echo(list_line(one))
    for suspension in suspensions:
        click.echo(suspension_line(suspension, shell.language(None)))
    if not listed:
        shell.talk("nothing was learned yet; drafters draft as they come. See: assessor drafter fit --help")


@drafter.command(
    "activate",
    epilog='Example: assessor drafter activate ai-skills/embedded/1 --reason "nearer by .4 levels" --as erik',
    short_help="Put a version in effect.",
)
@click.argument("version", metavar="VERSION")
@click.option("--reason", required=True, help="Why; redacted before it is kept.")
@shell.actor_option
@shell.json_option
def activate(version: str, reason: str, acting: str | None, as_json: bool) -> None:
    """Put VERSION in effect for its rubric and drafter, from the next draft on, in a running server too.

    Drafts that are there stay as they are. Needs the role enablement. The way back: assessor drafter rollback
    """
    application = shell.application()
    actor = application.accounts.acting(acting)
    found = application.fits.named(version)
    base = _base(application, found.fit.rubric, found.fit.drafter)
    _show(application, application.fits.activate(found, reason, actor, base=base), as_json=as_json)


@drafter.command(
    "rollback",
    epilog='Example: assessor drafter rollback --rubric ai-skills --reason "drafts too low since" --as erik',
    short_help="Go back to what was in effect before.",
)
@click.option("--rubric", "rubric_id", required=True, metavar="ID", help="Of which rubric.")
@_drafter_option
@click.option("--reason", required=True, help="Why; redacted before it is kept.")
@shell.actor_option
@shell.json_option
def rollback(rubric_id: str, name: str | None, reason: str, acting: str | None, as_json: bool) -> None:
    """Go back to the version that was in effect before, or to the drafter as it comes."""
    application = shell.application(drafter=name)
    actor = application.accounts.acting(acting)
    rubric = _rubric(application, rubric_id)
    done = application.fits.rollback(rubric.id, application.settings.drafter, reason, actor)
    _show(application, done, as_json=as_json)


def _show(application: "Application", done: "Activation", *, as_json: bool) -> None:
    report = _report(application, done)
    if as_json:
        shell.put_model(report)
        return
    click.echo(f"in effect for {report.rubric}, {report.drafter}: {report.version}")


def _report(application: "Application", done: "Activation") -> "ActivationReport":
    from assessor.domain.fit import ActivationReport

    return ActivationReport(
        activation=done.id,
        action=done.action,
        rubric=done.rubric,
        drafter=done.drafter,
        version=application.fits.name_of(done.fit_id),
        actor=done.actor_id,
        at=done.at,
    )


def _rubric(application: "Application", rubric_id: str) -> "Rubric":
    from assessor.cli.eval_run import rubric_of

    return rubric_of(application, rubric_id)


def _base(application: "Application", rubric_id: str, drafter_name: str) -> str | None:
    """What stands behind the drafter now; null where only a draft can tell, or the rubric is not there."""
    from assessor.errors import NotFoundError

    if drafter_name != "embedded":
        return None
    try:
        rubric = _rubric(application, rubric_id)
    except NotFoundError:
        return None
    model = application.levels(rubric)
    return "rules" if model is None else model.id


def _is_stale(application: "Application", version: "FitVersion") -> bool:
    base = _base(application, version.fit.rubric, version.fit.drafter)
    return base is not None and base not in version.fit.bases
