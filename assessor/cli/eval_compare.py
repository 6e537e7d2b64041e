"""`assessor eval compare`: whether one run is closer to the labels than another, and what changed."""

from pathlib import Path

import click

from assessor.cli import shell


@click.command(
    "compare",
    epilog="Example: assessor eval compare runs/monday runs/today",
    short_help="Say whether run B is closer to the labels than run A.",
)
@click.argument("folder_a", metavar="RUN_A", type=click.Path(path_type=Path))
@click.argument("folder_b", metavar="RUN_B", type=click.Path(path_type=Path))
@click.option(
    "--draws",
    type=click.IntRange(0, 100_000),
    default=2000,
    show_default=True,
    help="Resamples, and random ways of swapping.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=20_261_127, show_default=True, help="Seed of the draws."
)
@click.option("--all", "show_all", is_flag=True, help="Show every flipped item, not the first ten.")
@shell.json_option
def compare(folder_a: Path, folder_b: Path, draws: int, seed: int, *, show_all: bool, as_json: bool) -> None:
    """Compare two folders that `eval run` wrote, on the items both answered.

    Each figure is B less A with a 95 % interval, from resampling items and their twins together, and a p
    value, from swapping the answers of A and B. Weighted kappa decides. Then come the conditions that differ
    and the items answered differently, those that moved farthest away from their label first, each with the
    reasons and quotes of both drafts.
    """
    from assessor.cli.compare_view import lines_of
    from assessor.evaluation.comparing.runs import Run, compare_runs
    from assessor.evaluation.runs.folder import RunFolder

    runs = [Run(folder.manifest(), folder.items()) for folder in (RunFolder(folder_a), RunFolder(folder_b))]
    found = compare_runs(*runs, draws=draws, seed=seed)
    if as_json:
        shell.put_model(found)
        return
    for line in lines_of(found, folders=(str(folder_a), str(folder_b)), show_all=show_all):
        click.echo(line)
