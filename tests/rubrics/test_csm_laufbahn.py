"""The csm-laufbahn pack holds everything its source asks for."""

import pytest

from assessor.domain.rubric import MetricCheck, Rubric
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_career_level, find_skill_area

LEVELS = ("Junior CSM", "CSM (Mid)", "Senior CSM", "Lead CSM")
AREAS = (
    "Customer Onboarding & Time-to-Value",
    "QBR-Vorbereitung & Executive-Kommunikation",
    "Health-Score-Monitoring & Risikoerkennung",
    "Verlängerungsmanagement & Vertragsverhandlung",
    "Expansion Motion (Upsell & Cross-Sell)",
    "Stakeholder- & Beziehungsmanagement",
)


@pytest.fixture(scope="module")
def laufbahn() -> Rubric:
    return load_rubric("csm-laufbahn")


def targets(rubric: Rubric, area: str, level: str) -> list[tuple[str, float, float | None, str]]:
    name = find_career_level(rubric, level).name
    cell = next(one for one in find_skill_area(rubric, area).cells if one.career_level == name)
    return [(one.direction.value, one.value, one.upper, one.unit.value) for one in cell.metrics]


def test_six_german_areas_at_four_career_levels(laufbahn: Rubric) -> None:
    """S002-01, S002-02, S002-03."""
    assert laufbahn.lang == "de"
    assert tuple(level.name for level in laufbahn.career_levels) == LEVELS
    assert tuple(area.name for area in laufbahn.skill_areas) == AREAS
    assert sum(len(area.cells) for area in laufbahn.skill_areas) == 24


def test_the_scale_has_four_ratings_na_and_asks_for_the_role(laufbahn: Rubric) -> None:
    """S002-13, S002-14, X-02."""
    assert {level.value: level.label for level in laufbahn.scale.levels} == {
        1: "Entwickelnd",
        2: "Kompetent",
        3: "Fortgeschritten",
        4: "Experte",
    }
    assert laufbahn.scale.not_applicable
    assert laufbahn.scale.role_dependent


@pytest.mark.parametrize(
    ("area", "level", "expected"),
    [
        # S002-04
        ("onboarding", "mid", [("between", 10, 15, "percent")]),
        ("onboarding", "senior", [("at_least", 90, None, "percent")]),
        ("onboarding", "lead", [("at_least", 20, None, "percent")]),
        # S002-05
        ("health", "mid", [("at_least", 70, None, "percent")]),
        ("health", "lead", [("at_least", 15, None, "percent")]),
        # S002-06
        ("renewal", "mid", [("at_most", 100_000, None, "currency"), ("at_least", 85, None, "percent")]),
        ("renewal", "senior", [("at_least", 100_000, None, "currency"), ("at_least", 95, None, "percent")]),
        ("renewal", "lead", [("at_least", 100, None, "percent")]),
        # S002-07
        ("expansion", "mid", [("at_least", 20_000, None, "currency")]),
        ("expansion", "senior", [("at_least", 100_000, None, "currency")]),
        ("expansion", "lead", [("at_least", 120, None, "percent")]),
        ("onboarding", "junior", []),
    ],
)
def test_numeric_targets_are_typed(
    laufbahn: Rubric, area: str, level: str, expected: list[tuple[str, float, float | None, str]]
) -> None:
    """S002-04, S002-05, S002-06, S002-07, S002-11."""
    assert targets(laufbahn, area, level) == expected


def test_every_target_says_where_when_and_for_whom(laufbahn: Rubric) -> None:
    """S002-11, X-16."""
    checks: list[MetricCheck] = [
        check for area in laufbahn.skill_areas for cell in area.cells for check in cell.metrics
    ]
    checks += [check for level in laufbahn.career_levels for check in level.scope_metrics]
    assert len(checks) == 22
    assert all(check.metric and check.period and check.segment and check.source for check in checks)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("junior", [(10, 15), (200_000, 500_000)]),
        ("mid", [(20, 30), (1_000_000, 2_000_000)]),
        ("senior", [(10, 20), (3_000_000, 5_000_000)]),
        ("lead", [(50, 100), (10_000_000, None), (4, 8)]),
    ],
)
def test_scope_of_each_level_in_numbers(
    laufbahn: Rubric, level: str, expected: list[tuple[float, float | None]]
) -> None:
    """S002-08."""
    found = find_career_level(laufbahn, level).scope_metrics
    assert [(check.value, check.upper) for check in found] == expected


def test_renewal_planning_starts_in_time(laufbahn: Rubric) -> None:
    """S002-09."""
    assert "90 bis 120 Tage" in find_skill_area(laufbahn, "renewal").reason


def test_examples_of_each_rating(laufbahn: Rubric) -> None:
    """S002-15."""
    typical = [level.typical for level in laufbahn.scale.levels]
    for text, word in zip(typical, ("60 %", "90 %", "besten Viertel", "im ganzen Haus"), strict=True):
        assert word in text


def test_reading_rules_of_the_source(laufbahn: Rubric) -> None:
    """S002-10, S002-14, S002-16, S002-24, S002-25."""
    rules = " ".join(laufbahn.reading_rules)
    for word in ("Betriebszugehörigkeit", "N/A", "Selbstständigkeit", "mindestens 2", "ungleiches Profil"):
        assert word in rules


def test_two_artefacts_are_needed(laufbahn: Rubric) -> None:
    """S002-17, S002-18, S002-20."""
    assert laufbahn.evidence.min_artefacts == 2
    kinds = {found.kind for found in laufbahn.evidence_types}
    assert kinds >= {"onboarding_plan", "qbr_notes", "renewal_brief", "health_review", "feedback"}
    assert "call_transcript" not in kinds, "recordings are off by default (X-11)"


def test_five_readiness_signals_and_five_anti_patterns(laufbahn: Rubric) -> None:
    """S002-21, S002-22, S002-23."""
    assert [signal.id for signal in laufbahn.growth_signals] == [
        "sustained_excellence",
        "scope_expansion",
        "multiplier_effect",
        "proactive_problem_solving",
        "strategic_thinking",
    ]
    assert "zwei Quartale nacheinander" in laufbahn.growth_signals[0].text
    assert [signal.id for signal in laufbahn.warning_signs] == [
        "hero_mode",
        "siloed_execution",
        "inconsistent_delivery",
        "feedback_resistance",
        "narrow_focus",
    ]


def test_four_interview_questions_for_each_area(laufbahn: Rubric) -> None:
    """S002-42, S002-43."""
    assert [len(area.interview) for area in laufbahn.skill_areas] == [4] * 6
    health = find_skill_area(laufbahn, "health").interview
    assert any("widersprochen" in one.question and "Begründung" in one.question for one in health)


def test_health_signals_are_numbers_and_events(laufbahn: Rubric) -> None:
    """S002-12."""
    area = find_skill_area(laufbahn, "health")
    text = " ".join([*(anchor.text for anchor in area.anchors), *area.coaching_notes])
    for word in ("Nutzung", "Logins", "Support-Tickets", "NPS", "Wechsel des Sponsors", "Budgetkürzung"):
        assert word in text


def test_colleagues_of_other_departments_may_speak_as_evidence(laufbahn: Rubric) -> None:
    """S002-38."""
    feedback = next(found for found in laufbahn.evidence_types if found.kind == "feedback")
    for department in ("Vertrieb", "Produkt", "Support"):
        assert department in feedback.requirement


def test_vendor_promises_are_not_repeated(laufbahn: Rubric) -> None:
    """S002-62: gains of 15 to 20, 10 to 15 points and 30 to 40 percent are claims, not targets."""
    text = laufbahn.model_dump_json()
    for claim in ("15–20", "15-20", "30–40", "30-40", "Prozentpunkte"):
        assert claim not in text


def test_the_contrast_case_parts_two_ratings_by_independence_and_influence(laufbahn: Rubric) -> None:
    """S002-16."""
    (case,) = laufbahn.guide.contrast_cases
    assert (case.skill_area, case.lower.rating, case.upper.rating) == ("renewal", 2, 3)
    assert "90 %" in case.lower.text
    assert "95 %" in case.upper.text


def test_other_departments_are_asked_and_sessions_have_their_inputs(laufbahn: Rubric) -> None:
    """S002-29, S002-37, S002-38, S002-39."""
    assert [one.function for one in laufbahn.guide.peer_prompts] == ["Vertrieb", "Produkt", "Support"]
    assert len(laufbahn.guide.session_inputs) == 4
    assert laufbahn.guide.rater_questions[0].startswith("Wann stand die Person zuletzt")


def test_every_area_says_where_its_evidence_is_found(laufbahn: Rubric) -> None:
    """S002-18; X-11: recordings only where a works agreement permits them."""
    assert all(area.evidence_examples for area in laufbahn.skill_areas)
    (recorded,) = (
        text for area in laufbahn.skill_areas for text in area.evidence_examples if "Mitschnitt" in text
    )
    assert "Betriebsvereinbarung" in recorded


def test_ways_to_learn_are_named(laufbahn: Rubric) -> None:
    """S002-26."""
    assert len(laufbahn.guide.coaching_resources) == 3
