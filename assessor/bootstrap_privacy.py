"""Builds what the privacy officer works with, from an application; beside `bootstrap`."""

from typing import TYPE_CHECKING

from assessor.bootstrap_llm import forget_answers
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.privacy import CaseKind, RegressionCase
from assessor.domain.record import StoredSubmission
from assessor.domain.submission import AssessedArtefact

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.privacy.erasure import Erasure
    from assessor.privacy.log import PrivacyLog
    from assessor.privacy.misses import Misses
    from assessor.privacy.releases import Releases
    from assessor.privacy.retention import Retention, Schedule
    from assessor.privacy.vault import Vault


def privacy_log(application: "Application") -> "PrivacyLog":
    """The redaction log."""
    from assessor.privacy.log import PrivacyLog

    return PrivacyLog(application.store)


def erasure(application: "Application") -> "Erasure":
    """Erasure on request."""
    from assessor.privacy.erasure import Erasure

    return Erasure(application.store, lambda: forget_answers(application.settings))


def schedule(application: "Application") -> "Schedule":
    """How long what is kept, by the settings in effect."""
    from assessor.privacy.retention import Schedule

    return Schedule(application.settings.retention_months)


def retention(application: "Application") -> "Retention":
    """The end of what is overdue."""
    from assessor.privacy.retention import Retention

    return Retention(
        application.store,
        application.clock,
        schedule(application),
        lambda: forget_answers(application.settings),
    )


def releases(application: "Application") -> "Releases":
    """Releases of stopped bytes."""
    from assessor.privacy.releases import Releases

    return Releases(application.store, application.redacted_reason)


def vault(application: "Application") -> "Vault":
    """Re-identification by two persons; refuses everything where it is off."""
    from assessor.privacy.vault import Vault

    return Vault(application.store, application.clock, application.sealer, application.redacted_reason)


def misses(application: "Application") -> "Misses":
    """Reports of misses and false hits."""
    from assessor.guardrails.again import missed_value, redact_again
    from assessor.guardrails.cases import make_case
    from assessor.privacy.misses import Misses
    from assessor.rubrics.load import load_rubric
    from assessor.store.ids import new_id

    def case(artefact: RedactedArtefact, start: int, end: int, words: str, kind: CaseKind) -> RegressionCase:
        return make_case(artefact, start, end, words, kind, case_id=new_id("cas"))

    def draft_again(submission: StoredSubmission, artefact: RedactedArtefact) -> AssessedArtefact:
        rubric = load_rubric(submission.rubric_id)
        draft = application.pipeline.draft(
            artefact, rubric, skill_area=submission.skill_area, career_level=submission.career_level
        )
        proposed = draft.areas[0].skill_area if draft.areas else None
        return AssessedArtefact(redacted=artefact, skill_area=submission.skill_area or proposed, draft=draft)

    return Misses(
        application.store,
        missed_value=missed_value,
        redact_again=redact_again,
        make_case=case,
        draft_again=draft_again,
        forget_answers=lambda: forget_answers(application.settings),
    )
