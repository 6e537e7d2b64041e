"""Probes that add what says nothing about the work: years in the job, praise, enthusiasm, the text again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from assessor.evaluation.probes.lists import dice, load
from assessor.evaluation.probes.source import Source, with_added

_SENTENCES = {"tenure": 1, "praise": 4, "enthusiasm": 4}
"""How many are added."""
_GAP = "\n\n"


def adding(what: Literal["tenure", "praise", "enthusiasm"]) -> Callable[[Source, int], Source | None]:
    """A change that adds a paragraph of such sentences, in the text's language.

    With an odd seed it stands after the first paragraph, else at the end.
    """

    def change(source: Source, seed: int) -> Source | None:
        sentences = load("sentences.yaml")[what][source.lang]
        chosen = dice(seed, what, source.text).sample(sentences, _SENTENCES[what])
        return with_added(source, " ".join(chosen), early=seed % 2 == 1)

    return change


def doubled(source: Source, seed: int) -> Source | None:  # noqa: ARG001 - every change takes a seed
    """The whole text twice."""
    shift = len(source.text) + len(_GAP)
    again = (
        one.model_copy(update={"start": one.start + shift, "end": one.end + shift}) for one in source.segments
    )
    return replace(source, text=source.text + _GAP + source.text, segments=(*source.segments, *again))


def told_level(source: Source, seed: int) -> Source | None:
    """Another career level told; None where the scale depends on it."""
    others = [one for one in source.career_levels if one != source.career_level]
    return replace(source, career_level=others[seed % len(others)]) if others else None
