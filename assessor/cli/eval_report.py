"""`assessor eval report`: a finished run for people, as a page or as JSON."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.domain.eval_report import EvalReport
    from assessor.domain.rubric import Rubric
    from assessor.domain.text import Language

_EXAMPLE = """\b
Examples:
  assessor eval report runs/today --out report.html
  assessor eval report runs/today --lang de --worst 20 --out bericht.html
  assessor eval report runs/today --probes probes/today --out report.html
  assessor eval report runs/today --json
"""


@click.command(
    "report",
    epilog=_EXAMPLE,
    short_help="Tell people what a finished run says: a page to read and print, or JSON.",
)
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--out", metavar="FILE.html", default=None, help="Write one self-contained page.")
@click.option(
    "--worst",
    type=click.IntRange(0, 10_000),
    default=10,
    show_default=True,
    metavar="N",
    help="Items shown of each kind of error, worst first.",
)
@click.option(
    "--probes",
    type=click.Path(path_type=Path),
    default=None,
    metavar="DIR|FILE",
    help="What `eval probe` found, as a part of the report.",
)
@shell.lang_option
@shell.json_option
def report(
    folder: Path, out: str | None, worst: int, probes: Path | None, lang: "Language | None", *, as_json: bool
) -> None:
    """Say how near the drafts of RUN come to its labels, how sure that is, and where they went wrong.

    The page needs no network and holds no script. Its quotes are of redacted texts: hand it on only to those
    who may read these. Without --out and --json the verdict is printed.
    """
    shell.verify_page(out)
    made = _report(folder, worst, probes, shell.language(lang))
    if out is not None:
        from assessor.evaluation.reporting.page import report_page

        shell.write_text(out, report_page(made))
        shell.talk(f"wrote {out}")
    if as_json:
        shell.put_model(made)
    elif out is None:
        click.echo(made.verdict.headline)
        for one in made.verdict.sentences:
            click.echo(f"  - {one}")


def _report(folder: Path, worst: int, probes: Path | None, lang: "Language") -> "EvalReport":
    from assessor.evaluation.reporting.content import report_of
    from assessor.evaluation.reporting.probes import read_probes, report_probes
    from assessor.evaluation.reporting.rubrics import read_rubrics
    from assessor.evaluation.runs.folder import RunFolder
    from assessor.evaluation.suites import suite_ids

    run = RunFolder(folder)
    manifest, measures = run.manifest(), run.measures()
    made = report_of(
        manifest,
        measures,
        run.items(),
        read_rubrics(manifest.rubrics, _load, lambda one: _translated(one, lang)),
        lang,
        # The suites that come with the program have labels of its authors.
        authored=manifest.suite in suite_ids(),
        worst=worst,
    )
    if probes is None:
        return made
    return made.model_copy(update={"probes": report_probes(read_probes(probes), manifest, lang)})


def _load(rubric_id: str) -> "Rubric":
    from assessor.rubrics.load import load_rubric

    return load_rubric(rubric_id)


def _translated(rubric: "Rubric", lang: "Language") -> "Rubric":
    """The rubric in a language; as it is where that has another version or is not there."""
    from assessor.errors import NotFoundError
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.translations import in_language

    try:
        return in_language(rubric, lang) if load_rubric(rubric.id).version == rubric.version else rubric
    except NotFoundError:
        return rubric
