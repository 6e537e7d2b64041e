"""Each lint rule: what it must find, with line and advice, and the near misses it must leave alone."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from assessor.errors import InputError
from assessor.rubrics.lint import LintFinding, lint, sentence_weaknesses, unloadable
from assessor.rubrics.load import Path, load_pack, load_rubric
from assessor.rubrics.profiles import lint_profile
from assessor.rubrics.shipped import shipped

Break = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize("rubric_id", shipped("packs"))
def test_every_packaged_rubric_is_clean(rubric_id: str) -> None:
    content = shipped("packs")[rubric_id].read_text(encoding="utf-8")
    assert lint(load_rubric(rubric_id), content, file=rubric_id) == ()


def test_the_role_profile_is_clean() -> None:
    """S003-09."""
    assert lint_profile("csm-role") == ()


def codes(text: str) -> list[str]:
    return [one.code for one in sentence_weaknesses(text, place="p", at=("a",))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Is passionate about customers.", "unobservable"),
        ("Knows the product inside out.", "unobservable"),
        ("Shows a customer-obsessed mindset in calls.", "unobservable"),
        ("Ist immer freundlich zu Kunden.", "unobservable"),
        ("Arbeitet hoch motiviert an Verlängerungen.", "unobservable"),
        ("Writes minutes. Files them in the CRM.", "two_sentences"),
        ("Writes " + "very " * 30 + "long minutes.", "too_long"),
        ("Closes renewals at 85.", "number_without_unit"),
        ("Hält mindestens 70, besser mehr.", "number_without_unit"),
    ],
)
def test_weak_sentences_are_found(text: str, code: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Writes the minutes on the same day.",
        "Closes 85 % of renewals on time.",
        "Looks after 10 to 15 accounts.",
        "Betreut 10 und 15 Accounts je Segment.",
        "Hält 70 Prozent der gefährdeten Accounts.",
        "Fixes Q3 figures before the review.",
        "Is" + "olates the cause of a failed import.",
        "Names what an obsessive check would find.",
    ],
)
def test_sound_sentences_are_left_alone(text: str) -> None:
    assert codes(text) == []


def cells(pack: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pack["skill_areas"][0]["cells"]
    return found


def same_words(pack: dict[str, Any]) -> None:
    """The second level as the first, with another end."""
    for lower, upper in zip(cells(pack)[0]["anchors"], cells(pack)[1]["anchors"], strict=True):
        upper["text"] = lower["text"].removesuffix(".") + " too."


def twice(pack: dict[str, Any]) -> None:
    cells(pack)[3]["anchors"][0]["text"] = cells(pack)[0]["anchors"][0]["text"].upper()


FOUND: dict[str, tuple[Break, str, str]] = {
    "too few areas": (lambda p: p.update(skill_areas=p["skill_areas"][1:5]), "area_count", "skill_areas:"),
    "a level without scope": (
        lambda p: p["career_levels"][2].update(ownership="", decisions=""), "invalid", "",
    ),
    "two levels of one scope": (
        lambda p: p["career_levels"][2].update(
            ownership=p["career_levels"][1]["ownership"], decisions=p["career_levels"][1]["decisions"]
        ),
        "same_scope",
        "- name: Senior CSM",
    ),
    "no discriminators": (lambda p: p["scale"].update(discriminators=[]), "no_discriminators", "scale:"),
    "an owner to be named": (
        lambda p: p["skill_areas"][1].update(owner="TBD"), "open_text", "owner: TBD",
    ),
    "levels that do not differ": (same_words, "levels_alike", "csm-matrix/onboarding/mid/1"),
    "an anchor twice": (twice, "duplicate", "csm-matrix/onboarding/lead/1"),
    "a vague anchor": (
        lambda p: cells(p)[3]["anchors"][1].update(text="Is a natural leader."),
        "unobservable",
        "csm-matrix/onboarding/lead/2",
    ),
    "a missing anchor": (lambda p: cells(p)[2].update(anchors=[]), "invalid", "career_level: Senior CSM"),
}  # fmt: skip


def linted(tmp_path: Path, break_it: Break) -> tuple[tuple[LintFinding, ...], list[str]]:
    """Findings of the matrix with one thing broken, and the lines of the file."""
    pack = yaml.safe_load(shipped("packs")["csm-matrix"].read_text(encoding="utf-8"))
    break_it(pack)
    path = tmp_path / "csm-matrix.yaml"
    content = yaml.safe_dump(pack, sort_keys=False, allow_unicode=True, width=200)
    path.write_text(content.replace("&id001 ", "").replace("*id001", "2026-11-27"), encoding="utf-8")
    content = path.read_text(encoding="utf-8")
    try:
        found = lint(load_pack(path), content, file="m.yaml")
    except InputError as error:
        found = unloadable(error, content, rubric_id="csm-matrix", file=str(path))
    return found, content.splitlines()


@pytest.mark.parametrize(("break_it", "code", "line"), FOUND.values(), ids=FOUND.keys())
def test_a_weakness_is_found_at_its_line_with_advice(
    tmp_path: Path, break_it: Break, code: str, line: str
) -> None:
    """S001-14, S002-61, S003-09."""
    found, lines = linted(tmp_path, break_it)
    assert {one.code for one in found} == {code}
    assert all(one.advice.endswith(".") and one.message for one in found)
    assert any(line in lines[one.line - 1] for one in found)


def test_more_than_ten_areas_need_groups(tmp_path: Path) -> None:
    """S001-14, S004-01: the 20 competencies stand in 5 groups."""
    pack = load_rubric("csm-evaluation")
    ungrouped = tuple(area.model_copy(update={"group": ""}) for area in pack.skill_areas)
    found = lint(pack.model_copy(update={"skill_areas": ungrouped}), "x\nskill_areas:\n", file="e.yaml")
    assert [(one.code, one.line) for one in found] == [("area_count", 2)]
