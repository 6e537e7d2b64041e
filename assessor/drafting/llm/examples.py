"""Stage 4: examples in a request, as many as its length allows.

A request must stay within a third of what the whole matrix and the artefact would take; examples go first.
They are shown whole, else fewer of them, else by their deciding passages alone, else not at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assessor.domain.exemplar import Exemplar, shows_contrast
from assessor.domain.rubric import Rubric
from assessor.rubrics.exporting.texts import markdown_text

SHARE = 0.28
"""Of the characters of matrix and artefact. A third is meant in tokens, and the marks of a fence take more
tokens for their characters than words do; eval/benchmarks/prompt_tokens.py counts."""


@dataclass(frozen=True)
class ShownExample:
    """One example as the prompt prints it: text and passages fenced, the rest looked up or an enum."""

    id: str
    rating: int
    label: str
    skill_area: str
    kind: str
    role: str | None
    text: str | None
    """Null where only the passages are shown."""
    quotes: tuple[str, ...]

    @property
    def untrusted(self) -> tuple[str, ...]:
        """What of it somebody else wrote."""
        return (*(() if self.text is None else (self.text,)), *self.quotes)


def attempts(chosen: Sequence[Exemplar], rubric: Rubric) -> Iterator[tuple[ShownExample, ...]]:
    """What to show, the most first; the last is nothing. Two ratings at least, whatever is left out."""
    fewer = _without_one(chosen)
    for whole in (True, False):
        for some in (chosen, fewer):
            if some:
                yield _shown(some, rubric, whole=whole)
    yield ()


def is_within_share(request_chars: int, rubric: Rubric, text: str) -> bool:
    """Whether a request of this length is short enough beside the whole matrix and the artefact."""
    return request_chars <= SHARE * (_matrix_chars(rubric) + len(text))


def whole_matrix(rubric: Rubric) -> str:
    """The whole rubric as people hand it on: its export as Markdown."""
    return markdown_text(rubric, rubric.lang)


@lru_cache(maxsize=32)
def _matrix_chars(rubric: Rubric) -> int:
    return len(whole_matrix(rubric))


def _without_one(chosen: Sequence[Exemplar]) -> tuple[Exemplar, ...]:
    """All but the least fitting one that contrast does not need; nothing where every one is needed."""
    for at in reversed(range(len(chosen))):
        rest = (*chosen[:at], *chosen[at + 1 :])
        if shows_contrast(rest):
            return rest
    return ()


def _shown(exemplars: Sequence[Exemplar], rubric: Rubric, *, whole: bool) -> tuple[ShownExample, ...]:
    """In the order of the scale, so that their order says nothing about the artefact."""
    labels = {level.value: level.label for level in rubric.scale.levels}
    return tuple(
        ShownExample(
            id=one.id,
            rating=one.rating,
            label=labels[one.rating],
            skill_area=one.skill_area,
            kind=one.kind.value,
            role=one.career_level,
            text=one.text if whole else None,
            quotes=one.quotes,
        )
        for one in sorted(exemplars, key=lambda one: (one.rating, one.id))
    )
