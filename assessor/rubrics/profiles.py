"""Before stage 1: role profiles on disk become checked values, and what competencies they cover."""

from functools import cache

from assessor.domain.artefact import ArtefactKind
from assessor.domain.profile import RoleProfile
from assessor.errors import NotFoundError
from assessor.rubrics.faults import Fault
from assessor.rubrics.lint import LintFinding, placed, trait_weaknesses
from assessor.rubrics.load import invalid, load_rubric, validated
from assessor.rubrics.shipped import shipped


@cache
def load_profile(profile_id: str) -> RoleProfile:
    """The packaged profile of this id; read once in a process.

    Raises:
        NotFoundError: code `unknown_profile`.
        InputError: code `rubric_invalid`; the file breaks its format, names a competency that no rubric has,
            or gives two responsibilities one id.
    """
    files = shipped("profiles")
    if profile_id not in files:
        known = ", ".join(files)
        raise NotFoundError(
            f"no role profile {profile_id!r}; expected one of: {known}.", code="unknown_profile"
        )
    content = files[profile_id].read_bytes()
    return read_profile(content, file=f"profiles/{profile_id}.yaml", profile_id=profile_id)


def read_profile(content: bytes, *, file: str, profile_id: str) -> RoleProfile:
    """A profile from the bytes of its file.

    Raises:
        InputError: as for `load_profile`.
    """
    profile = validated(RoleProfile, content, file=file)
    faults = _faults_of(profile, profile_id)
    if faults:
        raise invalid(file, faults)
    return profile


def lint_profile(profile_id: str) -> tuple[LintFinding, ...]:
    """Weaknesses of the conduct that stands for a profile's traits (S003-09)."""
    content = shipped("profiles")[profile_id].read_text(encoding="utf-8")
    found = trait_weaknesses(load_profile(profile_id))
    return placed(found, content, rubric_id=profile_id, file=f"profiles/{profile_id}.yaml")


def list_profiles() -> tuple[RoleProfile, ...]:
    """Every packaged profile, ordered by id."""
    return tuple(load_profile(profile_id) for profile_id in shipped("profiles"))


def coverage(profile: RoleProfile, rubric_id: str) -> dict[str, tuple[str, ...]]:
    """For each skill area of a rubric, by canonical name, the ids of the responsibilities that call for it.

    An area without any is one the rubric rates and the role does not ask for (S003-12).
    """
    rubric = load_rubric(rubric_id)
    return {
        area.name: tuple(
            task.id
            for group in profile.groups
            for task in group.responsibilities
            if any((one.rubric, one.skill_area) == (rubric_id, area.id) for one in task.competencies)
        )
        for area in rubric.skill_areas
    }


def _faults_of(profile: RoleProfile, profile_id: str) -> list[Fault]:
    faults = []
    if profile.id != profile_id:
        faults.append(Fault("", f"id {profile.id!r}; expected {profile_id!r}, as the file is named"))
    tasks = [task for group in profile.groups for task in group.responsibilities]
    ids = [task.id for task in tasks]
    faults += [
        Fault("", f"responsibility id {one!r} is given twice") for one in set(ids) if ids.count(one) > 1
    ]
    for task in tasks:
        for one in task.competencies:
            if one.skill_area not in _areas(one.rubric):
                place = f"responsibility {task.id!r}"
                faults.append(Fault(place, f"no rubric {one.rubric!r} with a skill area {one.skill_area!r}"))
    for outcome in profile.outcomes:
        for kind in outcome.evidence:
            if kind not in set(ArtefactKind):
                known = ", ".join(ArtefactKind)
                faults.append(
                    Fault(f"outcome of {outcome.days} days", f"evidence {kind!r}; expected {known}")
                )
    return faults


def _areas(rubric_id: str) -> frozenset[str]:
    if rubric_id not in shipped("packs"):
        return frozenset()
    return frozenset(area.id for area in load_rubric(rubric_id).skill_areas)
