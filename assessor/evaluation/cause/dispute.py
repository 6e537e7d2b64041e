"""Cause: the line between two levels at which sealed ratings and drafts part most, and the clauses at it.

Data alone choose the line and name the clauses; why people and drafter read them otherwise, nobody computes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assessor.domain.agreement import Statistic
from assessor.domain.cause import Clause, Dispute
from assessor.domain.rubric import Rubric, SkillArea
from assessor.domain.run import RunItem
from assessor.domain.sentences import Sentences
from assessor.evaluation.measures.shares import share
from assessor.rubrics.names import find_skill_area

FEWEST_COMPARED = 5
FEWEST_DISAGREED = 2
_MOST_ANCHORS = 1

InLanguages = Callable[[Rubric], tuple[Rubric, Rubric]]
"""A rubric in English and in German; its own language twice where it has no other."""


@dataclass(frozen=True)
class Disputed:
    """A sealed rating beside the draft of its item."""

    sealed: float
    item: RunItem

    @property
    def draft(self) -> int:
        """The drafted level."""
        assert self.item.rating is not None
        return self.item.rating

    def is_next_to(self, lower: int) -> bool:
        """Whether either stands next to the line above `lower`, or between them the line runs."""
        low, high = sorted((self.sealed, float(self.draft)))
        return low <= lower + 1 and high >= lower

    def is_parted_by(self, lower: int) -> bool:
        """Whether the line runs between them."""
        return (self.sealed > lower) != (self.draft > lower)


def dispute_of(
    pairs: Iterable[Disputed], rubrics: Callable[[str], Rubric], languages: InLanguages
) -> Dispute | None:
    """The line with the most disagreements, in one area of one rubric; of equals the larger share.

    Args:
        pairs: of items that were drafted.
        rubrics: loads a rubric by its id.
        languages: turns one into both languages.

    Returns:
        None where no line has five items next to it and two pairs that disagree.
    """
    by_area: dict[tuple[str, str], list[Disputed]] = defaultdict(list)
    for one in pairs:
        area = find_skill_area(rubrics(one.item.labels.rubric), one.item.labels.skill_area)
        by_area[one.item.labels.rubric, area.id].append(one)
    lines = [
        (len(_parted(near, lower)), len(_parted(near, lower)) / len(near), name, lower, near)
        for name, found in sorted(by_area.items())
        for lower in _lowers(rubrics(name[0]))
        if _items(near := [one for one in found if one.is_next_to(lower)]) >= FEWEST_COMPARED
    ]
    lines = [one for one in lines if one[0] >= FEWEST_DISAGREED]
    if not lines:
        return None
    _, _, (rubric_id, area_id), lower, near = max(lines, key=lambda one: one[:2])
    return _dispute(rubrics(rubric_id), area_id, lower, near, languages)


def _parted(near: Sequence[Disputed], lower: int) -> list[Disputed]:
    return [one for one in near if one.is_parted_by(lower)]


def _lowers(rubric: Rubric) -> tuple[int, ...]:
    values = sorted(one.value for one in rubric.scale.levels)
    return tuple(values[:-1])


def _dispute(
    rubric: Rubric, area_id: str, lower: int, near: Sequence[Disputed], languages: InLanguages
) -> Dispute:
    parted = _parted(near, lower)
    upper = min(one.value for one in rubric.scale.levels if one.value > lower)
    return Dispute(
        rubric=rubric.id,
        rubric_version=rubric.version,
        skill_area=area_id,
        lower=lower,
        upper=upper,
        compared=len(near),
        disagreed=_share(parted, near),
        draft_above=sum(one.draft > lower for one in parted),
        draft_below=sum(one.draft <= lower for one in parted),
        clauses=tuple(_clauses(languages(rubric), area_id, lower, upper, parted)),
    )


def _items(pairs: Sequence[Disputed]) -> int:
    return len({one.item.id for one in pairs})


def _share(parted: Sequence[Disputed], near: Sequence[Disputed]) -> Statistic:
    """As sure as so many items make it: five people's ratings of one text are no five texts."""
    value, items = len(parted) / len(near), _items(near)
    found = share(round(value * items), items, why_null="no item stands next to the line")
    return found.model_copy(update={"value": value})


def _clauses(
    both: tuple[Rubric, Rubric], area_id: str, lower: int, upper: int, parted: Sequence[Disputed]
) -> Iterable[Clause]:
    en, de = both
    for one, other in zip(en.scale.discriminators, de.scale.discriminators, strict=True):
        if (one.lower, one.upper) == (lower, upper):
            question = Sentences(en=one.question, de=other.question)
            yield Clause(id=f"{en.scale.id}:{lower}-{upper}", text=question, cited=None)
    english, german = (_area(one, area_id) for one in both)
    texts = _indicators(english), _indicators(german)
    for level in (lower, upper):
        for id_, text in texts[0].get(level, {}).items():
            yield Clause(id=id_, text=Sentences(en=text, de=texts[1][level][id_]), cited=None)
    yield from _most_cited(english, german, parted)


def _most_cited(english: SkillArea, german: SkillArea, parted: Sequence[Disputed]) -> Iterable[Clause]:
    """The anchors that most of the disputed drafts rest a claim on."""
    cited = Counter(
        anchor
        for one in parted
        if one.item.draft is not None
        for anchor in {claim.anchor for claim in one.item.draft.claims if claim.anchor is not None}
    )
    texts = {one.id: one.text for one in german.anchors}
    anchors = [one for one in english.anchors if cited[one.id]]
    for one in sorted(anchors, key=lambda anchor: -cited[anchor.id])[:_MOST_ANCHORS]:
        yield Clause(id=one.id, text=Sentences(en=one.text, de=texts[one.id]), cited=cited[one.id])


def _area(rubric: Rubric, area_id: str) -> SkillArea:
    return next(one for one in rubric.skill_areas if one.id == area_id)


def _indicators(area: SkillArea) -> dict[int, dict[str, str]]:
    return {one.rating: {each.id: each.text for each in one.indicators} for one in area.by_rating}
