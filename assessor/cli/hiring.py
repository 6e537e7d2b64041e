"""`assessor hiring`: interview by the same rubric that people are rated by later."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.domain.text import Language

_EXAMPLE = """\b
Examples:
  assessor hiring scorecard --rubric ai-skills --starter-kit --out kit.html
  assessor hiring scorecard --rubric csm-laufbahn --area renewal --level Senior --lang de
"""


@click.group(short_help="Interview by the rubric: the same scorecard for everybody.", epilog=_EXAMPLE)
def hiring() -> None:
    """Hiring by the rubric. Nothing of a candidate is read or kept."""


@hiring.command(epilog=_EXAMPLE, short_help="Make a scorecard from a rubric's questions.")
@click.option(
    "--rubric", "rubric_id", required=True, metavar="ID", help="Rubric; see `assessor rubric list`."
)
@click.option("--area", "areas", multiple=True, metavar="NAME", help="Only this skill area; repeat for more.")
@click.option(
    "--level", default=None, metavar="NAME", help="Career level hired for: adds what to listen for."
)
@click.option("--starter-kit", is_flag=True, help="The smallest set to begin with, as the rubric names it.")
@click.option("--out", default=None, metavar="F", help="Write a page (.html) or Markdown (.md).")
@shell.lang_option
@shell.json_option
def scorecard(
    rubric_id: str,
    areas: tuple[str, ...],
    level: str | None,
    starter_kit: bool,
    out: str | None,
    lang: "Language | None",
    as_json: bool,
) -> None:
    """Print a scorecard: questions with their proof, verification probes, work to show, rating fields.

    A question on renewals without a probe is refused. Without --out it is printed as Markdown.
    """
    from assessor.rubrics.hiring import scorecard_of
    from assessor.sheets.scorecard import scorecard_markdown, scorecard_page

    if starter_kit and areas:
        raise click.UsageError("--starter-kit names its areas itself; leave --area out.")
    shell.verify_page(out, ".html", ".htm", ".md")
    spoken = shell.language(lang)
    rubric = shell.rubric_in(rubric_id, spoken)
    card = scorecard_of(rubric, areas=areas, level=level, starter_kit=starter_kit)
    if out is not None:
        made = scorecard_markdown if Path(out).suffix.lower() == ".md" else scorecard_page
        shell.write_text(out, made(card, spoken))
        shell.talk(f"wrote {out}, sheet {card.sheet}")
    if as_json:
        shell.put_model(card)
    elif out is None:
        click.echo(scorecard_markdown(card, spoken), nl=False)
