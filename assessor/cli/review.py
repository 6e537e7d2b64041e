"""`assessor rate`, `reveal`, `confirm`, `draft`: the human's part, in the order that keeps it so."""

import re
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.draft_look import explain, probe
from assessor.errors import InputError

if TYPE_CHECKING:
    from assessor.domain.rating import CitedSpan, RatingValue
    from assessor.domain.text import Language
    from assessor.review.views import DraftSlip

_CITATION = re.compile(r"(?P<artefact>sha256:[0-9a-f]{64}):(?P<start>\d+)-(?P<end>\d+)")


def _rating(word: str) -> "RatingValue":
    from assessor.domain.rating import RatingValue

    try:
        return RatingValue.parse(word)
    except ValueError as error:
        raise InputError(f"--rating: {error}.", code="bad_rating") from None


def _cited(words: tuple[str, ...]) -> "tuple[CitedSpan, ...]":
    from assessor.domain.rating import CitedSpan

    spans = []
    for word in words:
        match = _CITATION.fullmatch(word)
        if match is None or int(match["end"]) < int(match["start"]):
            raise InputError(
                "--cite: expected ARTEFACT:START-END.",
                code="bad_citation",
                hint="Example: --cite sha256:<64 hex digits>:120-245, offsets as `draft show` prints them.",
            )
        spans.append(CitedSpan(artefact=match["artefact"], start=int(match["start"]), end=int(match["end"])))
    return tuple(spans)


@click.command(
    epilog="Example: assessor rate drf_... --rating 3 --as anna",
    short_help="Seal your own rating before you see the draft.",
)
@click.argument("draft_id", metavar="DRAFT")
@click.option(
    "--rating", required=True, metavar="N|NA|insufficient", help="Your own rating, from the evidence alone."
)
@shell.actor_option
@shell.json_option
def rate(draft_id: str, rating: str, acting: str | None, as_json: bool) -> None:
    """Seal your own rating of DRAFT. It cannot be changed; the draft is shown only afterwards."""
    from assessor.formats.submissions import SealOutput

    application = shell.application()
    sealed = application.review.rate(draft_id, _rating(rating), application.accounts.acting(acting))
    output = SealOutput(seal=sealed.seal, rating=sealed.id, seen_before=sealed.seen_before)
    if as_json:
        shell.put_model(output)
        return
    click.echo(output.seal)
    if output.seen_before:
        shell.talk(
            "You had seen a draft of these bytes before, so this rating counts as neither sealed nor blind."
        )
    shell.talk(f"Next: assessor reveal {draft_id}")


@click.command(
    epilog="Example: assessor reveal drf_... --as anna",
    short_help="Show the draft, once you have sealed your own rating.",
)
@click.argument("draft_id", metavar="DRAFT")
@shell.actor_option
@shell.json_option
def reveal(draft_id: str, acting: str | None, as_json: bool) -> None:
    """Show DRAFT. Refused until you have sealed your own rating."""
    from assessor.cli.present import show_draft

    application = shell.application()
    shown = application.review.reveal(draft_id, application.accounts.acting(acting))
    if as_json:
        shell.put_model(shown)
        return
    show_draft(shown)
    cited = next((one for claim in shown.claims for one in claim.citations), None)
    place = f" --cite {cited.artefact}:{cited.start}-{cited.end}" if cited else ""
    shell.talk(f'Next: assessor confirm {draft_id} --rating N --reason "..."{place}')


@click.command(
    epilog='Example: assessor confirm drf_... --rating 3 --reason "Checked in CRM" --cite sha256:...:120-245',
    short_help="Settle the rating, with a reason and cited evidence.",
)
@click.argument("draft_id", metavar="DRAFT")
@click.option("--rating", required=True, metavar="N|NA|insufficient", help="The settled rating.")
@click.option("--reason", required=True, help="Why; redacted before it is kept.")
@click.option(
    "--cite", "cites", multiple=True, metavar="ARTEFACT:START-END", help="Evidence; needed for a level."
)
@shell.actor_option
@shell.json_option
def confirm(
    draft_id: str, rating: str, reason: str, cites: tuple[str, ...], acting: str | None, as_json: bool
) -> None:
    """Settle the rating of DRAFT: the only act that makes a confirmed rating."""
    application = shell.application()
    actor = application.accounts.acting(acting)
    confirmed = application.review.confirm(draft_id, _rating(rating), reason, _cited(cites), actor)
    if as_json:
        shell.put_model(confirmed)
        return
    verb = "differs from" if confirmed.overrides_draft else "agrees with"
    click.echo(f"confirmed {confirmed.value} as {confirmed.id}; it {verb} the draft")


@click.group(short_help="List, show, explain or withdraw drafts.", epilog="Example: assessor draft list")
def draft() -> None:
    """Drafts, without their content until you have rated and revealed them."""


draft.add_command(probe)
draft.add_command(explain)


@draft.command(
    "list",
    epilog="Example: assessor draft list --submission sub_...",
    short_help="List drafts and where they stand.",
)
@click.option("--submission", default=None, metavar="ID", help="Only those of one submission.")
@shell.actor_option
@shell.json_option
def list_drafts(submission: str | None, acting: str | None, as_json: bool) -> None:
    """List drafts: where each stands for you, and nothing of what it says."""
    application = shell.application()
    actor = application.accounts.acting(acting)
    slips = application.review.list_drafts(actor, submission_id=submission)
    lang = shell.language(None)
    if as_json:
        shell.put_json([slip.model_dump(mode="json") for slip in slips])
        return
    for slip in slips:
        dated = slip.evidence_date.isoformat() if slip.evidence_date else "undated"
        marks = _marks(slip, lang)
        click.echo(
            f"{slip.id}  {slip.state:<9}  {dated:<10}  {slip.kind:<18}  {slip.skill_area or '-'}{marks}"
        )
    for said in dict.fromkeys(slip.suspension.said for slip in slips if slip.suspension):
        shell.talk(said.in_language(lang))
    if not slips:
        shell.talk("no drafts. Hand in artefacts: assessor assess PATH... --rubric ai-skills --assessee ID")


def _marks(slip: "DraftSlip", lang: "Language") -> str:
    from assessor.i18n import tr

    marks = [
        *([tr(lang, "drafts suspended")] if slip.suspension else []),
        *([_look_again(lang)] if slip.look_again else []),
    ]
    return "".join(f"; {mark}" for mark in marks)


def _look_again(lang: "Language") -> str:
    from assessor.i18n import tr

    return tr(lang, "revealed before drafts were suspended: look again")


@draft.command(
    epilog="Example: assessor draft show drf_...",
    short_help="Show the evidence of a draft, and the draft once revealed.",
)
@click.argument("draft_id", metavar="DRAFT")
@shell.actor_option
@shell.json_option
def show(draft_id: str, acting: str | None, as_json: bool) -> None:
    """Show the redacted evidence of DRAFT, with offsets to cite; the draft only once you revealed it."""
    from assessor.cli.present import show_draft
    from assessor.review.views import RevealedDraftView

    application = shell.application()
    view = application.review.show(draft_id, application.accounts.acting(acting))
    if as_json:
        shell.put_model(view)
        return
    evidence = view.evidence if isinstance(view, RevealedDraftView) else view
    click.echo(f"{evidence.id}: {evidence.state}, {evidence.skill_area or 'no area'}, {evidence.kind}")
    if evidence.suspension is not None:
        click.echo(evidence.suspension.said.in_language(shell.language(None)))
    if evidence.look_again:
        click.echo(_look_again(shell.language(None)))
    click.echo(f"artefact {evidence.artefact}")
    text = evidence.text
    for segment in evidence.segments if text is not None else ():
        assert text is not None
        passage = shell.visible(text[segment.start : segment.end])
        click.echo(f"[{segment.start}-{segment.end}, {segment.locator}] {passage}")
    if isinstance(view, RevealedDraftView):
        click.echo(f"your sealed rating: {view.own.value}")
        show_draft(view.draft)


@draft.command(
    epilog="Example: assessor draft withdraw drf_... --reason wrong_file",
    short_help="Take a draft out of review.",
)
@click.argument("draft_id", metavar="DRAFT")
@click.option(
    "--reason",
    required=True,
    metavar="CODE",
    help="A code such as wrong_file; no free text goes into the log.",
)
@shell.actor_option
def withdraw(draft_id: str, reason: str, acting: str | None) -> None:
    """Take DRAFT out of review; it stays on record."""
    application = shell.application()
    application.review.withdraw(draft_id, reason, application.accounts.acting(acting))
    click.echo(f"withdrawn {draft_id}")
