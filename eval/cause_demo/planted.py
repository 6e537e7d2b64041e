"""Five planted causes: in each, model, prompt, rubric, retrieval and raters all change, and one change bites.

The other four are as real and change nothing that counts: another name for the same model, a prompt with one
more sentence, a rubric with another title, more rows in a search where the area is given, raters who err both
ways.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from assessor.cli.main import run
from assessor.resources import resource_folder
from assessor.rubrics.shipped import shipped
from eval.cause_demo.reader import BIASED, STRICT

ITEMS = 24
RATERS = ("anker", "birke", "chrom", "delta", "erle")
HARSH = "chrom"
CAUSES = ("model", "prompt", "rubric", "retrieval", "raters")
_QUESTION = "Did the person set strategy or governance that people keep to without being reminded?"
_REWORDED = "Has somebody outside received an award?"
_TITLE = "\ntitle: AI skills matrix for customer success managers\n"
_RULE = "- Verification and outcomes weigh most."


class Found(NamedTuple):
    """What the analysis said of one planted cause."""

    planted: str
    named: str | None
    report: Mapping[str, Any]


def chosen_items(gold: Path, proposes: Callable[[str], str], size: int = ITEMS) -> list[dict[str, Any]]:
    """Rated English items; for half of them retrieval proposes another skill area than the labelled one.

    Args:
        gold: a gold file, of the train split.
        proposes: the area's name for a text.
        size: how many.
    """
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    usable = [one for one in lines if one["lang"] == "en" and one["rating"] and not one["do_not_enter"]]
    astray: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for one in usable:
        if len(astray) + len(others) == size:
            break
        side = others if proposes(one["text"]) == one["skill_area"] else astray
        if len(side) < size // 2:
            side.append(one | {"twin": None})
    return sorted(astray + others, key=lambda one: str(one["id"]))


class World:
    """Files of a demonstration in one folder, and the command over them.

    Args:
        folder: empty.
        items: labelled items.
        told: runs a command, and gives what it prints.
    """

    def __init__(
        self, folder: Path, items: Sequence[Mapping[str, Any]], told: Callable[..., Mapping[str, Any]]
    ) -> None:
        self._folder = folder
        self._items = items
        self._told = told
        self._write()

    def begin(self) -> None:
        """Make the run that everything is held against."""
        self._told(
            "eval", "run", "--gold", self._folder / "gold.jsonl", "--split", "all", "--drafter", "llm",
            "--out", self._folder / "before", "--json",
        )  # fmt: skip

    def find(self, planted: str, acting: str, kinds: Sequence[str] = CAUSES) -> Found:
        """Let the analysis find one planted cause among some kinds of candidates."""
        changes = {
            "model": f"openai/{BIASED}" if planted == "model" else "openai/reader-c",
            "prompt": self._folder / ("strict.md" if planted == "prompt" else "renamed.md"),
            "rubric": self._folder / ("reworded.yaml" if planted == "rubric" else "titled.yaml"),
            "retrieval": "proposed,rows:9" if planted == "retrieval" else "rows:9",
        }
        given: list[object] = []
        for kind in (one for one in changes if one in kinds):
            given += ["--change", f"{kind}={changes[kind]}"]
        if "raters" in kinds:
            given += ["--ratings", self._folder / ("harsh.csv" if planted == "raters" else "fair.csv")]
        report = self._told(
            "eval", "cause", self._folder / "before", *given,
            "--out", self._folder / "replays", "--as", acting, "--json",
        )  # fmt: skip
        return Found(planted, report["first"], report)

    def _write(self) -> None:
        lines = "".join(json.dumps(one) + "\n" for one in self._items)
        (self._folder / "gold.jsonl").write_text(lines, encoding="utf-8")
        prompt = (resource_folder("prompts") / "draft-rating.en.md").read_text(encoding="utf-8")
        self._replaced("strict.md", prompt, _RULE, f"- {STRICT}\n{_RULE}")
        self._replaced("renamed.md", prompt, _RULE, f"{_RULE} Read it twice.")
        pack = shipped("packs")["ai-skills"].read_text(encoding="utf-8")
        self._replaced("reworded.yaml", pack, _QUESTION, _REWORDED)
        self._replaced("titled.yaml", pack, _TITLE, "\ntitle: AI skills for customer success managers\n")
        for name, harsh in (("fair.csv", None), ("harsh.csv", HARSH)):
            rows = [f"{item},{rater},{value}" for item, rater, value in self._ratings(harsh)]
            (self._folder / name).write_text("\n".join(["unit,rater,value", *rows]) + "\n", encoding="utf-8")

    def _replaced(self, name: str, text: str, old: str, new: str) -> None:
        if text.count(old) != 1:
            raise ValueError(f"{name}: expected the passage to be replaced exactly once")
        (self._folder / name).write_text(text.replace(old, new), encoding="utf-8")

    def _ratings(self, harsh: str | None) -> list[tuple[str, str, int]]:
        """Everybody is a level off on a quarter of the items, up or down; the harsh one a level low too."""
        return [
            (one["id"], rater, one["rating"] + _slip(one["id"], rater) - (rater == harsh))
            for one in self._items
            for rater in RATERS
        ]


def _slip(item: str, rater: str) -> int:
    return {0: -1, 1: 1}.get(hashlib.sha256(f"{item} {rater}".encode()).digest()[0] % 8, 0)


def command(*arguments: object) -> int:
    """Run a command in this process."""
    return run([str(one) for one in arguments])
