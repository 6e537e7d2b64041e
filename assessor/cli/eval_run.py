"""`assessor eval run`: draft every labelled item and say how near the drafts come."""

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assessor.cli import shell
from assessor.cli.eval_options import drafter_option, source_options, workers_option
from assessor.cli.parallel import spread
from assessor.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assessor.bootstrap import Application
    from assessor.domain.rubric import Rubric
    from assessor.domain.run import RunItem, RunManifest, RunMeasures
    from assessor.evaluation.gold.splits import Seen
    from assessor.evaluation.runs.folder import RunFolder
    from assessor.evaluation.runs.keeping import KeptFolder
    from assessor.evaluation.runs.manifest import Split
    from assessor.evaluation.runs.plan import PlannedRun
    from assessor.formats.gold import GoldItem

EXIT_GATE = 4


@click.command(
    "run",
    epilog="Example: assessor eval run --suite contrast --workers 2 --out runs/today",
    short_help="Draft every labelled item and measure the drafts.",
)
@source_options
@click.option(
    "--split",
    type=click.Choice(["train", "calibration", "gold", "all"]),
    default=None,
    help="Which items.  [default: the suite's, else gold]",
)
@drafter_option
@shell.samples_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder of the run; one that is there is gone on with.  [default: a new one below the home]",
)
@click.option(
    "--fitted",
    type=click.Path(path_type=Path),
    multiple=True,
    help="List of what a further fitted model has seen, to be held against the items.",
)
@click.option(
    "--learned",
    multiple=True,
    metavar="VERSION",
    help="Draft with this version in place of the one in effect; `shipped`: with none.",
)
@workers_option
@click.option("--retry-failed", is_flag=True, help="Answer those again that failed.")
@shell.json_option
def run(
    suite: str | None,
    gold: tuple[Path, ...],
    split: "Split | None",
    drafter: str | None,
    samples: int | None,
    out: Path | None,
    fitted: tuple[Path, ...],
    learned: tuple[str, ...],
    workers: int,
    *,
    retry_failed: bool,
    as_json: bool,
) -> int:
    """Draft every item of a suite or gold file, hold the drafts against the labels, and keep the run.

    Labels are hidden from the pipeline. Every answer is on the disk before the next is counted: a run that
    was interrupted goes on where it stopped, with the same command and --out. What failed is listed with its
    reason and counts as no rating. Exits 4 where a threshold of the suite is missed.
    """
    from assessor.cli.eval_view import gate_lines, run_lines
    from assessor.evaluation.gating.gate import gate_run
    from assessor.evaluation.gold.fitted import load_seen
    from assessor.evaluation.runs.folder import RunFolder

    # Without examples: what a run measures must not depend on whether a server happens to run.
    application = shell.application(drafter=drafter, samples=samples, examples="off", measuring=True)
    planned = planned_run(application, suite, gold, split)
    # What is in effect now stays in effect for the whole run, in every process of it.
    versions = pinned_versions(application, planned.rubrics.values(), learned)
    folder = RunFolder(out or _new_folder(application, planned))
    with folder.held():
        manifest, measures = _made(
            application,
            folder,
            planned,
            fitted=(*load_seen(fitted), *versions),
            workers=workers,
            retry_failed=retry_failed,
        )
    report = gate_run(manifest, measures)
    missed = bool(manifest.thresholds) and not report.passed
    if as_json:
        shell.put_model(measures)
    else:
        for line in run_lines(manifest, measures):
            click.echo(line)
    for line in gate_lines(report) if manifest.thresholds else ():
        click.echo(line, err=as_json)
    shell.talk(f"kept in {folder.path}; as a page: assessor eval report {folder.path} --out report.html")
    return EXIT_GATE if missed else 0


def planned_run(
    application: "Application", suite: str | None, gold: tuple[Path, ...], split: "Split | None"
) -> "PlannedRun":
    """The items of a suite, or of gold files.

    Raises:
        InputError: code `usage`, neither was named, or both; and as for `plan_run`.
    """
    from assessor.evaluation.runs.plan import plan_run
    from assessor.evaluation.suites import load_suite

    if (suite is None) == (not gold):
        raise InputError(
            "expected either --suite or --gold.",
            code="usage",
            hint="Example: assessor eval run --suite contrast",
        )
    rubrics = partial(rubric_of, application)
    if suite is None:
        return plan_run(gold, rubrics, split=split)
    named, paths = load_suite(suite)
    return plan_run(paths, rubrics, suite=named, split=split)


def _made(
    application: "Application",
    folder: "RunFolder",
    planned: "PlannedRun",
    *,
    fitted: "tuple[Seen, ...]",
    workers: int,
    retry_failed: bool,
) -> "tuple[RunManifest, RunMeasures]":
    """Begin or go on, answer what is open, and measure."""
    from assessor.evaluation.gold.splits import overlaps
    from assessor.evaluation.measures.summary import measure_run
    from assessor.evaluation.runs.execute import execute, pending

    manifest = begun(application, folder, planned, fitted)
    waiting = pending(folder, planned.items, retry_failed=retry_failed)
    tell_done(len(planned.items) - len(waiting), len(planned.items))

    def answers(items: "Sequence[GoldItem]") -> "Iterable[RunItem]":
        found = spread(application, items, _answer, workers=min(workers, max(1, len(items))), in_order=False)
        return (answer for _, answer in found)

    with resumable(folder):
        for _ in shell.with_progress(
            execute(folder, waiting, answers), total=len(waiting), what="drafting labelled items"
        ):
            pass
    spent = application.spend_ledger.spent(run_id=manifest.id) if manifest.drafter == "llm" else None
    items = folder.items()
    measures = measure_run(
        manifest, items, planned.rubrics, overlap=overlaps(planned.items, fitted), spent=spent
    )
    folder.keep_measures(measures)
    return manifest, measures


def begun(
    application: "Application", folder: "KeptFolder[Any]", planned: "PlannedRun", fitted: "Iterable[Seen]"
) -> "RunManifest":
    """What a folder was begun under, which is what is in effect now; model calls count under its run.

    Raises:
        OrderError: as for `KeptFolder.begin`.
    """
    from assessor.evaluation.gold.fitted import digest_of
    from assessor.evaluation.runs.manifest import Conditions, new_manifest
    from assessor.evaluation.runs.sources import sources

    conditions = Conditions(
        drafter=application.settings.drafter,
        model=application.settings.model or None if application.settings.drafter == "llm" else None,
        samples=application.settings.samples if application.settings.drafter == "llm" else None,
        policy_sha256=application.policy.sha256,
        fitted={one.model: digest_of(one) for one in fitted},
    )
    made = new_manifest(
        planned.plan, conditions, planned.rubrics.values(), folders=sources(), at=datetime.now(UTC)
    )
    manifest = folder.begin(made.model_copy(update={"destination": application.drafter.destination}))
    application.run_id = manifest.id
    return manifest


def tell_done(done: int, of: int) -> None:
    """Say what an earlier start has left to do."""
    if done:
        shell.talk(f"{done} of {of} items are answered already")


@contextmanager
def resumable(folder: "KeptFolder[Any]") -> "Iterator[None]":
    """Say, to whoever interrupts, how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        shell.talk(f"what was answered is kept; go on with the same command and --out {folder.path}")
        raise


def pinned_versions(
    application: "Application", rubrics: "Iterable[Rubric]", learned: tuple[str, ...]
) -> "tuple[Seen, ...]":
    """What the versions in effect for these rubrics have seen; the application drafts with them from now on.

    Args:
        application: drafts.
        rubrics: of the items.
        learned: names of versions that take the place of those in effect; `shipped` stands for none at all.

    Raises:
        NotFoundError: code `unknown_version`.
        InputError: code `not_of_rubric`: a version is of no rubric among them, or of another drafter.
    """
    from assessor.domain.fit import SHIPPED
    from assessor.evaluation.gold.splits import Seen

    rubrics = tuple(rubrics)
    if SHIPPED in learned:
        application.versions |= {one.id: SHIPPED for one in rubrics}
    for name in set(learned) - {SHIPPED}:
        rubric = application.fits.named(name).fit.rubric
        if rubric not in {one.id for one in rubrics}:
            raise InputError(f"--learned {name}: no item is of {rubric}.", code="not_of_rubric")
        application.versions[rubric] = name
    in_effect = [(one, application.version_in_effect(one)) for one in rubrics]
    application.versions |= {
        rubric.id: SHIPPED if version is None else version.name for rubric, version in in_effect
    }
    return tuple(
        Seen(model=version.name, digests=frozenset(version.fit.digests))
        for _, version in in_effect
        if version is not None
    )


def rubric_of(application: "Application", rubric_id: str) -> "Rubric":
    """A rubric as it is in effect here."""
    from assessor.rubrics.load import load_rubric

    return load_rubric(application.settings.rubric_in_effect(rubric_id))


def _answer(application: "Application", item: "GoldItem") -> "RunItem":
    from assessor.evaluation.runs.answer import answer_item

    return answer_item(application.pipeline, partial(rubric_of, application), item)


def _new_folder(application: "Application", planned: "PlannedRun") -> Path:
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{planned.plan.suite or 'gold'}"
    return application.settings.home_path / "runs" / name
