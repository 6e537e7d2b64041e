import hashlib
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from assessor.errors import InputError, NotFoundError
from assessor.rubrics.load import list_rubrics, load_pack, load_rubric

Break = Callable[[dict[str, Any]], None]
BrokenPack = Callable[[Break], Path]

TRUST = "skill area 'Change management & customer trust'"
HEAD = "level 'Head of Customer Success'"
CSM = "level 'Customer Success Manager / Account Manager'"


def trust(pack: dict[str, Any]) -> dict[str, Any]:
    area: dict[str, Any] = pack["skill_areas"][-1]
    return area


def head_cell(pack: dict[str, Any]) -> dict[str, Any]:
    cell: dict[str, Any] = trust(pack)["cells"][3]
    return cell


def data(pack: dict[str, Any]) -> dict[str, Any]:
    area: dict[str, Any] = pack["skill_areas"][0]
    return area


def kit(pack: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = pack["guide"]["starter_kit"]
    return found


def metric(**changes: Any) -> dict[str, Any]:
    """A sound numeric target, with something else in it."""
    sound = {
        "id": "saved",
        "metric": "accounts saved",
        "direction": "at_least",
        "value": 70.0,
        "unit": "percent",
    }
    return sound | {"period": "quarter", "segment": "enterprise", "source": "CRM"} | changes


BROKEN: dict[str, tuple[Break, str]] = {
    # Shape
    "missing key of an area": (lambda p: trust(p).pop("owner"), f"{TRUST}: owner is missing."),
    "missing key of the pack": (lambda p: p.pop("evidence"), "broken.yaml: evidence is missing."),
    "unknown key of an anchor": (
        lambda p: head_cell(p)["anchors"][0].update(weight=2),
        f"{TRUST}, {HEAD}: anchors[0].weight is an unknown key.",
    ),
    "unknown key of the pack": (lambda p: p.update(pay="no"), "broken.yaml: pay is an unknown key."),
    "digest inside the pack": (lambda p: p.update(sha256="0" * 64), "broken.yaml: sha256 is an unknown key"),
    "number instead of text": (
        lambda p: head_cell(p)["anchors"][1].update(text=7),
        f"{TRUST}, {HEAD}: anchors[1].text: expected text, got 7.",
    ),
    "version that YAML reads as a number": (
        lambda p: p.update(version=1.0),
        "broken.yaml: version: expected text, got a decimal number.",
    ),
    "text instead of a number": (
        lambda p: p["red_lines"][0].update(cap="2"),
        "broken.yaml: red_lines[0].cap: expected a whole number, got '2'.",
    ),
    "mapping instead of a list": (
        lambda p: trust(p).update(cells={}),
        f"{TRUST}: cells: expected a list, got a mapping.",
    ),
    "unknown indicator kind": (
        lambda p: trust(p)["indicators"][0].update(kind="hope"),
        f"{TRUST}: indicators[0].kind: expected 'quality', 'speed' or 'risk', got 'hope'.",
    ),
    "nameless area": (lambda p: trust(p).pop("name"), "skill area number 3: name is missing."),
    "no artefact needed": (
        lambda p: p["evidence"].update(min_artefacts=0),
        "broken.yaml: evidence.min_artefacts: expected greater than or equal to 1, got 0.",
    ),
    "a translation's mark": (
        lambda p: p.update(translation="1.0.0"),
        "translation is an unknown key; it is set",
    ),
    # Interview and guide
    "no probe where one is required": (
        lambda p: data(p)["interview"][1].pop("probe"),
        "interview question 2 has no probe; it is required here.",
    ),
    "an artefact nobody knows": (
        lambda p: trust(p)["interview"][0].update(artefact="fax"),
        f"{TRUST}: interview question 1: artefact 'fax'; expected one of: email, ",
    ),
    "starter kit of another rubric": (
        lambda p: kit(p).update(skill_areas=["qbr"]),
        "guide.starter_kit names skill area 'qbr'; expected one of: data, prompts, trust.",
    ),
    "starter kit without enough questions": (
        lambda p: kit(p).update(questions_per_area=5),
        "4 interview questions; the starter kit needs 5.",
    ),
    "starter kit without probes": (
        lambda p: kit(p).update(skill_areas=["trust"]),
        f"{TRUST}: an interview question of the starter kit has no probe.",
    ),
    "contrast beyond the scale": (
        lambda p: p["guide"]["contrast_cases"][0]["upper"].update(rating=6),
        "contrast case 'low_usage_flag': ratings 2 and 6; expected two of 1-5 in ascending order.",
    ),
    "contrast upside down": (
        lambda p: p["guide"]["contrast_cases"][0]["lower"].update(rating=3),
        "contrast case 'low_usage_flag': ratings 3 and 3; expected two of 1-5 in ascending order.",
    ),
    "contrast of no area": (
        lambda p: p["guide"]["contrast_cases"][1].update(skill_area="qbr"),
        "contrast case 'recap_corrected_or_prevented': no skill area 'qbr'.",
    ),
    "contrast twice": (
        lambda p: p["guide"]["contrast_cases"][1].update(id="low_usage_flag"),
        "contrast case 'low_usage_flag' is given 2 times; expected once.",
    ),
    "a level without leave or ban": (
        lambda p: p["guide"]["outbound_review"].pop(),
        "'Price, contract wording or promise' has 0 rows for 'Head of Customer Success'; expected 1.",
    ),
    "leave for a level nobody has": (
        lambda p: p["guide"]["outbound_review"][0].update(career_level="Intern"),
        "guide.outbound_review: no career level 'Intern'.",
    ),
    "four absolute rules": (
        lambda p: p["guide"]["absolute_rules"]["proposals"].append("More."),
        "guide.absolute_rules has 4 proposals; expected 3, as count says.",
    ),
    # Blank text
    "blank owner": (lambda p: trust(p).update(owner=" "), f"{TRUST}: owner is empty; expected text."),
    "blank owner of the pack": (lambda p: p.update(owner=""), "broken.yaml: owner is empty; expected text."),
    "blank anchor": (
        lambda p: head_cell(p)["anchors"][0].update(text="\n"),
        f"{TRUST}, {HEAD}: anchors[0].text is empty; expected text.",
    ),
    "blank scope test": (
        lambda p: p["career_levels"][3]["scope_tests"].append(""),
        "career level 'Head of Customer Success': scope_tests[4] is empty; expected text.",
    ),
    # Cells
    "no anchor": (
        lambda p: head_cell(p)["anchors"].clear(),
        f"{TRUST}, {HEAD}: 0 anchors; every level needs at least 1.",
    ),
    "level missing in an area": (
        lambda p: trust(p)["cells"].pop(),
        f"{TRUST}, {HEAD}: 0 cells; every skill area needs each career level exactly once.",
    ),
    "level twice in an area": (
        lambda p: trust(p)["cells"].append({**head_cell(p), "anchors": []}),
        f"{TRUST}, {HEAD}: 2 cells; every skill area needs each career level exactly once.",
    ),
    "unknown level in an area": (
        lambda p: head_cell(p).update(career_level="Lead CSM"),
        f"{TRUST}, level 'Lead CSM': no such career level; expected one of: Onboarding / Support Specialist;",
    ),
    # Ids
    "anchor id twice": (
        lambda p: head_cell(p)["anchors"][1].update(id="ai-skills/trust/head/1"),
        f"{TRUST}: anchor id 'ai-skills/trust/head/1' is given 2 times; expected once.",
    ),
    "anchor id of another level": (
        lambda p: trust(p)["cells"][1]["anchors"][0].update(id="ai-skills/trust/senior/9"),
        f"{TRUST}, {CSM}: anchor id 'ai-skills/trust/senior/9'; expected ai-skills/trust/LEVEL/1",
    ),
    "anchor id of another area": (
        lambda p: head_cell(p)["anchors"][0].update(id="ai-skills/data/head/1"),
        f"{TRUST}, {HEAD}: anchor id 'ai-skills/data/head/1'; expected ai-skills/trust/LEVEL/1",
    ),
    "anchor id with another number": (
        lambda p: head_cell(p)["anchors"][0].update(id="ai-skills/trust/head/3"),
        f"{TRUST}, {HEAD}: anchor id 'ai-skills/trust/head/3'; expected ai-skills/trust/LEVEL/1",
    ),
    "area id that is no slug": (
        lambda p: trust(p).update(id="Trust_1"),
        f"{TRUST}: id 'Trust_1'; expected lower-case letters, digits and single hyphens.",
    ),
    "red line id that is no word": (
        lambda p: p["red_lines"][0].update(id="privacy-breach"),
        "broken.yaml: id 'privacy-breach'; expected lower-case letters, digits and single underscores.",
    ),
    "red line twice": (
        lambda p: p["red_lines"].append(p["red_lines"][0]),
        "broken.yaml: red line id 'privacy_breach' is given 2 times; expected once.",
    ),
    "growth signal and warning sign of one id": (
        lambda p: p["warning_signs"][0].update(id="clean_documentation"),
        "broken.yaml: signal id 'clean_documentation' is given 2 times; expected once.",
    ),
    "facet twice": (
        lambda p: p["facets"].append("accuracy"),
        "broken.yaml: facet 'accuracy' is given 2 times; expected once.",
    ),
    # Spellings
    "alias of two areas": (
        lambda p: trust(p)["aliases"].append("CRM Hygiene!"),
        f"{TRUST}: spelling 'CRM Hygiene!' also means skill area "
        "'Data, privacy & CRM/CSM hygiene (EU/DACH lens)'.",
    ),
    "alias that is the id of another area": (
        lambda p: trust(p)["aliases"].append("Prompts"),
        f"{TRUST}: spelling 'Prompts' also means skill area 'Workflow & prompt design for CS'.",
    ),
    "alias of two levels": (
        lambda p: p["career_levels"][3]["aliases"].append("csm"),
        "career level 'Head of Customer Success': spelling 'csm' also means career level "
        "'Customer Success Manager / Account Manager'.",
    ),
    "alias of punctuation alone": (
        lambda p: trust(p)["aliases"].append("&"),
        f"{TRUST}: spelling '&' holds no letter or digit.",
    ),
    # Scale, red lines, evidence, changelog
    "gap in the scale": (
        lambda p: p["scale"]["levels"].pop(2),
        "scale 'ai-skills-1-5': levels 1, 2, 4, 5; expected ascending whole numbers without a gap.",
    ),
    "rating twice": (
        lambda p: p["scale"]["levels"][1].update(value=1),
        "scale 'ai-skills-1-5': levels 1, 1, 3, 4, 5; expected ascending whole numbers without a gap.",
    ),
    "one rating only": (
        lambda p: p["scale"].update(levels=p["scale"]["levels"][:1]),
        "scale 'ai-skills-1-5': 1 levels; a scale needs at least 2.",
    ),
    "label twice": (
        lambda p: p["scale"]["levels"][1].update(label="Expert"),
        "scale 'ai-skills-1-5': label 'Expert' is given 2 times; expected once.",
    ),
    "discriminator that skips a rating": (
        lambda p: p["scale"]["discriminators"][3].update(lower=3),
        "scale 'ai-skills-1-5': discriminators 1-2, 2-3, 3-4, 3-5; "
        "expected one between each two neighbours: 1-2, 2-3, 3-4, 4-5.",
    ),
    "discriminator missing": (
        lambda p: p["scale"]["discriminators"].pop(0),
        "scale 'ai-skills-1-5': discriminators 2-3, 3-4, 4-5; expected one between each",
    ),
    "cap off the scale": (
        lambda p: p["red_lines"][1].update(cap=0),
        "red line 'invented_commitment': cap 0; expected a rating of scale 'ai-skills-1-5': 1, 2, 3, 4, 5.",
    ),
    "unknown evidence kind": (
        lambda p: p["evidence_types"][0].update(kind="diary"),
        "broken.yaml: evidence kind 'diary'; expected one of: email, qbr_notes,",
    ),
    "evidence kind twice": (
        lambda p: p["evidence_types"][0].update(kind="feedback"),
        "broken.yaml: evidence kind 'feedback' is given 2 times; expected once.",
    ),
    "version without changelog entry": (
        lambda p: p.update(version="1.1.0"),
        "broken.yaml: changelog has 1.0.0; expected an entry for version 1.1.0.",
    ),
    "changelog version twice": (
        lambda p: p["changelog"].append(p["changelog"][0]),
        "broken.yaml: changelog version '1.0.0' is given 2 times; expected once.",
    ),
    # Nothing there
    "no skill areas": (lambda p: p.update(skill_areas=[]), "broken.yaml: skill_areas is empty;"),
    "no career levels": (lambda p: p.update(career_levels=[]), "broken.yaml: career_levels is empty;"),
    "a target without unit": (
        lambda p: head_cell(p).update(metrics=[metric(unit="")]),
        f"{TRUST}, {HEAD}: metrics[0].unit is empty; expected text.",
    ),
    "a target twice": (
        lambda p: head_cell(p).update(metrics=[metric(), metric()]),
        f"{TRUST}, {HEAD}: metric id 'saved' is given twice; expected once.",
    ),
    "a range without end": (
        lambda p: head_cell(p).update(metrics=[metric(direction="between")]),
        f"{TRUST}, {HEAD}: metric 'saved': upper belongs to direction 'between', and only there.",
    ),
    "a range upside down": (
        lambda p: head_cell(p).update(metrics=[metric(direction="between", upper=60.0)]),
        f"{TRUST}, {HEAD}: metric 'saved': upper 60.0 is not above value 70.0.",
    ),
    "a band off the scale": (
        lambda p: p["career_levels"][3].update(expected={"lowest": 4, "highest": 6}),
        "career level 'Head of Customer Success': expected band 4-6; expected within 1-5.",
    ),
    "a promotion that nobody can reach": (
        lambda p: p.update(promotion={"min_rating": 6}),
        "promotion: min_rating 6; expected a rating of scale 'ai-skills-1-5', 1 to 5.",
    ),
    "indicators of one rating only": (
        lambda p: (
            trust(p).update(cells=[], by_rating=[{"rating": 1, "indicators": [{"id": "x", "text": "Y."}]}]),
        ),
        f"{TRUST}: by_rating covers 1; expected indicators for each of 1, 2, 3, 4, 5, once.",
    ),
    "cells beside indicators": (
        lambda p: trust(p).update(by_rating=[{"rating": 1, "indicators": [{"id": "x", "text": "Y."}]}]),
        f"{TRUST}: has both cells and by_rating; expected one of them.",
    ),
    "an indicator under another rating": (
        lambda p: trust(p).update(
            cells=[],
            by_rating=[{"rating": 1, "indicators": [{"id": "ai-skills/trust/basic/1", "text": "Y."}]}],
        ),
        f"{TRUST}: anchor id 'ai-skills/trust/basic/1'; expected 'ai-skills/trust/awareness/1'.",
    ),
    "no strong behaviour": (
        lambda p: (
            trust(p).update(cells=[], by_rating=[{"rating": 1, "indicators": [{"id": "x", "text": "Y."}]}]),
        ),
        f"{TRUST}: strong is empty;",
    ),
    "no indicators": (lambda p: trust(p).update(indicators=[]), f"{TRUST}: indicators is empty;"),
}


@pytest.mark.parametrize(("break_it", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_pack_is_refused_with_file_area_and_level(
    broken_pack: BrokenPack, break_it: Break, message: str
) -> None:
    path = broken_pack(break_it)
    with pytest.raises(InputError) as caught:
        load_pack(path)
    assert caught.value.code == "rubric_invalid"
    assert caught.value.hint
    lines = caught.value.message.splitlines()
    assert all(line.startswith(str(path)) for line in lines)
    assert any(message in line for line in lines), caught.value.message


def test_all_faults_are_told_at_once(broken_pack: BrokenPack) -> None:
    def break_it(pack: dict[str, Any]) -> None:
        head_cell(pack)["anchors"].clear()
        pack["red_lines"][0]["cap"] = 9

    path = broken_pack(break_it)
    with pytest.raises(InputError) as caught:
        load_pack(path)
    assert caught.value.message.splitlines() == [
        f"{path}, {TRUST}, {HEAD}: 0 anchors; every level needs at least 1.",
        f"{path}, red line 'privacy_breach': cap 9; "
        "expected a rating of scale 'ai-skills-1-5': 1, 2, 3, 4, 5.",
    ]


def unchanged(_pack: dict[str, Any]) -> None:
    """The good pack as it is."""


def scale_from_zero(pack: dict[str, Any]) -> None:
    pack["scale"]["levels"].insert(0, {**pack["scale"]["levels"][0], "value": 0, "label": "None"})
    pack["scale"]["discriminators"].insert(0, {"lower": 0, "upper": 1, "question": "Any trace?"})


NEAR_MISSES: dict[str, Break] = {
    "unchanged": unchanged,
    "one anchor in a cell": lambda p: head_cell(p)["anchors"].pop(),
    "alias given twice for one area": lambda p: trust(p)["aliases"].append("Customer Trust"),
    "no discriminators": lambda p: p["scale"].update(discriminators=[]),
    "no red lines": lambda p: p.update(red_lines=[]),
    "cap at the top": lambda p: p["red_lines"][0].update(cap=5),
    "older version in the changelog": lambda p: p["changelog"].append(
        {**p["changelog"][0], "version": "0.9.0"}
    ),
    "scale from 0": scale_from_zero,
}


@pytest.mark.parametrize("change_it", NEAR_MISSES.values(), ids=NEAR_MISSES.keys())
def test_an_unusual_but_sound_pack_is_loaded(broken_pack: BrokenPack, change_it: Break) -> None:
    assert load_pack(broken_pack(change_it)).id == "ai-skills"


def test_a_repeated_key_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "twice.yaml"
    path.write_text("id: a\ntitle: b\nid: c\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"twice\.yaml, line 3: key 'id' is given twice") as caught:
        load_pack(path)
    assert caught.value.code == "rubric_invalid"


def test_a_value_that_json_does_not_know_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary.yaml"
    path.write_text("title: !!binary eA==\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"binary\.yaml: expected text, .*, got bytes\."):
        load_pack(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.yaml: cannot be read") as caught:
        load_pack(tmp_path / "nowhere.yaml")
    assert caught.value.code == "rubric_invalid"


def test_the_digest_is_that_of_the_files_bytes(tmp_path: Path) -> None:
    content = (resources.files("assessor.rubrics") / "packs" / "ai-skills.yaml").read_bytes()
    path = tmp_path / "copy.yaml"
    path.write_bytes(content)
    assert load_pack(path).sha256 == hashlib.sha256(content).hexdigest() == load_rubric("ai-skills").sha256
    path.write_bytes(content + b"# a comment\n")
    assert load_pack(path).sha256 != load_rubric("ai-skills").sha256


def test_a_loaded_rubric_survives_json() -> None:
    rubric = load_rubric("ai-skills")
    assert type(rubric).model_validate_json(rubric.model_dump_json()) == rubric


@pytest.mark.parametrize(
    "rubric_id", ["csm-unheard-of", "", "AI-SKILLS", "../packs/ai-skills", "ai-skills.yaml"]
)
def test_an_unknown_rubric_lists_what_exists(rubric_id: str) -> None:
    with pytest.raises(NotFoundError, match=r"expected one of: .*ai-skills") as caught:
        load_rubric(rubric_id)
    assert caught.value.code == "unknown_rubric"


def test_every_packaged_rubric_is_sound_and_listed_in_order() -> None:
    ids = [rubric.id for rubric in list_rubrics()]
    assert "ai-skills" in ids
    assert ids == sorted(set(ids))
