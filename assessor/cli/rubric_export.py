"""`assessor rubric export`: a rubric as a file for people, for spreadsheets, or for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.rubric_target import rubric_of, write_file

if TYPE_CHECKING:
    from assessor.domain.rubric import Rubric

_FORMATS = ("xlsx", "md", "csv", "pptx", "html", "yaml")
_BINARY = ("xlsx", "pptx")
_HANDOUTS = ("html", "pptx")
_TEMPLATES = ("xlsx", "md", "csv")
_TEMPLATE_OF = "csm-matrix"


@click.command(
    "export",
    epilog="Example: assessor rubric export csm-matrix --format xlsx --out matrix.xlsx",
    short_help="Write a rubric as a workbook, Markdown, CSV, slides, a page or a pack.",
)
@click.argument("target", metavar="[ID|FILE]", required=False)
@click.option(
    "--format", "kind", type=click.Choice(_FORMATS), default=None, help="[default: by the name of --out]"
)
@click.option(
    "--lang", type=click.Choice(("en", "de")), default=None, help="Headings.  [default: the rubric's]"
)
@click.option(
    "--for", "audience", type=click.Choice(("leader", "csm")), default="leader", show_default=True,
    help="Readers of slides and pages.",
)  # fmt: skip
@click.option("--template", is_flag=True, help="Names only, for you to fill in; import reads it back.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Write there.")
def export(
    target: str | None, kind: str | None, lang: str | None, audience: str, *, template: bool, out: Path | None
) -> None:
    """Write a rubric, named by id, ID@VERSION or pack file.

    `rubric import` reads xlsx, md and csv back, and yaml is the pack itself. pptx and html are handouts: for
    leaders with questions and coaching notes, for CSMs with room for their own view. Of a packaged rubric
    that is translated they are in the language asked for.
    """
    chosen = kind or _by_name(out)
    if target is None and not template:
        raise click.UsageError("name a rubric or a pack file, or give --template for an empty one.")
    if template and chosen not in _TEMPLATES:
        raise click.UsageError(f"--template is for {', '.join(_TEMPLATES)}.")
    if out is None and chosen in _BINARY:
        raise click.UsageError(f"{chosen} is no text; give --out FILE.")
    rubric = rubric_of(target or _TEMPLATE_OF)
    if chosen in _HANDOUTS and lang and target and not Path(target).is_file():
        rubric = _in_language(rubric, lang)
    content = _written(rubric, chosen, lang or _own(rubric), audience, template=template)
    if out is None:
        click.echo(content.decode("utf-8"), nl=False)
        return
    write_file(out, content)
    shell.talk(f"{out}: {rubric.id} {rubric.version}, {len(content)} bytes")


def _by_name(out: Path | None) -> str:
    kind = {"yml": "yaml", "htm": "html"}.get(suffix := out.suffix[1:].casefold(), suffix) if out else ""
    if kind not in _FORMATS:
        raise click.UsageError(f"give --format, one of {', '.join(_FORMATS)}, or a file name that ends so.")
    return kind


def _own(rubric: "Rubric") -> str:
    return "de" if rubric.lang == "de" else "en"


def _in_language(rubric: "Rubric", lang: str) -> "Rubric":
    """A packaged rubric in another language, where it has a translation; else as it is."""
    from assessor.rubrics.translations import in_language, languages

    return in_language(rubric, lang) if lang in languages(rubric.id) else rubric


def _written(rubric: "Rubric", kind: str, lang: str, audience: str, *, template: bool) -> bytes:
    if kind in _HANDOUTS:
        return _handout(rubric, kind, lang, audience)
    if kind == "xlsx":
        from assessor.rubrics.exporting.workbook import workbook_bytes

        return workbook_bytes(rubric, lang, template=template)
    if kind == "yaml":
        from assessor.rubrics.exporting.yaml_text import pack_text

        return pack_text(rubric).encode()
    from assessor.rubrics.exporting.texts import csv_text, markdown_text

    write = markdown_text if kind == "md" else csv_text
    return write(rubric, lang, template=template).encode()


def _handout(rubric: "Rubric", kind: str, lang: str, audience: str) -> bytes:
    from assessor.rubrics.exporting.handout import handout_of
    from assessor.rubrics.exporting.page import page_text
    from assessor.rubrics.exporting.slides import slides_bytes

    made = handout_of(rubric, "leader" if audience == "leader" else "csm", lang)
    return page_text(made).encode() if kind == "html" else slides_bytes(made)
