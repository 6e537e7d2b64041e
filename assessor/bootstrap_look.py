"""Looks into a revealed draft with the engines that made it, once `Review.revealed` let somebody.

Nothing is kept and nothing is recorded, as when the draft itself is shown again.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assessor.bootstrap import Application
from assessor.domain.draft import DraftStatus
from assessor.domain.explanation import Explanation
from assessor.domain.probes import DraftProbeReport
from assessor.errors import InputError, NotFoundError, OrderError
from assessor.review.views import RevealedEvidence
from assessor.rubrics.load import load_rubric
from assessor.rubrics.translations import in_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessor.domain.artefact import RedactedArtefact
    from assessor.domain.draft import Draft
    from assessor.domain.rubric import Rubric
    from assessor.domain.text import Language
    from assessor.explaining import Again

_MODEL = "llm"
"""The drafter whose drafts cost calls."""


def explained(
    application: Application, evidence: RevealedEvidence, lang: "Language | None", *, ask_model: bool
) -> Explanation:
    """Why a draft has its level.

    Args:
        application: of this home.
        evidence: the draft with what it was made from.
        lang: of what the next level asks; that of the text where null.
        ask_model: whether a model that made the draft may be called again; without that nothing is said of
            what would change its draft.

    Raises:
        OrderError: code `destination_changed`; the drafter of now sends text further than was allowed.
    """
    from assessor.explaining import explain

    asked_lang = lang or evidence.artefact.lang
    with _as_drafted(application, evidence) as drafting:
        asks = not _suspended(evidence) and (ask_model or not _by_model(evidence))
        again = _again(drafting, evidence) if asks else None
        return explain(evidence.header.id, evidence, _in_language(evidence, asked_lang), asked_lang, again)


def probed(
    application: Application, evidence: RevealedEvidence, wanted: Sequence[str], *, ask_model: bool
) -> DraftProbeReport:
    """Which changes that should not matter move a draft.

    Args:
        application: of this home.
        evidence: the draft with what it was made from.
        wanted: names of probes; none means all.
        ask_model: whether a model that made the draft may be called again.

    Raises:
        NotFoundError: code `unknown_probe`.
        InputError: code `asks_model`; a model would be called, and may not be.
        OrderError: code `destination_changed`, as for `explained`.
    """
    from assessor.evaluation.probes.run import probe_set
    from assessor.evaluation.probes.stored import calls, probe_draft

    found = probe_set(wanted, data=None, translations=None).probes
    told = evidence.header.submission.career_level
    if _by_model(evidence) and not ask_model and not _suspended(evidence):
        needed = calls(evidence.artefact, evidence.rubric, told, found)
        raise InputError(
            f"{evidence.header.id} was drafted by a model, which would be asked up to {needed} times.",
            code="asks_model",
            hint="Allow it (--ask-model, over HTTP ask_model=true), or choose fewer changes (--probe NAME).",
        )
    with _as_drafted(application, evidence) as drafting:
        return probe_draft(
            evidence.header.id,
            evidence.draft,
            evidence.artefact,
            evidence.rubric,
            told,
            found,
            _redraft(drafting, evidence),
        )


def probes_of_drafts() -> tuple[str, ...]:
    """Names of the probes that a stored draft can be put to."""
    from assessor.evaluation.probes.run import probe_set

    return tuple(one.name for one in probe_set((), data=None, translations=None).probes)


def _by_model(evidence: RevealedEvidence) -> bool:
    return evidence.draft.provenance.drafter == _MODEL


def _suspended(evidence: RevealedEvidence) -> bool:
    return evidence.draft.status is DraftStatus.SUSPENDED


@contextmanager
def _as_drafted(application: Application, evidence: RevealedEvidence) -> Iterator[Application]:
    """An application that drafts the way the draft was made, whatever the settings choose now."""
    drafter = evidence.draft.provenance.drafter
    if drafter == application.settings.drafter:
        yield application
        return
    settings = application.settings.model_copy(update={"drafter": drafter})
    other = Application(settings, application.run_id)
    try:
        yield other
    finally:
        other.close()


def _redraft(
    application: Application, evidence: RevealedEvidence
) -> "Callable[[RedactedArtefact, str | None], Draft]":
    """Stages 4 and 5 as for the stored draft."""
    submission, destination = evidence.header.submission, application.drafter.destination
    if destination.reaches_beyond(submission.destination):
        raise OrderError(
            f"{evidence.header.id} was redacted for {submission.destination}; the drafter of now sends text "
            f"to {destination}",
            code="destination_changed",
            hint="Configure the drafter it was accepted under.",
        )

    def redraft(artefact: "RedactedArtefact", career_level: str | None) -> "Draft":
        return application.pipeline.draft(
            artefact, evidence.rubric, skill_area=submission.skill_area, career_level=career_level
        )

    return redraft


def _again(application: Application, evidence: RevealedEvidence) -> "Again":
    from assessor.drafting.embedded.drafter import EmbeddedDrafter
    from assessor.explaining import Again

    redraft = _redraft(application, evidence)
    # What a version learned moves whole drafts; which sentence moved one is the drafter's own to say.
    drafter = application.shipped_drafter
    told = evidence.header.submission.career_level
    moved = None
    if isinstance(drafter, EmbeddedDrafter):
        moved = lambda artefact: drafter.moved(artefact, evidence.rubric)  # noqa: E731 - one line, used once
    return Again(draft=lambda artefact: redraft(artefact, told), moved=moved)


def _in_language(evidence: RevealedEvidence, lang: "Language") -> "Rubric":
    """The rubric in a language; as it is where it is not there in it."""
    rubric = evidence.rubric
    try:
        # A translation belongs to one version.
        return in_language(rubric, lang) if load_rubric(rubric.id).version == rubric.version else rubric
    except NotFoundError:
        return rubric
