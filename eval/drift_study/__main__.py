"""The simulated study: how often drift charts err, and how soon they find a shift.

Run: python -m eval.drift_study [--quick] [--out FOLDER] [--images FOLDER] [--limits]

Tables go to stdout and into a folder, the picture into another; progress to stderr. The whole of it takes
about three minutes of one core, `--quick` some seconds, with numbers that are too rough to choose by.
`--limits` writes the limits in use anew instead, which takes two minutes.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from assessor.evaluation.drift.charts.settings import BANDS
from eval.drift_study.limits import write_limits
from eval.drift_study.measure import say
from eval.drift_study.plots import draw
from eval.drift_study.rows import ALARMS, FULL, QUICK, SCOPES, all_rows, elsewhere_rows, estimated_rows
from eval.drift_study.table import elsewhere_table, estimated_table, main_table

_OUT = Path("eval/reference/drift_study")
_IMAGES = Path("docs/images")
SEED = 909


def study(*, quick: bool, out: Path, images: Path, seed: int = SEED) -> str:
    """Simulate, write tables, figures and picture, and return the tables.

    Args:
        quick: a slice: two volumes, few series.
        out: a folder for tables and figures; made where it is missing.
        images: likewise, for the picture.
        seed: of the dice.
    """
    size, bands = (QUICK, BANDS[:2]) if quick else (FULL, BANDS)
    rows = list(all_rows(bands, size, seed))
    estimated = [] if quick else list(estimated_rows(size, seed + 10))
    elsewhere = [] if quick else list(elsewhere_rows(size, seed + 20))
    made = [(f"Delays at {ALARMS:g} false alarms a year and scope: median / nine in ten", main_table(rows))]
    if not quick:
        made += [
            ("Limits computed for a known reference and independent ratings", estimated_table(estimated)),
            (f"The limits in use for {SCOPES} scopes, elsewhere", elsewhere_table(elsewhere)),
        ]
    tables = _tables(made)
    out.mkdir(parents=True, exist_ok=True)
    (out / "tables.md").write_text(tables, encoding="utf-8")
    text = json.dumps({"seed": seed, "quick": quick, "rows": [one.stored() for one in rows]}, indent=1)
    (out / "rows.json").write_text(text + "\n", encoding="utf-8")
    draw(rows, images)
    say(f"written to {out} and {images}")
    return tables


def _tables(parts: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"## {title}\n\n{text}\n" for title, text in parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables, or write limits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a slice of some seconds")
    parser.add_argument("--out", type=Path, default=_OUT, help="for tables and figures")
    parser.add_argument("--images", type=Path, default=_IMAGES, help="for the picture")
    parser.add_argument("--limits", action="store_true", help="write the limits in use anew, and end")
    given = parser.parse_args(arguments)
    if given.limits:
        write_limits()
        return
    print(study(quick=given.quick, out=given.out, images=given.images))


if __name__ == "__main__":
    main()
