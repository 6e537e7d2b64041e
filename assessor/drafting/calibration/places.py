"""Stage 4, where a drafter stood on a text that a person rated without seeing the draft.

The embedded drafter is asked again, as it comes: it answers the same question the same way, and its model may
be newer than the draft. A language model is never asked again; what it said stands in the stored draft.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.rubric import Rubric
from assessor.drafting.calibration.drafter import base_of
from assessor.drafting.embedded.sentences import distinct, split_sentences
from assessor.ports import Drafter, Embedder

if TYPE_CHECKING:
    from assessor.drafting.calibration.weights import TextFeatures
    from assessor.drafting.levels.model import LevelModel


@dataclass(frozen=True)
class Asked:
    """A text under a rubric, with the stored draft of it where there is one."""

    artefact: RedactedArtefact
    rubric: Rubric
    skill_area: str | None
    career_level: str | None
    draft: Draft | None


@dataclass(frozen=True)
class Placed:
    """Where the drafter stood, nothing learned."""

    place: float
    interval: tuple[int, int] | None
    base: str
    features: "TextFeatures | None" = None


Placer = Callable[[Asked], Placed | None]
"""Where a drafter stood on a text; null where it gave no level."""


class EmbeddedPlaces:
    """Asks the embedded drafter.

    Args:
        drafter: as it comes.
        models: gives the model of levels of a rubric, None where there is none.
        embedder: the one the models were fitted with.
    """

    def __init__(
        self, drafter: Drafter, models: "Callable[[Rubric], LevelModel | None]", embedder: Embedder
    ) -> None:
        self._drafter = drafter
        self._models = models
        self._embedder = embedder

    def __call__(self, asked: Asked) -> Placed | None:
        """Draft the text anew."""
        draft = self._drafter.draft_rating(
            asked.artefact, asked.rubric, skill_area=asked.skill_area, career_level=asked.career_level
        )
        if draft.place is None:
            return None
        return Placed(draft.place, draft.interval, base_of(draft), self._features(asked, draft))

    def _features(self, asked: Asked, draft: Draft) -> "TextFeatures | None":
        model = self._models(asked.rubric)
        if model is None or draft.provenance.model != model.id:
            return None
        from assessor.drafting.calibration.weights import features_of
        from assessor.drafting.levels.neutral import neutral

        texts = [neutral(sentence.text) for sentence in distinct(split_sentences(asked.artefact))]
        return features_of(model, texts, self._embedder.embed(texts))


def llm_place(asked: Asked) -> Placed | None:
    """What the model said, from the stored draft; null where another drafter made it."""
    draft = asked.draft
    if draft is None or draft.provenance.drafter != "llm" or draft.status is not DraftStatus.DRAFTED:
        return None
    learned = draft.provenance.fit is not None
    # Drafts from before places were kept: nothing had been learned then.
    said = draft.rating_before_cap if draft.place is None and not learned else draft.place
    if said is None:
        return None
    return Placed(float(said), None if learned else draft.interval, base_of(draft))
