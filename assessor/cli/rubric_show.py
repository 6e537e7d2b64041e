"""How `assessor rubric show` prints a rubric or one skill area of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assessor.domain.profile import Responsibility, RoleProfile
from assessor.domain.rubric import Anchor, ExpectedBand, MetricCheck, MetricDirection, Rubric, SkillArea


def rubric_lines(rubric: Rubric) -> Iterator[str]:
    """Scale, career levels, skill areas and red lines of a rubric."""
    yield f"{rubric.title} ({rubric.id} {rubric.version}, {rubric.status}, owner: {rubric.owner})"
    yield f"\nScale {rubric.scale.id}"
    for level in rubric.scale.levels:
        yield f"  {level.value} {level.label}: {level.definition}"
    if rubric.scale.not_applicable:
        yield "  N/A: does not apply at this level; left out of every aggregate"
    for step in rubric.scale.discriminators:
        yield f"  {step.lower} or {step.upper}? {step.question}"
    if rubric.career_levels:
        yield "\nCareer levels"
    for career in rubric.career_levels:
        yield f"  {career.name}: {career.ownership}{_usual(career.expected)}"
        yield from (f"    {metric_line(check)}" for check in career.scope_metrics)
    yield "\nSkill areas"
    for area in rubric.skill_areas:
        yield f"  {area.name}: {area.goal}"
    for area in rubric.optional_areas:
        yield f"  {area.name} (optional, not rated): {area.goal}"
    yield from _titled("Red lines", [f"{one.id} (cap {one.cap}): {one.text}" for one in rubric.red_lines])
    yield from _titled("How evidence is read", rubric.reading_rules)
    yield from _titled("Growth signals", [one.text for one in rubric.growth_signals])
    yield from _titled("Warning signs", [one.text for one in rubric.warning_signs])


def area_lines(area: SkillArea, rubric: Rubric) -> Iterator[str]:
    """One skill area with anchors, targets, indicators, questions and coaching notes."""
    yield f"{area.name}{' (name and content are ours)' if area.authored else ''}"
    yield area.goal
    if area.reason:
        yield f"Why it matters: {area.reason}"
    yield f"owner: {area.owner}"
    for cell in area.cells:
        yield f"\n{cell.career_level}"
        yield from _anchors(cell.anchors)
        yield from (f"  target: {metric_line(check)}" for check in cell.metrics)
    if area.strong:
        yield "\nStrong behaviour"
        yield from _anchors(area.strong)
    labels = {level.value: level.label for level in rubric.scale.levels}
    for found in area.by_rating:
        yield f"\n{labels[found.rating]} ({found.rating})"
        yield from (f"  {one.text}" for one in found.indicators)
    yield from _titled("Interview", [f"{one.question} Proof: {one.proof}" for one in area.interview])
    yield from _titled("Coaching, apart from any rating", area.coaching_notes)


def profile_lines(profile: RoleProfile, covered: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    """A role profile, with what its responsibilities cover of each rubric they name."""
    yield f"{profile.title} ({profile.id} {profile.version}, {profile.status}, owner: {profile.owner})"
    yield "A role profile: it has no scale and rates nobody."
    yield f"\n{profile.purpose}"
    yield from _titled("Mission", profile.mission)
    for group in profile.groups:
        rows = [f"{one.text} [{_competencies(one)}]" for one in group.responsibilities]
        yield from _titled(group.name, rows)
    ramp = [f"{one.days} days: {one.outcome} Seen in: {', '.join(one.evidence)}" for one in profile.outcomes]
    yield from _titled("What should be seen when", ramp)
    yield from _titled("Measured by", profile.metrics)
    yield from _titled("Must have", profile.must_have)
    yield from _titled("Nice to have", profile.nice_to_have)
    traits = [f"{one.name}: {one.behaviour}" for one in profile.traits]
    yield from _titled("Traits of the source, with conduct that can be observed", traits)
    yield from _titled("Principles", profile.principles)
    for rubric_id, areas in covered.items():
        without = [area for area, tasks in areas.items() if not tasks]
        rest = f"; not asked for by this role: {', '.join(without)}" if without else ""
        yield f"\nCovers {len(areas) - len(without)} of {len(areas)} areas of {rubric_id}{rest}"


def metric_line(check: MetricCheck) -> str:
    """A numeric target in one line.

    >>> from assessor.domain.rubric import MetricUnit
    >>> metric_line(MetricCheck(id="a", metric="on-time go-lives", direction=MetricDirection.AT_LEAST,
    ...     value=90, unit=MetricUnit.PERCENT, period="quarter", segment="enterprise", source="CRM"))
    'on-time go-lives: at least 90 percent (period: quarter; segment: enterprise; source: CRM)'
    """
    number = f"{check.value:g}" if check.upper is None else f"{check.value:g} to {check.upper:g}"
    bound = (
        "" if check.direction is MetricDirection.BETWEEN else f"{check.direction.value} ".replace("_", " ")
    )
    where = f"period: {check.period}; segment: {check.segment}; source: {check.source}"
    return f"{check.metric}: {bound}{number} {check.unit.value} ({where})"


def _competencies(task: Responsibility) -> str:
    return ", ".join(f"{one.rubric}/{one.skill_area}" for one in task.competencies)


def _usual(band: ExpectedBand | None) -> str:
    if band is None:
        return ""
    ratings = str(band.lowest) if band.lowest == band.highest else f"{band.lowest}-{band.highest}"
    return f" (usual: {ratings}, as a profile and no gate. {band.note}".rstrip() + ")"


def _anchors(anchors: Iterable[Anchor]) -> Iterator[str]:
    for anchor in anchors:
        yield f"  {anchor.id}\n    {anchor.text}"


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    rows = list(lines)
    if rows:
        yield f"\n{title}"
        yield from (f"  {row}" for row in rows)
