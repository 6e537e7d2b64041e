"""`assessor eval probe`: what changes that should not matter do to drafts."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.eval_run import EXIT_GATE, planned_run, rubric_of
from assessor.cli.parallel import spread
from assessor.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assessor.bootstrap import Application
    from assessor.domain.probes import ProbePair
    from assessor.domain.text import Language
    from assessor.evaluation.probes.pairs import ProbeJob
    from assessor.evaluation.runs.manifest import Split
    from assessor.formats.gold import GoldItem

_FILE = "probes.json"
_DEFAULT_SPLITS: "tuple[Split, ...]" = ("train", "calibration")


@click.command(
    "probe",
    epilog="Example: assessor eval probe --suite authored --probe names --limit 60 --workers 2",
    short_help="Change what should not matter, and see whether drafts move.",
)
@click.option("--suite", metavar="NAME", default=None, help="A suite that comes with it, or a YAML file.")
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A gold file instead; may be given several times.",
)
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
@click.option("--drafter", type=click.Choice(["embedded", "llm"]), default=None, help="Which drafter.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help=f"Folder to keep {_FILE} in; that of a run is a good place.",
)
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
    as_json: bool,
) -> int:
    """Draft each item with and without a change that should not matter, and count the drafts that move.

    Both texts of a pair take the whole way, guardrails included; labels are hidden from it. Probes: names,
    gender, origin, career_level, tenure, doubled, praise, enthusiasm, reordered, injection, injection_public
    (attacks in the folder ASSESSOR_DATA), translated. Prints ids and counts, never text. Exits 4 where a
    probe moves more drafts than its limit allows.
    """
    from assessor.cli.probe_view import report_lines
    from assessor.domain.probes import ProbeReport
    from assessor.evaluation.probes.limits import all_passed
    from assessor.evaluation.probes.run import probe_set, run_probes

    application = shell.application(drafter=drafter, measuring=True)
    items = _items(application, suite, gold, splits or _DEFAULT_SPLITS, limit)
    found = probe_set(
        wanted, data=application.settings.data, translations=translations or _shipped_translations()
    )
    file = _place(out)
    answers = partial(_answers, application, workers)
    results, models = run_probes(items, partial(rubric_of, application), found.probes, answers, seed=seed)
    report = ProbeReport(
        at=application.clock.now(),
        suite=suite,
        splits=splits or _DEFAULT_SPLITS,
        items=len(items),
        seed=seed,
        drafter=application.settings.drafter,
        models=models,
        results=results,
        not_run=found.not_run,
        passed=all_passed(results),
    )
    if file is not None:
        shell.write_text(str(file), report.model_dump_json(indent=2) + "\n")
        shell.talk(f"kept in {file}")
    if as_json:
        shell.put_model(report)
    else:
        for line in report_lines(report, shell.language(lang)):
            click.echo(line)
    return EXIT_GATE if report.passed is False else 0


def _items(
    application: "Application",
    suite: str | None,
    gold: tuple[Path, ...],
    splits: "tuple[Split, ...]",
    limit: int | None,
) -> "tuple[GoldItem, ...]":
    from assessor.evaluation.probes.choosing import chosen

    items = planned_run(application, suite, gold, "all").items
    kept = [one for one in items if "all" in splits or one.split.value in splits]
    if not kept:
        raise InputError(
            f"no item is left to probe: the splits asked for are {', '.join(splits)}.",
            code="nothing_to_run",
            hint="Choose another with --split.",
        )
    return chosen(kept, limit)


def _shipped_translations() -> Path:
    """Where the checkout has translated items; they are not in the installed package."""
    from assessor.resources import resource_folder

    return resource_folder("suites").parent / "probes" / "translations.jsonl"


def _place(out: Path | None) -> Path | None:
    """The file to write, looked at before the work begins. What is there already stays.

    Raises:
        InputError: codes `not_writable`, `folder_in_use`.
    """
    if out is None:
        return None
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"--out {out}: cannot be written ({reason}).", code="not_writable") from None
    if (out / _FILE).exists():
        raise InputError(
            f"--out {out}: holds {_FILE} already.",
            code="folder_in_use",
            hint="Choose another folder; what was measured is not replaced.",
        )
    return out / _FILE


def _answers(
    application: "Application", workers: int, jobs: "Sequence[ProbeJob]"
) -> "Iterable[tuple[ProbePair, ...]]":
    found = spread(application, jobs, _answer, workers=min(workers, len(jobs)), in_order=False)
    return shell.with_progress(
        (pairs for _, pairs in found), total=len(jobs), what="drafting with and without each change"
    )


def _answer(application: "Application", job: "ProbeJob") -> "tuple[ProbePair, ...]":
    from assessor.evaluation.probes.pairs import probe_item

    return probe_item(application.pipeline, partial(rubric_of, application), job)
