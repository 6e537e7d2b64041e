"""What the stages need from outside, as Protocols. Real adapters are built in `bootstrap.py` alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import ArtefactKind, RedactedArtefact, SubmittedArtefact
from assessor.domain.audit import AuditEntry, AuditEvent, TreeHead
from assessor.domain.draft import AnchorMatch, AreaMatch, Draft
from assessor.domain.fit import Activation, DrafterName, Fit, FitVersion
from assessor.domain.record import (
    Added,
    CommittedValue,
    DraftHeader,
    NewArtefact,
    NewSubmission,
    RatingRecord,
    Receipt,
    Reveal,
    ShownDraft,
    StoredArtefact,
    StoredReceipt,
    StoredStop,
    StoredSubmission,
    SubmissionStatus,
)
from assessor.domain.rubric import Rubric
from assessor.domain.spend import Spend, SpendLimits, Spent
from assessor.domain.submission import ReadSubmission, RedactedSubmission
from assessor.domain.text import Language
from assessor.domain.verdict import Destination
from assessor.drift_ports import DraftFactRows
from assessor.drill_ports import DrillRows
from assessor.exemplar_ports import ExemplarRows
from assessor.privacy_ports import ErasureRows, PrivacyLogRows, ReleaseRows, RewritingRows, VaultRows
from assessor.suspension_ports import SuspensionRows

Vectors = NDArray[np.float32]
"""Sentence vectors, shape (n, dims), L2-normalised."""


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Current time, aware, UTC."""
        ...


class Embedder(Protocol):
    """Turns sentences of any supported language into vectors of one space."""

    @property
    def id(self) -> str:
        """Name and version; vectors of different ids must never meet."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of n texts, shape (n, dims), L2-normalised; (0, dims) for none."""
        ...


class Intake(Protocol):
    """Stage 1: bytes in, text with locators out."""

    def read(
        self, data: bytes, name: str, *, kind: ArtefactKind | None = None, lang: Language | None = None
    ) -> SubmittedArtefact:
        """Read one file.

        Args:
            data: its bytes.
            name: its name, for its extension alone.
            kind: what sort of work product it is; found where not given.
            lang: its language; found where not given.

        Raises:
            InputError: the file cannot be used; the message does not name it.
        """
        ...


class EntryGuardrails(Protocol):
    """Stage 2: text in, redacted text out, or a stop."""

    def redact(self, submission: ReadSubmission, destination: Destination) -> RedactedSubmission:
        """Redact all artefacts of one submission together, so that placeholders agree."""
        ...


class AreaRetrieval(Protocol):
    """Stage 3: which skill areas and anchors the evidence speaks to. It never decides a level."""

    @property
    def index_id(self) -> str:
        """Digest of rubric version, anchor texts and embedder."""
        ...

    def match(
        self, sentences: Sequence[str], skill_area: str | None
    ) -> tuple[tuple[AreaMatch, ...], tuple[AnchorMatch, ...]]:
        """Areas and anchors that n sentences resemble, best first.

        Args:
            sentences: redacted text, a sentence each; none gives two empty tuples.
            skill_area: restricts the anchors to one area where it is known.
        """
        ...


class Drafter(Protocol):
    """Stage 4: a redacted artefact and a rubric in, a draft out."""

    @property
    def name(self) -> str:
        """`embedded` or `llm`; part of the provenance."""
        ...

    @property
    def destination(self) -> Destination:
        """Where this drafter sends text; the entry guardrails judge by it."""
        ...

    def draft_rating(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        *,
        skill_area: str | None,
        career_level: str | None,
    ) -> Draft:
        """Propose a rating or say why there is none. Never raises for weak evidence."""
        ...


class DraftGuardrails(Protocol):
    """Stage 5: lets a draft pass, strips what is ungrounded, or refuses it."""

    def verify(self, draft: Draft, artefact: RedactedArtefact, rubric: Rubric) -> Draft:
        """The draft as it may be kept: grounded, capped, free of personal data."""
        ...


class AuditChain(Protocol):
    """Stage 7's pure half: commits to values and gives events their place in the tree."""

    def commit(self, value: JsonValue) -> tuple[str, str]:
        """A fresh random salt (32 hex digits) and the commitment `sha256:HEX` to `value` under it."""
        ...

    def extend(
        self, head: TreeHead, event: AuditEvent, *, tenant: str, at: datetime
    ) -> tuple[AuditEntry, TreeHead]:
        """The entry for `event` at position `head.size`, and the tree with it in."""
        ...


class ActorRows(Protocol):
    """People. Names are found by keyed digests of the case-folded name, one per key, current first."""

    def add(
        self,
        name: str,
        name_digests: Sequence[str],
        roles: frozenset[Role],
        *,
        token_sha256: str | None,
        created_by: str,
    ) -> Actor:
        """Give a person an account. One known as assessee under the same name keeps that id.

        Raises:
            InputError: code `actor_exists`, the name has an account, revoked ones included.
        """

    def add_assessee(self, name_digests: Sequence[str], *, created_by: str) -> Actor:
        """The person under this name: as known, else a new row without name and roles."""

    def get(self, actor_id: str) -> Actor:
        """The actor with this id; `NotFoundError` where there is none."""

    def find(self, name_digests: Sequence[str]) -> Actor | None:
        """The actor under this name, revoked or not."""

    def by_token(self, token_sha256: str) -> Actor | None:
        """Whose token this is; null where nobody's, or a revoked actor's."""

    def list_all(self) -> tuple[Actor, ...]:
        """Everybody, assessees without account included, oldest first."""

    def revoke(self, actor_id: str) -> Actor:
        """Take all access away for good; `OrderError` where that was done before."""

    def set_roles(self, actor_id: str, roles: frozenset[Role]) -> Actor:
        """Replace the roles of an account; `OrderError` where it is revoked or the actor has none."""


class SubmissionRows(Protocol):
    """Accepted submissions, their redacted artefacts and the redaction log."""

    def add(self, submission: NewSubmission, artefacts: Sequence[NewArtefact]) -> Added:
        """Keep an accepted submission. Artefacts with equal redacted text collapse to the first.

        Raises:
            InputError: code `empty_submission` without artefacts; `stopped_artefact` where one was stopped.
        """

    def get(self, submission_id: str) -> StoredSubmission:
        """The submission with this id; `NotFoundError` where there is none."""

    def list_page(self, *, after: str | None = None, limit: int) -> tuple[StoredSubmission, ...]:
        """At most `limit` submissions, oldest first, from behind the one of the id `after` on."""

    def set_status(self, submission_id: str, status: SubmissionStatus, failure: str | None = None) -> None:
        """Say how far the drafts are; `failure` is the code of the reason where they were given up."""

    def unfinished(self, *, before: datetime | None = None) -> tuple[str, ...]:
        """Ids of submissions with drafts to be made, oldest first; accepted before a time where given."""

    def undrafted(self, submission_id: str) -> tuple[str, ...]:
        """Ids of its artefacts that never had a draft, in the order handed in."""

    def artefacts(self, submission_id: str) -> tuple[StoredArtefact, ...]:
        """Its artefacts in the order handed in, redaction spans included; empty where there is none."""

    def artefact(self, submission_id: str, artefact_id: str) -> StoredArtefact:
        """One artefact; `NotFoundError` where there is none."""


class StopRows(Protocol):
    """What is kept of artefacts that a guardrail stopped: codes, counts and a keyed digest."""

    def add(self, artefact: RedactedArtefact, submitted_digest: str, *, actor_id: str) -> Added:
        """Log a stop; `InputError` code `not_stopped` where the verdict lets the artefact pass."""

    def get(self, stop_id: str) -> StoredStop:
        """The stop with this id; `NotFoundError` where there is none."""


class DraftRows(Protocol):
    """Drafts and who has seen them."""

    def add(
        self,
        draft: Draft,
        *,
        submission_id: str,
        artefact_id: str,
        skill_area: str | None,
        career_level: str | None,
        actor_id: str,
    ) -> Added:
        """Keep a draft, sealed."""

    def header(self, draft_id: str) -> DraftHeader:
        """What may be known before the reveal; `NotFoundError` where there is no such draft."""

    def content(self, draft_id: str) -> Draft:
        """The draft itself; `NotFoundError` where there is none or it was erased."""

    def list_headers(
        self,
        *,
        submission_id: str | None = None,
        assessee_id: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[DraftHeader, ...]:
        """Drafts, oldest first, of one submission or assessee, behind one draft, at most `limit`."""

    def open_for(self, submitted_digests: Sequence[str], *, actor_id: str) -> tuple[str, ...]:
        """Ids of standing drafts on any of these bytes that the actor has not rated, oldest first."""

    def withdraw(self, draft_id: str, reason_code: str) -> None:
        """Mark a standing draft as withdrawn; `OrderError` code `withdrawn` where it is."""

    def add_reveal(self, draft_id: str, *, actor_id: str, withheld: bool = False) -> None:
        """Note that the actor sees the draft from now on, or saw that it is withheld.

        A reveal that was withheld becomes a real one; a real one stays.
        """

    def reveal_of(self, draft_id: str, *, actor_id: str) -> Reveal | None:
        """When the actor revealed the draft, and whether anything was shown; null where that never was."""

    def is_revealed(self, draft_id: str, *, actor_id: str) -> bool:
        """Whether the actor has seen the draft's content."""

    def shown(self, rubric_id: str) -> tuple[ShownDraft, ...]:
        """Every showing of a draft with a level under any version of a rubric, in no certain order."""


class RatingRows(Protocol):
    """Human ratings of every source."""

    def new_id(self) -> str:
        """A fresh random id, `rat_` and 32 hex digits: the log names a rating before its row exists."""

    def committed(self, rating: RatingRecord) -> JsonValue:
        """The value the audit log commits to: all of the rating but its seal."""

    def add(self, rating: RatingRecord) -> None:
        """Keep a rating."""

    def get(self, rating_id: str) -> RatingRecord:
        """The rating with this id; `NotFoundError` where there is none."""

    def of_draft(self, draft_id: str) -> tuple[RatingRecord, ...]:
        """Every rating of a draft, oldest first."""

    def of_rubric(self, rubric_id: str) -> tuple[RatingRecord, ...]:
        """Every rating under any version of a rubric, of every source, oldest first."""

    def rubrics(self) -> tuple[str, ...]:
        """Ids of the rubrics that anything was rated under, in order."""


class FitRows(Protocol):
    """What drafters learned from ratings, and who put which version in effect."""

    def add(self, fit: Fit, *, actor_id: str) -> tuple[FitVersion, Added]:
        """Keep a fit under the next number of its rubric and drafter."""

    def get(self, fit_id: str) -> FitVersion:
        """The version with this id; `NotFoundError` where there is none."""

    def named(self, rubric: str, drafter: str, number: int) -> FitVersion | None:
        """The version of this number; null where there is none."""

    def list_all(self, rubric: str | None = None) -> tuple[FitVersion, ...]:
        """Every version, of one rubric where given, by rubric, drafter and number."""

    def add_activation(
        self,
        rubric: str,
        drafter: DrafterName,
        fit_id: str | None,
        *,
        action: str,
        reason: str,
        actor_id: str,
    ) -> tuple[Activation, Added]:
        """Put a version in effect, or with null the drafter as it comes."""

    def activations(self, rubric: str, drafter: str) -> tuple[Activation, ...]:
        """All that was put in effect for a rubric and drafter, oldest first."""

    def active(self, rubric: str, drafter: str) -> str | None:
        """Id of the version in effect; null where it is the drafter as it comes."""

    def kept_texts(self, artefact_ids: Iterable[str]) -> frozenset[str]:
        """Which of these redacted texts are still here, in whatever submission."""


class PreviewMarks(Protocol):
    """Which bytes an actor has seen a full draft on, previewed or revealed."""

    def add(self, submitted_digests: Sequence[str], *, actor_id: str) -> None:
        """Mark bytes as seen; a second time changes nothing."""

    def carry_over(self, older_digests: Sequence[str], digest: str) -> None:
        """Mark bytes under their present digest for everybody who saw them when another key named them."""

    def has_any(self, submitted_digests: Sequence[str], *, actor_id: str) -> bool:
        """Whether the actor has seen a full draft on any of these bytes."""


class ReceiptRows(Protocol):
    """Which request made which row, so that a repeated one makes nothing twice."""

    def add(self, receipt: Receipt, *, made: str) -> None:
        """Remember what a request made; a second row under the same key breaks a rule of the tables."""

    def find(self, receipt: Receipt) -> StoredReceipt | None:
        """What a request under the same key made earlier, whatever it asked for."""


class AuditRows(Protocol):
    """The log as stored, for reading and verifying."""

    def head(self) -> TreeHead:
        """The tree's right edge; size 0 before the first entry."""

    def entries(self, start: int = 0) -> Iterator[AuditEntry]:
        """Entries from position `start` on, in order; read in pages, so a long log fits."""

    def committed(self) -> Iterator[CommittedValue]:
        """Every commitment with its salt and the value the rows hold now, in the order of the log.

        The name of a commitment says which row: `activation`, `draft`, `fit`, `rating`, `submission`,
        `stop` and `suspension` are found under the leaf's reference of that name, `seal` under `rating`,
        `lifting` under `suspension`. Leaves that are no
        JSON are passed over; hashing finds those.
        """


class UnitOfWork(Protocol):
    """One transaction. Rows that change without an audit entry are never committed."""

    actors: ActorRows
    submissions: SubmissionRows
    stops: StopRows
    drafts: DraftRows
    ratings: RatingRows
    fits: FitRows
    preview_marks: PreviewMarks
    receipts: ReceiptRows
    audit: AuditRows
    privacy_log: PrivacyLogRows
    erasure: ErasureRows
    rewriting: RewritingRows
    releases: ReleaseRows
    vault: VaultRows
    exemplars: ExemplarRows
    draft_facts: DraftFactRows
    drills: DrillRows
    suspensions: SuspensionRows

    def record(self, event: AuditEvent, commit: Mapping[str, JsonValue] | None = None) -> dict[str, str]:
        """Append `event` to the log inside this transaction, with commitments to the values of `commit`.

        Returns:
            The commitment digest under each name of `commit`.
        """


class Store(Protocol):
    """Where one tenant's records live."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction: committed on success, rolled back on any exception. Only one runs at a time.

        Raises:
            RecordError: the database failed, or rows changed without an audit entry (code `not_audited`).
        """

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """A transaction for looking only: never waits for a writer and refuses changes (code `read_only`)."""

    def compact(self) -> None:
        """Bring deleted bytes to an end in the database's files."""


class SpendLedger(Protocol):
    """What model calls have cost, across processes. Counts only, no content, so it is no part of the log."""

    def reserve(self, worst: Spend, limits: SpendLimits) -> str:
        """Set aside the most a call can take, unless a limit could be passed. Returns the reservation's id.

        Raises:
            ModelError: code `budget`; nothing is set aside then.
        """

    def settle(self, reservation: str, took: Spend) -> None:
        """Put what the call took in the place of its worst case."""

    def spent(self, *, month: str | None = None, run_id: str | None = None) -> Spent:
        """The sum of a month, of a run, or of both at once; open reservations included."""
