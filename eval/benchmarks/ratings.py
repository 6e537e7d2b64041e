"""Measures how well ratings of public texts are predicted from a few labels: ours, ridge, length, majority.

    ASSESSOR_DATA=../shared/data python -m eval.benchmarks.ratings --cache /tmp/vectors   # some 10 minutes
    ... --labels 50 --draws 5 --sets saf_de --json out.json

How to read it. `saf_de` and `saf_en` are short answers to 8 and 22 questions with a reference answer, levels 0 to 4
(quarters of the points); `merlin_de` are learners' letters in 5 tasks, CEFR levels 1 to 6, without a reference. One line
is one set, one split, one number of labels. For each of 20 seeded draws, labels are drawn and the rest is rated:

- `rows`: any row may be labelled, all others are rated. This is how the goals are stated, and it flatters: 13 % of
  SAF-EN are copies of another answer, mostly "no response", and each question has answers among the labels.
- `texts`: the same labels, but nothing is rated whose text is one of those labelled.
- `questions`: a quarter of the questions (2 of 8, 5 of 22, 1 of 5) is held out and rated, labels come from the others.
  A task of MERLIN is an exam of one CEFR level, so its held-out task has levels the labels hardly show.

`ours` is the fitted rater of assessor/drafting/fitting, `ridge` is ridge on the vector of the whole text, `length` on the
logarithm of its length, all with the same choice of penalty and cuts; `majority` is the most frequent level. Figures are
means over draws with the standard deviation between draws: QWK (quadratic weighted kappa, ours), share of exact levels, MAE
(mean absolute error in levels). Draws overlap, so the deviation says how much a draw matters, not how sure the mean is.

`doubled` takes the last draw of `rows` and rates each text again, written twice: the share whose level changes.
Features were chosen on the `development` half of the texts (`--half`); `held` was looked at once, at the end.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from assessor.errors import InputError
from assessor.evaluation.kappa import quadratic_weighted_kappa
from assessor.ports import Embedder
from assessor.retrieval.embedder import UseEmbedder
from eval.benchmarks.rated_sets import HALVES, SETS, SPLITS, RatedSet, Split, doubled, draws_of, rated_set
from eval.benchmarks.raters import APPROACHES, Prepared, prepared
from eval.benchmarks.vector_cache import CachedEmbedder

Levels = NDArray[np.int64]
_DIGITS = 4


class Figure(TypedDict):
    """Mean and standard deviation over the draws in which it is defined; null where there are too few."""

    mean: float | None
    sd: float | None


class Row(TypedDict, total=False):
    """One line of the table."""

    set: str
    split: Split
    labels: int
    draws: int
    rated: int
    """Texts rated, mean over draws."""
    figures: dict[str, dict[str, Figure]]
    """For each approach qwk, exact and mae."""
    doubled: dict[str, float]
    """For each approach the share of texts whose level changed when the text was doubled."""
    why: str
    """Why there are no figures."""


def kappa_of(given: Levels, predicted: Levels) -> float:
    """Quadratic weighted kappa of two raters; `nan` where neither ever differs."""
    ones = np.ones((1, len(given)))
    return float(quadratic_weighted_kappa(given.astype(float), predicted.astype(float), ones)[0])


def rows_of(
    texts: RatedSet, embedder: Embedder, labels: Sequence[int], draws: int, splits: Sequence[Split] = SPLITS
) -> Iterator[Row]:
    """A row for each split and number of labels."""
    looked_at = prepared(list(texts.texts), list(texts.criteria), embedder)
    for split in splits:
        for number in labels:
            yield _row(texts, looked_at, split, number, draws)


def doubled_row(texts: RatedSet, embedder: Embedder, labels: int, draws: int) -> Row:
    """What doubling does to the texts rated in the last draw of `rows`."""
    row: Row = {"set": texts.name, "split": "rows", "labels": labels}
    drawn = list(draws_of(texts, "rows", labels, draws))
    if not drawn:
        return {**row, "why": _too_few(texts, labels)}
    last = drawn[-1]
    looked_at = prepared(list(texts.texts), list(texts.criteria), embedder)
    twice = prepared(
        doubled([texts.texts[place] for place in last.rated]),
        [texts.criteria[place] for place in last.rated],
        embedder,
    )
    learnt, given = looked_at[last.labelled], texts.ratings[last.labelled]
    once = looked_at[last.rated]
    moved = {
        name: float(np.mean(approach(learnt, given, once) != approach(learnt, given, twice)))
        for name, approach in APPROACHES.items()
    }
    return {**row, "draws": 1, "rated": len(last.rated), "doubled": moved}


def _row(texts: RatedSet, looked_at: Prepared, split: Split, labels: int, draws: int) -> Row:
    found: dict[str, dict[str, list[float]]] = {
        name: {"qwk": [], "exact": [], "mae": []} for name in APPROACHES
    }
    rated = []
    for draw in draws_of(texts, split, labels, draws):
        learnt, given = looked_at[draw.labelled], texts.ratings[draw.labelled]
        rest, true = looked_at[draw.rated], texts.ratings[draw.rated]
        rated.append(len(true))
        for name, approach in APPROACHES.items():
            predicted = approach(learnt, given, rest)
            found[name]["qwk"].append(kappa_of(true, predicted))
            found[name]["exact"].append(float(np.mean(predicted == true)))
            found[name]["mae"].append(float(np.mean(np.abs(predicted - true))))
    row: Row = {"set": texts.name, "split": split, "labels": labels}
    if not rated:
        return {**row, "why": _too_few(texts, labels)}
    figures = {
        name: {figure: _figure(values) for figure, values in several.items()}
        for name, several in found.items()
    }
    return {**row, "draws": len(rated), "rated": round(float(np.mean(rated))), "figures": figures}


def _too_few(texts: RatedSet, labels: int) -> str:
    return f"{len(texts.texts)} texts are too few to label {labels} of them and rate others"


def _figure(values: list[float]) -> Figure:
    defined = [value for value in values if not np.isnan(value)]
    return {
        "mean": round(float(np.mean(defined)), _DIGITS) if defined else None,
        "sd": round(float(np.std(defined, ddof=1)), _DIGITS) if len(defined) > 1 else None,
    }


def as_line(row: Row) -> str:
    """One row as text."""
    begin = f"{row['set']:<22}{row['split']:<10}{row['labels']:>4} "
    if "why" in row:
        return f"{begin}not run: {row['why']}"
    if "doubled" in row:
        moved = "  ".join(f"{name} {share:.3f}" for name, share in row["doubled"].items())
        return f"{begin}doubled, levels changed: {moved}"
    parts = [
        f"{name} {_shown(several['qwk'])} exact {_mean(several['exact'])} mae {_mean(several['mae'])}"
        for name, several in row["figures"].items()
    ]
    return begin + " | ".join(parts)


def _shown(figure: Figure) -> str:
    return _mean(figure) + ("" if figure["sd"] is None else f" ±{figure['sd']:.3f}")


def _mean(figure: Figure) -> str:
    return "-" if figure["mean"] is None else f"{figure['mean']:.3f}"


def _measured(chosen: argparse.Namespace) -> Iterator[Row]:
    embedder = CachedEmbedder(UseEmbedder(), chosen.cache)
    for name in chosen.sets:
        texts = rated_set(name)
        if texts is None:
            yield {
                "set": name,
                "split": "rows",
                "labels": 0,
                "why": f"ratings/{name}.jsonl is not in ASSESSOR_DATA",
            }
            continue
        if chosen.half:
            texts = texts.half(chosen.half)
        yield from rows_of(texts, embedder, chosen.labels, chosen.draws, chosen.splits)
        yield doubled_row(texts, embedder, max(chosen.labels), chosen.draws)
        embedder.save()


def _at_least_one(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, got {value}")
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.benchmarks.ratings", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--labels", nargs="+", type=_at_least_one, default=[20, 50, 200], help="labelled texts"
    )
    parser.add_argument("--draws", type=_at_least_one, default=20, help="draws of labels for each figure")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--splits", nargs="+", choices=SPLITS, default=list(SPLITS))
    parser.add_argument("--half", choices=HALVES, help="one half of the texts only, by their digest")
    parser.add_argument("--cache", type=Path, help="folder that keeps vectors between runs; holds no text")
    parser.add_argument("--json", type=Path, help="write all figures to this file, or to - for stdout alone")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table row by row; write the JSON where asked. 0 also where data is absent, 2 for a bad file."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    # Said before minutes of measuring, not after.
    if chosen.json and str(chosen.json) != "-" and (chosen.json.is_dir() or not chosen.json.parent.is_dir()):
        parser.error(f"--json {chosen.json}: expected a file in a folder that exists")
    if chosen.cache and chosen.cache.exists() and not chosen.cache.is_dir():
        parser.error(f"--cache {chosen.cache}: expected a folder")
    rows = []
    try:
        for row in _measured(chosen):
            rows.append(row)
            if str(chosen.json) != "-":
                print(as_line(row), flush=True)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.json:
        figures = json.dumps(rows, indent=1) + "\n"
        if str(chosen.json) == "-":
            print(figures, end="")
        else:
            chosen.json.write_text(figures, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
