"""What the privacy officer's work needs of the store, as Protocols; part of `ports`."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple, Protocol

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.privacy import (
    CommitmentRef,
    Holdings,
    LogEntry,
    LogQuery,
    Overdue,
    RegressionCase,
    RetentionKind,
    SavedRelease,
)
from assessor.domain.record import Added, RatingRecord, StoredStop
from assessor.domain.vault import SealedValues, VaultRequest, VaultValues
from assessor.domain.verdict import RedactionSpan


class KeptText(NamedTuple):
    """One artefact whose text is kept."""

    submission: str
    artefact: str
    kind: str
    accepted_at: datetime
    retain_until: date | None


class Rewritten(NamedTuple):
    """One artefact redacted once more."""

    before: str
    """Its id until now."""
    after: RedactedArtefact
    hits: tuple[RedactionSpan, ...]
    """What was replaced: `start`, `end` in the redacted text of before, `redacted_*` in that of after."""


class Rewriting(NamedTuple):
    """What redacting a submission once more changed in its records."""

    destroyed: tuple[CommitmentRef, ...]
    superseded: tuple[str, ...]
    """Drafts whose content went; those that stood until now are withdrawn."""
    standing: tuple[str, ...]
    """Those of the superseded that stood until now and nobody had settled."""
    ratings: tuple[RatingRecord, ...]
    """Ratings whose places moved, as they are now."""
    submission: Added
    """The submission's id and the value to commit to from now on."""


class PrivacyLogRows(Protocol):
    """Redactions and stops as one log, what is kept for how long, and regression cases."""

    def entries(self, query: LogQuery) -> tuple[LogEntry, ...]:
        """Entries that fit, oldest first."""

    def with_text(self) -> tuple[KeptText, ...]:
        """Every artefact whose text is kept, oldest first."""

    def older(self, kind: RetentionKind, before: datetime) -> tuple[Overdue, ...]:
        """Things of a kind from before a time, oldest first; texts have an end of their own."""

    def cases(self) -> tuple[RegressionCase, ...]:
        """Every regression case, oldest first."""

    def add_case(self, case: RegressionCase, *, submission_id: str, actor_id: str) -> None:
        """Keep a regression case."""


class ErasureRows(Protocol):
    """Rows that go, and salts with them. Nothing here records anything."""

    def submissions_of(self, assessee_id: str) -> tuple[str, ...]:
        """Ids of the submissions about one person, oldest first."""

    def holdings(self, submission_id: str) -> Holdings:
        """How much is kept of a submission; `NotFoundError` where there is none."""

    def erase(self, submission_id: str) -> tuple[CommitmentRef, ...]:
        """Delete a submission and all that hangs on it. Returns the commitments whose salts went."""

    def erase_content(self, submission_id: str, artefact_id: str) -> tuple[CommitmentRef, ...]:
        """Take the text of one artefact, its redaction log and its drafts' content; ratings stay."""

    def erase_stop(self, stop_id: str) -> tuple[CommitmentRef, ...]:
        """Delete the log row of a stopped artefact and the releases of it."""

    def erase_older(self, kind: RetentionKind, before: datetime) -> int:
        """Delete preview marks, receipts or model calls that are older than a time; the count of them."""

    def erase_assessee(self, actor_id: str) -> bool:
        """Delete a person without account whom no row names any more; whether there was one."""


class RewritingRows(Protocol):
    """Artefacts redacted once more, with everything that points into them."""

    def holders(self, artefact_id: str) -> tuple[str, ...]:
        """Ids of the submissions that hold this artefact, oldest first."""

    def rewrite(
        self, submission_id: str, changed: Sequence[Rewritten], *, value: str, actor_id: str, reason_code: str
    ) -> Rewriting:
        """Put redacted texts in the place of those that still held a value."""


class ReleaseRows(Protocol):
    """Stops that somebody let pass."""

    def find_stops(self, submitted_digests: Sequence[str]) -> tuple[tuple[StoredStop, str], ...]:
        """Logged stops of these bytes with the actor of each, newest first."""

    def add(self, stop_id: str, rule: str, reason: str, *, actor_id: str) -> Added:
        """Keep a release."""

    def of_stop(self, stop_id: str) -> tuple[SavedRelease, ...]:
        """Releases of a stop, oldest first."""


class KeyWrap(Protocol):
    """Seals a key under the installation's keys."""

    def wrap(self, secret: bytes, purpose: str, bound_to: str) -> str:
        """Seal a secret under the active key; the result names it."""

    def unwrap(self, wrapped: str, purpose: str, bound_to: str) -> bytes:
        """The secret; `RecordError` where the key is unknown, or purpose or binding differ."""


class Sealer(Protocol):
    """Seals what redaction removes, where a deployment has the vault on."""

    def seal(self, submission_id: str, values: VaultValues) -> SealedValues:
        """Seal the values of one submission under a key of its own."""


class VaultRows(Protocol):
    """Sealed values, and who asked to open one. Nothing here can read a value."""

    def keep(self, submission_id: str, sealed: SealedValues, *, actor_id: str) -> None:
        """Keep the sealed values of a submission with its sealed key."""

    def sealed(self, submission_id: str, placeholder: str) -> tuple[str, str]:
        """Sealed key and sealed value; `NotFoundError` where there is none."""

    def ask(
        self, submission_id: str, placeholder: str, reason: str, *, actor_id: str, expires_at: datetime
    ) -> VaultRequest:
        """Keep a request."""

    def get(self, request_id: str) -> VaultRequest:
        """A request; `NotFoundError` where there is none."""

    def approve(self, request_id: str, *, actor_id: str, at: datetime, expires_at: datetime) -> VaultRequest:
        """Note who approved a request and until when it may be opened."""

    def note_opened(self, request_id: str) -> None:
        """Count one look."""

    def requests(self) -> tuple[VaultRequest, ...]:
        """Every request, oldest first."""
