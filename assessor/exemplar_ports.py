"""What exemplars need of store and index, as Protocols; part of `ports`."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assessor.domain.actor import Role
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.exemplar import Exemplar, NewExemplar
from assessor.domain.privacy import CommitmentRef
from assessor.domain.record import Added
from assessor.domain.rubric import Rubric


class ExemplarRows(Protocol):
    """Labelled items that may become examples. The record; an index is made from it."""

    def add(self, new: NewExemplar, *, actor_id: str) -> Added:
        """Keep an item that nobody released yet."""

    def get(self, exemplar_id: str) -> Exemplar:
        """The exemplar of this id; `NotFoundError` where there is none."""

    def find(self, rubric: str, rubric_version: str, digest: str) -> Exemplar | None:
        """The exemplar with this text under this rubric version, withdrawn ones left out."""

    def list_all(self, rubric: str | None = None) -> tuple[Exemplar, ...]:
        """Exemplars of one rubric or all, in whatever state, oldest first."""

    def released(self, rubric: str, rubric_version: str) -> tuple[Exemplar, ...]:
        """Exemplars of a rubric version that may be shown, oldest first."""

    def released_ids(self, rubric: str, rubric_version: str) -> frozenset[str]:
        """Their ids alone."""

    def twins_of(self, digest: str) -> frozenset[str]:
        """Twin labels of the items with this text, under whichever rubric version, released or not."""

    def release(self, exemplar_id: str, role: Role, *, actor_id: str) -> None:
        """Note a release by a person in one of the two roles."""

    def withdraw(self, exemplar_id: str, *, actor_id: str) -> tuple[CommitmentRef, ...]:
        """Take text and passages away. Returns the commitments whose salts went."""


class ExampleIndex(Protocol):
    """Finds exemplars near in meaning. It proposes ids; whether one may be shown is for the record to say."""

    def nearest(
        self, rubric: str, rubric_version: str, vector: NDArray[np.float32]
    ) -> dict[str, float] | None:
        """Ids of all exemplars of a rubric version, each with its cosine to a text.

        Args:
            rubric: its id.
            rubric_version: its version.
            vector: what the text means, shape (dims,), L2-normalised.

        Returns:
            Null where no index answers, which is no reason to fail: drafts are made without examples then.
        """
        ...


class Examples(Protocol):
    """Stage 3: which released exemplars to show beside an artefact."""

    def examples_for(
        self, artefact: RedactedArtefact, rubric: Rubric, *, skill_area: str | None, career_level: str | None
    ) -> tuple[Exemplar, ...]:
        """Up to three, nearest first, of at least two ratings; none where there is no such choice."""
        ...
