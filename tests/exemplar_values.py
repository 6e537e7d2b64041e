"""Exemplars made by hand, and a record that holds some."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import ArtefactKind
from assessor.domain.audit import AuditEvent
from assessor.domain.exemplar import Exemplar, NewExemplar
from assessor.domain.likeness import text_key
from assessor.ports import Vectors
from assessor.store.unit_of_work import SqlStore
from tests.store.world import add_account

AREA = "Data, privacy & CRM/CSM hygiene (EU/DACH lens)"
VERSION = "1.0.0"


class WordEmbedder:
    """A vector counts letters: texts of the same letters are near."""

    id = "letters@1"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        counts = np.array(
            [[text.casefold().count(chr(97 + n)) + 1e-3 for n in range(26)] for text in texts],
            dtype=np.float32,
        )
        vectors: Vectors = counts / np.linalg.norm(counts, axis=1, keepdims=True)
        return vectors


def new_exemplar(text: str, **changes: Any) -> NewExemplar:
    """A labelled item of the AI rubric, rated 3."""
    given = {
        "item": "train-1",
        "rubric": "ai-skills",
        "rubric_version": VERSION,
        "skill_area": AREA,
        "lang": "en",
        "kind": ArtefactKind.CRM_NOTE,
        "rating": 3,
        "text": text,
        "quotes": (text,),
        "digest": text_key(text),
    }
    return NewExemplar.model_validate(given | changes)


def exemplar(number: int, text: str, **changes: Any) -> Exemplar:
    """The same, as kept."""
    new = new_exemplar(text, **changes)
    return Exemplar(
        **new.model_dump(),
        id=f"exm_{number:032x}",
        imported_by="act_" + "0" * 32,
        imported_at=datetime(2026, 11, 28, tzinfo=UTC),
    )


class Keepers:
    """A record with two persons who may release."""

    def __init__(self, store: SqlStore, petra: Actor | None = None) -> None:
        self.store = store
        self.erna: Actor = add_account(store, "Erna", Role.ENABLEMENT)
        self.petra: Actor = petra or add_account(store, "Petra", Role.PRIVACY)

    def add(self, new: NewExemplar, *, released: bool = True) -> str:
        """Let one in, released by both or by one alone."""
        with self.store.begin() as unit:
            added = unit.exemplars.add(new, actor_id=self.erna.id)
            unit.exemplars.release(added.id, Role.ENABLEMENT, actor_id=self.erna.id)
            if released:
                unit.exemplars.release(added.id, Role.PRIVACY, actor_id=self.petra.id)
            event = AuditEvent(event="exemplar.imported", actor=self.erna.id, refs={"exemplar": added.id})
            unit.record(event, {"exemplar": added.committed})
        return added.id

    def withdraw(self, exemplar_id: str) -> None:
        """Take one back."""
        with self.store.begin() as unit:
            unit.exemplars.withdraw(exemplar_id, actor_id=self.petra.id)
            event = AuditEvent(
                event="exemplar.withdrawn", actor=self.petra.id, refs={"exemplar": exemplar_id}
            )
            unit.record(event)
