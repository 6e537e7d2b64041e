"""The texts of a pack apart from its structure: nothing lost, nothing left undecided, each misfit named."""

import copy
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from assessor.domain.profile import RoleProfile
from assessor.domain.rubric import PackHead, Rubric
from assessor.rubrics.load import list_rubrics
from assessor.rubrics.profiles import list_profiles
from assessor.rubrics.texts import TRANSLATED, differences, leaves, texts_of, with_texts

EVERY_PACK = pytest.mark.parametrize("pack", [*list_rubrics(), *list_profiles()], ids=lambda pack: pack.id)
KEPT = {
    "Rubric": {
        "id",
        "version",
        "status",
        "date",
        "lang",
        "changelog",
        "translation",
        "evidence",
        "promotion",
        "sha256",
    },
    "RoleProfile": {"id", "version", "status", "date", "lang", "changelog", "translation", "sha256"},
    "RubricSource": {"id"},
    "Scale": {"id", "not_applicable", "role_dependent"},
    "ScaleLevel": {"value"},
    "ScaleDiscriminator": {"lower", "upper"},
    "CareerLevel": {"name", "aliases"},
    "ExpectedBand": {"lowest", "highest"},
    "MetricCheck": {"id", "direction", "value", "upper", "unit"},
    "SkillArea": {"id", "aliases", "authored", "probe_required", "joins"},
    "Indicator": {"kind"},
    "AnchorCell": {"career_level"},
    "Anchor": {"id"},
    "RatingIndicators": {"rating"},
    "InterviewQuestion": {"artefact"},
    "EvidenceType": {"kind"},
    "RedLine": {"id", "cap"},
    "Signal": {"id"},
    "ContrastCase": {"id", "skill_area"},
    "ContrastSide": {"rating"},
    "EvidenceField": {"id"},
    "ReviewDuty": {"career_level"},
    "TenantRules": {"count"},
    "StarterKit": {"skill_areas", "questions_per_area", "probe_required"},
    "Term": {"term"},
    "Responsibility": {"id", "competencies"},
    "RampOutcome": {"days", "evidence"},
}
"""Ids, numbers, choices, job titles and references: the same in every language."""
NO_TEXTS = {"ChangelogEntry", "EvidenceRule", "PromotionRule", "Competency"}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if get_origin(annotation) in (Union, UnionType, tuple):
        for part in get_args(annotation):
            yield from models_in(part)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation


def models_under(kind: type[BaseModel], seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    if kind not in seen:
        seen.add(kind)
        for field in kind.model_fields.values():
            for inner in models_in(field.annotation):
                models_under(inner, seen)
    return seen


@pytest.mark.parametrize("kind", [Rubric, RoleProfile])
def test_every_field_is_either_translated_or_kept(kind: type[PackHead]) -> None:
    """A new field of a pack cannot be forgotten by translations."""
    for model in models_under(kind, set()):
        if model.__name__ in NO_TEXTS:
            continue
        translated, kept = set(TRANSLATED[model]), KEPT.get(model.__name__, set())
        assert translated | kept == set(model.model_fields), model.__name__
        assert not translated & kept, model.__name__


@EVERY_PACK
def test_a_pack_with_its_own_texts_is_the_same_pack(pack: Rubric | RoleProfile) -> None:
    assert with_texts(pack, texts_of(pack)) == pack


@EVERY_PACK
def test_every_text_is_replaced_and_nothing_else(pack: Rubric | RoleProfile) -> None:
    def marked(texts: Any) -> Any:
        if isinstance(texts, str):
            return f"{texts} †"
        if isinstance(texts, dict):
            return {key: marked(value) for key, value in texts.items()}
        return [marked(one) for one in texts]

    other = with_texts(pack, marked(texts_of(pack)))
    assert all(text.endswith(" †") for text in leaves(texts_of(other)).values())
    assert leaves(texts_of(other)).keys() == leaves(texts_of(pack)).keys()
    assert with_texts(other, texts_of(pack)).model_dump(exclude={"skill_areas", "optional_areas"}) == (
        pack.model_dump(exclude={"skill_areas", "optional_areas"})
    )


def test_a_skill_area_is_found_by_its_own_name_too(ai_skills: Rubric) -> None:
    texts = texts_of(ai_skills)
    texts["skill_areas"]["data"]["name"] = "Datenschutz"
    area = next(area for area in with_texts(ai_skills, texts).skill_areas if area.id == "data")
    assert area.name == "Datenschutz"
    assert "Data, privacy & CRM/CSM hygiene (EU/DACH lens)" in area.aliases


def test_anchors_are_looked_up_anew(ai_skills: Rubric) -> None:
    """A copy would keep the index of anchors of the other language."""
    assert ai_skills.anchors_by_id["ai-skills/data/csm/1"].text.startswith("Keeps")
    texts = texts_of(ai_skills)
    level = "Customer Success Manager / Account Manager"
    texts["skill_areas"]["data"]["cells"][level]["anchors"]["ai-skills/data/csm/1"] = "Pflegt Kontakte."
    assert with_texts(ai_skills, texts).anchors_by_id["ai-skills/data/csm/1"].text == "Pflegt Kontakte."


BREAKS: dict[str, tuple[Callable[[dict[str, Any]], object], str, str, bool]] = {
    "missing": (lambda t: t["skill_areas"]["data"].pop("goal"), "skill_areas/data/goal", "is missing", True),
    "missing area": (lambda t: t["skill_areas"].pop("data"), "skill_areas/data", "is missing", True),
    "extra": (lambda t: t["red_lines"].update(haste="x"), "red_lines/haste", "is not in the pack", False),
    "short list": (lambda t: t["facets"].pop(), "facets", "has 3 entries; the pack has 4", False),
    "text for a list": (lambda t: t.update(facets="x"), "facets", "expected a list, got text", False),
    "mapping for a list": (lambda t: t.update(facets={}), "facets", "expected a list, got a map", False),
    "text for a mapping": (lambda t: t.update(scale="x"), "scale", "expected a mapping, got text", False),
    "number for a text": (lambda t: t.update(title=1), "title", "expected text, got a whole number", False),
    "mapping in a list": (lambda t: t["facets"].insert(0, {}) or t["facets"].pop(), "facets/1",
                          "expected text, got a mapping", False),
}  # fmt: skip


@pytest.mark.parametrize(("break_it", "place", "what", "missing"), BREAKS.values(), ids=BREAKS.keys())
def test_each_misfit_is_named(
    ai_skills: Rubric,
    break_it: Callable[[dict[str, Any]], object],
    place: str,
    what: str,
    missing: bool,
) -> None:
    texts = texts_of(ai_skills)
    given = copy.deepcopy(texts)
    break_it(given)
    (found,) = differences(texts, given)
    assert found.fault().place == place
    assert found.what.startswith(what)
    assert found.missing is missing
