"""Hypothesis makes whole packs that keep every rule of `checks`, with texts that tempt each format."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from assessor.domain.rubric import Rubric
from assessor.rubrics.checks import faults_of

WORDS = [
    "Writes", "Prüft", "=SUM(A1)", "+49", "-1", "@team", "a|b", "**bold**", "`x`", "<br>", "<script>", "\\", "'s",
    '"quoted"', "5;6", "Größe", "90", "%", "•", "- dash", "1.", "_under_", "__init__", "#", "---", "|", "😀", "a,b", "½",
    "\\|", "*", "N/A", "TRUE", "007", "1e5", "é",
]  # fmt: skip
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
plain = st.sampled_from(
    ["Notizen", "Risk & health", "QBR", "Erneuerung", "Data use", "Change / trust", "Team-Rat"]
)
texts = st.lists(text, max_size=2, unique=True).map(tuple)


@st.composite
def rubrics(draw: st.DrawFn, *, by_rating: bool | None = None) -> Rubric:
    """A pack told by career levels, or by ratings."""
    told_by_rating = draw(st.booleans()) if by_rating is None else by_rating
    level_names = [f"{draw(plain)} L{number}" for number in range(draw(st.integers(1, 3)))]
    low = draw(st.integers(0, 1))
    values = list(range(low, low + draw(st.integers(2, 4))))
    labels = {value: f"Stufe{value} {draw(plain)}".replace("/", " ") for value in values}
    areas = [
        draw(_area(number, level_names, labels, by_rating=told_by_rating))
        for number in range(draw(st.integers(1, 3)))
    ]
    optional = draw(st.booleans()) and len(areas) > 1
    version = draw(st.sampled_from(["0.1.0", "1.0.0", "2.13.4"]))
    pack = {
        "id": "made", "title": draw(text), "version": version, "owner": draw(text), "status": "draft",
        "date": date(2028, 2, 29), "lang": draw(st.sampled_from(["en", "de"])),
        "source": {"id": draw(text), "title": draw(text), "note": draw(text)},
        "changelog": [{"version": version, "date": date(2026, 1, 31), "author": draw(text), "change": draw(text)}],
        "scale": {
            "id": "made-scale", "not_applicable": draw(st.booleans()), "role_dependent": draw(st.booleans()),
            "levels": [
                {"value": value, "label": labels[value], "definition": draw(text), "typical": draw(text)}
                for value in values
            ],
            "discriminators": [
                {"lower": one, "upper": one + 1, "question": draw(text)} for one in values[:-1]
            ] if draw(st.booleans()) else [],
        },
        "career_levels": [draw(_level(name, values, number)) for number, name in enumerate(level_names)],
        "skill_areas": areas[: -1] if optional else areas,
        "optional_areas": areas[-1:] if optional else [],
        "facets": draw(texts),
        "evidence": {"min_artefacts": draw(st.integers(1, 3)), "max_age_months": draw(st.integers(1, 12))},
        "evidence_types": [{"kind": "email", "requirement": draw(text)}] if draw(st.booleans()) else [],
        "red_lines": [{"id": "breach", "text": draw(text), "cap": values[0]}] if draw(st.booleans()) else [],
        "growth_signals": [{"id": "grows", "text": draw(text)}] if draw(st.booleans()) else [],
        "warning_signs": [{"id": "warns", "text": draw(text)}] if draw(st.booleans()) else [],
        "sign_off": draw(texts), "reading_rules": draw(texts),
    }  # fmt: skip
    rubric = Rubric.model_validate(pack)
    assert faults_of(rubric) == ()
    return rubric


@st.composite
def _level(draw: st.DrawFn, name: str, values: list[int], number: int) -> dict[str, Any]:
    maybe = st.one_of(st.just(""), text)
    return {
        "name": name, "aliases": [f"alias{number}"] if draw(st.booleans()) else [],
        "ownership": draw(maybe), "decisions": draw(maybe), "contribution": draw(maybe),
        "experience": draw(maybe), "scope_tests": draw(texts),
        "expected": {"lowest": values[0], "highest": values[-1], "note": draw(maybe)} if draw(st.booleans()) else None,
        "scope_metrics": draw(_metrics(f"scope_{number}")),
    }  # fmt: skip


@st.composite
def _metrics(draw: st.DrawFn, prefix: str) -> list[dict[str, Any]]:
    if not draw(st.booleans()):
        return []
    between = draw(st.booleans())
    value = draw(st.sampled_from([10.0, 0.5, 200000.0, 12.25]))
    return [
        {
            "id": f"{prefix}_one", "metric": draw(text), "direction": "between" if between else "at_least",
            "value": value, "upper": value * 2 if between else None,
            "unit": draw(st.sampled_from(["percent", "currency", "days"])),
            "period": draw(text), "segment": draw(text), "source": draw(text),
        }
    ]  # fmt: skip


@st.composite
def _area(
    draw: st.DrawFn, number: int, levels: list[str], labels: dict[int, str], *, by_rating: bool
) -> dict[str, Any]:
    identity = f"area-{number}"

    def anchors(part: str) -> list[dict[str, str]]:
        said = draw(st.lists(text, min_size=1, max_size=3, unique=True))
        return [{"id": f"made/{identity}/{part}/{at}", "text": one} for at, one in enumerate(said, 1)]

    area: dict[str, Any] = {
        "id": identity, "name": f"{draw(plain)} A{number}", "owner": draw(text), "goal": draw(text),
        "aliases": [f"kurz{number}"] if draw(st.booleans()) else [], "outcomes": draw(texts),
        "indicators": [{"text": draw(text), "kind": draw(st.sampled_from(["quality", "speed", "risk"]))}],
        "reason": draw(st.one_of(st.just(""), text)), "group": draw(st.one_of(st.just(""), plain)),
        "authored": draw(st.booleans()), "coaching_notes": draw(texts),
        "interview": [{"question": draw(text), "proof": draw(text)}] if draw(st.booleans()) else [],
    }  # fmt: skip
    if by_rating:
        area["strong"] = anchors("strong")
        area["by_rating"] = [
            {"rating": value, "indicators": anchors(label.casefold())} for value, label in labels.items()
        ]
    else:
        area["cells"] = [
            {
                "career_level": name,
                "anchors": anchors(name.casefold().replace("/", " ")),
                "metrics": draw(_metrics(f"m{number}_{at}")),
            }
            for at, name in enumerate(levels)
        ]
    return area
