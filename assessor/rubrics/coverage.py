"""Beside stage 1: which skill areas of which rubrics a role profile asks for (S003-12)."""

from assessor.domain.coverage import AreaCoverage, CoverageReport, RubricCoverage
from assessor.domain.profile import Responsibility, RoleProfile
from assessor.domain.rubric import Rubric
from assessor.rubrics.load import load_rubric
from assessor.rubrics.translations import in_language, languages


def coverage_report(profile: RoleProfile) -> CoverageReport:
    """The role beside every rubric its responsibilities name, in the order they are named.

    Areas are named in the profile's language where the rubric is there in it.
    """
    tasks = [task for group in profile.groups for task in group.responsibilities]
    named = dict.fromkeys(one.rubric for task in tasks for one in task.competencies)
    return CoverageReport(
        profile=profile.id,
        profile_version=profile.version,
        responsibilities=len(tasks),
        rubrics=tuple(_beside(tasks, _read(rubric_id, profile.lang)) for rubric_id in named),
    )


def _read(rubric_id: str, lang: str) -> Rubric:
    rubric = load_rubric(rubric_id)
    return in_language(rubric, lang) if lang in languages(rubric_id) else rubric


def _beside(tasks: list[Responsibility], rubric: Rubric) -> RubricCoverage:
    calls = {
        area.id: tuple(task.id for task in tasks if _calls_for(task, rubric.id, area.id))
        for area in rubric.skill_areas
    }
    calling = {task for found in calls.values() for task in found}
    return RubricCoverage(
        rubric=rubric.id,
        rubric_version=rubric.version,
        areas=tuple(
            AreaCoverage(skill_area=area.id, name=area.name, responsibilities=calls[area.id])
            for area in rubric.skill_areas
        ),
        without_competency=tuple(task.id for task in tasks if task.id not in calling),
    )


def _calls_for(task: Responsibility, rubric_id: str, area_id: str) -> bool:
    return any((one.rubric, one.skill_area) == (rubric_id, area_id) for one in task.competencies)
