"""`assessor rubric due`: which reviews of rubrics are due, by whom and when."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.rubrics.versions.cadence import DueReview, Review

_LOG = "reviews.yaml"


@click.command(
    "due",
    epilog="Example: assessor rubric due --on 2027-03-01",
    short_help="List the reviews of rubrics that are due, with owner and date.",
)
@click.option("--on", "day", metavar="DATE", default=None, help="As seen on this day.  [default: today, UTC]")
@click.option(
    "--reviews",
    type=click.Path(path_type=Path),
    default=None,
    help="YAML file of reviews that took place.  [default: reviews.yaml in the home, if there]",
)
@click.option("--all", "every", is_flag=True, help="Show those too that are not due yet.")
@shell.json_option
def due(day: str | None, reviews: Path | None, *, every: bool, as_json: bool) -> None:
    r"""List which parts of the rubrics are due for review, the longest overdue first.

    A review that changed nothing leaves no trace in a rubric. Note it in the file of reviews:

    \b
    reviews:
      - {rubric: ai-skills, part: anchors, date: 2027-02-20, by: Onboarding Lead}
    """
    from assessor.rubrics.load import list_rubrics
    from assessor.rubrics.profiles import list_profiles
    from assessor.rubrics.versions.cadence import DueState, due_reviews

    on = shell.parse_date(day, "--on") if day else datetime.now(UTC).date()
    packs = (*list_rubrics(), *list_profiles())
    found = due_reviews(packs, _log(reviews, [pack.id for pack in packs]), on=on)
    if as_json:
        shell.put_model(found)
        return
    now = [one for one in found.reviews if one.state is not DueState.UPCOMING]
    for one in found.reviews if every else now:
        click.echo(_line(one))
    if not now:
        shell.talk(f"nothing is due on {on}; next: {_line(found.reviews[0])}")


def _log(given: Path | None, known: list[str]) -> "tuple[Review, ...]":
    from assessor.rubrics.versions.cadence import load_reviews
    from assessor.settings import load_settings

    path = given or load_settings().home_path / _LOG
    return load_reviews(path, known) if given or path.is_file() else ()


def _line(one: "DueReview") -> str:
    days = f"{one.days} day{'' if one.days == 1 else 's'}"
    state = {"overdue": f"OVERDUE by {days}", "due": "DUE today", "upcoming": f"in {days}"}[one.state]
    who = ", ".join(one.owners)
    rhythm = {1: "monthly", 3: "quarterly", 12: "yearly"}.get(one.every_months, f"{one.every_months} months")
    return f"{one.due}  {state}  {one.rubric} {one.part} ({rhythm}; last {one.last})  {who}"
