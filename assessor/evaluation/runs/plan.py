"""From a suite or gold files to the items a run takes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessor.domain.rubric import Rubric
from assessor.domain.suite import Suite
from assessor.errors import InputError
from assessor.evaluation.gold.read import read_gold
from assessor.evaluation.gold.splits import split_faults
from assessor.evaluation.runs.answer import Rubrics
from assessor.evaluation.runs.manifest import Plan, Split
from assessor.evaluation.suites import verify_digests
from assessor.formats.gold import GoldItem
from assessor.formats.gold import Split as GoldSplit


@dataclass(frozen=True)
class PlannedRun:
    """Items in the order of their ids, and what is said of them in the manifest."""

    plan: Plan
    items: tuple[GoldItem, ...]
    rubrics: Mapping[str, Rubric]


def plan_run(
    paths: Iterable[Path], rubrics: Rubrics, *, suite: Suite | None = None, split: Split | None = None
) -> PlannedRun:
    """Read, check and choose.

    Args:
        paths: of gold files, those of the suite in its order.
        rubrics: loads a rubric.
        suite: chooses among the items and says what is to be reached.
        split: takes the place of the suite's own, or of `gold`.

    Raises:
        InputError: as for `read_gold`; code `splits_leak`: twins or like texts are in two splits; code
            `nothing_to_run`: no item is left.
    """
    files = read_gold(paths)
    if suite is not None:
        verify_digests(suite, (file.source.sha256 for file in files))
    items = [item for file in files for item in file.items]
    _verify_apart(items)
    wanted = split or (suite.split if suite else "gold")
    chosen = sorted((one for one in items if _is_wanted(one, wanted, suite)), key=lambda one: one.id)
    if not chosen:
        counts = ", ".join(f"{sum(one.split is name for one in items)} {name}" for name in GoldSplit)
        raise InputError(
            f"no item is left to run: the split asked for is {wanted}; the files hold {counts}.",
            code="nothing_to_run",
            hint="Choose another with --split.",
        )
    loaded = {name: rubrics(name) for name in sorted({one.rubric for one in chosen})}
    return PlannedRun(
        Plan(
            gold=tuple(file.source for file in files),
            split=wanted,
            items=len(chosen),
            medians={name: _median(items, rubric) for name, rubric in loaded.items()},
            suite=suite.id if suite else None,
            suite_version=suite.version if suite else None,
            thresholds=suite.thresholds if suite else (),
        ),
        tuple(chosen),
        loaded,
    )


def _is_wanted(item: GoldItem, split: Split, suite: Suite | None) -> bool:
    if split not in ("all", item.split.value):
        return False
    if suite is None:
        return True
    return (not suite.rubrics or item.rubric in suite.rubrics) and (
        not suite.langs or item.lang in suite.langs
    )


def _median(items: Sequence[GoldItem], rubric: Rubric) -> int:
    by_split: dict[GoldSplit, list[int]] = defaultdict(list)
    for item in items:
        if item.rubric == rubric.id and item.rating is not None:
            by_split[item.split].append(item.rating)
    values = sorted(by_split[GoldSplit.TRAIN]) or sorted(one.value for one in rubric.scale.levels)
    return values[(len(values) - 1) // 2]


def _verify_apart(items: Sequence[GoldItem]) -> None:
    faults = split_faults(items)
    if faults:
        first = faults[0]
        raise InputError(
            f"{len(faults)} pairs of items stand in two splits, first {first.items[0]} ({first.splits[0]}) "
            f"and {first.items[1]} ({first.splits[1]}): {first.code}.",
            code="splits_leak",
            hint="Twins, translations and like texts share a split: assessor eval gold FILE lists all pairs.",
        )
