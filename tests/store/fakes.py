"""Hand-written stand-ins and small valid values for tests of store and review."""

import hashlib
import json
import secrets
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from pydantic import JsonValue

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.audit import AuditEntry, AuditEvent, TreeHead
from assessor.domain.draft import Calibration, Citation, Claim, Draft, DraftStatus, Provenance
from assessor.domain.record import NewArtefact, NewSubmission
from assessor.domain.text import Segment
from assessor.domain.verdict import Action, Destination, Finding, RedactionSpan, Verdict
from assessor.store.engine import open_engine
from assessor.store.schema import upgrade
from assessor.store.times import utc_text
from assessor.store.unit_of_work import OnCommit, SqlStore

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
POLICY = "0" * 64
TEXT = "Hello <PERSON_1>,\r\nthe renewal brief was checked against the contract.\n"


class TickingClock:
    """Moves one second with each look, so that order shows."""

    def __init__(self, start: datetime = START) -> None:
        self.moment = start

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


class FakeChain:
    """A chain of hashes instead of a tree; commitments as the real ones, salt first."""

    @staticmethod
    def digest(salt: str, value: JsonValue) -> str:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"))
        return "sha256:" + hashlib.sha256((salt + text).encode()).hexdigest()

    def commit(self, value: JsonValue) -> tuple[str, str]:
        salt = secrets.token_hex(16)
        return salt, self.digest(salt, value)

    def extend(
        self, head: TreeHead, event: AuditEvent, *, tenant: str, at: datetime
    ) -> tuple[AuditEntry, TreeHead]:
        leaf = json.dumps(
            {"seq": head.size, "tenant": tenant, "at": utc_text(at), **event.model_dump(mode="json")},
            sort_keys=True,
        )
        leaf_hash = hashlib.sha256(leaf.encode()).hexdigest()
        root = hashlib.sha256("".join((*head.frontier, leaf_hash)).encode()).hexdigest()
        entry = AuditEntry(leaf=leaf, leaf_hash=leaf_hash, root=root, mac=f"hmac-sha256:k1:{root}")
        return entry, TreeHead(size=head.size + 1, frontier=(root,))


def name_digest(name: str, key: str = "k1") -> str:
    """A keyed digest of a name; one key after another gives another digest."""
    return f"hmac-sha256:{key}:" + hashlib.sha256((key + name.casefold()).encode()).hexdigest()


@cache
def _migrated_file() -> bytes:
    """A freshly migrated database, made once for all tests."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "assessor.db"
        engine = open_engine(f"sqlite:///{path}")
        upgrade(engine)
        engine.dispose()  # closing the last connection moves the write-ahead log into the file
        return path.read_bytes()


def new_engine(folder: Path) -> sa.Engine:
    """A migrated database in `folder`."""
    engine = open_engine(f"sqlite:///{folder}/home/assessor.db")
    (folder / "home" / "assessor.db").write_bytes(_migrated_file())
    return engine


def new_store(engine: sa.Engine, tenant_id: str = "local", *, on_commit: OnCommit | None = None) -> SqlStore:
    """A store with fake chain and clock."""
    return SqlStore(engine, FakeChain(), TickingClock(), tenant_id, on_commit=on_commit)


def event(name: str = "actor.added", **refs: str) -> AuditEvent:
    """Any event."""
    return AuditEvent(event=name, actor="system", refs=refs)


def redacted(text: str = TEXT, *, spans: bool = True) -> RedactedArtefact:
    """A redacted mail in which one name was removed."""
    span = RedactionSpan(
        type="PERSON",
        score=0.85,
        rule="ner",
        start=6,
        end=18,
        redacted_start=6,
        redacted_end=16,
        placeholder="<PERSON_1>",
    )
    return RedactedArtefact(
        verdict=Verdict.REDACT,
        text=text,
        segments=(Segment(start=0, end=len(text), locator="lines 1-2"),),
        spans=(span,) if spans else (),
        findings=(Finding(category="pii", rule="ner", action=Action.REDACT, start=6, end=18),),
        lang="en",
        kind=ArtefactKind.EMAIL,
        evidence_date=date(2026, 10, 1),
        subject_placeholders=("<PERSON_1>",),
        policy_sha256=POLICY,
    )


def stopped() -> RedactedArtefact:
    """An artefact with two findings of one rule and one of another."""
    findings = (
        Finding(category="credentials", rule="token", action=Action.REFUSE, start=3, end=40),
        Finding(category="credentials", rule="token", action=Action.REFUSE, start=50, end=90),
        Finding(category="pii", rule="ner", action=Action.REDACT, start=100, end=104),
    )
    return RedactedArtefact(
        verdict=Verdict.REFUSE, text=None, findings=findings, lang="en", policy_sha256=POLICY
    )


def new_artefact(text: str = TEXT, digest: str = "hmac-sha256:k1:aa", **rest: object) -> NewArtefact:
    """An artefact to be kept until the end of 2027."""
    return NewArtefact.model_validate(
        {
            "redacted": redacted(text),
            "submitted_digest": digest,
            "retain_until": date(2027, 12, 31),
            **rest,
        }
    )


def new_submission(actor_id: str, assessee_id: str) -> NewSubmission:
    """A submission under version 0.1.0 of the AI rubric."""
    return NewSubmission(
        actor_id=actor_id,
        assessee_id=assessee_id,
        rubric_id="ai-skills",
        rubric_version="0.1.0",
        submitted_on=date(2026, 11, 2),
        destination=Destination.STORE,
    )


def draft(artefact_id: str, *, status: DraftStatus = DraftStatus.DRAFTED, rating: int | None = 4) -> Draft:
    """A draft that says 4, with one claim; every value in it is easy to search for."""
    citation = Citation(artefact=artefact_id, start=19, end=36, quote=TEXT[19:36], locator="line 2")
    return Draft(
        status=status,
        reason_code="marker_reason_code",
        reason="Marker of the reason.",
        rating=rating,
        rating_before_cap=rating,
        scale="ai-skills-1-5",
        interval=(3, 5),
        coverage=0.9,
        claims=(Claim(text="Marker of the claim.", anchor="marker.anchor", citations=(citation,)),),
        missing=("marker_missing",),
        calibration=Calibration(basis="authored", n=317, state="unproven"),
        provenance=Provenance(
            drafter="embedded", rubric="ai-skills", rubric_version="0.1.0", policy_sha256=POLICY
        ),
    )
