"""`assessor prompt`: what would be sent to a model, exactly, without sending it."""

from typing import TYPE_CHECKING

import click

from assessor.cli import jsonl, shell
from assessor.formats.lines import AssessInput, PromptOutput

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.exemplar_ports import Examples


@click.group(
    epilog="Example: assessor prompt render --jsonl items.jsonl",
    short_help="Show what would be sent to a model; nothing is sent.",
)
def prompt() -> None:
    """Show what would be sent to a model; nothing is sent."""


@prompt.command(
    epilog="Example: assessor prompt render --jsonl items.jsonl --out requests.jsonl",
    short_help="Write the chat-completions body for each line of a file.",
)
@click.option(
    "--jsonl",
    "source",
    metavar="IN",
    required=True,
    help="Lines as for `assess --jsonl`; `-` reads standard input.",
)
@click.option("--out", metavar="OUT", default=None, help="Where to write; stdout where left out.")
@click.option("--examples", is_flag=True, help="With released examples, straight from the record.")
def render(source: str, out: str | None, *, examples: bool) -> int:
    """Write the exact chat-completions body for each line of IN, redacted and fenced.

    Nothing is sent and nothing is kept. A line that a guardrail stops has the request null, as has one
    without the career level its scale needs. The nonce of the fence comes from a public key, so that anybody
    can derive it.
    """
    application = shell.application()
    shown = _examples(application) if examples else None
    with jsonl.open_lines(source) as raw:
        numbered = jsonl.parsed_lines(raw, AssessInput)
        answers = (
            jsonl.answered(number, line, lambda one: rendered(application, one, shown))
            for number, line in numbered
        )
        faults = jsonl.write_lines(shell.with_progress(answers, total=None, what="rendering"), out)
    if faults:
        shell.talk(f"{faults} lines could not be used; each has its reason in its place.")
    return 2 if faults else 0


def _examples(application: "Application") -> "Examples | None":
    """Examples from the record, and a word on whether a draft would show any."""
    from assessor.bootstrap_exemplars import examples_of_record
    from assessor.bootstrap_llm import model_destination, sends_examples

    destination = model_destination(application.settings, application.policy)
    if not sends_examples(application.settings, destination):
        shell.talk(
            f"shown here alone: a draft by a model that counts as {destination} gets no examples; "
            "ASSESSOR_EXAMPLES decides."
        )
    found = examples_of_record(application)
    if found is None:
        shell.talk("no example is released; see: assessor examples --help")
    return found


def rendered(
    application: "Application", line: AssessInput, examples: "Examples | None" = None
) -> PromptOutput:
    """The request for one line.

    Args:
        application: of this process.
        line: what would be assessed.
        examples: chooses examples; none are shown where left out.

    Raises:
        InputError: unknown rubric, area or level, or a text that cannot be used.
    """
    from assessor.bootstrap_llm import Sources, build_briefings, model_destination
    from assessor.domain.submission import ReadArtefact, ReadSubmission
    from assessor.intake.read import read_text
    from assessor.rubrics.load import load_rubric

    settings = application.settings
    rubric = load_rubric(settings.rubric_in_effect(line.rubric))
    # The digest is for records; this command keeps none.
    read = ReadArtefact(content=read_text(line.text, kind=line.kind, lang=line.lang), submitted_digest="")
    artefact = application.entry_guardrails.redact(
        ReadSubmission(artefacts=(read,), subject=line.subject),
        model_destination(settings, application.policy),
    ).artefacts[0]
    if artefact.text is None:
        return PromptOutput(id=line.id, verdict=artefact.verdict, request=None)
    artefact = artefact.model_copy(update={"assessee_team": line.subject.team})
    briefing = build_briefings(settings, Sources(application.retrieval, examples)).brief(
        artefact,
        rubric,
        skill_area=line.skill_area,
        career_level=line.career_level,
        model=next(iter(settings.models), None),
    )
    request = None if briefing is None else briefing.request.body()
    return PromptOutput(id=line.id, verdict=artefact.verdict, request=request)
