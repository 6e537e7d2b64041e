"""`assessor draft probe` and `draft explain`: a revealed draft looked into; refused before the reveal."""

from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError, OrderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.bootstrap import Application
    from assessor.domain.artefact import RedactedArtefact
    from assessor.domain.draft import Draft
    from assessor.domain.rubric import Rubric
    from assessor.domain.text import Language
    from assessor.explaining import Again
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
    from assessor.cli.draft_view import probe_lines
    from assessor.evaluation.probes.run import probe_set
    from assessor.evaluation.probes.stored import calls, probe_draft

    application, evidence = _revealed(draft_id, acting)
    found = probe_set(wanted, data=None, translations=None).probes
    told = evidence.header.submission.career_level
    suspended = _is_suspended(evidence)
    if evidence.draft.provenance.drafter == "llm" and not ask_model and not suspended:
        needed = calls(evidence.artefact, evidence.rubric, told, found)
        raise InputError(
            f"{draft_id} was drafted by a model, which would be asked up to {needed} times.",
            code="asks_model",
            hint="Allow it with --ask-model, or choose fewer changes with --probe NAME.",
        )
    report = probe_draft(
        draft_id,
        evidence.draft,
        evidence.artefact,
        evidence.rubric,
        told,
        found,
        _redraft(application, evidence),
    )
    if as_json:
        shell.put_model(report)
        return
    if suspended:
        _say_suspended(evidence)
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
    from assessor.cli.draft_view import explanation_lines
    from assessor.explaining import explain as explained

    application, evidence = _revealed(draft_id, acting)
    asked_lang = lang or evidence.artefact.lang
    by_model = evidence.draft.provenance.drafter == "llm"
    suspended = _is_suspended(evidence)
    asks = not suspended and (ask_model or not by_model)
    again = _again(application, evidence, by_model=by_model) if asks else None
    found = explained(draft_id, evidence, _in_language(evidence, asked_lang), asked_lang, again)
    if as_json:
        shell.put_model(found)
        return
    if suspended:
        _say_suspended(evidence)
        return
    for line in explanation_lines(found, shell.language(lang)):
        click.echo(line)


def _revealed(draft_id: str, acting: str | None) -> "tuple[Application, RevealedEvidence]":
    """The draft with its evidence, and an application that drafts the way it was drafted."""
    asking = shell.application()
    evidence = asking.review.revealed(draft_id, asking.accounts.acting(acting))
    drafter = evidence.draft.provenance.drafter
    same = drafter == asking.settings.drafter
    return asking if same else shell.application(drafter=drafter), evidence


def _is_suspended(evidence: "RevealedEvidence") -> bool:
    from assessor.domain.draft import DraftStatus

    return evidence.draft.status is DraftStatus.SUSPENDED


def _say_suspended(evidence: "RevealedEvidence") -> None:
    from assessor.cli.present import show_draft

    show_draft(evidence.draft)


def _redraft(
    application: "Application", evidence: "RevealedEvidence"
) -> "Callable[[RedactedArtefact, str | None], Draft]":
    """Stages 4 and 5 as for the stored draft; what it returns raises `OrderError`, code
    `destination_changed`, where the text may not go to the drafter of now.
    """

    def redraft(artefact: "RedactedArtefact", career_level: str | None) -> "Draft":
        submission, destination = evidence.header.submission, application.drafter.destination
        if destination.reaches_beyond(submission.destination):
            raise OrderError(
                f"{evidence.header.id} was redacted for {submission.destination}; the drafter of now sends "
                f"text to {destination}",
                code="destination_changed",
                hint="Configure the drafter it was accepted under.",
            )
        return application.pipeline.draft(
            artefact, evidence.rubric, skill_area=submission.skill_area, career_level=career_level
        )

    return redraft


def _again(application: "Application", evidence: "RevealedEvidence", *, by_model: bool) -> "Again":
    from assessor.drafting.embedded.drafter import EmbeddedDrafter
    from assessor.explaining import Again

    redraft = _redraft(application, evidence)
    # What a version learned moves whole drafts; which sentence moved one is the drafter's own to say.
    drafter = application.shipped_drafter
    told = evidence.header.submission.career_level
    moved = None
    if isinstance(drafter, EmbeddedDrafter) and not by_model:
        moved = lambda artefact: drafter.moved(artefact, evidence.rubric)  # noqa: E731 - one line, used once
    return Again(draft=lambda artefact: redraft(artefact, told), moved=moved)


def _in_language(evidence: "RevealedEvidence", lang: "Language") -> "Rubric":
    """The rubric in a language; as it is where it is not there in it."""
    from assessor.errors import NotFoundError
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.translations import in_language

    rubric = evidence.rubric
    try:
        # A translation belongs to one version.
        return in_language(rubric, lang) if load_rubric(rubric.id).version == rubric.version else rubric
    except NotFoundError:
        return evidence.rubric
