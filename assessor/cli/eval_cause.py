"""`assessor eval cause`: why drafts moved."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.cli.cause_replays import Start
    from assessor.domain.cause import CauseReport
    from assessor.domain.rubric import Rubric
    from assessor.domain.text import Language
    from assessor.evaluation.cause.changes import Change
    from assessor.evaluation.comparing.runs import Run
    from assessor.evaluation.table import RatingTable

_MOST_BYTES = 100_000_000


@click.command(
    "cause",
    epilog="Example: assessor eval cause runs/june --against runs/today --change rubric=new.yaml --as erik",
    short_help="Draft a run again with one thing changed, and say what moved drafts.",
)
@click.argument("run_folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="RUN_B",
    type=click.Path(path_type=Path),
    default=None,
    help="The run as it is now.  [default: the replay with all changes]",
)
@click.option(
    "--change",
    "given",
    multiple=True,
    metavar="KIND=VALUE",
    help="What may have moved drafts, with its new value; once for each candidate.",
)
@click.option(
    "--ratings",
    metavar="FILE.csv",
    default=None,
    help="Sealed ratings of the items by rater: lines of unit, rater, value.",
)
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Gold files of the run: begin from the labelled texts, as a changed policy needs.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder of the replays; those that are there are gone on with.  [default: below the home]",
)
@shell.lang_option
@shell.actor_option
@shell.json_option
def cause(
    run_folder: Path,
    against: Path | None,
    given: tuple[str, ...],
    ratings: str | None,
    gold: tuple[Path, ...],
    out: Path | None,
    lang: "Language | None",
    acting: str | None,
    *,
    as_json: bool,
) -> None:
    """Draft the items of RUN again, each time with something else changed, and say what each change carries.

    Kinds: model=NAME or model=embedded, prompt=FILE.md, rubric=FILE.yaml, retrieval=proposed or given or
    rows:N or share:X, policy=FILE.yaml (with --gold), learned=VERSION or learned=shipped. With --ratings the
    raters together are a candidate too, never one of them. Every replay is a run of its own that
    `eval compare` reads. Nothing is said about the people whose work it is. Needs the role enablement.
    """
    from assessor.accounts import enablement
    from assessor.cli.cause_view import report_lines
    from assessor.evaluation.cause.changes import read_changes

    application = shell.application()
    actor = application.accounts.acting(acting)
    spoken = shell.language(lang)
    with application.store.read() as unit:
        enablement(unit, actor)
    before, now = _run(run_folder), None if against is None else _run(against)
    changes = read_changes(given)
    start = _start(before, changes, gold)
    report = _report(start, now, changes, _ratings(ratings), out or _folder(application, before))
    if as_json:
        shell.put_model(report)
        return
    for line in report_lines(report, spoken):
        click.echo(line)


def _run(path: Path) -> "Run":
    from assessor.evaluation.comparing.runs import Run
    from assessor.evaluation.runs.folder import RunFolder

    folder = RunFolder(path)
    found = Run(folder.manifest(), folder.items())
    if not found.items:
        raise InputError(
            f"{path}: the run has no answered item.", code="nothing_to_run", hint="Finish the run first."
        )
    return found


def _start(before: "Run", changes: "tuple[Change, ...]", gold: tuple[Path, ...]) -> "Start":
    from assessor.cli.cause_replays import Start, labelled_items

    if not gold and any(one.kind == "policy" for one in changes):
        raise InputError(
            "--change policy: a policy reads text before redaction, which a run does not keep.",
            code="labelled_texts_needed",
            hint="Name the gold files of the run: --gold FILE",
        )
    return Start(before, labelled_items(before, gold) if gold else None)


def _ratings(path: str | None) -> "RatingTable | None":
    if path is None:
        return None
    from assessor.evaluation.ratings_csv import read_ratings_csv

    return read_ratings_csv(shell.read_bytes(path, at_most=_MOST_BYTES), file=path)


def _folder(application: "Application", before: "Run") -> Path:
    return application.settings.home_path / "runs" / f"cause-{before.manifest.id.removeprefix('run_')[:12]}"


def _report(
    start: "Start",
    now: "Run | None",
    changes: "tuple[Change, ...]",
    ratings: "RatingTable | None",
    out: Path,
) -> "CauseReport":
    from assessor.cli.cause_replays import Replay, made
    from assessor.evaluation.cause.attribute import Candidate
    from assessor.evaluation.cause.cells import design_of
    from assessor.evaluation.cause.ratings import sealed_of
    from assessor.evaluation.cause.report import Replayed, Rubrics, cause_report
    from assessor.evaluation.runs.folder import RunFolder

    if ratings is not None:
        # Before the first draft, likewise below: what cannot be answered must not be paid for.
        sealed_of(ratings, [one.id for one in start.parent.items])
    by_name = {one.kind: one for one in changes}
    design = design_of(tuple(by_name))
    replays = {cell: Replay(start, [one for one in changes if one.kind in cell]) for cell in design.cells}
    for one in replays.values():
        one.manifest()
    shell.talk(f"{len(replays)} replays of {len(start.parent.items)} items, kept below {out}")
    runs = {cell: Replayed(one.slug, made(one, RunFolder(out / one.slug))) for cell, one in replays.items()}
    return cause_report(
        start.parent,
        now,
        runs,
        design,
        {name: Candidate(one.kind, one.value) for name, one in by_name.items()},
        Rubrics(replays[design.everything].rubric, _both_languages),
        ratings=ratings,
    )


def _both_languages(rubric: "Rubric") -> "tuple[Rubric, Rubric]":
    """English and German; a rubric that was reworded has only the language of its file."""
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.translations import in_language, languages
    from assessor.settings import load_settings

    shipped = load_rubric(load_settings().rubric_in_effect(rubric.id))
    known = languages(rubric.id) if shipped.sha256 == rubric.sha256 else ()
    en, de = (in_language(rubric, lang) if lang in known else rubric for lang in ("en", "de"))
    return en, de
