"""`assessor develop`: a plan of development for one skill area."""

from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.domain.text import Language

_EXAMPLE = """\b
Examples:
  assessor develop --rubric ai-skills --area renewals --from 2 --to 3 --level Senior
  assessor develop --rubric csm-laufbahn --area renewal --from Mid --lang de --out plan.html
"""


@click.command(epilog=_EXAMPLE, short_help="Plan the next step in one skill area.")
@click.option(
    "--rubric", "rubric_id", required=True, metavar="ID", help="Rubric; see `assessor rubric list`."
)
@click.option("--area", required=True, metavar="NAME", help="Skill area.")
@click.option("--from", "now", required=True, metavar="N", help="Rating now, or career level now.")
@click.option(
    "--to", "target", default="", metavar="N", help="Rating or level aimed at.  [default: the next]"
)
@click.option(
    "--level", default=None, metavar="NAME", help="With ratings: career level whose anchors to work on."
)
@click.option("--start", default=None, metavar="D", help="First day of the plan.  [default: today]")
@click.option(
    "--months", type=int, default=None, help="Months for each step.  [default: as long as evidence counts]"
)
@click.option("--out", default=None, metavar="F.html", help="Write a page to print.")
@shell.lang_option
@shell.json_option
def develop(
    rubric_id: str,
    area: str,
    now: str,
    target: str,
    level: str | None,
    start: str | None,
    months: int | None,
    out: str | None,
    lang: "Language | None",
    *,
    as_json: bool,
) -> None:
    """Turn the gap to the next rating or career level into goals, with evidence to collect and due dates.

    Goals come from the rubric's own anchors and template. What only people can say, every number above all,
    stays a gap in square brackets. Nothing is stored or rated.
    """
    from assessor.rubrics.developing.plan import Step, development_plan
    from assessor.sheets.plan import plan_lines, plan_page

    spoken = shell.language(lang)
    rubric = shell.rubric_in(rubric_id, spoken)
    shell.verify_page(out)
    first = shell.today() if start is None else shell.parse_date(start, "--start")
    plan = development_plan(rubric, area, Step(now, target, level, first, months), spoken)
    if out is not None:
        shell.write_text(out, plan_page(plan, spoken))
        shell.talk(f"wrote {out}")
    if as_json:
        shell.put_model(plan)
    elif out is None:
        for line in plan_lines(plan, spoken):
            click.echo(line)
