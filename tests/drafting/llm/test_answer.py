import json
from typing import Any

import jsonschema
import pytest

from assessor.drafting.llm.answer import Answer, Terms, parse_answer, response_format
from tests.drafting.llm.fakes import RUBRIC, answer

TERMS = Terms.of(RUBRIC, ("A1", "A2"))
SECRET = "Katrin-Sommer-4711"


def faults(content: str) -> tuple[str, ...]:
    found = parse_answer(content, TERMS)
    assert isinstance(found, tuple)
    return found


def test_an_answer_that_keeps_to_the_terms_is_read() -> None:
    read = parse_answer(answer(), TERMS)
    assert isinstance(read, Answer)
    assert (read.rating, read.lowest, read.highest) == (3, 2, 4)
    assert read.own_words.count("\n") == 2  # reason, one claim, one missing


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```\n", "\n ```json\n{}\n\n```"])
def test_one_fence_around_the_json_is_taken_off(fence: str) -> None:
    assert isinstance(parse_answer(fence.replace("{}", answer()), TERMS), Answer)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param("", "the answer", id="nothing"),
        pytest.param("I rate this a 4.", "the answer", id="prose"),
        pytest.param(answer()[:-20], "the answer", id="cut off"),
        pytest.param(answer() + answer(), "the answer", id="two answers"),
        pytest.param("Here it is: " + answer(), "the answer", id="prose before"),
        pytest.param("[]", "the answer", id="a list"),
        pytest.param(answer(rating="3"), "rating", id="level as text"),
        pytest.param(answer(rating=3.0), "rating", id="level with a point"),
        pytest.param(answer(rating=True, lowest=True), "rating", id="truth for one"),
        pytest.param(answer(rating=6, highest=6), "rating", id="above the scale"),
        pytest.param(answer(rating=0, lowest=0), "rating", id="below the scale"),
        pytest.param(answer(lowest=4), "rating", id="outside its own interval"),
        pytest.param(answer(lowest=5, highest=1), "rating", id="interval upside down"),
        pytest.param(answer(rating=None), "drafted needs", id="drafted without rating"),
        pytest.param(answer(lowest=None), "drafted needs", id="drafted without interval"),
        pytest.param(answer(claims=[]), "drafted needs", id="drafted without claims"),
        pytest.param(answer(status="insufficient_evidence"), "rating null", id="insufficient with rating"),
        pytest.param(answer(status="confirmed"), "status", id="a status that is not the model's"),
        pytest.param(answer(quotes=[]), "claims.0.quotes", id="claim without quote"),
        pytest.param(answer(quotes=["a b c"] * 4), "claims.0.quotes", id="four quotes"),
        pytest.param(
            answer(red_lines=[{"id": "rudeness", "quotes": ["a b c"]}]), "red_lines.0.id", id="red line"
        ),
        pytest.param(
            answer(red_lines=[{"id": "privacy_breach", "quotes": ["a b c"]}] * 2),
            "red_lines",
            id="red line twice",
        ),
        pytest.param(answer(reason=""), "reason", id="empty reason"),
        pytest.param(answer(reason="x" * 801), "reason", id="endless reason"),
        pytest.param(answer(missing=["x"] * 9), "missing", id="endless list"),
        pytest.param(answer(reason="\ud800"), "the answer", id="half a character"),
    ],
)
def test_an_answer_that_breaks_one_rule_is_no_answer(content: str, named: str) -> None:
    assert named in faults(content)[0]


def test_an_anchor_that_was_not_shown_is_a_fault() -> None:
    claim = {"text": "Checked.", "anchor": "A3", "quotes": ["a b c"]}
    assert faults(answer(claims=[claim])) == ("claims.0.anchor: is none of the labels shown, nor null",)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(SECRET, id="prose"),
        pytest.param(answer(rating=SECRET), id="a value"),
        pytest.param(answer(**{SECRET: 1}), id="a key"),
        pytest.param(answer(claims=[{SECRET: 1}]), id="a key inside"),
        pytest.param(answer(status=SECRET), id="a choice"),
        pytest.param(answer(red_lines=[{"id": SECRET, "quotes": ["a b c"]}]), id="an id"),
    ],
)
def test_faults_repeat_nothing_the_model_said(content: str) -> None:
    assert faults(content)
    assert SECRET not in "\n".join(faults(content))


def test_the_number_of_faults_is_bounded() -> None:
    assert len(faults(json.dumps({f"key{n}": n for n in range(100)}))) == 12


def accepted(value: Any) -> bool:
    schema = response_format(TERMS)["json_schema"]["schema"]
    return jsonschema.Draft202012Validator(schema).is_valid(value)


def test_the_schema_takes_what_the_reader_takes() -> None:
    assert accepted(json.loads(answer()))
    assert accepted(
        json.loads(answer(status="insufficient_evidence", rating=None, lowest=None, highest=None, claims=[]))
    )


@pytest.mark.parametrize(
    "change", [{"rating": 6}, {"rating": "3"}, {"status": "confirmed"}, {"extra": 1}, {"claims": [{}]}]
)
def test_the_schema_refuses_what_it_can(change: dict[str, Any]) -> None:
    assert not accepted(json.loads(answer()) | change)


def test_strict_mode_of_the_schema_is_complete() -> None:
    """OpenAI's strict mode wants every key required and no others allowed, at every depth."""

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["required"] == [*node["properties"]]
                assert node["additionalProperties"] is False
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    for terms in (TERMS, Terms(1, 3, (), ())):
        walk(response_format(terms))
        jsonschema.Draft202012Validator.check_schema(response_format(terms)["json_schema"]["schema"])


def test_a_red_line_of_a_rubric_that_has_none_is_a_fault_in_plain_words() -> None:
    claimed = answer(red_lines=[{"id": "privacy_breach", "quotes": ["a b c"]}])
    assert parse_answer(claimed, Terms(1, 5, ("A1", "A2"), ())) == ("red_lines.0.id: there are none here",)
