"""Rubrics as the report shows them: names of levels and areas in its language, and labels beside drafts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assessor.domain.eval_report import ReportLevel, ReportRubric
from assessor.domain.rubric import Rubric
from assessor.domain.run import RubricSource, RunItem, RunMeasures
from assessor.domain.text import Language
from assessor.errors import NotFoundError
from assessor.evaluation.reporting.figures import kappa_figure
from assessor.i18n import tr
from assessor.rubrics.names import find_skill_area


@dataclass(frozen=True)
class ReadRubric:
    """A rubric in its own language, which labels are written in, and in the reader's."""

    own: Rubric
    shown: Rubric

    def area_name(self, name: str) -> str:
        """A skill area of a label as the reader knows it; as the label has it where the rubric does not."""
        try:
            found = find_skill_area(self.own, name)
        except NotFoundError:
            return name
        return next((one.name for one in self.shown.skill_areas if one.id == found.id), name)

    def level_label(self, value: int) -> str:
        """The name of a level; empty where the scale has none of this value."""
        return next((one.label for one in self.shown.scale.levels if one.value == value), "")


class Names:
    """What rubrics, areas and levels of a run are called.

    Args:
        rubrics: by id; one that is no longer to be had is left out, and its ids and numbers are shown.
    """

    def __init__(self, rubrics: Mapping[str, ReadRubric]) -> None:
        self._rubrics = rubrics

    def rubric(self, rubric_id: str) -> str:
        """Title of a rubric."""
        found = self._rubrics.get(rubric_id)
        return rubric_id if found is None else found.shown.title

    def area(self, rubric_id: str, name: str) -> str:
        """Name of a skill area."""
        found = self._rubrics.get(rubric_id)
        return name if found is None else found.area_name(name)

    def level(self, rubric_id: str, value: int) -> str:
        """A level with its name, `3 Skilled`."""
        found = self._rubrics.get(rubric_id)
        label = "" if found is None else found.level_label(value)
        return f"{value} {label}".rstrip()

    def levels(self, rubric_id: str, seen: Sequence[int]) -> tuple[ReportLevel, ...]:
        """Every level of the scale; where the rubric is not to be had, those that were seen."""
        found = self._rubrics.get(rubric_id)
        values = set(seen) | ({one.value for one in found.own.scale.levels} if found else set())
        return tuple(
            ReportLevel(value=value, label=found.level_label(value) if found else "")
            for value in sorted(values)
        )


def read_rubrics(
    sources: Sequence[RubricSource], load: Callable[[str], Rubric], in_language: Callable[[Rubric], Rubric]
) -> dict[str, ReadRubric]:
    """The rubrics of a run, at the versions it was made with; those that are no longer to be had left out.

    Args:
        sources: from the run's manifest.
        load: a rubric by `ID` or `ID@VERSION`.
        in_language: the same in the reader's language.
    """
    found = {}
    for source in sources:
        try:
            own = load(source.id)
            if own.version != source.version:
                own = load(f"{source.id}@{source.version}")
        except NotFoundError:
            continue
        found[source.id] = ReadRubric(own, in_language(own))
    return found


def report_rubrics(
    measures: RunMeasures,
    items: Sequence[RunItem],
    sources: Sequence[RubricSource],
    names: Names,
    lang: Language,
) -> tuple[ReportRubric, ...]:
    """Each rubric of the run that has items."""
    versions = {one.id: one.version for one in sources}
    return tuple(
        _report_rubric(rubric_id, versions.get(rubric_id, ""), measures, items, names, lang)
        for rubric_id in measures.by["rubric"]
    )


def _report_rubric(
    rubric_id: str,
    version: str,
    measures: RunMeasures,
    items: Sequence[RunItem],
    names: Names,
    lang: Language,
) -> ReportRubric:
    labelled = [one for one in items if one.labels.rubric == rubric_id and one.labels.rating is not None]
    met = Counter((one.labels.rating, one.rating) for one in labelled)
    levels = names.levels(rubric_id, [value for pair in met for value in pair if value is not None])
    part = measures.by["rubric"][rubric_id]
    equal = sum(met[one.value, one.value] for one in levels)
    unrated = sum(count for (_, draft), count in met.items() if draft is None)
    return ReportRubric(
        id=rubric_id,
        version=version,
        title=names.rubric(rubric_id),
        items=part.n,
        rated=part.rated,
        qwk=kappa_figure(f"qwk[rubric={rubric_id}]", part.qwk, lang),
        levels=levels,
        counts=tuple(tuple(met[row.value, column.value] for column in levels) for row in levels),
        unrated=tuple(met[row.value, None] for row in levels),
        says=tr(
            lang,
            "Labelled items: {labelled}. Equal: {equal}, draft higher: {higher}, draft lower: {lower}, "
            "without a rating: {unrated}.",
            labelled=len(labelled),
            equal=equal,
            higher=_sum_where(met, higher=True),
            lower=_sum_where(met, higher=False),
            unrated=unrated,
        ),
    )


def _sum_where(met: Mapping[tuple[int | None, int | None], int], *, higher: bool) -> int:
    return sum(
        count
        for (label, draft), count in met.items()
        if label is not None and draft is not None and label != draft and (draft > label) is higher
    )
