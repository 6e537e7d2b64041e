"""Before stage 1: a pack's texts apart from its ids, numbers and structure, and the pack with other texts.

A translation holds such texts and nothing else, so that no number, cap or unit can differ between languages.
They nest as the pack does: a mapping by id where things have one, a list where only their order tells them
apart, and a bare text where a thing has no other text than one (an anchor, a signal).

Names of career levels are no texts: they are job titles, kept in every language, and cells point to them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from assessor.domain import guide, profile, rubric
from assessor.rubrics.faults import Fault
from assessor.rubrics.strict_yaml import kind_of

Texts = Mapping[str, Any]
"""Nested texts; leaves are text or lists of text."""
Pack = TypeVar("Pack", rubric.Rubric, profile.RoleProfile)

_SHOWN_CHARS = 60
TRANSLATED: dict[type[BaseModel], tuple[str, ...]] = {
    rubric.Rubric: (
        "title", "owner", "source", "scale", "career_levels", "skill_areas", "optional_areas", "facets",
        "evidence_types", "red_lines", "growth_signals", "warning_signs", "sign_off", "reading_rules",
        "guide",
    ),
    rubric.RubricSource: ("title", "note"),
    rubric.Scale: ("levels", "discriminators"),
    rubric.ScaleLevel: ("label", "definition", "typical"),
    rubric.ScaleDiscriminator: ("question",),
    rubric.CareerLevel: (
        "ownership", "decisions", "contribution", "scope_tests", "experience", "expected", "scope_metrics",
    ),
    rubric.ExpectedBand: ("note",),
    rubric.MetricCheck: ("metric", "period", "segment", "source"),
    rubric.SkillArea: (
        "name", "owner", "group", "goal", "reason", "outcomes", "indicators", "cells", "strong", "by_rating",
        "coaching_notes", "interview", "evidence_examples",
    ),
    rubric.Indicator: ("text",),
    rubric.AnchorCell: ("anchors", "metrics"),
    rubric.Anchor: ("text",),
    rubric.RatingIndicators: ("indicators",),
    rubric.InterviewQuestion: ("question", "proof", "probe"),
    rubric.EvidenceType: ("requirement",),
    rubric.RedLine: ("text",),
    rubric.Signal: ("text",),
    guide.Guide: (
        "audience", "rater_questions", "coaching_prompts", "coaching_resources", "goal_template",
        "session_inputs", "peer_prompts", "workflow_questions", "contrast_cases", "evidence_fields",
        "outbound_review", "absolute_rules", "starter_kit", "glossary",
    ),
    guide.ContrastCase: ("situation", "lower", "upper", "difference"),
    guide.ContrastSide: ("text",),
    guide.EvidenceField: ("text",),
    guide.ReviewDuty: ("text", "review"),
    guide.TenantRules: ("topics", "proposals"),
    guide.StarterKit: ("note",),
    guide.PeerPrompt: ("function", "prompt"),
    guide.Term: ("meaning",),
    profile.RoleProfile: (
        "title", "owner", "source", "purpose", "mission", "groups", "outcomes", "metrics", "must_have",
        "nice_to_have", "traits", "principles",
    ),
    profile.ResponsibilityGroup: ("name", "responsibilities"),
    profile.Responsibility: ("text",),
    profile.RampOutcome: ("outcome",),
    profile.Trait: ("name", "behaviour"),
}  # fmt: skip
"""Which fields of a pack hold text for people. A test asks of every other field that it is named as kept."""
_KEYED: dict[type[BaseModel], str] = {
    rubric.ScaleLevel: "value",
    rubric.ScaleDiscriminator: "upper",
    rubric.CareerLevel: "name",
    rubric.MetricCheck: "id",
    rubric.SkillArea: "id",
    rubric.AnchorCell: "career_level",
    rubric.Anchor: "id",
    rubric.RatingIndicators: "rating",
    rubric.EvidenceType: "kind",
    rubric.RedLine: "id",
    rubric.Signal: "id",
    guide.ContrastCase: "id",
    guide.EvidenceField: "id",
    guide.Term: "term",
    profile.Responsibility: "id",
    profile.RampOutcome: "days",
}
"""Things that are told apart by one of their fields; others by their order."""


def texts_of(part: BaseModel) -> dict[str, Any]:
    """The texts of a pack, or of a part of it, nested as the module says; what is empty is left out."""
    found = {name: _texts(getattr(part, name)) for name in TRANSLATED[type(part)]}
    return {name: value for name, value in found.items() if value}


def _texts(value: Any) -> Any:
    if isinstance(value, BaseModel):
        found = texts_of(value)
        return found.get(*TRANSLATED[type(value)]) if _bare(type(value)) else found
    if isinstance(value, tuple):
        key = _KEYED.get(type(value[0])) if value else None
        if key is None:
            return [_texts(one) for one in value]
        pairs = ((str(getattr(one, key)), _texts(one)) for one in value)
        return {name: found for name, found in pairs if found}
    return value


def _bare(kind: type[BaseModel]) -> bool:
    """Whether a thing's texts are one text."""
    return len(TRANSLATED[kind]) == 1 and kind.model_fields[TRANSLATED[kind][0]].annotation is str


class Difference(NamedTuple):
    """Where texts do not lie as those of a pack do."""

    path: tuple[str, ...]
    what: str
    missing: bool = False

    def within(self, part: str) -> "Difference":
        """The same, told from one step further out."""
        return self._replace(path=(part, *self.path))

    def fault(self) -> Fault:
        """As a fault of the file."""
        return Fault("/".join(self.path), self.what)


def differences(source: Any, given: Any, path: tuple[str, ...] = ()) -> list[Difference]:
    """Each place where `given` misses, adds or shapes a text otherwise than `source`."""
    if isinstance(source, Mapping):
        if not isinstance(given, Mapping):
            return [Difference(path, f"expected a mapping, got {kind_of(given)}")]
        extra = [
            Difference((*path, str(key)), "is not in the pack that is translated")
            for key in given
            if str(key) not in source
        ]
        named = {str(key): value for key, value in given.items()}
        inner = [
            found
            for key, value in source.items()
            for found in (
                differences(value, named[key], (*path, key))
                if key in named
                else [Difference((*path, key), "is missing", missing=True)]
            )
        ]
        return inner + extra
    if isinstance(source, Sequence) and not isinstance(source, str):
        if isinstance(given, str | Mapping) or not isinstance(given, Sequence):
            return [Difference(path, f"expected a list, got {kind_of(given)}")]
        if len(given) != len(source):
            return [Difference(path, f"has {len(given)} entries; the pack has {len(source)}")]
        return [
            found
            for number, (one, other) in enumerate(zip(source, given, strict=True), start=1)
            for found in differences(one, other, (*path, str(number)))
        ]
    return [] if isinstance(given, str) else [Difference(path, f"expected text, got {kind_of(given)}")]


def with_texts(pack: Pack, texts: Texts) -> Pack:
    """The pack with other texts; they lie as those of `texts_of(pack)` do, which `differences` tells.

    A skill area keeps its own name among its aliases, so that it is found in either language.
    """
    made: Pack = _filled(pack, texts)
    return made


def _filled(part: Any, texts: Any) -> Any:
    if isinstance(part, str):
        return texts
    if isinstance(part, tuple):
        return tuple(_filled(one, _own(one, number, texts)) for number, one in enumerate(part))
    if texts is None:
        return part
    kind = type(part)
    if isinstance(texts, str):
        texts = {TRANSLATED[kind][0]: texts}
    named = {str(key): value for key, value in texts.items()}
    # A new value and no copy: a copy would keep what the old one has computed of its texts.
    values = {name: getattr(part, name) for name in kind.model_fields}
    values |= {name: _filled(values[name], named[name]) for name in TRANSLATED[kind] if name in named}
    if isinstance(part, rubric.SkillArea) and values["name"] != part.name:
        values["aliases"] = (*dict.fromkeys((part.name, *part.aliases)),)
    return kind(**values)


def _own(one: Any, number: int, texts: Any) -> Any:
    key = _KEYED.get(type(one))
    if key is None:
        return texts[number]
    return next((value for name, value in texts.items() if str(name) == str(getattr(one, key))), None)


def leaves(texts: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Every text by its path."""
    if isinstance(texts, str):
        return {path: texts}
    parts = texts.items() if isinstance(texts, Mapping) else enumerate(texts, start=1)
    return {where: text for key, part in parts for where, text in leaves(part, (*path, str(key))).items()}
