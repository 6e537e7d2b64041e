import pytest

from assessor.domain.rubric import Rubric
from assessor.errors import NotFoundError
from assessor.rubrics.names import find_career_level, find_skill_area, folded


@pytest.mark.parametrize(
    ("typed", "area_id"),
    [
        ("AI in renewals, expansion & QBRs", "renewals"),
        ("4) AI in renewals, expansion & QBRs", "renewals"),
        ("4. AI in renewals, expansion & QBRs", "renewals"),
        ("(4) ai in renewals expansion qbrs", "renewals"),
        ("4)AI IN RENEWALS, EXPANSION AND QBRS", "renewals"),
        ("  AI in renewals,\texpansion & QBRs\n", "renewals"),
        ("renewals", "renewals"),
        ("AI foundations, ethics & guardrails (CS context)", "guardrails"),
        ("1) AI foundations, ethics & guardrails", "guardrails"),
        ("Data, privacy & CRM/CSM hygiene (EU/DACH lens)", "data"),
        ("5) Data, privacy & CRM/CSM hygiene", "data"),
        ("privacy/CRM hygiene", "data"),
        ("7) Collaboration & governance", "collaboration"),
        ("Collaboration & governance (Sales, RevOps, Legal, IT)", "collaboration"),
        ("Change-management und customer_trust", "trust"),
    ],
)
def test_name_id_or_alias_finds_the_skill_area(ai_skills: Rubric, typed: str, area_id: str) -> None:
    assert find_skill_area(ai_skills, typed).id == area_id


@pytest.mark.parametrize(
    "typed",
    [
        "AI in renewals, expansion",  # a beginning, though no other name begins so
        "renewal",  # a beginning of an id
        "AI in renewals, expansion & QBRs today",
        "AI in renewal, expansion & QBRs",
        "AI",  # the beginning of several names
        "4",
        "4)",
        "&",
        "",
        " ",
    ],
)
def test_anything_less_or_more_than_a_whole_spelling_is_unknown(ai_skills: Rubric, typed: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_skill_area(ai_skills, typed)
    assert caught.value.code == "unknown_skill_area"
    for area in ai_skills.skill_areas:
        assert area.name in caught.value.message
        assert f"[{area.id}]" in caught.value.message


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Onboarding / Support Specialist", "Onboarding / Support Specialist"),
        ("onboarding/support specialist", "Onboarding / Support Specialist"),
        ("Specialist", "Onboarding / Support Specialist"),
        ("Customer Success Manager / Account Manager", "Customer Success Manager / Account Manager"),
        ("CSM", "Customer Success Manager / Account Manager"),
        ("account manager", "Customer Success Manager / Account Manager"),
        ("CSM / Account Manager", "Customer Success Manager / Account Manager"),
        ("Senior CSM", "Senior / Strategic CSM"),
        ("3. senior/strategic csm", "Senior / Strategic CSM"),
        ("Head of CS", "Head of Customer Success"),
        ("HEAD OF CUSTOMER SUCCESS", "Head of Customer Success"),
    ],
)
def test_name_or_alias_finds_the_career_level(ai_skills: Rubric, typed: str, name: str) -> None:
    assert find_career_level(ai_skills, typed).name == name


@pytest.mark.parametrize("typed", ["Lead CSM", "Junior CSM", "Customer Success", "Head of", "C S M", ""])
def test_unknown_career_level_lists_names_and_short_forms(ai_skills: Rubric, typed: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_career_level(ai_skills, typed)
    assert caught.value.code == "unknown_career_level"
    for level in ai_skills.career_levels:
        for spelling in (level.name, *level.aliases):
            assert spelling in caught.value.message


def test_a_long_unknown_name_is_shown_shortened(ai_skills: Rubric) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_skill_area(ai_skills, "x" * 5000)
    assert "x" * 61 not in caught.value.message


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("12) Risk", "risk"),
        ("2 - Risk", "risk"),
        ("2Risk", "2risk"),  # a digit without a separator is part of the name
        ("24-7 support", "24 7 support"),
        ("Übergabe & Einführung", "übergabe einführung"),
        ("ﬁnance", "finance"),  # a ligature is two letters
        ("Android and Sandbox", "android sandbox"),  # only the word "and", not its letters
        ("1) &", ""),
    ],
)
def test_folding_drops_only_what_does_not_count(name: str, expected: str) -> None:
    assert folded(name) == expected
