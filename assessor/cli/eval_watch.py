"""`assessor eval watch`: the invariance probes, a gold run and a retest, round after round, on charts."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.eval_run import EXIT_GATE, pinned_versions, planned_run, rubric_of
from assessor.cli.parallel import spread
from assessor.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, timedelta

    from assessor.bootstrap import Application
    from assessor.domain.actor import Actor
    from assessor.domain.probes import ProbeOutcome, ProbePair
    from assessor.domain.run import RunManifest
    from assessor.domain.sentences import Sentences
    from assessor.domain.text import Language
    from assessor.domain.watch import WatchRecord, WatchReport
    from assessor.evaluation.probes.catalogue import Probe
    from assessor.evaluation.probes.pairs import ProbeJob
    from assessor.evaluation.runs.manifest import Split
    from assessor.evaluation.watch.history import History
    from assessor.formats.gold import GoldItem

_SPLITS: "tuple[Split, ...]" = ("train", "calibration")
_RENEW_S = 60.0


@dataclass(frozen=True)
class _Plan:
    """What every round takes."""

    items: "tuple[GoldItem, ...]"
    probes: "tuple[Probe, ...]"
    versions: "RunManifest"
    series: str
    seed: int
    workers: int


@click.command(
    "watch",
    epilog="Example: assessor eval watch --every 7d --once --act --as erik",
    short_help="Repeat probes, a gold run and a retest over time, and chart them.",
)
@click.option(
    "--suite", metavar="NAME", default=None, help="Whose items.  [default: ASSESSOR_WATCH_SUITE, authored]"
)
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
    "--limit",
    type=click.IntRange(min=1),
    default=None,
    help="At most so many items, of every kind some.  [default: ASSESSOR_WATCH_LIMIT, 96]",
)
@click.option(
    "--probe", "wanted", metavar="NAME", multiple=True, help="Only this one; may be given several times."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Which names and sentences."
)
@click.option("--drafter", type=click.Choice(["embedded", "llm"]), default=None, help="Which drafter.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option(
    "--every", "rhythm", metavar="7d", default=None, help="One round in each such stretch of time (h, d, w)."
)
@click.option("--once", is_flag=True, help="With --every: make the round if it is due, then end.")
@click.option("--show", is_flag=True, help="Make no round; say what those there are have shown.")
@click.option("--act", is_flag=True, help="Suspend drafts where the new round signals.")
@click.option("--scheduled", is_flag=True, hidden=True)
@shell.lang_option
@shell.actor_option
@shell.json_option
def watch(
    suite: str | None,
    gold: tuple[Path, ...],
    splits: "tuple[Split, ...]",
    limit: int | None,
    wanted: tuple[str, ...],
    seed: int,
    drafter: str | None,
    workers: int,
    rhythm: str | None,
    lang: "Language | None",
    acting: str | None,
    *,
    once: bool,
    show: bool,
    act: bool,
    scheduled: bool,
    as_json: bool,
) -> int:
    """Draft the same labelled items again, with and without changes that should not matter, and keep counts.

    A round is every probe of `eval probe` with the same items and seed, the levels of the items as they are
    (a gold run against itself), and a second draft of each in another order and process. Each share is
    charted against what its first rounds let chance explain. Without --every one round is made now; with it,
    one in each stretch of time, whoever asks, and this goes on until stopped. Needs the role enablement.
    Exits 4 where anything signals, else 0. Keeps counts and versions, never text.
    """
    from assessor.evaluation.watch.slots import every

    length = None if rhythm is None else every(rhythm)
    if once and length is None:
        raise InputError("--once: goes with --every.", code="usage", hint="Example: --every 7d --once")
    if show and (act or length is not None):
        raise InputError("--show: makes no round, so it goes without --every and --act.", code="usage")
    # Without examples, and without remembered answers: a round asks what the drafter says now.
    application = shell.application(drafter=drafter, examples="off", model_cache_days=0, measuring=True)
    actor = None if scheduled else _enablement(application, acting)
    tell = partial(_told, lang=shell.language(lang), as_json=as_json)
    if show:
        return tell(_report(application, None, None, actor, act=False))
    if suite is None and not gold:
        suite = application.settings.watch_suite
    limit = limit or application.settings.watch_limit

    def plan() -> _Plan:
        return _plan(application, suite, gold, splits or _SPLITS, limit, wanted, seed=seed, workers=workers)

    if length is None:
        return tell(_report(application, _round(application, plan(), None), None, actor, act=act))
    while True:
        code = tell(_due(application, plan(), length, actor, act=act))
        if once:
            return code
        _sleep_until(application, length)


def _enablement(application: "Application", acting: str | None) -> "Actor":
    from assessor.accounts import enablement

    actor = application.accounts.acting(acting)
    with application.store.read() as unit:
        return enablement(unit, actor)


def _plan(
    application: "Application",
    suite: str | None,
    gold: tuple[Path, ...],
    splits: "tuple[Split, ...]",
    limit: int,
    wanted: tuple[str, ...],
    *,
    seed: int,
    workers: int,
) -> _Plan:
    from datetime import UTC, datetime

    from assessor.cli.eval_probe import items_of, shipped_translations
    from assessor.evaluation.gold.fitted import digest_of, load_seen
    from assessor.evaluation.probes.run import probe_set
    from assessor.evaluation.runs.manifest import Conditions, new_manifest
    from assessor.evaluation.runs.sources import sources
    from assessor.evaluation.watch.measuring import series_of

    planned = planned_run(application, suite, gold, "all")
    items = items_of(planned.items, splits, limit)
    found = probe_set(wanted, data=application.settings.data, translations=shipped_translations())
    # What is in effect now, and stays so for the whole round in every process.
    application.versions.clear()
    learned = pinned_versions(application, planned.rubrics.values(), ())
    settings = application.settings
    llm = settings.drafter == "llm"
    conditions = Conditions(
        drafter=settings.drafter,
        model=settings.model or None if llm else None,
        samples=settings.samples if llm else None,
        policy_sha256=application.policy.sha256,
        fitted={one.model: digest_of(one) for one in (*load_seen(()), *learned)},
    )
    used = {one.rubric for one in items}
    versions = new_manifest(
        replace(planned.plan, items=len(items)),
        conditions,
        [one for name, one in planned.rubrics.items() if name in used],
        folders=sources(),
        at=datetime.now(UTC),
    )
    series = series_of(items, found.probes, settings.drafter, seed)
    return _Plan(items, found.probes, versions, series, seed, workers)


def _due(
    application: "Application", plan: _Plan, length: "timedelta", actor: "Actor | None", *, act: bool
) -> "WatchReport":
    """Make the round of the slot, where nobody has made it or is making it."""
    from assessor.evaluation.watch.slots import slot_of

    slot = slot_of(application.clock.now(), length)
    record = _round(application, plan, slot)
    if record is None:
        due = f"{slot + length:%Y-%m-%d %H:%M} UTC"
        shell.talk(f"the round of this time is made, or being made; the next is due {due}")
    return _report(application, record, slot + length, actor, act=act)


def _round(application: "Application", plan: _Plan, slot: "datetime | None") -> "WatchRecord | None":
    """Make and keep a round; null where somebody else has its slot."""
    from assessor.domain.watch import WatchRecord
    from assessor.evaluation.watch.measuring import Makers, measured

    rounds = application.watch_rounds
    round_id = rounds.begin(plan.series, slot)
    if round_id is None:
        return None
    application.run_id = plan.versions.id
    outcomes = partial(_outcomes, application, plan.workers)
    makers = Makers(
        first=partial(outcomes, "drafting the items", apart=False),
        second=partial(outcomes, "drafting them again", apart=True),
        probed=partial(_probed, application, plan.workers),
    )
    try:
        with _renewed(application, round_id):
            found = measured(plan.items, partial(rubric_of, application), plan.probes, makers, seed=plan.seed)
        record = WatchRecord(
            id=round_id,
            at=application.clock.now(),
            slot=slot,
            series=plan.series,
            seed=plan.seed,
            versions=plan.versions,
            models=found.models,
            rubrics=found.rubrics,
        )
        rounds.keep(record)
    except BaseException:
        rounds.give_up(round_id)
        raise
    return record


@contextmanager
def _renewed(application: "Application", round_id: str) -> Iterator[None]:
    """Say from time to time that the round is being made, for as long as this process lives."""
    done = threading.Event()

    def renew() -> None:
        while not done.wait(_RENEW_S):
            application.watch_rounds.renew(round_id)

    def give_up(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    # A server that stops ends its round so; the slot is then free at once for whoever asks next.
    before = signal.signal(signal.SIGTERM, give_up)
    thread = threading.Thread(target=renew, name="watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        done.set()
        thread.join()


def _outcomes(
    application: "Application", workers: int, what: str, items: "Sequence[GoldItem]", *, apart: bool
) -> "Iterable[tuple[GoldItem, ProbeOutcome]]":
    found = spread(
        application, items, _outcome, workers=min(workers, len(items)), in_order=False, apart=apart
    )
    return shell.with_progress(found, total=len(items), what=what)


def _probed(
    application: "Application", workers: int, jobs: "Sequence[ProbeJob]"
) -> "Iterable[tuple[ProbePair, ...]]":
    from assessor.cli.eval_probe import answers_of

    return answers_of(application, workers, jobs)


def _outcome(application: "Application", item: "GoldItem") -> "ProbeOutcome":
    from assessor.evaluation.probes.pairs import outcome_of_item

    return outcome_of_item(application.pipeline, partial(rubric_of, application), item)


def _report(
    application: "Application",
    record: "WatchRecord | None",
    next_due: "datetime | None",
    actor: "Actor | None",
    *,
    act: bool,
) -> "WatchReport":
    from assessor.domain.drift import SuspensionOutcome
    from assessor.domain.watch import WatchReport
    from assessor.evaluation.watch.history import Asked, history_of, newest, requests_of

    records = application.watch_rounds.records()
    history = history_of(records, application.suspensions.listed(), _title, Asked())
    requests = requests_of(_new(history, record) if act else history)
    begun = application.suspensions.carry_out(requests, actor) if act else ()
    outcomes = tuple(
        SuspensionOutcome(
            request=one,
            suspension=begun[place].suspension.id if act else None,
            new=act and begun[place].new,
        )
        for place, one in enumerate(requests)
    )
    shown = history if record is None else newest(history, record)
    return WatchReport(
        at=application.clock.now(),
        record=record,
        next_due=next_due,
        probes=history.probes,
        gold=history.gold,
        signals=shown.signals,
        acted=act,
        suspensions=outcomes,
    )


def _new(history: "History", record: "WatchRecord | None") -> "History":
    from assessor.evaluation.watch.history import History, newest

    return History((), ()) if record is None else newest(history, record)


def _title(rubric_id: str) -> "Sentences":
    from assessor.cli.eval_drift import names_of

    return names_of(rubric_id).title


def _told(report: "WatchReport", *, lang: "Language", as_json: bool) -> int:
    from assessor.cli.watch_view import report_lines

    if as_json:
        shell.put_model(report)
    else:
        for line in report_lines(report, lang):
            click.echo(line)
    return EXIT_GATE if report.signals else 0


def _sleep_until(application: "Application", length: "timedelta") -> None:
    from assessor.evaluation.watch.slots import slot_of

    now = application.clock.now()
    time.sleep((slot_of(now, length) + length - now).total_seconds() + 1)
