"""`assessor rubric`: what can be rated by."""

import click

from assessor.cli import shell


@click.group(short_help="List rubrics and show one.", epilog="Example: assessor rubric list")
def rubric() -> None:
    """Rubrics: versioned skill areas, levels and behavioural anchors."""


@rubric.command(
    "list",
    epilog="Example: assessor rubric list --json",
    short_help="List the rubrics that come with the program.",
)
@shell.json_option
def list_all(as_json: bool) -> None:
    """List the rubrics with version, scale and size."""
    from assessor.rubrics.load import list_rubrics

    rubrics = list_rubrics()
    if as_json:
        rows = [
            {
                "id": one.id,
                "title": one.title,
                "version": one.version,
                "scale": one.scale.id,
                "skill_areas": len(one.skill_areas),
                "anchors": len(one.anchors_by_id),
                "status": one.status,
            }
            for one in rubrics
        ]
        shell.put_json(rows)
        return
    for one in rubrics:
        size = f"{len(one.skill_areas)} skill areas, {len(one.anchors_by_id)} anchors"
        click.echo(f"{one.id}  {one.version}  {one.scale.id}  {size}  {one.title}")


@rubric.command(
    epilog='Example: assessor rubric show ai-skills --area "data, privacy"',
    short_help="Show a rubric, or one skill area of it.",
)
@click.argument("rubric_id", metavar="ID")
@click.option("--area", default=None, metavar="NAME", help="Only this skill area, with all its anchors.")
@shell.json_option
def show(rubric_id: str, area: str | None, as_json: bool) -> None:
    """Show rubric ID: scale, levels and skill areas, or the anchors of one area."""
    from assessor.cli.rubric_show import area_lines, rubric_lines
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.names import find_skill_area

    found = load_rubric(rubric_id)
    every = found.model_copy(update={"skill_areas": (*found.skill_areas, *found.optional_areas)})
    chosen = None if area is None else find_skill_area(every, area)
    if as_json:
        shell.put_model(chosen or found)
        return
    for line in rubric_lines(found) if chosen is None else area_lines(chosen, found):
        click.echo(line)
    if chosen is None:
        shell.talk(
            f'\nAnchors of an area: assessor rubric show {found.id} --area "{found.skill_areas[0].name}"'
        )
