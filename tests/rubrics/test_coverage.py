"""The role beside rubrics: every responsibility mapped, every gap named."""

from assessor.domain.profile import RoleProfile
from assessor.rubrics.coverage import coverage_report
from assessor.rubrics.profiles import coverage, load_profile
from assessor.rubrics.translations import in_language


def test_every_responsibility_is_mapped_in_every_rubric_the_role_names() -> None:
    """S003-12."""
    report = coverage_report(load_profile("csm-role"))
    assert report.responsibilities == 16
    assert [one.rubric for one in report.rubrics] == ["csm-matrix", "csm-evaluation", "csm-laufbahn"]
    assert all(one.without_competency == () for one in report.rubrics)


def test_areas_without_a_responsibility_are_named() -> None:
    matrix, evaluation, laufbahn = coverage_report(load_profile("csm-role")).rubrics
    assert matrix.uncovered == laufbahn.uncovered == ()
    assert [area.skill_area for area in evaluation.uncovered] == [
        "prioritisation", "business-acumen", "follow-through", "records", "writing", "facilitation",
        "hard-talks", "peer-coaching",
    ]  # fmt: skip
    data = next(area for area in matrix.areas if area.skill_area == "data")
    assert data.responsibilities == ("onboarding_adoption", "value_visible", "value_framework")


def test_the_report_agrees_with_the_coverage_of_each_rubric() -> None:
    profile = load_profile("csm-role")
    for one in coverage_report(profile).rubrics:
        listed = coverage(profile, one.rubric)
        assert list(listed.values()) == [area.responsibilities for area in one.areas]


def test_areas_are_named_in_the_language_of_the_profile() -> None:
    report = coverage_report(in_language(load_profile("csm-role"), "de"))
    assert report.rubrics[1].areas[0].name == "Erfolgsplanung"
    assert report.rubrics[2].areas[1].name == "QBR-Vorbereitung & Executive-Kommunikation"


def test_a_responsibility_without_an_area_of_a_rubric_is_named() -> None:
    profile = load_profile("csm-role")
    first = profile.groups[0]
    task = first.responsibilities[0]
    only = tuple(one for one in task.competencies if one.rubric != "csm-matrix")
    tasks = (task.model_copy(update={"competencies": only}), *first.responsibilities[1:])
    group = first.model_copy(update={"responsibilities": tasks})
    values = {name: getattr(profile, name) for name in RoleProfile.model_fields}
    report = coverage_report(RoleProfile(**values | {"groups": (group, *profile.groups[1:])}))
    assert next(one for one in report.rubrics if one.rubric == "csm-matrix").without_competency == (task.id,)
