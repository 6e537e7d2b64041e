"""`assessor rubric coverage` and `ramp`: what a role asks for, and what by which day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.domain.coverage import CoverageReport, DatedArtefact, RampCheck

_STATES = {
    "not_due": "not due yet",
    "evidence": "evidence is there; judge whether it shows the outcome",
    "late": "evidence is there, dated after the day",
    "missing": "the day has passed without evidence",
}


@click.command(
    "coverage",
    epilog="Example: assessor rubric coverage csm-role --json",
    short_help="Show which skill areas a role profile asks for.",
)
@click.argument("profile_id", metavar="[ID]", default="csm-role")
@click.option("--lang", type=click.Choice(["en", "de"]), default=None, help="Language of the areas.")
@shell.json_option
def coverage(profile_id: str, lang: str | None, *, as_json: bool) -> None:
    """Show which areas the responsibilities of role profile ID call for, rubric by rubric, and the rest."""
    from assessor.rubrics.coverage import coverage_report
    from assessor.rubrics.profiles import load_profile
    from assessor.rubrics.translations import in_language

    profile = load_profile(profile_id)
    report = coverage_report(profile if lang is None else in_language(profile, lang))
    if as_json:
        shell.put_model(report)
        return
    for line in coverage_lines(report):
        click.echo(line)


def coverage_lines(report: "CoverageReport") -> Iterator[str]:
    """The report for people."""
    yield f"{report.profile} {report.profile_version}: {report.responsibilities} responsibilities"
    for one in report.rubrics:
        covered = len(one.areas) - len(one.uncovered)
        yield f"\n{one.rubric} {one.rubric_version}: {covered} of {len(one.areas)} areas covered"
        for area in one.areas:
            yield f"  {area.name}: {', '.join(area.responsibilities) or 'not asked for by this role'}"
        if one.without_competency:
            yield f"  responsibilities without an area here: {', '.join(one.without_competency)}"


@click.command(
    "ramp",
    epilog="Example: assessor rubric ramp --started 2026-09-01 --evidence onboarding_plan=2026-10-12",
    short_help="Check a new hire's evidence at 60, 90, 180 and 365 days.",
)
@click.argument("profile_id", metavar="[ID]", default="csm-role")
@click.option("--started", required=True, metavar="DATE", help="First day of work.")
@click.option("--on", "on_day", default=None, metavar="DATE", help="Day of the check.  [default: today]")
@click.option("--evidence", multiple=True, metavar="KIND=DATE", help="An artefact by kind and date.")
@click.option("--lang", type=click.Choice(["en", "de"]), default=None, help="Language of the outcomes.")
@shell.json_option
def ramp(
    profile_id: str,
    started: str,
    on_day: str | None,
    evidence: tuple[str, ...],
    lang: str | None,
    *,
    as_json: bool,
) -> None:
    """Show each outcome of role profile ID with its day, the evidence for it, and what is missing.

    It stores nothing and rates nobody: whether evidence shows an outcome is for people to judge.
    """
    from datetime import UTC, datetime

    from assessor.rubrics.profiles import load_profile
    from assessor.rubrics.ramp import ramp_check
    from assessor.rubrics.translations import in_language

    profile = load_profile(profile_id)
    today = datetime.now(UTC).astimezone().date()
    check = ramp_check(
        profile if lang is None else in_language(profile, lang),
        started=shell.parse_date(started, "--started"),
        on=today if on_day is None else shell.parse_date(on_day, "--on"),
        artefacts=[_artefact(one) for one in evidence],
    )
    if as_json:
        shell.put_model(check)
        return
    for line in ramp_lines(check):
        click.echo(line)


def _artefact(given: str) -> "DatedArtefact":
    from assessor.domain.artefact import ArtefactKind
    from assessor.domain.coverage import DatedArtefact

    kind, _, day = given.partition("=")
    if kind not in set(ArtefactKind):
        raise InputError(
            f"--evidence: no kind {kind[:40]!r}; expected one of: {', '.join(ArtefactKind)}.",
            code="unknown_kind",
            hint="Example: --evidence onboarding_plan=2026-10-12",
        )
    return DatedArtefact(kind=ArtefactKind(kind), evidence_date=shell.parse_date(day, "--evidence"))


def ramp_lines(check: "RampCheck") -> Iterator[str]:
    """The check for people."""
    yield f"{check.profile} {check.profile_version}, started {check.started}, checked on {check.on}"
    for row in check.rows:
        yield f"\n{row.days} days, {row.due}: {row.outcome}"
        yield f"  {_STATES[row.state.value]}"
        yield from (f"  seen: {one.kind.value}, {one.evidence_date}" for one in row.seen)
        if row.missing_kinds:
            yield f"  could also be shown by: {', '.join(row.missing_kinds)}"
