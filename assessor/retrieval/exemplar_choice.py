"""Stage 3 of 7, which released exemplars to show beside an artefact. They never decide a level.

1. Left out: the artefact itself and edited copies of it, its twin, work of the assessee's own team, and
   ratings that are relative to another role.
2. In order: of the same skill area, then of the same language, then the nearest in meaning.
3. The first three, at least two ratings among them: examples of one rating alone only pull towards it. Where
   the first three agree, the third makes way for the first of another rating; where there is none, nothing is
   shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessor.domain.exemplar import Exemplar, shows_contrast
from assessor.domain.likeness import is_same_work
from assessor.domain.text import Language

MOST = 3


@dataclass(frozen=True)
class Beside:
    """What the examples are to stand beside."""

    text: str
    lang: Language
    skill_area: str | None
    career_level: str | None
    team: str | None
    twins: frozenset[str]
    """Labels of pairs that the artefact belongs to."""


def choose(
    beside: Beside, exemplars: Sequence[Exemplar], scores: Mapping[str, float]
) -> tuple[Exemplar, ...]:
    """Up to three exemplars, the most fitting first; none where no two ratings could be shown.

    Args:
        beside: the artefact.
        exemplars: released, of the same rubric version.
        scores: nearness by exemplar id; who has none is left out.
    """
    ranked = sorted(
        (one for one in exemplars if one.id in scores and _may_stand(one, beside)),
        key=lambda one: (
            one.skill_area != beside.skill_area,
            one.lang != beside.lang,
            -scores[one.id],
            one.id,
        ),
    )
    first = ranked[:MOST]
    if first and not shows_contrast(first):
        others = [one for one in ranked[MOST:] if one.rating != first[0].rating]
        first = [*first[: MOST - 1], *others[:1]]
    return tuple(first) if shows_contrast(first) else ()


def _may_stand(exemplar: Exemplar, beside: Beside) -> bool:
    if exemplar.text is None or (exemplar.twin is not None and exemplar.twin in beside.twins):
        return False
    if exemplar.career_level is not None and exemplar.career_level != beside.career_level:
        return False
    if exemplar.team and beside.team and exemplar.team.casefold() == beside.team.casefold():
        return False
    return not is_same_work(exemplar.text, beside.text)
