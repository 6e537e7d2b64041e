"""Stage 3 of 7, what of a rubric is indexed: each behavioural anchor and each skill area's goal.

A row's text is the bare sentence. On the pack `ai-skills` the area's name in front of every anchor made the
choice for whole artefacts worse (figures in match.py). The career level is no part of a row, so nothing
downstream can read one from a match.
"""

import hashlib
import json
from typing import NamedTuple

from assessor.domain.rubric import Rubric


class Row(NamedTuple):
    """One sentence of the index."""

    id: str
    """The anchor's id, or `goal:` and the id of the skill area."""
    skill_area: str
    """Canonical name of the skill area."""
    text: str
    is_anchor: bool


def rows_of(rubric: Rubric) -> tuple[Row, ...]:
    """All rows of a rubric in its own order: for each skill area the anchors, then the goal if it has one."""
    rows: list[Row] = []
    for area in rubric.skill_areas:
        rows += [Row(anchor.id, area.name, anchor.text, is_anchor=True) for anchor in area.anchors]
        if area.goal.strip():
            rows.append(Row(f"goal:{area.id}", area.name, area.goal, is_anchor=False))
    return tuple(rows)


def index_id_of(rubric: Rubric, embedder_id: str) -> str:
    """Name the index by all that goes into it: `sha256:` and 64 hex digits.

    Covers rubric id and version, every row with its skill area, and the embedder; a change of any of these
    gives another id.
    """
    content = [rubric.id, rubric.version, embedder_id, [row[:3] for row in rows_of(rubric)]]
    canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode("utf-8")).hexdigest()
