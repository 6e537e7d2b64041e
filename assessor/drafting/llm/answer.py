"""Stage 4: a model's answer, read strictly. An answer that breaks one rule is no answer.

The schema goes to the model as a request; whether it was followed is checked here, since servers differ in
what they enforce. Faults name places and rules; they never repeat what the model or the artefact says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from assessor.domain.base import Frozen
from assessor.domain.rubric import Rubric

MOST_CLAIMS = 6
_MOST_QUOTES = 3
_MOST_MISSING = 8
_MOST_FAULTS = 12
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)
_STRICT = ConfigDict(strict=True)


@dataclass(frozen=True)
class Terms:
    """What an answer may choose from."""

    lowest: int
    highest: int
    anchors: tuple[str, ...]
    """Labels of the anchors shown."""
    red_lines: tuple[str, ...]

    @classmethod
    def of(cls, rubric: Rubric, anchors: tuple[str, ...]) -> Self:
        """The terms of a rubric, with the labels its anchors have in this request."""
        red_lines = tuple(line.id for line in rubric.red_lines)
        return cls(rubric.scale.lowest, rubric.scale.highest, anchors, red_lines)


class AnsweredClaim(Frozen):
    """One claim as the model made it."""

    model_config = _STRICT
    text: str = Field(min_length=1, max_length=600)
    anchor: str | None
    quotes: tuple[str, ...] = Field(min_length=1, max_length=_MOST_QUOTES)


class AnsweredRedLine(Frozen):
    """Conduct the model believes it sees."""

    model_config = _STRICT
    id: str
    quotes: tuple[str, ...] = Field(min_length=1, max_length=_MOST_QUOTES)


class Answer(Frozen):
    """A model's whole answer."""

    model_config = _STRICT
    status: Literal["drafted", "insufficient_evidence"]
    rating: int | None
    lowest: int | None
    highest: int | None
    reason: str = Field(min_length=1, max_length=800)
    claims: tuple[AnsweredClaim, ...] = Field(max_length=MOST_CLAIMS)
    red_lines: tuple[AnsweredRedLine, ...]
    missing: tuple[str, ...] = Field(max_length=_MOST_MISSING)

    @model_validator(mode="after")
    def _levels_with_a_draft_only(self) -> Self:
        levels = (self.rating, self.lowest, self.highest)
        if self.status == "drafted":
            if None in levels or not self.claims:
                raise ValueError("drafted needs rating, lowest, highest and at least one claim")
        elif self.rating is not None:
            raise ValueError("insufficient_evidence needs the rating null")
        return self

    @property
    def own_words(self) -> str:
        """All the model wrote by itself, without quotes."""
        return "\n".join((self.reason, *(claim.text for claim in self.claims), *self.missing))

    def quotes(self) -> Iterator[tuple[str, str]]:
        """Every quote with its place in the answer."""
        claims = ((f"claims.{number}", one.quotes) for number, one in enumerate(self.claims))
        red_lines = ((f"red_lines.{number}", one.quotes) for number, one in enumerate(self.red_lines))
        for place, quotes in (*claims, *red_lines):
            for index, quote in enumerate(quotes):
                yield f"{place}.quotes.{index}", quote


def parse_answer(content: str, terms: Terms) -> Answer | tuple[str, ...]:
    """An answer that keeps to the schema and the terms, or what is wrong with it, in words for the model.

    One fence of three backticks around the JSON is taken off; nothing else is forgiven.
    """
    fenced = _FENCED.fullmatch(content)
    try:
        answer = Answer.model_validate_json(fenced[1] if fenced else content)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False, include_context=False)
        return tuple(_said(fault["loc"], fault["msg"]) for fault in faults[:_MOST_FAULTS])
    return tuple(_off_terms(answer, terms))[:_MOST_FAULTS] or answer


def _said(place: tuple[int | str, ...], message: str) -> str:
    # The places of unknown keys are the model's own words: they are not repeated.
    known = all(isinstance(part, int) or part in _KNOWN_KEYS for part in place)
    where = ".".join(map(str, place)) if known else "an unknown key"
    # What pydantic says of broken JSON ends in an excerpt on some errors; the first line is the rule.
    return f"{where or 'the answer'}: {message.splitlines()[0]}"


_KNOWN_KEYS = {*Answer.model_fields, *AnsweredClaim.model_fields, *AnsweredRedLine.model_fields}


def _off_terms(answer: Answer, terms: Terms) -> Iterator[str]:
    if answer.rating is not None and answer.lowest is not None and answer.highest is not None:
        order = (terms.lowest, answer.lowest, answer.rating, answer.highest, terms.highest)
        if list(order) != sorted(order):
            yield (
                f"rating: expected {terms.lowest} <= lowest <= rating <= highest <= {terms.highest}, "
                "whole numbers of the scale"
            )
    for number, claim in enumerate(answer.claims):
        if claim.anchor is not None and claim.anchor not in terms.anchors:
            yield f"claims.{number}.anchor: is none of the labels shown, nor null"
    ids = [line.id for line in answer.red_lines]
    if len(set(ids)) < len(ids):
        yield "red_lines: each id at most once, with all its quotes"
    for number, line in enumerate(answer.red_lines):
        if line.id not in terms.red_lines:
            known = f"is none of {', '.join(terms.red_lines)}" if terms.red_lines else "there are none here"
            yield f"red_lines.{number}.id: {known}"


def response_format(terms: Terms) -> dict[str, Any]:
    """The answer's JSON Schema as `response_format`: strict, every key required, choices as enums."""
    levels = {"anyOf": [{"type": "integer", "enum": [*range(terms.lowest, terms.highest + 1)]}, _NULL]}
    anchor = {"anyOf": [{"type": "string", "enum": [*terms.anchors]}, _NULL]} if terms.anchors else _NULL
    quotes = _list(_TEXT, most=_MOST_QUOTES, least=1)
    claim = _object({"text": _TEXT, "anchor": anchor, "quotes": quotes})
    red_lines: dict[str, Any] = _list(_NULL, most=0)
    if terms.red_lines:
        red_line = _object({"id": {"type": "string", "enum": [*terms.red_lines]}, "quotes": quotes})
        red_lines = _list(red_line, most=len(terms.red_lines))
    schema = _object(
        {
            "status": {"type": "string", "enum": ["drafted", "insufficient_evidence"]},
            "claims": _list(claim, most=MOST_CLAIMS),
            "red_lines": red_lines,
            "missing": _list(_TEXT, most=_MOST_MISSING),
            "lowest": levels,
            "highest": levels,
            "rating": levels,
            "reason": _TEXT,
        }
    )
    return {"type": "json_schema", "json_schema": {"name": "draft_rating", "strict": True, "schema": schema}}


_TEXT = {"type": "string"}
_NULL = {"type": "null"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def _list(items: dict[str, Any], *, most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}
