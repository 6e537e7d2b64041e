"""`assessor rubric`: what can be rated by."""

import click

from assessor.cli import shell
from assessor.cli.rubric_diff import diff_versions
from assessor.cli.rubric_due import due
from assessor.cli.rubric_export import export
from assessor.cli.rubric_gap import gap
from assessor.cli.rubric_import import import_matrix
from assessor.cli.rubric_lint import lint_packs
from assessor.cli.rubric_map import map_versions
from assessor.cli.rubric_role import coverage, ramp
from assessor.cli.rubric_rules import show_rules, show_targets
from assessor.cli.rubric_texts import texts


@click.group(short_help="List rubrics and show one.", epilog="Example: assessor rubric list")
def rubric() -> None:
    """Rubrics: versioned skill areas, levels and behavioural anchors."""


rubric.add_command(diff_versions)
rubric.add_command(due)
rubric.add_command(map_versions)
rubric.add_command(export)
rubric.add_command(import_matrix)
rubric.add_command(lint_packs)
rubric.add_command(gap)
rubric.add_command(coverage)
rubric.add_command(ramp)
rubric.add_command(texts)
rubric.add_command(show_rules)
rubric.add_command(show_targets)


@rubric.command(
    "list",
    epilog="Example: assessor rubric list --json",
    short_help="List the rubrics that come with the program.",
)
@shell.json_option
def list_all(as_json: bool) -> None:
    """List rubrics with version, scale, size and languages, and role profiles, which have no scale."""
    from assessor.rubrics.load import list_rubrics
    from assessor.rubrics.options import MARK, options_of
    from assessor.rubrics.profiles import list_profiles
    from assessor.rubrics.translations import languages

    rubrics, profiles = list_rubrics(), list_profiles()
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
                "languages": languages(one.id),
                "options": [f"{one.id}{MARK}{option}" for option in options_of(one)],
            }
            for one in rubrics
        ]
        rows += [
            {
                "id": one.id,
                "title": one.title,
                "version": one.version,
                "scale": None,
                "skill_areas": 0,
                "anchors": 0,
                "status": one.status,
                "languages": languages(one.id),
                "options": [],
            }
            for one in profiles
        ]
        shell.put_json(rows)
        return
    for one in rubrics:
        size = f"{len(one.skill_areas)} skill areas, {len(one.anchors_by_id)} anchors"
        spoken = ", ".join(languages(one.id))
        click.echo(f"{one.id}  {one.version}  {one.scale.id}  {size}  {spoken}  {one.title}")
        for area in one.optional_areas:
            click.echo(f"  {one.id}{MARK}{area.id}  with the optional area {area.name}")
    for profile in profiles:
        spoken = ", ".join(languages(profile.id))
        click.echo(f"{profile.id}  {profile.version}  no scale, rates nobody  {spoken}  {profile.title}")


@rubric.command(
    epilog='Example: assessor rubric show ai-skills --area "data, privacy"',
    short_help="Show a rubric, or one skill area of it.",
)
@click.argument("rubric_id", metavar="ID")
@click.option("--area", default=None, metavar="NAME", help="Only this skill area, with all its anchors.")
@click.option("--lang", default=None, metavar="CODE", help="Language, de or en.  [default: the pack's own]")
@click.option("--with", "option", default=None, metavar="AREA", help="With this optional area switched on.")
@shell.json_option
def show(rubric_id: str, area: str | None, lang: str | None, option: str | None, *, as_json: bool) -> None:
    """Show rubric ID: scale, levels, skill areas and guide, or the anchors of one area.

    csm-matrix:ai is csm-matrix with its optional area, as `--with ai` shows it; ASSESSOR_OPTIONAL_AREAS
    switches it on for every draft.
    """
    from assessor.cli.rubric_show import area_lines, rubric_lines
    from assessor.cli.rubric_words import words_in
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.names import find_skill_area
    from assessor.rubrics.options import MARK
    from assessor.rubrics.shipped import shipped
    from assessor.rubrics.translations import in_language

    if rubric_id in shipped("profiles"):
        _show_profile(rubric_id, area, lang, as_json=as_json)
        return
    found = load_rubric(rubric_id if option is None else f"{rubric_id}{MARK}{option}")
    found = found if lang is None else in_language(found, lang)
    every = found.model_copy(update={"skill_areas": (*found.skill_areas, *found.optional_areas)})
    chosen = None if area is None else find_skill_area(every, area)
    if as_json:
        shell.put_model(chosen or found)
        return
    words = words_in(lang)
    for line in rubric_lines(found, words) if chosen is None else area_lines(chosen, found, words):
        click.echo(line)
    if chosen is None:
        shell.talk(
            f'\nAnchors of an area: assessor rubric show {found.id} --area "{found.skill_areas[0].name}"'
        )


def _show_profile(profile_id: str, area: str | None, lang: str | None, *, as_json: bool) -> None:
    from assessor.cli.rubric_show import profile_lines
    from assessor.cli.rubric_words import words_in
    from assessor.rubrics.coverage import coverage_report
    from assessor.rubrics.profiles import load_profile
    from assessor.rubrics.translations import in_language

    if area is not None:
        raise click.UsageError(f"{profile_id} is a role profile and has no skill areas; leave --area out.")
    profile = load_profile(profile_id)
    profile = profile if lang is None else in_language(profile, lang)
    if as_json:
        shell.put_model(profile)
        return
    for line in profile_lines(profile, coverage_report(profile), words_in(lang)):
        click.echo(line)
