"""Stage 2 of 7: how much a text reads like an attempt to instruct a model. Advice only.

Detection of indirect injection is unreliable (FACTS.md), so nothing rests on it: the model gets no tools,
input is fenced, quotes are verified and a human confirms. The score helps the reviewer look twice.
"""

from functools import cached_property

from assessor.domain.verdict import Action, Finding, InjectionSignal
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.injecting.model import InjectionModel
from assessor.guardrails.injecting.signs import SIGNS, signs_score
from assessor.ports import Embedder

FLAG_AT = 0.5
"""Score from which an artefact is flagged to the reviewer."""


class InjectionGuardrail:
    """Scores a text by signs written by hand and by a model of ours; the higher one counts.

    Args:
        embedder: makes sentence vectors for the closer look; without one, the words decide.
    """

    name = "injection"

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder

    @cached_property
    def _model(self) -> InjectionModel:
        return InjectionModel(self._embedder)

    def inspect(self, reading: Reading) -> Detection:
        """A score in [0, 1], and a note for each sign and the sentence the model points to. Never more than a note."""
        findings = [
            _note(sign, match.start(), match.end())
            for sign, _, pattern in SIGNS
            if (match := pattern.search(reading.text)) is not None
        ]
        telling = self._model.most_telling(reading.text)
        if telling.score >= FLAG_AT:
            findings.append(_note("reads_like_an_order", telling.start, telling.end))
        score = max(signs_score(reading.text), telling.score)
        return Detection(
            findings=tuple(findings), injection=InjectionSignal(flagged=score >= FLAG_AT, score=score)
        )


def _note(sign: str, start: int, end: int) -> Finding:
    return Finding(category="injection", rule=f"injection.{sign}", action=Action.NOTE, start=start, end=end)
