"""Floors for names in work texts: what is measured today, a little below, so that a change that loses names is seen.

The texts are in eval/people, names marked. `fresh` was written after rules and thresholds were settled.
"""

import pytest

from assessor.domain.text import Language
from eval.training.measure import own, tally

from .conftest import Redact


@pytest.mark.parametrize(
    ("lang", "part", "full", "harm"),
    [
        ("de", "tune", 0.97, 0.015),
        ("de", "fresh", 0.97, 0.015),
        ("en", "tune", 0.97, 0.015),
        ("en", "fresh", 0.97, 0.015),
        ("de", "everyday", 0.97, 0.015),
        ("en", "everyday", 0.97, 0.015),
    ],
)
def test_names_in_work_texts_go_with_every_character(
    redact: Redact, lang: Language, part: str, full: float, harm: float
) -> None:
    def find(text: str) -> list[tuple[int, int, str]]:
        (artefact,) = redact(text, lang=lang)
        return [(span.start, span.end, span.type) for span in artefact.spans if span.type != "AMOUNT"]

    missed: list[str] = []
    shares = tally(own(f"{lang}_{part}"), find, missed).shares
    assert shares["full"] >= full, missed
    assert shares["harm"] <= harm, missed
