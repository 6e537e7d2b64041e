"""`assessor eval`: how well ratings agree."""

import re

import click

from assessor.cli import shell
from assessor.cli.eval_cause import cause
from assessor.cli.eval_compare import compare
from assessor.cli.eval_drift import drift
from assessor.cli.eval_gate import gate
from assessor.cli.eval_gold import gold
from assessor.cli.eval_probe import probe
from assessor.cli.eval_reliance import reliance
from assessor.cli.eval_report import report
from assessor.cli.eval_run import run
from assessor.cli.eval_watch import watch
from assessor.errors import InputError

_MOST_BYTES = 100_000_000
_MOST_LEVELS = 1000


@click.group(
    "eval",
    epilog="Example: assessor eval run --suite contrast",
    short_help="Measure drafts against labels, and raters against each other.",
)
def evaluation() -> None:
    """Measure how well ratings agree, and how far drafts are from labels."""


evaluation.add_command(run)
evaluation.add_command(compare)
evaluation.add_command(gate)
evaluation.add_command(gold)
evaluation.add_command(report)
evaluation.add_command(probe)
evaluation.add_command(drift)
evaluation.add_command(reliance)
evaluation.add_command(cause)
evaluation.add_command(watch)


@evaluation.command(
    "agreement",
    epilog="Example: assessor eval agreement --ratings ratings.csv --scale 1-5 --model draft --json",
    short_help="Say how far raters agree, with intervals.",
)
@click.option(
    "--ratings", required=True, metavar="FILE.csv", help="Lines of unit, rater, value; - for stdin."
)
@click.option("--scale", metavar="LO-HI", default=None, help="Lowest and highest level, such as 1-5.")
@click.option("--model", metavar="RATER", default=None, help="This rater is a model; the others are people.")
@click.option(
    "--draws", type=click.IntRange(0, 100_000), default=2000, show_default=True, help="Bootstrap resamples."
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=20_261_127, show_default=True, help="Seed of the resamples."
)
@shell.json_option
def agreement(
    ratings: str, scale: str | None, model: str | None, draws: int, seed: int, *, as_json: bool
) -> None:
    """Say how far the raters of a CSV file agree, each figure with its 95 % interval.

    The file has a line for each rating and the columns unit, rater and value; a blank value is a rating not
    given. Commas, semicolons or tabs part the columns. What is undefined is said to be, and never zero. With
    --model, agreement with that rater is set beside what people reach among themselves.
    """
    from assessor.cli.agreement_view import lines_of
    from assessor.evaluation.agreement import agreement_of
    from assessor.evaluation.ratings_csv import read_ratings_csv

    ends = None if scale is None else parse_scale(scale)
    content = shell.read_bytes(ratings, at_most=_MOST_BYTES)
    table = read_ratings_csv(content, file=ratings, scale=ends, last=model)
    found = agreement_of(table, scale=ends, model=model, draws=draws, seed=seed)
    if as_json:
        shell.put_model(found)
        return
    for line in lines_of(found):
        click.echo(line)


def parse_scale(text: str) -> tuple[int, int]:
    """Lowest and highest level of `LO-HI`; either may be below zero.

    Raises:
        InputError: code `bad_scale`.

    >>> parse_scale("0-4"), parse_scale("-2-2")
    ((0, 4), (-2, 2))
    """
    read = re.fullmatch(r"\s*(-?\d{1,6})\s*-\s*(-?\d{1,6})\s*", text, re.ASCII)
    if read is None or not 0 < int(read[2]) - int(read[1]) < _MOST_LEVELS:
        raise InputError(
            f"--scale: expected two whole numbers, the lower first, at most {_MOST_LEVELS} levels.",
            code="bad_scale",
            hint="Example: --scale 1-5",
        )
    return int(read[1]), int(read[2])
