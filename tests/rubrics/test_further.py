"""A field that packs get later is compared, exported and read back without a change here."""

from typing import Any

import pytest

from assessor.domain.base import Frozen
from assessor.domain.rubric import Rubric, SkillArea
from assessor.rubrics.exporting.texts import csv_text, markdown_text
from assessor.rubrics.exporting.workbook import workbook_bytes
from assessor.rubrics.importing.read import draft_pack, read_matrix
from assessor.rubrics.load import list_rubrics, load_rubric
from assessor.rubrics.tabular.further import further_parts, put_part
from assessor.rubrics.versions.diff import diff
from tests.rubrics.exporting_checks import TODAY


class Extra(Frozen):
    word: str
    count: int = 0
    prompts: tuple[str, ...] = ()


class WiderArea(SkillArea):
    checked: bool = False
    extras: tuple[Extra, ...] = ()


class Wider(Rubric):
    skill_areas: tuple[WiderArea, ...]
    optional_areas: tuple[WiderArea, ...] = ()
    later: Extra | None = None


@pytest.fixture(scope="module")
def wider() -> Wider:
    values: dict[str, Any] = load_rubric("csm-matrix").model_dump(mode="json")
    values["later"] = {"word": "90", "count": 3, "prompts": ["=1+1", "b | c"]}
    extras = [{"word": "true", "prompts": ["x"]}, {"word": "*b*", "count": 2}]
    values["skill_areas"][1] |= {"checked": True, "extras": extras}
    values["optional_areas"][0] |= {"checked": True}
    return Wider.model_validate(values)


@pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)
def test_every_further_part_can_be_put_back(rubric: Rubric) -> None:
    pack: dict[str, Any] = {
        "skill_areas": [
            {"id": area.id, "interview": [{} for _ in area.interview]}
            for area in (*rubric.skill_areas, *rubric.optional_areas)
        ]
    }
    assert all(put_part(pack, path, value) for path, value in further_parts(rubric))


@pytest.mark.parametrize("suffix", ["md", "csv", "xlsx"])
def test_new_fields_come_back_from_every_table(wider: Wider, suffix: str) -> None:
    content = {
        "md": markdown_text(wider, "de").encode(), "csv": csv_text(wider, "de").encode(),
        "xlsx": workbook_bytes(wider, "de"),
    }[suffix]  # fmt: skip
    pack = draft_pack(read_matrix(content, file=f"x.{suffix}"), pack_id="x", title="x", today=TODAY)
    back = Wider.model_validate(pack)
    assert (back.later, back.skill_areas, back.optional_areas) == (
        wider.later,
        wider.skill_areas,
        wider.optional_areas,
    )


def test_a_difference_in_a_new_field_is_seen(wider: Wider) -> None:
    values = wider.model_dump(mode="json")
    values["skill_areas"][1]["extras"][1]["count"] = 5
    values["later"]["prompts"].pop()
    found = diff(wider, Wider.model_validate(values))
    assert [(one.what, one.id) for one in found.wording] == [("further entry", "extras/1/count")]
    assert [(one.kind, one.id) for one in found.structure] == [("removed", "later/prompts/1")]


@pytest.mark.parametrize("path", ["skill_areas/nothing/checked", "later/prompts/7", "id/x", "", "later//x"])
def test_a_path_that_leads_nowhere_changes_nothing(path: str) -> None:
    pack: dict[str, Any] = {"id": "x", "skill_areas": [{"id": "a"}], "later": {"prompts": ["a"]}}
    assert not put_part(pack, tuple(path.split("/")), "v")
    assert pack == {"id": "x", "skill_areas": [{"id": "a"}], "later": {"prompts": ["a"]}}
