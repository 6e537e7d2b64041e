"""`assessor rubric lint`: what a rubric may do badly."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.rubrics.lint import LintFinding

THRESHOLD_NOT_MET = 4


@click.command(
    "lint",
    epilog="Example: assessor rubric lint my-matrix.yaml",
    short_help="Find vague, doubled, missing or over-long parts of rubrics.",
)
@click.argument("targets", nargs=-1, metavar="[ID|FILE]...")
@shell.json_option
@click.pass_context
def lint_packs(context: click.Context, targets: tuple[str, ...], *, as_json: bool) -> None:
    """Check rubrics by id, or files of packs and translations; without any, all that comes with the program.

    A translation is named by pack and language, e.g. ai-skills.de.

    Each finding has its line and advice. Exit code 4 means that there are findings.
    """
    from assessor.rubrics.lint import LintReport

    chosen = targets or _packaged()
    findings = [finding for target in chosen for finding in _findings(target)]
    if as_json:
        shell.put_model(LintReport(checked=tuple(chosen), findings=tuple(findings)))
    else:
        for one in findings:
            place = f"{one.place}: " if one.place else ""
            click.echo(f"{one.file}:{one.line}: {one.code}: {place}{one.message}. {one.advice}")
        shell.talk(f"{len(chosen)} checked, {len(findings)} findings")
    if findings:
        context.exit(THRESHOLD_NOT_MET)


def _packaged() -> tuple[str, ...]:
    from assessor.rubrics.shipped import shipped

    return (*shipped("packs"), *shipped("profiles"), *shipped("translations"))


def _findings(target: str) -> "tuple[LintFinding, ...]":
    from assessor.rubrics.lint import lint, unloadable
    from assessor.rubrics.lint_translations import lint_translation
    from assessor.rubrics.load import load_pack, load_rubric
    from assessor.rubrics.profiles import lint_profile
    from assessor.rubrics.shipped import shipped
    from assessor.rubrics.translations import file_of, is_translation

    if target in shipped("profiles"):
        return lint_profile(target)
    if target in shipped("translations"):
        name, content = file_of(target)
        return lint_translation(content, name=target, file=name)
    if target in shipped("packs"):
        content = shipped("packs")[target].read_text(encoding="utf-8")
        return lint(load_rubric(target), content, file=f"packs/{target}.yaml")
    path = Path(target)
    if not path.is_file():
        known = ", ".join(_packaged())
        raise InputError(f"{target}: no such file, and no rubric; rubrics: {known}.", code="unknown_rubric")
    content = path.read_text(encoding="utf-8", errors="replace")
    if is_translation(path):
        return lint_translation(content, name=path.stem, file=target)
    try:
        return lint(load_pack(path), content, file=target)
    except InputError as error:
        return unloadable(error, content, rubric_id=path.stem, file=target)
