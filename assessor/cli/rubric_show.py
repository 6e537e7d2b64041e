"""How `assessor rubric show` prints a rubric, one skill area of it, or a role profile."""

from collections.abc import Iterable, Iterator

from assessor.cli.rubric_guide import guide_lines
from assessor.cli.rubric_words import ENGLISH
from assessor.domain.coverage import CoverageReport
from assessor.domain.profile import Responsibility, RoleProfile
from assessor.domain.rubric import (
    Anchor,
    CareerLevel,
    ExpectedBand,
    InterviewQuestion,
    MetricCheck,
    Rubric,
    SkillArea,
)  # fmt: skip
from assessor.rubrics.options import MARK

Words = dict[str, str]


def rubric_lines(rubric: Rubric, words: Words = ENGLISH) -> Iterator[str]:
    """Scale, career levels, skill areas, signals and guide of a rubric."""
    yield _head(rubric, words)
    yield f"\n{words['scale']} {rubric.scale.id}"
    for level in rubric.scale.levels:
        yield f"  {level.value} {level.label}: {level.definition}"
    if rubric.scale.not_applicable:
        yield f"  {words['na']}"
    for step in rubric.scale.discriminators:
        yield f"  {step.lower} {words['or']} {step.upper}? {step.question}"
    if rubric.career_levels:
        yield f"\n{words['levels']}"
    for career in rubric.career_levels:
        yield from _career_lines(career, words)
    yield f"\n{words['areas']}"
    for area in rubric.skill_areas:
        yield f"  {area.name}: {area.goal}"
    for area in rubric.optional_areas:
        name = words["optional"].format(id=f"{rubric.id}{MARK}{area.id}")
        yield f"  {area.name} ({name}): {area.goal}"
    caps = [f"{one.id} ({words['cap']} {one.cap}): {one.text}" for one in rubric.red_lines]
    yield from titled(words["red_lines"], caps)
    yield from titled(words["sign_off"], rubric.sign_off)
    yield from titled(words["reading"], rubric.reading_rules)
    yield from titled(words["growth"], [one.text for one in rubric.growth_signals])
    yield from titled(words["warning"], [one.text for one in rubric.warning_signs])
    yield from titled(words["evidence"], [f"{one.kind}: {one.requirement}" for one in rubric.evidence_types])
    for title, rows in guide_lines(rubric, words):
        yield from titled(title, rows)


def _career_lines(career: CareerLevel, words: Words) -> Iterator[str]:
    yield f"  {career.name}: {career.ownership}{_usual(career.expected, words)}"
    if career.decisions:
        yield f"    {words['decides']}: {career.decisions}"
    if career.contribution:
        yield f"    {words['adds']}: {career.contribution}"
    yield from (f"    {metric_line(check, words)}" for check in career.scope_metrics)
    yield from (f"    {test}" for test in career.scope_tests)


def area_lines(area: SkillArea, rubric: Rubric, words: Words = ENGLISH) -> Iterator[str]:
    """One skill area with anchors, targets, indicators, questions and coaching notes."""
    yield f"{area.name}{' (' + words['authored'] + ')' if area.authored else ''}"
    yield area.goal
    if area.reason:
        yield f"{words['why']}: {area.reason}"
    yield f"{words['owner']}: {area.owner}"
    yield from titled(
        words["indicators"], [f"{one.text} ({words[one.kind.value]})" for one in area.indicators]
    )
    for cell in area.cells:
        yield f"\n{cell.career_level}"
        yield from _anchors(cell.anchors)
        yield from (f"  {words['target']}: {metric_line(check, words)}" for check in cell.metrics)
    if area.strong:
        yield f"\n{words['strong']}"
        yield from _anchors(area.strong)
    labels = {level.value: level.label for level in rubric.scale.levels}
    for found in area.by_rating:
        yield f"\n{labels[found.rating]} ({found.rating})"
        yield from (f"  {one.text}" for one in found.indicators)
    yield from titled(words["found_in"], area.evidence_examples)
    yield from titled(words["interview"], [question_line(one, words) for one in area.interview])
    yield from titled(words["coaching"], area.coaching_notes)


def question_line(one: InterviewQuestion, words: Words = ENGLISH) -> str:
    """A question with the proof, probe and artefact that belong to it."""
    parts = (("proof", one.proof), ("probe", one.probe), ("artefact", one.artefact))
    return " ".join([one.question, *(f"{words[key]}: {text}" for key, text in parts if text)])


def profile_lines(profile: RoleProfile, report: CoverageReport, words: Words = ENGLISH) -> Iterator[str]:
    """A role profile, with what its responsibilities cover of each rubric they name."""
    yield _head(profile, words)
    yield words["no_scale"]
    yield f"\n{profile.purpose}"
    yield from titled(words["mission"], profile.mission)
    for group in profile.groups:
        rows = [f"{one.text} [{_competencies(one)}]" for one in group.responsibilities]
        yield from titled(group.name, rows)
    ramp = [
        f"{one.days} {words['days']}: {one.outcome} {words['seen_in']}: {', '.join(one.evidence)}"
        for one in profile.outcomes
    ]
    yield from titled(words["ramp"], ramp)
    yield from titled(words["measured"], profile.metrics)
    yield from titled(words["must"], profile.must_have)
    yield from titled(words["nice"], profile.nice_to_have)
    traits = [f"{one.name}: {one.behaviour}" for one in profile.traits]
    yield from titled(words["traits"], traits)
    yield from titled(words["principles"], profile.principles)
    for one in report.rubrics:
        without = [area.name for area in one.uncovered]
        rest = f"; {words['not_asked']}: {', '.join(without)}" if without else ""
        covered = len(one.areas) - len(without)
        told = words["covers"].format(covered=covered, areas=len(one.areas), rubric=one.rubric)
        yield f"\n{told}{rest}"


def metric_line(check: MetricCheck, words: Words = ENGLISH) -> str:
    """A numeric target in one line.

    >>> from assessor.domain.rubric import MetricDirection, MetricUnit
    >>> metric_line(MetricCheck(id="a", metric="on-time go-lives", direction=MetricDirection.AT_LEAST,
    ...     value=90, unit=MetricUnit.PERCENT, period="quarter", segment="enterprise", source="CRM"))
    'on-time go-lives: at least 90 percent (period: quarter; segment: enterprise; source: CRM)'
    """
    number = f"{check.value:g}" if check.upper is None else f"{check.value:g} {words['to']} {check.upper:g}"
    bound = f"{words[check.direction.value]} ".lstrip()
    named = (("period", check.period), ("segment", check.segment), ("source", check.source))
    where = "; ".join(f"{words[key]}: {text}" for key, text in named)
    return f"{check.metric}: {bound}{number} {words[check.unit.value]} ({where})"


def titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading with its rows; nothing where there are none."""
    rows = list(lines)
    if rows:
        yield f"\n{title}"
        yield from (f"  {row}" for row in rows)


def _head(pack: Rubric | RoleProfile, words: Words) -> str:
    told = f", {pack.lang} {pack.translation}" if pack.translation else ""
    return f"{pack.title} ({pack.id} {pack.version}{told}, {pack.status}, {words['owner']}: {pack.owner})"


def _competencies(task: Responsibility) -> str:
    return ", ".join(f"{one.rubric}/{one.skill_area}" for one in task.competencies)


def _usual(band: ExpectedBand | None, words: Words) -> str:
    if band is None:
        return ""
    ratings = str(band.lowest) if band.lowest == band.highest else f"{band.lowest}-{band.highest}"
    return f" ({words['usual'].format(ratings=ratings)} {band.note}".rstrip() + ")"


def _anchors(anchors: Iterable[Anchor]) -> Iterator[str]:
    for anchor in anchors:
        yield f"  {anchor.id}\n    {anchor.text}"
