"""How far a text covers a reference."""

import numpy as np
import pytest

from assessor.drafting.fitting.behaviours import NAMES, Reference
from assessor.drafting.fitting.criterion import Criterion
from assessor.drafting.fitting.parts import parts_of
from tests.drafting.fitting.fakes import CRITERION, OTHER, POINTS, WordEmbedder, answer

AT = {name: place for place, name in enumerate(NAMES)}


def _covered(text: str, criterion: Criterion = CRITERION) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    embedder = WordEmbedder()
    (parts,) = parts_of([text], embedder)
    return Reference(criterion, embedder).covered_by(parts)


def test_the_reference_itself_covers_everything() -> None:
    assert _covered("\n\n".join(POINTS)) == pytest.approx(np.ones(len(NAMES)))


def test_one_point_of_four_is_told_apart_from_all() -> None:
    found = _covered(POINTS[0])
    assert found[AT["points.most"]] == pytest.approx(1)
    assert found[AT["points.least"]] < 0.7
    # Terms of the reference, those of the question left out ("the" is in it): open valve slowly write down
    # pressu tell shift lead close outer door, 12 of them, of which POINTS[0] has three.
    assert found[AT["terms.found"]] == pytest.approx(3 / 12)
    assert found[AT["terms.share"]] == 1


def test_repeating_the_question_finds_no_terms() -> None:
    assert _covered(CRITERION.question)[AT["terms.found"]] == 0


def test_more_points_give_more_of_what_they_name() -> None:
    rows = [np.mean([_covered(answer(level, variant)) for variant in range(4)], axis=0) for level in range(5)]
    for name in ("points.mean", "clauses.mean", "terms.found", "pieces.found"):
        values = [row[AT[name]] for row in rows]
        assert values == sorted(values), name


def test_without_a_reference_nothing_is_known_and_without_a_text_nothing_is_covered() -> None:
    assert np.isnan(_covered("Any text.", OTHER)).all()
    assert np.isnan(_covered("Any text.", OTHER.model_copy(update={"reference": " -- "}))).all()
    assert not _covered("...").any()
