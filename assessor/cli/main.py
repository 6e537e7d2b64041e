"""The command line's entry: lists commands, loads the one called, turns errors into exit codes."""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from traceback import extract_tb

import click

# Name, module and attribute, one line of help. The module loads only when its command is called, so that
# `assessor --help` stays quick; a test holds the lines here against the commands' own.
COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("assessor.cli.demo:demo", "Run the whole path on bundled artefacts, in a home of its own."),
    "doctor": ("assessor.cli.doctor:doctor", "Show the settings in effect and check every engine."),
    "redact": ("assessor.cli.redact:redact", "Remove personal data and refuse what must not enter."),
    "assess": ("assessor.cli.assess:assess", "Hand in artefacts of one assessee for draft ratings."),
    "precheck": (
        "assessor.cli.precheck:precheck",
        "Look over your own promotion packet; nothing is stored.",
    ),
    "rate": ("assessor.cli.review:rate", "Seal your own rating before you see the draft."),
    "reveal": ("assessor.cli.review:reveal", "Show the draft, once you have sealed your own rating."),
    "confirm": ("assessor.cli.review:confirm", "Settle the rating, with a reason and cited evidence."),
    "draft": ("assessor.cli.review:draft", "List, show, explain or withdraw drafts."),
    "serve": ("assessor.cli.serve:serve", "Serve the same path over HTTP, on this machine."),
    "rubric": ("assessor.cli.rubric:rubric", "List rubrics and show one."),
    "develop": ("assessor.cli.develop:develop", "Plan the next step in one skill area."),
    "hiring": ("assessor.cli.hiring:hiring", "Interview by the rubric: the same scorecard for everybody."),
    "drafter": (
        "assessor.cli.drafter:drafter",
        "Learn from sealed ratings, put a version in effect, suspend drafts.",
    ),
    "drill": ("assessor.cli.drill:drill", "Train on drafts in which an error was planted."),
    "eval": (
        "assessor.cli.evaluation:evaluation",
        "Measure drafts against labels, and raters against each other.",
    ),
    "privacy": ("assessor.cli.privacy:privacy", "Audit redaction, erase, apply retention, report misses."),
    "audit": ("assessor.cli.audit:audit", "Verify, export or read the audit log."),
    "actor": ("assessor.cli.actor:actor", "Add, list or revoke the people who act."),
    "prompt": ("assessor.cli.prompt:prompt", "Show what would be sent to a model; nothing is sent."),
    "examples": (
        "assessor.cli.examples:examples",
        "Keep the labelled items that a model is shown as examples.",
    ),
    "schema": ("assessor.cli.schema:schema", "Print the JSON Schema of a published format."),
}
EXIT_FAILURE, EXIT_USAGE, EXIT_STOPPED, EXIT_INTEGRITY = 1, 2, 3, 5


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Names in the order of the way, not of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="assessor")
def cli() -> None:
    r"""Draft ratings of Customer Success work, with cited evidence, for a human to confirm.

    \b
    Start with:    assessor demo
    Check set-up:  assessor doctor
    Example:       assessor assess brief.md mail.eml --rubric ai-skills --assessee csm-014
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code (CONTRACT.md)."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run a command and answer with its exit code."""
    # Before numpy loads: several BLAS threads on matrices this small cost ten times the processor time.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    as_json = "--json" in arguments
    try:
        code = cli.main(args=arguments, prog_name="assessor", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        click.echo("stopped by the user; nothing more was done.", err=True)
        return EXIT_FAILURE
    except click.ClickException as error:
        hint = error.ctx.command_path + " --help" if isinstance(error, click.UsageError) and error.ctx else ""
        return _report("usage", error.format_message(), f"See: {hint}" if hint else None, EXIT_USAGE, as_json)
    except BrokenPipeError:
        # The reader of our output has gone; say nothing more, not even at interpreter exit.
        sys.stdout = None
        return EXIT_FAILURE
    except Exception as error:  # noqa: BLE001 - the outermost boundary: every failure becomes an exit code
        return _report_failure(error, as_json=as_json)
    return code if isinstance(code, int) else 0


def _report_failure(error: Exception, *, as_json: bool) -> int:
    from assessor.errors import AssessorError, GuardrailError, InputError, IntegrityError, OrderError

    if isinstance(error, AssessorError):
        exits = (
            (GuardrailError, EXIT_STOPPED),
            (IntegrityError, EXIT_INTEGRITY),
            (InputError, EXIT_USAGE),
            (OrderError, EXIT_USAGE),
        )
        code = next((code for branch, code in exits if isinstance(error, branch)), EXIT_FAILURE)
        return _report(error.code, error.message, error.hint, code, as_json)
    # Class and place only: the message of a foreign error may carry evidence text.
    place = extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    message = f"unexpected failure: {type(error).__name__} at {where}."
    return _report(
        "unexpected", message, "Nothing was kept that is not in the audit log.", EXIT_FAILURE, as_json
    )


def _report(code: str, message: str, hint: str | None, exit_code: int, as_json: bool) -> int:
    click.echo(f"error [{code}]: {message}" + (f"\n  {hint}" if hint else ""), err=True)
    if as_json:
        click.echo(
            json.dumps({"error": {"code": code, "message": message, "hint": hint}}, ensure_ascii=False)
        )
    return exit_code
