"""`assessor draft probe` and `draft explain`: a revealed draft looked into; refused before the reveal."""

from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.text import Language
    from assessor.review.views import RevealedEvidence

ask_option = click.option(
    "--ask-model", "ask_model", is_flag=True, help="Ask the model anew for each text; its calls cost money."
)


@click.command(
    "probe",
    epilog="Example: assessor draft probe drf_... --as anna",
    short_help="Change what should not matter in a revealed draft's text.",
)
@click.argument("draft_id", metavar="DRAFT")
@click.option(
    "--probe", "wanted", metavar="NAME", multiple=True, help="Only this one; may be given several times."
)
@ask_option
@shell.actor_option
@shell.lang_option
@shell.json_option
def probe(
    draft_id: str,
    wanted: tuple[str, ...],
    acting: str | None,
    lang: "Language | None",
    *,
    ask_model: bool,
    as_json: bool,
) -> None:
    """Draft the redacted text of DRAFT again with changes that should not matter, and show which moved it.

    Names are placeholders there and get other numbers; titles, career level, tenure, praise, enthusiasm,
    order and orders to the rater are changed as `eval probe` does. Refused until you rated and
    revealed the draft. Nothing is kept.
    """
    from assessor.bootstrap_look import probed
    from assessor.cli.draft_view import probe_lines

    application, evidence = _revealed(draft_id, acting)
    report = probed(application, evidence, wanted, ask_model=ask_model)
    if as_json:
        shell.put_model(report)
        return
    if _says_suspended(evidence):
        return
    for line in probe_lines(report, shell.language(lang)):
        click.echo(line)


@click.command(
    "explain",
    epilog="Example: assessor draft explain drf_... --as anna",
    short_help="Say which evidence carries a revealed draft's level.",
)
@click.argument("draft_id", metavar="DRAFT")
@ask_option
@shell.actor_option
@shell.lang_option
@shell.json_option
def explain(
    draft_id: str, acting: str | None, lang: "Language | None", *, ask_model: bool, as_json: bool
) -> None:
    """Say what DRAFT would be without each cited passage, and what the next level asks.

    Also names the fewest sentences, four at most, without which the level would be lower or higher. Refused
    until you rated and revealed the draft. Nothing is kept. What the next level asks is said in the
    language of the text, or in that of --lang.
    """
    from assessor.bootstrap_look import explained
    from assessor.cli.draft_view import explanation_lines

    application, evidence = _revealed(draft_id, acting)
    found = explained(application, evidence, lang, ask_model=ask_model)
    if as_json:
        shell.put_model(found)
        return
    if _says_suspended(evidence):
        return
    for line in explanation_lines(found, shell.language(lang)):
        click.echo(line)


def _revealed(draft_id: str, acting: str | None) -> "tuple[Application, RevealedEvidence]":
    application = shell.application()
    return application, application.review.revealed(draft_id, application.accounts.acting(acting))


def _says_suspended(evidence: "RevealedEvidence") -> bool:
    from assessor.cli.present import show_draft
    from assessor.domain.draft import DraftStatus

    suspended = evidence.draft.status is DraftStatus.SUSPENDED
    if suspended:
        show_draft(evidence.draft)
    return suspended
