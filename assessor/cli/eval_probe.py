"""`assessor eval probe`: what changes that should not matter do to drafts."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.eval_options import drafter_option, source_options, workers_option
from assessor.cli.eval_run import (
    EXIT_GATE,
    begun,
    pinned_versions,
    planned_run,
    resumable,
    rubric_of,
    tell_done,
)
from assessor.cli.parallel import spread
from assessor.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assessor.bootstrap import Application
    from assessor.domain.probes import ProbePair, ProbeReport
    from assessor.domain.text import Language
    from assessor.evaluation.probes.folder import ProbeFolder
    from assessor.evaluation.probes.pairs import ProbeJob
    from assessor.evaluation.probes.run import ProbeSet
    from assessor.evaluation.runs.manifest import Split
    from assessor.formats.gold import GoldItem

_FILE = "probes.json"
_DEFAULT_SPLITS: "tuple[Split, ...]" = ("train", "calibration")


@click.command(
    "probe",
    epilog="Example: assessor eval probe --suite authored --probe names --limit 60 --workers 2",
    short_help="Change what should not matter, and see whether drafts move.",
)
@source_options
@click.option(
    "--split",
    "splits",
    type=click.Choice(["train", "calibration", "gold", "all"]),
    multiple=True,
    help="Which items; may be given several times.  [default: train and calibration]",
)
@click.option(
    "--probe", "wanted", metavar="NAME", multiple=True, help="Only this one; may be given several times."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=None, help="At most so many items, of every kind some."
)
@click.option(
    "--translations",
    type=click.Path(path_type=Path),
    default=None,
    help="File of translated items, for the probe translated.  [default: eval/probes/translations.jsonl]",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Which names and sentences."
)
@drafter_option
@workers_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help=f"Folder to keep {_FILE} in, that of a run is a good place; what is begun there is gone on with.",
)
@click.option("--retry-failed", is_flag=True, help="Draft those items again of which a draft failed.")
@shell.lang_option
@shell.json_option
def probe(
    suite: str | None,
    gold: tuple[Path, ...],
    splits: "tuple[Split, ...]",
    wanted: tuple[str, ...],
    limit: int | None,
    translations: Path | None,
    seed: int,
    drafter: str | None,
    workers: int,
    out: Path | None,
    lang: "Language | None",
    *,
    retry_failed: bool,
    as_json: bool,
) -> int:
    """Draft each item with and without a change that should not matter, and count the drafts that move.

    Both texts of a pair take the whole way, guardrails included; labels are hidden from it. Probes: names,
    gender, origin, career_level, tenure, doubled, praise, enthusiasm, reordered, injection, injection_public
    (attacks in the folder ASSESSOR_DATA), translated. Prints ids and counts, never text. With --out, a run
    that was interrupted goes on with the same command. Exits 4 where a probe moves more drafts than its limit
    allows.
    """
    from assessor.cli.probe_view import report_lines
    from assessor.evaluation.gold.fitted import load_seen
    from assessor.evaluation.probes.folder import ProbeFolder
    from assessor.evaluation.probes.run import probe_set

    # Without examples: what is measured must not depend on whether a server happens to run.
    application = shell.application(drafter=drafter, examples="off", measuring=True)
    planned = planned_run(application, suite, gold, "all")
    # What is in effect now stays in effect for the whole run, in every process of it.
    versions = pinned_versions(application, planned.rubrics.values(), ())
    items = items_of(planned.items, splits or _DEFAULT_SPLITS, limit)
    found = probe_set(
        wanted, data=application.settings.data, translations=translations or shipped_translations()
    )
    asked = _Asked(suite, splits or _DEFAULT_SPLITS, seed, items, found)
    if out is None:
        report = _reported(application, asked, lambda jobs: answers_of(application, workers, jobs))
    else:
        folder = ProbeFolder(out)
        with folder.held():
            folder.verify_open()
            begun(application, folder, planned, (*load_seen(()), *versions))
            report = _kept(application, asked, folder, workers=workers, retry_failed=retry_failed)
    if as_json:
        shell.put_model(report)
    else:
        for line in report_lines(report, shell.language(lang)):
            click.echo(line)
    return EXIT_GATE if report.passed is False else 0


@dataclass(frozen=True)
class _Asked:
    """What is to be probed."""

    suite: str | None
    splits: "tuple[Split, ...]"
    seed: int
    items: "tuple[GoldItem, ...]"
    found: "ProbeSet"


def _kept(
    application: "Application", asked: _Asked, folder: "ProbeFolder", *, workers: int, retry_failed: bool
) -> "ProbeReport":
    """Do what a folder lacks, each item's pairs kept at once, and keep the report."""
    from assessor.evaluation.probes.folder import Resumed

    resumed = Resumed(folder, retry_failed=retry_failed)

    def answers(jobs: "Sequence[ProbeJob]") -> "Iterable[tuple[ProbePair, ...]]":
        tell_done(len(jobs) - len(resumed.waiting(jobs)), len(jobs))
        return resumed.answers(jobs, lambda waiting: _answers(application, workers, waiting))

    with resumable(folder):
        report = _reported(application, asked, answers)
    folder.keep_report(report)
    shell.talk(f"kept in {folder.report}")
    return report


def _reported(
    application: "Application",
    asked: _Asked,
    answers: "Callable[[Sequence[ProbeJob]], Iterable[tuple[ProbePair, ...]]]",
) -> "ProbeReport":
    from assessor.domain.probes import ProbeReport
    from assessor.evaluation.probes.limits import all_passed
    from assessor.evaluation.probes.run import run_probes

    rubrics = partial(rubric_of, application)
    results, models = run_probes(asked.items, rubrics, asked.found.probes, answers, seed=asked.seed)
    return ProbeReport(
        at=application.clock.now(),
        suite=asked.suite,
        splits=asked.splits,
        items=len(asked.items),
        seed=asked.seed,
        drafter=application.settings.drafter,
        models=models,
        results=results,
        not_run=asked.found.not_run,
        passed=all_passed(results),
    )


def items_of(
    items: "Sequence[GoldItem]", splits: "tuple[Split, ...]", limit: int | None
) -> "tuple[GoldItem, ...]":
    """The items of some splits, at most so many, of every kind some.

    Raises:
        InputError: code `nothing_to_run`.
    """
    from assessor.evaluation.probes.choosing import chosen

    kept = [one for one in items if "all" in splits or one.split.value in splits]
    if not kept:
        raise InputError(
            f"no item is left to probe: the splits asked for are {', '.join(splits)}.",
            code="nothing_to_run",
            hint="Choose another with --split.",
        )
    return chosen(kept, limit)


def shipped_translations() -> Path:
    """Where the checkout has translated items; they are not in the installed package."""
    from assessor.resources import resource_folder

    return resource_folder("suites").parent / "probes" / "translations.jsonl"


def _answers(
    application: "Application", workers: int, jobs: "Sequence[ProbeJob]"
) -> "Iterable[tuple[ProbeJob, tuple[ProbePair, ...]]]":
    found = spread(application, jobs, _answer, workers=min(workers, max(1, len(jobs))), in_order=False)
    return shell.with_progress(found, total=len(jobs), what="drafting with and without each change")


def answers_of(
    application: "Application", workers: int, jobs: "Sequence[ProbeJob]"
) -> "Iterable[tuple[ProbePair, ...]]":
    """Draft the pairs of jobs."""
    return _pairs(_answers(application, workers, jobs))


def _pairs(
    found: "Iterable[tuple[ProbeJob, tuple[ProbePair, ...]]]",
) -> "Iterable[tuple[ProbePair, ...]]":
    return (pairs for _, pairs in found)


def _answer(application: "Application", job: "ProbeJob") -> "tuple[ProbePair, ...]":
    from assessor.evaluation.probes.pairs import probe_item

    return probe_item(application.pipeline, partial(rubric_of, application), job)
