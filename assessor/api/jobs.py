"""What worker processes do for the service. Evidence comes in here and leaves redacted or not at all."""

import base64
import binascii
from pathlib import PurePath

from assessor.api.bodies import parsed
from assessor.api.problems import AllStoppedError
from assessor.bootstrap import Application
from assessor.bootstrap_look import explained, probed, probes_of_drafts
from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import Subject
from assessor.domain.explanation import Explanation
from assessor.domain.probes import DraftProbeReport
from assessor.domain.record import Receipt
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language
from assessor.domain.verdict import Destination
from assessor.errors import InputError, NotFoundError
from assessor.formats.http import SubmissionBody, SubmittedArtefactBody, stopped_of
from assessor.intake.read import SUPPORTED
from assessor.pipeline import Order, Reception
from assessor.reading import SubmittedFile
from assessor.review.order import verify_may_submit
from assessor.review.submissions import counted
from assessor.review.views import ArtefactStanding, RevealedEvidence
from assessor.rubrics.load import list_rubrics, load_rubric
from assessor.rubrics.names import find_career_level, find_skill_area
from assessor.rubrics.rules.calendar import calendar_day
from assessor.settings import Settings

_WARM_TEXTS = ("I checked the figures before the review.", "Ich habe die Zahlen vor dem Termin geprüft.")


def open_application(settings: Settings, run_id: str) -> Application:
    """The application of a worker, its engines loaded by texts nobody sent; no model is asked for that.

    Args:
        settings: the server's.
        run_id: the server's run, which limits on model calls are counted under.
    """
    application = Application(settings, run_id)
    for rubric in (load_rubric(settings.rubric_in_effect(one.id)) for one in list_rubrics()):
        for text in _WARM_TEXTS:
            read = application.pipeline.read_text(text, Subject())
            if application.drafter.destination is Destination.STORE:
                application.pipeline.preview(read, rubric)
            else:
                application.pipeline.redact(read)
                application.retrieval(rubric).match([text], None)
    application.confinement()  # starts the first reading child
    return application


def redact_reason(application: Application, reason: str) -> str:
    """A reviewer's own words as they may be kept, or the error of `Application.redacted_reason`."""
    return application.redacted_reason(reason)


def draft(application: Application, submission_id: str) -> None:
    """Draft what an accepted submission lacks."""
    with application.store.read() as unit:
        rubric_id = unit.submissions.get(submission_id).rubric_id
    application.pipeline.draft_accepted(submission_id, load_rubric(rubric_id), application.store)


def explain(
    application: Application, evidence: RevealedEvidence, lang: Language | None, ask_model: bool
) -> Explanation:
    """Why a draft has its level, or an error of `bootstrap_look.explained`."""
    return explained(application, evidence, lang, ask_model=ask_model)


def probe(
    application: Application, evidence: RevealedEvidence, wanted: tuple[str, ...], ask_model: bool
) -> DraftProbeReport:
    """Which changes move a draft, or an error of `bootstrap_look.probed`.

    Raises:
        InputError: code `unknown_probe`.
    """
    known = probes_of_drafts()
    if not set(wanted) <= set(known):
        raise _unknown("probe", ", ".join(known))
    return probed(application, evidence, wanted, ask_model=ask_model)


def accept(application: Application, body: bytes, actor_id: str, receipt: Receipt | None) -> str:
    """Stages 1 and 2 for the body of `POST /submissions`.

    Returns:
        Id of the submission, which is durable now.

    Raises:
        BodyError: the body breaks its format.
        InputError: it names what there is not, or a file cannot be read; then nothing was accepted.
        PersonError: the actor hands in no evidence, or none of others.
        AllStoppedError: a guardrail stopped every artefact.
    """
    with application.store.read() as unit:
        actor = unit.actors.get(actor_id)
    asked = parsed(SubmissionBody, body)
    rubric = _rubric(application.settings.rubric_in_effect(asked.rubric))
    _verify_may_submit(application, asked.assessee, actor)
    files = [_file(position, one) for position, one in enumerate(asked.artefacts)]
    # Before any row is made: a file that cannot be read leaves nothing behind.
    read = application.pipeline.read(files, asked.subject)
    order = Order(
        rubric=rubric,
        assessee_id=_assessee(application, asked.assessee, actor),
        submitted_on=asked.submitted_on or calendar_day(application.clock.now()),
        skill_area=_skill_area(rubric, asked.area),
        career_level=_career_level(rubric, asked.level),
    )
    reception = application.pipeline.accept(
        read, order, actor=actor, store=application.store, receipt=receipt
    )
    if reception.submission_id is None:
        raise _all_stopped(reception)
    return reception.submission_id


def _file(position: int, given: SubmittedArtefactBody) -> SubmittedFile:
    """A file under a name of ours: the sender's may hold personal data, and error messages begin with it."""
    extension = PurePath(given.name).suffix.lower()
    if given.text is not None:
        extension = extension if extension in SUPPORTED else ".txt"
        content = given.text.encode("utf-8")
    else:
        content = _decoded(position, given.base64 or "")
    return SubmittedFile(
        name=f"artefacts/{position}{extension if extension in SUPPORTED else ''}",
        content=content,
        kind=given.kind,
        evidence_date=given.evidence_date,
    )


def _decoded(position: int, text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InputError(
            f"artefacts/{position}: base64 holds other characters or is cut off.",
            code="bad_base64",
            hint="Encode the file's bytes by RFC 4648, section 4, without line breaks.",
        ) from None


def _verify_may_submit(application: Application, identity: str, actor: Actor) -> None:
    known = application.accounts.known(identity)
    verify_may_submit(actor, about_self=known is not None and known.id == actor.id)


def _assessee(application: Application, identity: str, actor: Actor) -> str:
    if Role.MANAGER not in actor.roles:
        return actor.id
    return application.accounts.assessee(identity, by=actor).id


def _rubric(given: str) -> Rubric:
    try:
        return load_rubric(given)
    except NotFoundError:
        known = ", ".join(one.id for one in list_rubrics())
        raise _unknown("rubric", known) from None


def _skill_area(rubric: Rubric, given: str | None) -> str | None:
    try:
        return None if given is None else find_skill_area(rubric, given).name
    except InputError:
        raise _unknown("area", ", ".join(one.name for one in rubric.skill_areas)) from None


def _career_level(rubric: Rubric, given: str | None) -> str | None:
    try:
        return None if given is None else find_career_level(rubric, given).name
    except InputError:
        raise _unknown("level", ", ".join(one.name for one in rubric.career_levels)) from None


def _unknown(field: str, known: str) -> InputError:
    # What was sent is not repeated; it may be anything.
    return InputError(f"{field}: there is none of this name; there are: {known}.", code=f"unknown_{field}")


def _all_stopped(reception: Reception) -> AllStoppedError:
    standings = [
        ArtefactStanding(
            origin=one.origin, verdict=one.redacted.verdict, findings=counted(one.redacted.findings)
        )
        for one in reception.received
    ]
    return AllStoppedError(tuple(stopped_of(one) for one in standings))
