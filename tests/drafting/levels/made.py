"""Labelled texts made by hand: a rating is how many kinds of conduct a text tells of, among filler."""

from collections.abc import Sequence

import numpy as np

from assessor.drafting.levels.fit import LabelledText
from tests.drafting.fitting.fakes import WordEmbedder

CONDUCT = (
    "The seat count was compared with the billing export.",
    "Both versions stand in the account record.",
    "Two colleagues use the template every week.",
    "Complaints fell from nine to one.",
)
FILLER = (
    "The canteen serves soup on Monday.",
    "A parcel came for the neighbours.",
    "Rain fell during the afternoon.",
    "The radio in the hall was loud.",
    "A bicycle stands behind the door.",
)
EMBEDDER = WordEmbedder()


def labelled(
    sentences: Sequence[str], rating: int | None, group: str, *, rubric: str = "first", train: bool = True
) -> LabelledText:
    """A text of these sentences; those of `CONDUCT` decide."""
    return LabelledText(
        rubric=rubric,
        scale=f"{rubric}-0-4",
        lang="en",
        group=group,
        train=train,
        rating=rating,
        sentences=tuple(sentences),
        vectors=EMBEDDER.embed(list(sentences)),
        deciding=np.array([one in CONDUCT for one in sentences], dtype=np.bool_),
    )


def said(level: int, variant: int) -> list[str]:
    """As many sentences of conduct as the level, and filler, in an order that the variant chooses."""
    dice = np.random.default_rng([level, variant])
    picked = [*dice.permutation(CONDUCT)[:level], *dice.permutation(FILLER)[: 2 + variant % 3]]
    return list(dice.permutation(picked).tolist())


def texts(variants: range, rubric: str = "first") -> list[LabelledText]:
    """Five levels in each variant, and a text without conduct that was not rated; every third calibrates."""
    found = []
    for variant in variants:
        train = variant % 3 != 2
        found += [
            labelled(said(level, variant), level, f"{rubric}-{level}-{variant}", rubric=rubric, train=train)
            for level in range(5)
        ]
        lone = [FILLER[variant % 5], f"Nothing else is known of case {variant}."]
        found.append(labelled(lone, None, f"{rubric}-none-{variant}", rubric=rubric, train=train))
    return found
