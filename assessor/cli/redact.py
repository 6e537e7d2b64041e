"""`assessor redact`: the entry guardrails alone. Keeps nothing and needs no home."""

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.artefact import RedactedArtefact, Subject
    from assessor.domain.submission import ReadArtefact
    from assessor.domain.text import Language
    from assessor.formats.lines import RedactInput, RedactOutput

_EXAMPLE = """\b
Examples:
  assessor redact note.md
  assessor redact mail.eml --json
  cat note.txt | assessor redact - --lang de
  assessor redact --jsonl in.jsonl --out out.jsonl
"""


@click.command(epilog=_EXAMPLE, short_help="Remove personal data and refuse what must not enter.")
@click.argument("path", required=False)
@click.option(
    "--lang",
    type=click.Choice(["auto", "en", "de"]),
    default="auto",
    help="Language of the text.  [default: auto]",
)
@click.option(
    "--jsonl", "jsonl", metavar="IN", default=None, help="One submission a line; `-` reads standard input."
)
@click.option("--out", metavar="OUT", default=None, help="Where --jsonl writes; stdout where left out.")
@click.option("--subject-file", metavar="F", default=None, help="JSON that names the assessee.")
@click.option(
    "--destination",
    type=click.Choice(["store", "local-model", "external-model"]),
    default="external-model",
    help="Where the text is to go.  [default: external-model]",
)
@click.option("--show-text", is_flag=True, help="Also list the removed values; to a terminal only.")
@shell.json_option
def redact(
    path: str | None,
    lang: str,
    jsonl: str | None,
    out: str | None,
    subject_file: str | None,
    destination: str,
    show_text: bool,
    as_json: bool,
) -> int:
    """Remove personal data from PATH (`-` for standard input) and refuse what must not enter.

    The redacted text goes to stdout, the findings to stderr. Nothing is kept. What is attached to a mail is
    redacted with it. Exit code 3 means a guardrail stopped the artefact, or something attached to it.
    """
    if (path is None) == (jsonl is None):
        raise click.UsageError("Give either PATH or --jsonl IN.")
    if show_text and (not sys.stdout.isatty() or as_json or jsonl):
        raise InputError(
            "--show-text: removed values are shown on a terminal only, never written to a file or pipe.",
            code="not_a_terminal",
        )
    application = shell.application()
    if jsonl is not None:
        return _redact_lines(application, jsonl, out, destination)
    assert path is not None
    return _redact_one(
        application, path, lang, shell.read_subject(subject_file), destination, show_text, as_json
    )


def _redact_one(
    application: "Application",
    path: str,
    lang: str,
    subject: "Subject",
    destination: str,
    show_text: bool,
    as_json: bool,
) -> int:
    from assessor.formats.lines import FileRedactOutput, RedactOutput
    from assessor.reading import SubmittedFile, read_file

    name = "stdin.txt" if path == "-" else path
    file = SubmittedFile(name=name, content=shell.read_evidence(path), lang=_language(lang))
    read = read_file(application.intake, file, digests=_no_digest)
    redacted = _redacted(application, read, subject, destination)
    pairs = [(one.origin, artefact) for one, artefact in zip(read, redacted, strict=True)]
    if as_json:
        shell.put_model(FileRedactOutput.of_file(path, pairs))
    else:
        for one, artefact in zip(read, redacted, strict=True):
            if len(read) > 1:
                shell.talk(f"-- {one.origin.path_in(path)}")
            _show(RedactOutput.of(path, artefact), one.content.text if show_text else None)
    return 3 if any(artefact.verdict.stops for artefact in redacted) else 0


def _no_digest(_: bytes) -> tuple[str, ...]:
    """Digests are for records, and this command keeps none."""
    return ("",)


def _language(lang: str) -> "Language | None":
    if lang == "en":
        return "en"
    return "de" if lang == "de" else None


def _redacted(
    application: "Application", read: "Sequence[ReadArtefact]", subject: "Subject", destination: str
) -> "tuple[RedactedArtefact, ...]":
    from assessor.domain.submission import ReadSubmission
    from assessor.domain.verdict import Destination

    submission = ReadSubmission(artefacts=tuple(read), subject=subject)
    return application.entry_guardrails.redact(submission, Destination(destination)).artefacts


def _redact_lines(application: "Application", source: str, out: str | None, destination: str) -> int:
    from assessor.cli import jsonl
    from assessor.domain.submission import ReadArtefact
    from assessor.formats.lines import RedactInput, RedactOutput
    from assessor.intake.read import read_text

    def answer(line: "RedactInput") -> "RedactOutput":
        content = read_text(line.text, kind=None, lang=line.lang)
        read = ReadArtefact(content=content, submitted_digest="")
        return RedactOutput.of(line.id, _redacted(application, [read], line.subject, destination)[0])

    with jsonl.open_lines(source) as lines:
        numbered = jsonl.parsed_lines(lines, RedactInput)
        answers = (jsonl.answered(number, line, answer) for number, line in numbered)
        faults = jsonl.write_lines(shell.with_progress(answers, total=None, what="redacting"), out)
    if faults:
        shell.talk(f"{faults} lines could not be used; each has its reason in its place.")
    return 2 if faults else 0


def _show(output: "RedactOutput", submitted: str | None) -> None:
    counts = Counter(span.type for span in output.spans)
    removed = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())) or "nothing"
    shell.talk(f"verdict: {output.verdict}; removed: {removed}")
    for finding in output.findings:
        place = "" if finding.start is None else f" at characters {finding.start} to {finding.end}"
        shell.talk(f"  {finding.action}: {finding.category} by {finding.rule}{place}")
    if output.injection.flagged:
        shell.talk(f"  look twice: reads like an instruction to a model (score {output.injection.score})")
    if submitted is not None:
        for span in output.spans:
            # To stdout, which is known to be a terminal; stderr may go to a file.
            click.echo(f"  {span.placeholder}  {submitted[span.start : span.end]!r}  by {span.rule}")
    if output.text is None:
        shell.talk("stopped: the text is not shown and nothing was kept.")
    else:
        click.echo(output.text, nl=not output.text.endswith("\n"))
