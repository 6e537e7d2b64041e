"""What is exported is what comes back: import(export(x)) == x for every format that can be read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assessor.domain.rubric import Rubric
from assessor.formats.published import schema_of
from assessor.rubrics.exporting.texts import csv_text, markdown_text
from assessor.rubrics.exporting.workbook import workbook_bytes
from assessor.rubrics.exporting.yaml_text import pack_text
from assessor.rubrics.load import list_rubrics, load_pack
from tests.rubrics.exporting_checks import carried, read_back
from tests.rubrics.packs_made import rubrics

Write = Callable[[Rubric, str], bytes]
WRITERS: dict[str, Write] = {
    "md": lambda rubric, lang: markdown_text(rubric, lang).encode(),
    "csv": lambda rubric, lang: csv_text(rubric, lang).encode(),
    "xlsx": workbook_bytes,
}
EVERY_PACK = pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)


@EVERY_PACK
@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("suffix", WRITERS)
def test_a_packaged_rubric_comes_back_whole(rubric: Rubric, suffix: str, lang: str) -> None:
    """S001-23, S001-25, S004-01."""
    back = read_back(WRITERS[suffix](rubric, lang), f"x.{suffix}")
    assert carried(back) == carried(rubric)


@EVERY_PACK
def test_a_pack_file_comes_back_but_for_its_digest(rubric: Rubric, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(pack_text(rubric), encoding="utf-8")
    back = load_pack(path)
    assert back.model_copy(update={"sha256": ""}) == rubric.model_copy(update={"sha256": ""})


@pytest.mark.parametrize("suffix", WRITERS)
@given(rubrics(), st.sampled_from(["en", "de"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_pack_comes_back_whole_from_tables(suffix: str, rubric: Rubric, lang: str) -> None:
    back = read_back(WRITERS[suffix](rubric, lang), f"x.{suffix}")
    assert carried(back) == carried(rubric)


@given(rubrics())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_pack_comes_back_whole_from_a_pack_file(tmp_path: Path, rubric: Rubric) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(pack_text(rubric), encoding="utf-8")
    assert load_pack(path).model_copy(update={"sha256": ""}) == rubric


@EVERY_PACK
def test_a_pack_file_keeps_to_the_published_schema(rubric: Rubric) -> None:
    """S001-25: so an editor that reads the schema marks nothing in it."""
    plain = json.loads(
        json.dumps(yaml.safe_load(pack_text(rubric)), default=str)
    )  # dates are text to an editor
    schema = schema_of("rubric")
    assert list(Draft202012Validator(schema).iter_errors(plain)) == []
    assert not Draft202012Validator(schema).is_valid({**plain, "ownr": "x"})
