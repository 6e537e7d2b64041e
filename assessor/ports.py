"""What the stages need from outside, as Protocols. Real adapters are built in `bootstrap.py` alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import JsonValue

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.audit import AuditEntry, AuditEvent, TreeHead
from assessor.domain.draft import AnchorMatch, AreaMatch, Draft
from assessor.domain.rubric import Rubric
from assessor.domain.submission import ReadSubmission, RedactedSubmission
from assessor.domain.verdict import Destination

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
