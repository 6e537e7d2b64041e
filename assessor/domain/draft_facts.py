"""What is known of a draft without its words: level, versions, and what sort of evidence it is of."""

from datetime import datetime

from assessor.domain.artefact import ArtefactKind
from assessor.domain.base import Frozen
from assessor.domain.draft import DraftStatus
from assessor.domain.text import Language


class DraftFacts(Frozen):
    """One stored draft for statistics. Holds random ids, codes and numbers: no text, quote or reason."""

    id: str
    submission_id: str
    artefact_id: str
    assessee_id: str
    team: str | None
    """Code of the assessee's team."""
    rubric_id: str
    rubric_version: str
    skill_area: str | None
    """As handed in or proposed."""
    lang: Language
    kind: ArtefactKind
    chars: int | None
    """Length of the redacted text; null once it is gone."""
    created_at: datetime
    withdrawn_at: datetime | None
    status: DraftStatus | None
    """Null where the draft's content was erased."""
    scale: str | None
    level: int | None
    """Before a cap; null where there is none."""
    drafter: str | None
    model: str | None
    prompt: str | None
    fit: str | None
