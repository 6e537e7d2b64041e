"""Public texts that people rated, from ASSESSOR_DATA, and ways to draw labels from them."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assessor.drafting.fitting.criterion import Criterion, RatedText
from assessor.drafting.fitting.wording import words_of
from assessor.errors import InputError
from eval.benchmarks.corpora import public_folder

Ints = NDArray[np.intp]
Split = Literal["rows", "texts", "questions"]
SETS = ("saf_de", "saf_en", "merlin_de")
SPLITS: tuple[Split, ...] = ("rows", "texts", "questions")
HALVES = ("development", "held")
_HELD_OUT = 4


@dataclass(frozen=True)
class RatedSet:
    """n texts with their levels and what each was rated on."""

    name: str
    texts: tuple[str, ...]
    ratings: NDArray[np.int64]
    criteria: tuple[Criterion, ...]

    def half(self, named: str) -> "RatedSet":
        """The texts whose digest is even (`development`) or odd (`held`); equal texts stay together."""
        kept = [
            place
            for place, text in enumerate(self.texts)
            if hashlib.sha256(same_text(text).encode()).digest()[0] % 2 == HALVES.index(named)
        ]
        return RatedSet(
            f"{self.name}/{named}",
            tuple(self.texts[place] for place in kept),
            self.ratings[kept],
            tuple(self.criteria[place] for place in kept),
        )


def same_text(text: str) -> str:
    """What two texts share that differ in case, spacing and punctuation alone."""
    return " ".join(words_of(text))


def rated_set(name: str) -> RatedSet | None:
    """A public set; None where it is absent.

    Raises:
        InputError: `bad_rating_row`; the file is not UTF-8, or a line is no JSON or lacks a text, one whole
            rating or a criterion.
    """
    folder = public_folder()
    path = folder / "ratings" / f"{name}.jsonl" if folder else None
    return read_rated_set(name, path) if path is not None and path.is_file() else None


def read_rated_set(name: str, path: Path) -> RatedSet:
    """A set of this shape in any file; blank lines are skipped. See `rated_set` for errors."""
    rows = [_row(path, number, line) for number, line in enumerate(_lines(path), 1) if line.strip()]
    texts, ratings, criteria = zip(*rows, strict=True) if rows else ((), (), ())
    return RatedSet(name, tuple(texts), np.array(ratings, dtype=np.int64), tuple(criteria))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        # The cause holds the bytes.
        raise InputError(
            f"{path.name} is not UTF-8 at byte {error.start}.",
            code="bad_rating_row",
            hint="Save it as UTF-8 and run again.",
        ) from None


def _row(path: Path, number: int, line: str) -> tuple[str, int, Criterion]:
    try:
        row = json.loads(line)
        (rating,) = row["ratings"]
        asked, reference, task = row["rubric"]["criterion"], row["rubric"].get("reference"), row.get("task")
        digest = hashlib.sha256(json.dumps([asked, reference, task]).encode()).hexdigest()[:12]
        rated = RatedText(text=row["artefact"], criterion=digest, rating=rating)
        return rated.text, rated.rating, Criterion(id=digest, question=asked, reference=reference)
    except (ValueError, KeyError, TypeError, AttributeError):
        # The cause would repeat the line.
        raise InputError(
            f"{path.name}, line {number}: expected JSON with artefact, one whole number in ratings, and a criterion.",
            code="bad_rating_row",
            hint="See README.md of the data folder for the format.",
        ) from None


@dataclass(frozen=True)
class Draw:
    """Places of the texts whose labels a rater sees, and of those it rates."""

    labelled: Ints
    rated: Ints


def draws_of(texts: RatedSet, split: Split, labels: int, draws: int) -> Iterator[Draw]:
    """Seeded draws; the same arguments give the same draws, and `rows` and `texts` draw the same labels.

    - `rows`: labels at random, all other rows are rated. Questions are shared, and an answer may be word for
      word one that was labelled.
    - `texts`: the same, but no row is rated whose text is, but for case and punctuation, one of those labelled.
    - `questions`: a quarter of the questions, at least one, is held out and rated; labels come from the others.

    A draw that leaves too few texts to label, or none to rate, is passed over.
    """
    same = np.array([same_text(text) for text in texts.texts], dtype=object)
    asked = np.array([criterion.id for criterion in texts.criteria], dtype=object)
    for draw in range(draws):
        dice = np.random.default_rng([draw, labels])
        order = dice.permutation(len(same))
        if split == "questions":
            questions = dice.permutation(sorted(set(asked.tolist())))
            held_out = np.isin(asked[order], questions[: max(1, len(questions) // _HELD_OUT)])
            labelled, rated = order[~held_out][:labels], order[held_out]
        else:
            labelled, rated = order[:labels], order[labels:]
        if split == "texts":
            rated = rated[~np.isin(same[rated], same[labelled])]
        if len(labelled) == labels and len(rated):
            yield Draw(labelled, rated)


def doubled(texts: Sequence[str]) -> list[str]:
    """Each text twice, with a blank line between."""
    return [f"{text}\n\n{text}" for text in texts]
