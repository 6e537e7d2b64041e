"""`assessor rubric diff`: what differs between two versions of a rubric."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.rubric_target import rubric_of

if TYPE_CHECKING:
    from assessor.domain.rubric import Rubric
    from assessor.rubrics.versions.diff import RubricDiff
    from assessor.rubrics.versions.touched import PinnedRatings, TouchedPart, TouchedRatings


@click.command(
    "diff",
    epilog="Example: assessor rubric diff ai-skills my-ai-skills.yaml",
    short_help="Show what differs between two versions of a rubric.",
)
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@shell.json_option
def diff_versions(old: str, new: str, *, as_json: bool) -> None:
    """Compare rubric A with B, each an id, ID@VERSION or a pack file.

    Shows what came, went, moved or is worded anew, the step of the version number that asks for, and how many
    ratings in the local store were made under A. They keep the version they were made under.
    """
    from assessor.rubrics.versions.diff import diff, with_touched

    before, after = rubric_of(old), rubric_of(new)
    found = with_touched(diff(before, after), before, _pinned(before))
    if as_json:
        shell.put_model(found)
        return
    for line in _lines(found):
        click.echo(line)


def _pinned(rubric: "Rubric") -> "PinnedRatings | None":
    from assessor.settings import TENANT, load_settings
    from assessor.store.pinned import pinned_ratings

    return pinned_ratings(
        load_settings().database, tenant_id=TENANT, rubric_id=rubric.id, version=rubric.version
    )


def _lines(found: "RubricDiff") -> Iterator[str]:
    yield f"{found.old.id} {found.old.version} -> {found.new.id} {found.new.version}"
    yield f"version: {found.verdict.sentence}"
    if found.structure:
        yield f"\nStructure ({len(found.structure)})"
    for part in found.structure:
        yield f"  {part.kind} {part.what}{_named(part.id)}{_at(part.place)} [{part.bump}]"
        yield from (f"    was: {part.old}" for _ in range(part.old is not None))
        yield from (f"    now: {part.new}" for _ in range(part.new is not None))
        yield from (f"    from: {part.old_place}" for _ in range(bool(part.old_place)))
    if found.wording:
        yield f"\nWording ({len(found.wording)})"
    for text in found.wording:
        share = f"{text.changed:.0%} of the words"
        yield f"  {text.what}{_named(text.id)}{_at(text.place)}: {share} [{text.bump}]"
        yield f"    was: {text.old}"
        yield f"    now: {text.new}"
    yield from _past(found.touched, found.old.version)


def _past(past: "TouchedRatings | None", version: str) -> Iterator[str]:
    yield "\nPast ratings"
    if past is None:
        yield "  no local store was found, so none were counted"
        return
    yield f"  {past.ratings} under {version}, which they keep; {past.on_changed} in skill areas that differ"
    yield from (f"  {_counted(part)}" for part in past.areas)
    yield from (f"    cites {_counted(part)}" for part in past.anchors if part.changed)


def _counted(part: "TouchedPart") -> str:
    return f"{part.name}: {part.ratings}{' (differs)' if part.changed else ''}"


def _named(identity: str) -> str:
    return f" {identity}" if identity else ""


def _at(place: str) -> str:
    return f", {place}" if place else ""
