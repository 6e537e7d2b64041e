"""Stage 4, a draft by the rubric's fitted model: what is decided, and which sentences it rests on.

Three levels span so little that an interval of one level each way is the whole scale. There the interval is
shown and the level stands; on longer scales such an interval says nothing, so no level is proposed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assessor.domain.draft import DraftStatus
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language
from assessor.drafting.embedded.moving import chosen
from assessor.drafting.embedded.sentences import Sentence
from assessor.drafting.embedded.wording import phrase
from assessor.drafting.levels.model import LevelModel, Look
from assessor.drafting.levels.neutral import neutral
from assessor.ports import Embedder

_SHORT_SCALE = 3


@dataclass(frozen=True)
class Outcome:
    """What is decided about an artefact, before claims and provenance are put beside it."""

    status: DraftStatus
    reason: str
    reason_code: str | None = None
    rating: int | None = None
    place: float | None = None
    """Where on the scale, before rounding."""
    interval: tuple[int, int] | None = None
    missing: tuple[str, ...] = ()
    coverage: float | None = None


@dataclass(frozen=True)
class FittedLook:
    """What a model makes of an artefact's sentences."""

    look: Look
    cited: tuple[int, ...]
    """Places of the sentences to cite, the one that counts most first."""
    model: str
    n: int
    """Rated texts the model was fitted on."""
    coverage: float


class FittedLevels:
    """Looks at texts with the model of a rubric.

    Args:
        models: gives the model of a rubric, None where there is none.
        embedder: the one the models were fitted with.
    """

    def __init__(self, models: Callable[[Rubric], LevelModel | None], embedder: Embedder) -> None:
        self._models = models
        self._embedder = embedder

    def model_of(self, rubric: Rubric) -> LevelModel | None:
        """The model of a rubric; None where there is none."""
        return self._models(rubric)

    def look(self, model: LevelModel, sentences: Sequence[Sentence]) -> FittedLook:
        """At the distinct sentences of a text, at least one."""
        texts = [neutral(sentence.text) for sentence in sentences]
        look = model.look(texts, self._embedder.embed(texts))
        cited = chosen([len(text) for text in texts], look)
        return FittedLook(look, cited, model.id, model.n, model.coverage)


def decide(seen: FittedLook, rubric: Rubric, lang: Language, few_words: tuple[str, ...]) -> Outcome:
    """A level with its interval, or why there is none.

    Args:
        seen: what the model makes of the text.
        rubric: for its scale.
        lang: the artefact's.
        few_words: what is lacking in length; empty where the text is long enough.
    """
    look, scale = seen.look, rubric.scale
    missing = few_words if look.enough else (*few_words, phrase("conduct", lang))
    if missing:
        return Outcome(DraftStatus.INSUFFICIENT_EVIDENCE, phrase("insufficient", lang), missing=missing)
    low, high = look.interval
    if look.interval == (scale.lowest, scale.highest) and len(scale.levels) > _SHORT_SCALE:
        return Outcome(
            DraftStatus.ABSTAINED,
            phrase("fitted_wide", lang),
            "wide_interval",
            interval=look.interval,
            coverage=seen.coverage,
        )
    raised = sum(look.moved[place] > 0 for place in seen.cited)
    reason = phrase(
        "fitted",
        lang,
        n=seen.n,
        level=look.level,
        raised=raised,
        lowered=len(seen.cited) - raised,
        coverage=round(100 * seen.coverage),
        low=low,
        high=high,
    )
    return Outcome(
        DraftStatus.DRAFTED,
        reason,
        rating=look.level,
        place=round(look.position, 3),
        interval=look.interval,
        missing=next_asks(rubric, look.level, lang),
        coverage=seen.coverage,
    )


def next_asks(rubric: Rubric, level: int, lang: Language) -> tuple[str, ...]:
    """What tells the next level from this one, where the rubric says it in the artefact's language."""
    if rubric.lang != lang:
        return ()
    return tuple(one.question for one in rubric.scale.discriminators if one.lower == level)
