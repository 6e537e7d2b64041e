"""`assessor eval reliance`: how far drafts move the people who see them, and whether that is too much."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.eval_run import EXIT_GATE, rubric_of
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.actor import Actor
    from assessor.domain.reliance import RelianceReport
    from assessor.domain.text import Language
    from assessor.evaluation.reliance.report import Asked


@click.command(
    "reliance",
    epilog="Example: assessor eval reliance --since 2026-07-01 --rubric ai-skills --as erik",
    short_help="Say how far drafts move the people who see them.",
)
@click.option("--since", required=True, metavar="DATE", help="First day (UTC), such as 2026-07-01.")
@click.option("--rubric", "rubric_id", metavar="ID", default=None, help="Only this one.  [default: all]")
@click.option("--act", is_flag=True, help="Have drafts withheld where a limit is exceeded.")
@shell.actor_option
@shell.lang_option
@shell.json_option
def reliance(
    since: str,
    rubric_id: str | None,
    act: bool,
    acting: str | None,
    lang: "Language | None",
    *,
    as_json: bool,
) -> int:
    """Hold sealed ratings against confirmed ones: who moved towards the draft, rightly or wrongly.

    Groups only: a drafter under a rubric, from 5 raters and 5 assessees up, in whole runs of cases, so that
    no two reports can be subtracted to find a person. Exits 4 where a limit is exceeded
    (ASSESSOR_RELIANCE_*); with --act, drafts of that drafter are withheld until it is recalibrated, see
    assessor drafter resume. Needs the role enablement.
    """
    from assessor.cli.reliance_view import report_lines
    from assessor.evaluation.reliance.look import reliance_in

    application = shell.application()
    asked = _asked(application, since)
    rubric = None if rubric_id is None else rubric_of(application, rubric_id).id
    actor = application.accounts.acting(acting)
    report = reliance_in(application.store, actor, rubric, asked)
    if act:
        report = _acted_on(application, report, actor)
    if as_json:
        shell.put_model(report)
    else:
        for line in report_lines(report, shell.language(lang)):
            click.echo(line)
    return EXIT_GATE if report.exceeded else 0


def _acted_on(application: "Application", report: "RelianceReport", actor: "Actor") -> "RelianceReport":
    """The report with what became of the drafters whose limit is exceeded."""
    from assessor.domain.reliance import ActedOn
    from assessor.evaluation.reliance.requests import requests_of

    requests = requests_of(report)
    begun = application.suspensions.carry_out(requests, actor)
    acted_on = tuple(
        ActedOn(
            rubric=asked.rubric_id, drafter=asked.drafter or "", suspension=one.suspension.id, new=one.new
        )
        for asked, one in zip(requests, begun, strict=True)
    )
    return report.model_copy(update={"acted_on": acted_on})


def _asked(application: "Application", since: str) -> "Asked":
    from assessor.evaluation.reliance.report import Asked
    from assessor.evaluation.reliance.verdict import RelianceLimits

    now, settings = application.clock.now(), application.settings
    limits = RelianceLimits(
        led_astray=settings.reliance_led_astray, weight_of_advice=settings.reliance_weight_of_advice
    )
    return Asked(at=now, since=_day(since, now), limits=limits)


def _day(text: str, now: datetime) -> date:
    """The day asked for.

    Raises:
        InputError: code `bad_date`; it is no day, or has not come yet.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day > now.astimezone(UTC).date():
        raise InputError(
            "--since: expected a day that has come, as YEAR-MONTH-DAY.",
            code="bad_date",
            hint="Example: --since 2026-07-01",
        )
    return day
