"""What commands share: settings, output, options and files."""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assessor.errors import InputError, UnreadableError

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from assessor.bootstrap import Application
    from assessor.domain.artefact import Subject
    from assessor.domain.rubric import Rubric
    from assessor.domain.text import Language

Command = TypeVar("Command", bound=Callable[..., Any])
Item = TypeVar("Item")
_MAX_SUBJECT_BYTES = 1_000_000


def application(
    *,
    drafter: str | None = None,
    samples: int | None = None,
    run_id: str | None = None,
    versions: Mapping[str, str] | None = None,
    examples: str | None = None,
    model_cache_days: int | None = None,
    measuring: bool = False,
) -> "Application":
    """The application of this process, from the settings in effect.

    Args:
        drafter: takes the place of the settings' own.
        samples: takes the place of the settings' own; an odd number.
        run_id: the run this process is a part of; a new one where left out.
        versions: for rubrics the version to draft with in place of the one in effect.
        examples: takes the place of the settings' own.
        model_cache_days: takes the place of the settings' own; 0 asks the model again.
        measuring: drafts are measured, not shown for a rating, so suspended ones are made too.
    """
    from assessor.bootstrap import Application
    from assessor.settings import load_settings

    settings = load_settings()
    given = {
        "drafter": drafter,
        "samples": samples,
        "examples": examples,
        "model_cache_days": model_cache_days,
    }
    chosen = settings.model_copy(update={name: value for name, value in given.items() if value is not None})
    return Application(chosen, run_id, versions, measuring=measuring)


def json_option(command: Command) -> Command:
    """`--json`: one JSON value on stdout."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON value on stdout.")(command)


def samples_option(command: Command) -> Command:
    """`--samples`: how often a model is asked the same."""
    return click.option(
        "--samples",
        type=click.Choice(["1", "3", "5", "7", "9"]),
        default=None,
        callback=lambda _context, _option, value: None if value is None else int(value),
        help="How often llm asks the same; the spread widens the interval.  [default: from the settings]",
    )(command)


def actor_option(command: Command) -> Command:
    """`--as`: who acts."""
    text = "Who acts: an actor's name or id.  [default: me]"
    return click.option("--as", "acting", metavar="ACTOR", default=None, help=text)(command)


def lang_option(command: Command) -> Command:
    """`--lang`: in which language to speak of rules and evidence."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "de"]),
        default=None,
        help="Language of the sentences.  [default: ASSESSOR_LANG, else en]",
    )(command)


def language(given: "Language | None") -> "Language":
    """The language asked for, or the one of the settings."""
    if given is not None:
        return given
    from assessor.settings import load_settings

    return load_settings().lang


def put_json(value: Any) -> None:
    """One JSON value on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def put_model(value: "BaseModel") -> None:
    """A format on stdout as JSON."""
    put_json(value.model_dump(mode="json"))


def talk(message: str = "") -> None:
    """Say something to the person on stderr."""
    click.echo(message, err=True)


def console() -> "Console":
    """A rich console on stderr; it respects NO_COLOR and plain pipes by itself."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def with_progress(items: Iterable[Item], *, total: int | None, what: str) -> Iterator[Item]:
    """The items again, with a bar on stderr where that is a terminal."""
    from rich.progress import track

    shown = console()
    yield from track(items, total=total, description=what, console=shown, disable=not shown.is_terminal)


def read_evidence(path: str) -> bytes:
    """The bytes of an artefact, or of standard input for `-`. What is too large is never read whole.

    Raises:
        UnreadableError: as `read_bytes`; code `unsupported_format` by its name alone.
    """
    from assessor.intake.decode import max_bytes
    from assessor.intake.read import supported_extension

    with _naming(path):
        if path != "-":
            _verify_regular(path)
        extension = supported_extension("stdin.txt" if path == "-" else path)
    return read_bytes(path, at_most=max_bytes(extension))


def read_bytes(path: str, *, at_most: int) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Args:
        path: of a regular file, links followed: a pipe could make us wait, and a device has no end.
        at_most: most bytes it may have.

    Raises:
        UnreadableError: code `file_not_found`, `not_a_file`, `file_unreadable` or `too_large`.
    """
    with _naming(path):
        if path == "-":
            content = sys.stdin.buffer.read(at_most + 1)
        else:
            # Before it is opened: opening a pipe waits for its writer, opening a device may do something.
            _verify_regular(path)
            with Path(path).open("rb") as file:
                if (size := os.fstat(file.fileno()).st_size) > at_most:
                    raise _too_large(at_most, f"{size / 1e6:.10g} MB")
                content = file.read(at_most + 1)
        if len(content) > at_most:
            raise _too_large(at_most, "more")
    return content


def write_text(path: str, text: str) -> None:
    """Write a file a person asked for, UTF-8; one that is there is replaced.

    Raises:
        InputError: code `not_writable`.
    """
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(
            f"{path}: cannot be written ({reason}).", code="not_writable", hint="Check the folder."
        ) from None


def verify_page(out: str | None, *endings: str) -> None:
    """Refuse the name of a page to write that does not say what it is.

    Args:
        out: as given to `--out`; none is fine.
        endings: those that are; `.html` and `.htm` where none are named.

    Raises:
        InputError: code `bad_output`.
    """
    known = endings or (".html", ".htm")
    if out is not None and Path(out).suffix.lower() not in known:
        raise InputError(
            f"--out: expected a name that ends in {' or '.join(known)}.",
            code="bad_output",
            hint="For JSON: --json > FILE",
        )


def rubric_in(rubric_id: str, lang: "Language") -> "Rubric":
    """A rubric as it is in effect here, in a language where it is there in it, else in its own.

    Raises:
        NotFoundError, InputError: as for `load_rubric`.
    """
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.translations import in_language, languages
    from assessor.settings import load_settings

    rubric = load_rubric(load_settings().rubric_in_effect(rubric_id))
    return in_language(rubric, lang) if lang in languages(rubric.id) else rubric


def today() -> date:
    """The day it is where this machine stands."""
    from datetime import UTC, datetime

    from assessor.rubrics.rules.calendar import calendar_day

    return calendar_day(datetime.now(UTC))


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Errors about a file begin with its path; what the system says becomes one of ours."""
    try:
        yield
    except FileNotFoundError:
        raise UnreadableError(
            f"{path}: there is no such file.", code="file_not_found", hint="Check the path."
        ) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise UnreadableError(
            f"{path}: cannot be read ({reason}).",
            code="file_unreadable",
            hint="Check the path and its permissions.",
        ) from None
    except UnreadableError as error:
        raise UnreadableError(f"{path}: {error.message}", code=error.code, hint=error.hint) from None


def _verify_regular(path: str) -> None:
    if not stat.S_ISREG(Path(path).stat().st_mode):
        raise UnreadableError(
            "Expected a file, got a folder, pipe or device.",
            code="not_a_file",
            hint="Name the files one by one; `-` reads standard input.",
        )


def _too_large(at_most: int, got: str) -> UnreadableError:
    return UnreadableError(
        f"The file is too large: expected at most {at_most / 1e6:g} MB, got {got}.",
        code="too_large",
        hint="Hand in the part that shows the work, or split the file.",
    )


def read_subject(path: str | None) -> "Subject":
    """The assessee's names and addresses from a `--subject-file`; empty without one.

    Raises:
        InputError: the file cannot be read or breaks the format; its content is not repeated.
    """
    from pydantic import ValidationError

    from assessor.domain.artefact import Subject
    from assessor.domain.faults import first_fault

    if path is None:
        return Subject()
    try:
        return Subject.model_validate_json(read_bytes(path, at_most=_MAX_SUBJECT_BYTES))
    except ValidationError as error:
        raise InputError(
            f"--subject-file {path}, {first_fault(error)}.",
            code="subject_invalid",
            hint='Expected {"actor": ID or null, "names": [...], "emails": [...]}.',
        ) from None


def parse_date(text: str, option: str) -> date:
    """A calendar date.

    Raises:
        InputError: not `YYYY-MM-DD`.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"{option}: expected a date as YYYY-MM-DD.", code="bad_date", hint=f"Example: {option} 2026-11-20"
        ) from None


def per_path(values: Iterable[str], paths: Iterable[str], option: str) -> dict[str, str]:
    """Read `[PATH=]VALUE` options: a plain value goes to all paths, a named one to its own.

    Raises:
        InputError: a named path is not among the files handed in.
    """
    known = list(paths)
    given: dict[str, str] = {}
    for value in values:
        path, equals, own = value.rpartition("=")
        if not equals:
            given = dict.fromkeys(known, value) | given
        elif path in known:
            given[path] = own
        else:
            raise InputError(
                f"{option}: names a file that was not handed in.",
                code="unknown_path",
                hint=f"Write the path as among the files, e.g. {option} {known[0]}={own}",
            )
    return given


def visible(text: str) -> str:
    r"""Text for a person's eyes: characters that do not show, or that turn the line, are spelled out.

    >>> visible("ex\u200dport")
    'ex[U+200D]port'
    """
    return "".join(
        char if char.isprintable() or char in "\n\t" else f"[U+{ord(char):04X}]"
        for char in text.replace("\r\n", "\n")
    )


def fit(text: str, width: int) -> str:
    """One line of at most `width` characters; what is cut is marked."""
    line = " ".join(visible(text).split("\n"))
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
