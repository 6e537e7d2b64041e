"""Every published format has a valid schema, and an example that keeps to it."""

import json
from importlib import resources

import pytest
from jsonschema import Draft202012Validator

from assessor.errors import NotFoundError
from assessor.formats.published import FORMATS, example_of, schema_of


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_example_keeps_to_its_schema_and_model(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(example_of(name))
    FORMATS[name][0].model_validate_json(json.dumps(example_of(name)))


@pytest.mark.parametrize("name", list(FORMATS))
def test_the_schema_rejects_an_unknown_key(name: str) -> None:
    broken = {**example_of(name), "no_such_key": 1}
    assert not Draft202012Validator(schema_of(name)).is_valid(broken)


def test_no_example_lies_about_unused() -> None:
    files = {file.name for file in (resources.files("assessor.formats") / "examples").iterdir()}
    assert files == {f"{name}.json" for name in FORMATS}


def test_an_unknown_format_lists_the_known_ones() -> None:
    with pytest.raises(NotFoundError, match="redact-output"):
        schema_of("nothing")
