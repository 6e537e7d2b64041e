"""`assessor eval drift`: whether drafts, people or a model moved away from where they were."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.eval_run import EXIT_GATE
from assessor.errors import InputError

if TYPE_CHECKING:
    from datetime import date, datetime

    from assessor.bootstrap import Application
    from assessor.domain.actor import Actor
    from assessor.domain.drift import DriftReport
    from assessor.domain.text import Language
    from assessor.evaluation.drift.find import Period, RubricNames
    from assessor.evaluation.watch.history import History


@click.command(
    "drift",
    epilog="Example: assessor eval drift --since 2026-10-01 --out drift.html --as erik",
    short_help="Say whether drafts moved away from sealed ratings, and take them away.",
)
@click.option(
    "--since", required=True, metavar="DATE", help="First day to watch; all before is the baseline."
)
@click.option("--until", metavar="DATE", default=None, help="Last day to watch.  [default: today]")
@click.option(
    "--baseline-since",
    metavar="DATE",
    default=None,
    help="First day of the baseline, such as that of a recalibration.  [default: the first rating]",
)
@click.option("--rubric", "rubric_id", metavar="ID", default=None, help="Only this one.  [default: all]")
@click.option(
    "--gold-runs",
    "gold_runs",
    multiple=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of a stored run of one suite; give it two or more times.",
)
@click.option(
    "--false-alarms",
    type=click.FloatRange(0.01, 52),
    default=1.0,
    show_default=True,
    help="So many a year all charts together may make while nothing moves.",
)
@click.option("--act", is_flag=True, help="Suspend drafts where a chart signals; without it, only say which.")
@click.option("--out", metavar="FILE.html", default=None, help="Write the report as one page.")
@shell.lang_option
@shell.actor_option
@shell.json_option
def drift(
    since: str,
    until: str | None,
    baseline_since: str | None,
    rubric_id: str | None,
    gold_runs: tuple[Path, ...],
    false_alarms: float,
    out: str | None,
    lang: "Language | None",
    acting: str | None,
    *,
    act: bool,
    as_json: bool,
) -> int:
    """Chart sealed ratings less drafts since a day, against all before it, and say what moved.

    Draft against human, human against human and a gold run against itself are told apart. Only ratings made
    before the draft was seen count. Needs the role enablement. Nothing is said about fewer than five people.
    Exits 4 where anything signals, else 0.
    """
    from assessor.cli.drift_view import report_lines

    shell.verify_page(out)
    period = _period(since, until, baseline_since)
    application = shell.application()
    actor = application.accounts.acting(acting)
    spoken = shell.language(lang)
    report = _report(application, actor, rubric_id, gold_runs, period, false_alarms)
    if act:
        report = _carried_out(application, report, actor)
    if out is not None:
        from assessor.evaluation.drift.page import drift_page

        shell.write_text(out, drift_page(report, spoken))
        shell.talk(f"wrote {out}")
    if as_json:
        shell.put_model(report)
    elif out is None:
        for line in report_lines(report, spoken):
            click.echo(line)
    return EXIT_GATE if report.signals else 0


def _report(
    application: "Application",
    actor: "Actor",
    rubric_id: str | None,
    gold_runs: tuple[Path, ...],
    period: "Period",
    false_alarms: float,
) -> "DriftReport":
    from assessor.accounts import enablement
    from assessor.cli.eval_run import rubric_of
    from assessor.evaluation.comparing.runs import Run
    from assessor.evaluation.drift.charts.settings import ChartSettings
    from assessor.evaluation.drift.report import drift_report
    from assessor.evaluation.drift.source import read_source
    from assessor.evaluation.runs.folder import RunFolder

    wanted = None if rubric_id is None else rubric_of(application, rubric_id).id
    folders = [RunFolder(one) for one in gold_runs]
    runs = [Run(one.manifest(), one.items()) for one in folders]
    with application.store.read() as unit:
        enablement(unit, actor)
        rubrics = unit.draft_facts.rubrics() if wanted is None else (wanted,)
        sources = [read_source(unit, one) for one in rubrics]
    settings = ChartSettings(family_alarms_a_year=false_alarms)
    watched = _watched(application, period, wanted, false_alarms)
    at = application.clock.now()
    return drift_report(sources, runs, names_of, period, settings=settings, at=at, watched=watched)


def _watched(
    application: "Application", period: "Period", rubric_id: str | None, false_alarms: float
) -> "History":
    """What rounds of `eval watch` say of the same time."""
    from datetime import datetime, time

    from assessor.evaluation.watch.history import Asked, history_of

    def begin(day: "date | None") -> "datetime | None":
        return None if day is None else datetime.combine(day, time.min).astimezone()

    asked = Asked(
        since=begin(period.since),
        baseline_since=begin(period.baseline_since),
        until=begin(period.until + timedelta(days=1)),
        rubric=rubric_id,
        alarms_a_year=false_alarms,
    )
    records = application.watch_rounds.records()
    return history_of(records, application.suspensions.listed(), lambda one: names_of(one).title, asked)


@cache
def names_of(rubric_id: str) -> "RubricNames":
    """What a rubric and its areas are called; ids where it is no longer there."""
    from assessor.domain.sentences import Sentences
    from assessor.errors import NotFoundError
    from assessor.evaluation.drift.find import RubricNames
    from assessor.rubrics.load import load_rubric
    from assessor.settings import load_settings

    try:
        own = load_rubric(load_settings().rubric_in_effect(rubric_id))
        en, de = shell.rubric_in(rubric_id, "en"), shell.rubric_in(rubric_id, "de")
    except NotFoundError:
        return RubricNames(Sentences(en=rubric_id, de=rubric_id), {})
    areas = {
        one.name: Sentences(en=first.name, de=second.name)
        for one, first, second in zip(own.skill_areas, en.skill_areas, de.skill_areas, strict=True)
    }
    return RubricNames(Sentences(en=en.title, de=de.title), areas)


def _period(since: str, until: str | None, baseline_since: str | None) -> "Period":
    from assessor.evaluation.drift.find import Period

    first = shell.parse_date(since, "--since")
    last = shell.today() if until is None else shell.parse_date(until, "--until")
    begin = None if baseline_since is None else shell.parse_date(baseline_since, "--baseline-since")
    if last < first:
        raise InputError(
            f"--until: expected a day on or after --since ({first}); got {last}.",
            code="bad_period",
            hint=f"Example: --since {last - timedelta(days=90)} --until {last}",
        )
    if begin is not None and begin >= first:
        raise InputError(
            f"--baseline-since: expected a day before --since ({first}); got {begin}.", code="bad_period"
        )
    return Period(since=first, until=last, baseline_since=begin)


def _carried_out(application: "Application", report: "DriftReport", actor: "Actor") -> "DriftReport":
    from assessor.evaluation.drift.report import acted

    begun = application.suspensions.carry_out((one.request for one in report.suspensions), actor)
    return acted(report, begun)
