"""`assessor rubric import`: a customer's own matrix becomes a draft pack."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.rubric_target import write_file
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.rubrics.importing.tables import FileWarning

_MOST_BYTES = 5_000_000


@click.command(
    "import",
    epilog="Example: assessor rubric import matrix.md --out my-matrix.yaml",
    short_help="Read a matrix from Markdown, CSV, XLSX or plain text.",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scale", metavar="LO-HI", default=None, help="Rating scale, where the file has none.")
@click.option("--areas", metavar="'A; B'", default="", help="Skill areas of a table without delimiters.")
@click.option("--levels", metavar="'L1; L2'", default="", help="Career levels of such a table.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Write a draft pack there.")
@shell.json_option
def import_matrix(
    file: Path, scale: str | None, areas: str, levels: str, out: Path | None, *, as_json: bool
) -> None:
    """Read the matrix in FILE: skill areas, career levels, anchors and scale.

    What cannot be split for certain is refused. The draft pack says where the file was silent; correct it
    there, then run `assessor rubric lint`.
    """
    from assessor.rubrics.importing.read import draft_pack, read_matrix

    read = read_matrix(
        _content(file), file=file.name, scale=scale, areas=_named(areas), levels=_named(levels)
    )
    more: list[FileWarning] = []
    if out is not None:
        from assessor.rubrics.exporting.yaml_text import SCHEMA_LINE, yaml_text

        pack = draft_pack(
            read, pack_id=out.stem, title=file.stem, today=datetime.now(UTC).date(), warnings=more
        )
        write_file(out, f"{SCHEMA_LINE}\n{yaml_text(pack)}".encode())
    report = replace(read, warnings=(*read.warnings, *more)).report
    if as_json:
        shell.put_model(report)
        return
    click.echo(f"{len(report.areas)} skill areas: {'; '.join(report.areas)}")
    click.echo(f"{len(report.levels)} career levels: {'; '.join(report.levels)}")
    click.echo(f"{report.anchors} anchors")
    ratings = [f"{one.value} {one.label}" for one in report.scale or ()]
    click.echo(f"scale: {', '.join(ratings) or 'none'}")
    for warning in report.warnings:
        shell.talk(f"warning: {warning}")


def _named(given: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(";") if name.strip())


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}).", code="unreadable") from error
    if len(content) > _MOST_BYTES:
        raise InputError(f"{file}: {len(content)} bytes; at most {_MOST_BYTES}.", code="too_large")
    return content
