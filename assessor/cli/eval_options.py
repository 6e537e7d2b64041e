"""Options that commands share which draft labelled items."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def source_options(command: Command) -> Command:
    """`--suite` and `--gold`: where the items come from. `planned_run` wants one of them."""
    suite = click.option(
        "--suite", metavar="NAME", default=None, help="A suite that comes with it, or a YAML file."
    )
    gold = click.option(
        "--gold",
        type=click.Path(path_type=Path),
        multiple=True,
        help="A gold file instead; may be given several times.",
    )
    return suite(gold(command))


def drafter_option(command: Command) -> Command:
    """`--drafter`: in place of that of the settings."""
    return click.option(
        "--drafter", type=click.Choice(["embedded", "llm"]), default=None, help="Which drafter."
    )(command)


def workers_option(command: Command) -> Command:
    """`--workers`: how many processes draft."""
    return click.option(
        "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes."
    )(command)
