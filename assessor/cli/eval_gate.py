"""`assessor eval gate`: whether a finished run may stand."""

from pathlib import Path

import click

from assessor.cli import shell
from assessor.cli.eval_run import EXIT_GATE


@click.command(
    "gate",
    epilog="Example: assessor eval gate runs/today --junit gate.xml",
    short_help="Hold a finished run against its thresholds; exits 4 where one is missed.",
)
@click.argument("folder", metavar="RUN", type=click.Path(path_type=Path))
@click.option("--suite", metavar="NAME", default=None, help="Thresholds of this suite, not of the run's own.")
@click.option("--junit", metavar="FILE.xml", default=None, help="Write the conditions as JUnit XML too.")
@shell.json_option
def gate(folder: Path, suite: str | None, junit: str | None, *, as_json: bool) -> int:
    """Say whether a run may stand: its thresholds, gold items alone, none seen by a model, no failures."""
    from assessor.cli.eval_view import gate_lines
    from assessor.evaluation.gating.gate import gate_run
    from assessor.evaluation.gating.junit import junit_of
    from assessor.evaluation.runs.folder import RunFolder
    from assessor.evaluation.suites import load_suite

    run = RunFolder(folder)
    thresholds = None if suite is None else load_suite(suite)[0].thresholds
    report = gate_run(run.manifest(), run.measures(), thresholds)
    if junit is not None:
        shell.write_text(junit, junit_of(report))
    if as_json:
        shell.put_model(report)
    else:
        for line in list(gate_lines(report))[1:]:
            click.echo(line)
    return 0 if report.passed else EXIT_GATE
