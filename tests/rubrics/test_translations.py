"""Packs in a second language: complete, readable, refused where they do not fit."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from assessor.domain.profile import RoleProfile
from assessor.domain.rubric import Rubric
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.lint_translations import lint_translation
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_skill_area
from assessor.rubrics.shipped import shipped
from assessor.rubrics.translations import (
    in_language,
    languages,
    load_translation,
    read_translation,
    source_of,
    verify_fits,
)  # fmt: skip

TRANSLATIONS = ("ai-skills.de", "csm-evaluation.de", "csm-laufbahn.en", "csm-matrix.de", "csm-role.de")
EVERY = pytest.mark.parametrize("name", TRANSLATIONS)
Break = Callable[[dict[str, Any]], object]


def parts(name: str) -> tuple[str, str]:
    pack_id, _, lang = name.rpartition(".")
    return pack_id, lang


def translated(name: str) -> Rubric | RoleProfile:
    pack_id, lang = parts(name)
    return in_language(source_of(pack_id), lang)


def test_every_pack_and_profile_is_there_in_both_languages() -> None:
    """S002-01, S004-12."""
    assert tuple(shipped("translations")) == TRANSLATIONS
    for pack_id in (*shipped("packs"), *shipped("profiles")):
        assert set(languages(pack_id)) == {"de", "en"}, pack_id


@EVERY
def test_a_translation_says_what_it_is(name: str) -> None:
    """S003-01, S003-02: metadata on every document."""
    made, pack = load_translation(*parts(name)), source_of(parts(name)[0])
    assert (made.translates, made.version) == (pack.version, made.changelog[-1].version)
    shown = translated(name)
    assert (shown.id, shown.version, shown.lang, shown.translation) == (
        pack.id, pack.version, made.lang, made.version,
    )  # fmt: skip
    assert shown.title != pack.title


@EVERY
def test_translated_anchors_are_single_sentences_of_5_to_30_words(name: str) -> None:
    shown = translated(name)
    if isinstance(shown, RoleProfile):
        return
    anchors = [one.text for area in (*shown.skill_areas, *shown.optional_areas) for one in area.anchors]
    assert len(anchors) == len(set(anchors)) > 30
    for text in anchors:
        assert 5 <= len(text.split()) <= 30, text
        assert text.endswith("."), text
        assert not re.search(r"[.;!?] ", text), text


@EVERY
def test_structure_and_numbers_are_those_of_the_pack(name: str) -> None:
    """X-01: a scale is the same in every language."""
    shown, pack = translated(name), source_of(parts(name)[0])
    if isinstance(shown, Rubric) and isinstance(pack, Rubric):
        assert [one.value for one in shown.scale.levels] == [one.value for one in pack.scale.levels]
        assert shown.anchors_by_id.keys() == pack.anchors_by_id.keys()
        assert [one.cap for one in shown.red_lines] == [one.cap for one in pack.red_lines]
        assert [one.name for one in shown.career_levels] == [one.name for one in pack.career_levels]


@EVERY
def test_every_packaged_translation_is_clean(name: str) -> None:
    """S003-09 in either language."""
    content = shipped("translations")[name].read_text(encoding="utf-8")
    assert lint_translation(content, name=name, file=name) == ()


def test_an_area_is_found_by_its_name_in_either_language(ai_skills: Rubric) -> None:
    shown = in_language(ai_skills, "de")
    assert find_skill_area(shown, "KI in Onboarding & Adoption").id == "onboarding"
    assert find_skill_area(shown, "AI in onboarding & adoption").id == "onboarding"


def test_a_pack_in_its_own_language_is_itself(ai_skills: Rubric) -> None:
    assert in_language(ai_skills, "en") is ai_skills


def test_a_language_nobody_wrote_is_an_error_that_lists_those_there_are(ai_skills: Rubric) -> None:
    with pytest.raises(NotFoundError, match="in language 'fr'; expected one of: en, de") as caught:
        in_language(ai_skills, "fr")
    assert caught.value.code == "no_translation"


def test_what_is_rated_by_stays_in_its_own_language() -> None:
    assert load_rubric("ai-skills").lang == "en"
    assert load_rubric("ai-skills").translation == ""


def broken(break_it: Break) -> str:
    """The German texts of the role profile with one thing broken."""
    made = yaml.safe_load(shipped("translations")["csm-role.de"].read_text(encoding="utf-8"))
    break_it(made)
    return yaml.dump(made, sort_keys=False, allow_unicode=True, width=200).replace("&id001 ", "").replace(
        "*id001", "2026-11-27"
    )  # fmt: skip


REFUSED: dict[str, tuple[Break, str]] = {
    "another version": (
        lambda m: m.update(translates="0.9.0"), "belongs to version 0.9.0 of csm-role; the pack has 1.0.0",
    ),
    "a text missing": (lambda m: m["texts"].pop("purpose"), "texts/purpose: is missing"),
    "a text too many": (
        lambda m: m["texts"]["outcomes"].update({"730": "x"}), "texts/outcomes/730: is not in the pack",
    ),
    "an id missing": (
        lambda m: m["texts"]["groups"][0]["responsibilities"].pop("onboarding_lead"),
        "texts/groups/1/responsibilities/onboarding_lead: is missing",
    ),
    "a blank text": (lambda m: m["texts"].update(purpose=" "), "purpose is empty; expected text"),
    "a number for a text": (lambda m: m["texts"].update(purpose=3), "purpose: expected text, got a whole"),
    "an unknown key": (lambda m: m.update(cap=2), "cap is an unknown key"),
    "a digest": (lambda m: m.update(sha256="0"), "sha256 is an unknown key"),
    "a version without a change": (lambda m: m.update(version="1.1.0"), "has no entry for version 1.1.0"),
}  # fmt: skip


@pytest.mark.parametrize(("break_it", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_translation_that_does_not_fit_is_refused(break_it: Break, message: str) -> None:
    content = broken(break_it).encode()
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        verify_fits(read_translation(content, file="t.yaml"), source_of("csm-role"), file="t.yaml")
    assert caught.value.code == "translation_invalid"
    assert caught.value.message.startswith("t.yaml")


FOUND: dict[str, tuple[Break, str, str]] = {
    "another version": (lambda m: m.update(translates="0.9.0"), "translation_stale", "translates: 0.9.0"),
    "a text missing": (lambda m: m["texts"].pop("purpose"), "translation_missing", "texts:"),
    "a text too many": (lambda m: m["texts"].update(pay="x"), "translation_extra", "pay: x"),
    "not translated": (
        lambda m: m["texts"].update(purpose=source_of("csm-role").purpose), "untranslated", "purpose:",
    ),
    "another figure": (
        lambda m: m["texts"]["source"].update(note="Prüfpunkte nach 190 und 365 Tagen."),
        "numbers_differ", "note: Prüfpunkte",
    ),
    "a state of mind": (
        lambda m: m["texts"]["traits"][1].update(behaviour="Ist immer freundlich zu Kunden."),
        "unobservable", "name: Kommuniziert klar",
    ),
    "a broken file": (lambda m: m.pop("texts"), "invalid", "id: csm-role"),
}  # fmt: skip


@pytest.mark.parametrize(("break_it", "code", "line"), FOUND.values(), ids=FOUND.keys())
def test_a_weakness_of_a_translation_is_found_at_its_line(break_it: Break, code: str, line: str) -> None:
    content = broken(break_it)
    found = lint_translation(content, name="csm-role.de", file="t.yaml")
    assert [(one.rubric, one.code) for one in found] == [("csm-role.de", code)] or code == "invalid"
    assert found[0].code == code
    assert line in content.splitlines()[found[0].line - 1]
    assert found[0].advice.endswith(".")


def test_vague_wording_is_found_in_a_translated_rubric() -> None:
    """S003-09: a sentence may be sound in one language and vague in the other."""
    made = yaml.safe_load(shipped("translations")["csm-matrix.de"].read_text(encoding="utf-8"))
    anchors = made["texts"]["skill_areas"]["data"]["cells"]["Junior CSM"]["anchors"]
    anchors["csm-matrix/data/junior/2"] = (
        "Ist leidenschaftlich an sauberen Berichten interessiert und lernt gern."
    )
    content = yaml.dump(made, sort_keys=False, allow_unicode=True, width=200)
    content = content.replace("&id001 ", "").replace("*id001", "2026-11-27")
    (found,) = lint_translation(content, name="csm-matrix.de", file="t.yaml")
    assert found.code == "unobservable"
    assert "csm-matrix/data/junior/2" in content.splitlines()[found.line - 1]
