"""`assessor eval gold`: what a gold file holds, and whether its splits are apart."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.eval_run import EXIT_GATE, rubric_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assessor.domain.agreement import Statistic
    from assessor.domain.gold import GoldReport


@click.command(
    "gold",
    epilog="Example: assessor eval gold eval/gold/authored.jsonl",
    short_help="Count, balance and check labelled items; exits 4 where splits leak.",
)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--fitted",
    type=click.Path(path_type=Path),
    multiple=True,
    help="List of what a further fitted model has seen.",
)
@shell.json_option
def gold(paths: tuple[Path, ...], fitted: tuple[Path, ...], *, as_json: bool) -> int:
    """Say what gold files hold: splits, ratings, twins, whether length or career level gives ratings away.

    Items that a fitted model has seen are named, and pairs that ought to share a split and do not.
    """
    from functools import partial

    from assessor.evaluation.gold.fitted import load_seen
    from assessor.evaluation.gold.read import read_gold
    from assessor.evaluation.gold.report import report_on

    application = shell.application()
    found = report_on(read_gold(paths), partial(rubric_of, application), load_seen(fitted))
    if as_json:
        shell.put_model(found)
    else:
        for line in _lines(found):
            click.echo(line)
    return 0 if found.apart else EXIT_GATE


def _lines(found: "GoldReport") -> "Iterator[str]":
    for source in found.sources:
        yield f"{source.name}: {source.items} items, {source.sha256}"
    yield "splits: " + ", ".join(f"{name} {n}" for name, n in found.splits.items())
    for one in found.balance:
        yield ""
        yield f"{one.rubric}: {one.items} items, {one.twins} pairs of twins, {one.insufficient} too thin"
        yield "  ratings: " + ", ".join(f"{level} x {n}" for level, n in one.ratings.items())
        yield f"  rank correlation of rating and length {_told(one.length)}"
        if one.career_level is not None:
            yield f"  rank correlation of rating and career level {_told(one.career_level)}"
    yield ""
    for fault in found.faults:
        yield f"LEAK {fault.code}: {' and '.join(fault.items)} are in {' and '.join(fault.splits)}"
    for seen in found.overlap:
        yield f"SEEN {seen.item} ({seen.split}): {seen.sentences} of {seen.of} sentences in {seen.model}"
    if found.apart:
        yield "splits are apart, and no item to measure with was seen by a fitted model"


def _told(one: "Statistic") -> str:
    if one.value is None:
        return f"is undefined: {one.why_null}"
    if one.low is None:
        return f"{one.value:+.2f} ({one.why_null})"
    return f"{one.value:+.2f} ({one.low:+.2f} to {one.high:+.2f})"
