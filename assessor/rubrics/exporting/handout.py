"""Export: what a handout says, for slides and pages alike (S004-06, S004-07, S004-11).

Leaders get questions, coaching notes and signals; CSMs get what they are rated by and room for their own
view. Ratings are told by number, word and sign, never by colour alone (S004-03).
"""

from typing import Literal, NamedTuple

from assessor.domain.rubric import MetricCheck, MetricDirection, Rubric, SkillArea
from assessor.rubrics.exporting.handout_words import HOW, WORDS
from assessor.rubrics.exporting.tables import every_area

Audience = Literal["leader", "csm"]
_SIGNS = ("▼", "◆", "▲")
"""For scales of three ratings, lowest first: three shapes."""


class Column(NamedTuple):
    """One level or rating of an area, with what is seen there."""

    heading: str
    sign: str
    """A shape for the eye beside the words; empty for career levels."""
    anchors: tuple[str, ...]
    targets: tuple[str, ...]


class AreaPage(NamedTuple):
    """What a handout says of one skill area."""

    id: str
    name: str
    optional: bool
    goal: str
    reason: str
    owner: str
    columns: tuple[Column, ...]
    indicators: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    """Question and proof; for leaders."""
    coaching: tuple[str, ...]
    """For leaders."""


class Handout(NamedTuple):
    """A rubric for one kind of readers."""

    rubric: Rubric
    audience: Audience
    lang: str
    subtitle: str
    how: tuple[str, ...]
    areas: tuple[AreaPage, ...]

    def word(self, key: str) -> str:
        """A fixed word in the handout's language."""
        return (
            WORDS[key]
            .in_words_of(self.lang)
            .format(min=self.rubric.evidence.min_artefacts, months=self.rubric.evidence.max_age_months)
        )

    @property
    def for_leader(self) -> bool:
        """Whether leaders read it."""
        return self.audience == "leader"


def handout_of(rubric: Rubric, audience: Audience, lang: str) -> Handout:
    """A handout for leaders or for CSMs.

    Args:
        rubric: what it is about.
        audience: who reads it.
        lang: `en` or `de`, for the fixed words; the rubric's own texts stay in its language.
    """
    numbers = {"min": rubric.evidence.min_artefacts, "months": rubric.evidence.max_age_months}
    return Handout(
        rubric=rubric,
        audience=audience,
        lang=lang,
        subtitle=WORDS[f"for_{audience}"].in_words_of(lang),
        how=tuple(line.in_words_of(lang).format(**numbers) for line in HOW[audience]),
        areas=tuple(_page(area, rubric, audience, lang) for area in every_area(rubric)),
    )


def sign_of(rating: int, rubric: Rubric) -> str:
    """The shape of a rating; empty on scales other than of three."""
    values = [level.value for level in rubric.scale.levels]
    return _SIGNS[values.index(rating)] if len(values) == len(_SIGNS) else ""


def target_line(check: MetricCheck, lang: str) -> str:
    """A numeric target in one line."""
    number = f"{check.value:,.12g}" if lang != "de" else f"{check.value:,.12g}".translate(_GERMAN)
    if check.upper is not None:
        upper = f"{check.upper:,.12g}" if lang != "de" else f"{check.upper:,.12g}".translate(_GERMAN)
        number = f"{number} {WORDS['to'].in_words_of(lang)} {upper}"
    elif check.direction is not MetricDirection.BETWEEN:
        number = f"{WORDS[check.direction.value].in_words_of(lang)} {number}"
    unit = WORDS[check.unit.value].in_words_of(lang)
    return f"{check.metric}: {number} {unit} ({check.period}; {check.segment}; {check.source})"


_GERMAN = str.maketrans(",.", ".,")


def _page(area: SkillArea, rubric: Rubric, audience: Audience, lang: str) -> AreaPage:
    leader = audience == "leader"
    return AreaPage(
        id=area.id,
        name=area.name,
        optional=area in rubric.optional_areas,
        goal=area.goal,
        reason=area.reason,
        owner=area.owner,
        columns=(*_by_level(area, lang), *_by_rating(area, rubric, lang)),
        indicators=tuple(one.text for one in area.indicators),
        questions=tuple((one.question, one.proof) for one in area.interview) if leader else (),
        coaching=area.coaching_notes if leader else (),
    )


def _by_level(area: SkillArea, lang: str) -> tuple[Column, ...]:
    return tuple(
        Column(
            cell.career_level, "", tuple(one.text for one in cell.anchors),
            tuple(target_line(check, lang) for check in cell.metrics),
        )
        for cell in area.cells
    )  # fmt: skip


def _by_rating(area: SkillArea, rubric: Rubric, lang: str) -> tuple[Column, ...]:
    if not area.by_rating:
        return ()
    labels = {level.value: level.label for level in rubric.scale.levels}
    strong = Column(WORDS["strong"].in_words_of(lang), "", tuple(one.text for one in area.strong), ())
    return (
        strong,
        *(
            Column(
                f"{labels[found.rating]} ({found.rating})", sign_of(found.rating, rubric),
                tuple(one.text for one in found.indicators), (),
            )
            for found in area.by_rating
        ),
    )  # fmt: skip
