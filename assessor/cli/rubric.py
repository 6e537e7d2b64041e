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
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.names import find_skill_area

    found = load_rubric(rubric_id)
    if area is not None:
        chosen = find_skill_area(found, area)
        if as_json:
            shell.put_model(chosen)
            return
        click.echo(f"{chosen.name}\n{chosen.goal}\nowner: {chosen.owner}")
        for cell in chosen.cells:
            click.echo(f"\n{cell.career_level}")
            for anchor in cell.anchors:
                click.echo(f"  {anchor.id}\n    {anchor.text}")
        return
    if as_json:
        shell.put_model(found)
        return
    click.echo(f"{found.title} ({found.id} {found.version}, {found.status}, owner: {found.owner})")
    click.echo(f"\nScale {found.scale.id}")
    for level in found.scale.levels:
        click.echo(f"  {level.value} {level.label}: {level.definition}")
    for step in found.scale.discriminators:
        click.echo(f"  {step.lower} or {step.upper}? {step.question}")
    click.echo("\nSkill areas")
    for one in found.skill_areas:
        click.echo(f"  {one.name}: {one.goal}")
    click.echo("\nRed lines")
    for line in found.red_lines:
        click.echo(f"  {line.id} (cap {line.cap}): {line.text}")
    shell.talk(f'\nAnchors of an area: assessor rubric show {found.id} --area "{found.skill_areas[0].name}"')
