"""Print the table of planted against named causes: `python -m eval.cause_demo`."""

import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from eval.cause_demo.planted import CAUSES, World, chosen_items, command
from eval.cause_demo.proposing import proposed_area
from eval.cause_demo.reader import Reader

GOLD = Path(__file__).parents[1] / "gold" / "ai-skills-train.jsonl"


def main() -> int:
    """Plant, look, print; 1 where a cause was not named first."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["ASSESSOR_HOME"] = str(folder / "home")
        items = chosen_items(GOLD, proposed_area)
        with Reader({one["text"]: one["skill_area"] for one in items}) as reader:
            os.environ |= {
                "ASSESSOR_MODEL": "openai/reader-a",
                "ASSESSOR_MODEL_BASE_URL": reader.base_url,
                "ASSESSOR_MODEL_API_KEY": "none",
            }
            _told("actor", "add", "erik", "--role", "enablement", "--json")
            world = World(folder, items, _told)
            world.begin()
            found = [world.find(one, "erik") for one in CAUSES]
    print(f"{'planted':<11}{'named first':<44}{'levels':>7}  {'95 % interval':<17}{'next largest':>13}")
    for one in found:
        first, second = one.report["factors"][:2]
        low, high = (f"{first['shift'][end]:+.2f}" for end in ("low", "high"))
        levels, other = first["shift"]["value"], second["shift"]["value"]
        named = one.named or "nothing"
        print(f"{one.planted:<11}{named:<44}{levels:>+7.2f}  {f'{low} to {high}':<17}{other:>+13.2f}")
    missed = [one for one in found if not (one.named or "").startswith(one.planted)]
    return 1 if missed else 0


def _told(*arguments: object) -> Mapping[str, Any]:
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = command(*arguments)
    if code:
        raise SystemExit(f"{' '.join(map(str, arguments[:2]))} ended with {code}")
    value: Mapping[str, Any] = json.loads(printed.getvalue())
    return value


if __name__ == "__main__":
    sys.exit(main())
