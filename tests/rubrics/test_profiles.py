"""The role profile: complete, mapped to competencies, and nothing anybody is rated by."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from assessor.domain.profile import RoleProfile
from assessor.errors import InputError, NotFoundError
from assessor.rubrics import profiles
from assessor.rubrics.load import load_rubric
from assessor.rubrics.profiles import coverage, load_profile
from assessor.rubrics.shipped import shipped


@pytest.fixture(scope="module")
def role() -> RoleProfile:
    return load_profile("csm-role")


def test_header_and_changelog(role: RoleProfile) -> None:
    """S003-01, S003-02."""
    assert (role.id, role.version, role.status) == ("csm-role", "1.0.0", "released")
    assert role.changelog[0].version == role.version


def test_four_groups_of_four_responsibilities(role: RoleProfile) -> None:
    """S003-03, S003-04."""
    assert [len(group.responsibilities) for group in role.groups] == [4, 4, 4, 4]
    assert len(role.mission) == 4


def test_outcomes_over_the_first_year(role: RoleProfile) -> None:
    """S003-05, S003-13."""
    assert [one.days for one in role.outcomes] == [60, 90, 180, 365]
    assert all(one.evidence for one in role.outcomes)


def test_metrics_and_requirements(role: RoleProfile) -> None:
    """S003-06, S003-07, S003-08, S003-10."""
    assert [len(part) for part in (role.metrics, role.must_have, role.nice_to_have, role.principles)] == [
        5,
        5,
        3,
        5,
    ]
    assert role.must_have[0].startswith("3 or more years")


def test_traits_stand_beside_conduct_that_can_be_observed(role: RoleProfile) -> None:
    """S003-09."""
    assert len(role.traits) == 5
    assert all(len(trait.behaviour.split()) >= 6 for trait in role.traits)


def test_every_responsibility_calls_for_a_competency(role: RoleProfile) -> None:
    """S003-12."""
    assert all(task.competencies for group in role.groups for task in group.responsibilities)
    covered = coverage(role, "csm-matrix")
    assert all(covered.values())
    assert covered["Health Score Management"] == ("relations_contact", "relations_ahead")
    assert coverage(role, "csm-evaluation")["Written clarity"] == ()


def test_the_document_names_no_person(role: RoleProfile) -> None:
    """S003-15."""
    assert role.owner == "CS Enablement"
    assert {entry.author for entry in role.changelog} == {"CS Enablement"}


def test_a_profile_is_no_rubric() -> None:
    """X-01."""
    with pytest.raises(InputError, match="without a scale") as caught:
        load_rubric("csm-role")
    assert caught.value.code == "unrateable_rubric"
    with pytest.raises(NotFoundError):
        load_profile("csm-matrix")


def task(pack: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = pack["groups"][0]["responsibilities"][0]
    return found


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda p: task(p).update(competencies=[]), r"competencies"),
        (
            lambda p: task(p)["competencies"][0].update(skill_area="nil"),
            "no rubric 'csm-matrix' with a skill area",
        ),
        (lambda p: task(p)["competencies"][0].update(rubric="nil"), "no rubric 'nil' with"),
        (lambda p: task(p).update(id="value_roi"), "responsibility id 'value_roi' is given twice"),
        (lambda p: p.update(id="other"), "id 'other'; expected 'csm-role'"),
        (lambda p: p.update(scale="1-5"), "scale is an unknown key"),
        (lambda p: p["outcomes"][0].update(evidence=["fax"]), "outcome of 60 days: evidence 'fax'; expected"),
    ],
)
def test_a_broken_profile_is_refused(break_it: Callable[[dict[str, Any]], object], message: str) -> None:
    pack = yaml.safe_load(shipped("profiles")["csm-role"].read_text(encoding="utf-8"))
    break_it(pack)
    content = yaml.safe_dump(pack).encode()
    with pytest.raises(InputError, match=message):
        profiles.read_profile(content, file="csm-role.yaml", profile_id="csm-role")
