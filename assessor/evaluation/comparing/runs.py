"""Two runs, compared on the items both answered."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assessor.domain.comparison import (
    ComparedItems,
    ComparedRun,
    Comparison,
    MeasuredDifference,
    PairedDifferences,
)
from assessor.domain.run import RunItem, RunManifest
from assessor.errors import InputError
from assessor.evaluation.comparing.conditions import changed_conditions
from assessor.evaluation.comparing.flips import flips_of
from assessor.evaluation.comparing.groups import groups_of
from assessor.evaluation.comparing.paired import adjusted, paired_differences
from assessor.evaluation.comparing.trios import trios_of
from assessor.evaluation.comparing.verdict import sentences_of, verdict_of

_NAN = float("nan")


class Run(NamedTuple):
    """A run as its folder holds it."""

    manifest: RunManifest
    items: Sequence[RunItem]


class _Pair(NamedTuple):
    a: RunItem
    b: RunItem

    @property
    def answered(self) -> bool:
        return self.a.failure is None and self.b.failure is None


def compare_runs(a: Run, b: Run, *, draws: int, seed: int) -> Comparison:
    """Compare B with A.

    Args:
        a: one run.
        b: the other; every difference is B less A.
        draws: resamples and random ways of swapping.
        seed: of both.

    Raises:
        InputError: code `nothing_in_common`: no item stands in both runs with the same text and labels.
    """
    pairs, items = _matched(a, b)
    if not pairs:
        raise InputError(
            f"the runs have no item in common: A answered {len(a.items)}, B {len(b.items)}, and "
            f"{len(items.edited)} ids stand for other texts or labels.",
            code="nothing_in_common",
            hint="Compare two runs over the same gold files: assessor eval run --gold FILE",
        )
    measured = [one for one in pairs if one.answered and not one.a.labels.do_not_enter]
    differences = _differences(measured, a, draws=draws, seed=seed)
    return Comparison(
        verdict=verdict_of(differences),
        sentences=(*sentences_of(differences), *_cautions(a, b, items)),
        a=_told(a),
        b=_told(b),
        items=items,
        conditions=changed_conditions(a.manifest, a.items, b.manifest, b.items),
        differences=differences,
        by_rubric=_by_rubric(measured, a, draws=draws, seed=seed),
        flips=flips_of(pairs),
    )


def _matched(a: Run, b: Run) -> tuple[list[_Pair], ComparedItems]:
    """Answers to the same item; an id that stands for another text or other labels is another item."""
    before, after = ({one.id: one for one in run.items} for run in (a, b))
    both = [name for name in before if name in after]
    edited = tuple(name for name in both if before[name].item != after[name].item)
    pairs = [_Pair(before[name], after[name]) for name in both if before[name].item == after[name].item]
    return pairs, ComparedItems(
        compared=len(pairs),
        failed=sum(not one.answered for one in pairs),
        must_not_enter=sum(bool(one.a.labels.do_not_enter) for one in pairs),
        edited=edited,
        only_a=tuple(name for name in before if name not in after),
        only_b=tuple(name for name in after if name not in before),
    )


def _differences(pairs: Sequence[_Pair], a: Run, *, draws: int, seed: int) -> PairedDifferences:
    rubrics = sorted({one.a.labels.rubric for one in pairs})
    trios = trios_of(
        [_rating(one.a.rating) for one in pairs],
        [_rating(one.b.rating) for one in pairs],
        [_rating(one.a.labels.rating) for one in pairs],
        groups_of([one.a for one in pairs]),
        [rubrics.index(one.a.labels.rubric) for one in pairs],
    )
    middles = [float(a.manifest.medians[name]) for name in rubrics]
    return paired_differences(trios, middles=middles, draws=draws, seed=seed)


def _by_rubric(pairs: Sequence[_Pair], a: Run, *, draws: int, seed: int) -> dict[str, MeasuredDifference]:
    rubrics = sorted({one.a.labels.rubric for one in pairs})
    if len(rubrics) == 1:
        return {}
    found = {
        name: _differences(
            [one for one in pairs if one.a.labels.rubric == name], a, draws=draws, seed=seed
        ).measures[0]
        for name in rubrics
    }
    return dict(zip(found, adjusted(tuple(found.values())), strict=True))


def _cautions(a: Run, b: Run, items: ComparedItems) -> Iterator[str]:
    """What must be known to read the verdict."""
    if a.manifest.id == b.manifest.id:
        yield "A and B are the same run."
    for name, run in (("A", a), ("B", b)):
        if len(run.items) < run.manifest.items:
            yield f"{name} is not finished: {len(run.items)} of its {run.manifest.items} items are answered."
        if run.manifest.split != "gold":
            yield f"{name} took the split {run.manifest.split}: what is fitted on it looks better than it is."
    yield from _left_out(items)
    yield from _versions(a, b)


def _left_out(items: ComparedItems) -> Iterator[str]:
    if items.only_a or items.only_b:
        yield (
            f"Compared on the items in common, {items.compared}; {len(items.only_a)} more in A, "
            f"{len(items.only_b)} more in B."
        )
    if items.edited:
        yield f"Items with another text or other labels in B: {len(items.edited)}. They are not compared."
    if items.failed:
        yield f"Items that failed in one run or both: {items.failed}. They are in no figure."
    if items.must_not_enter:
        yield f"Items that must not enter: {items.must_not_enter}. They are in no figure, but in the list."


def _versions(a: Run, b: Run) -> Iterator[str]:
    before, after = ({one.id: one for one in run.manifest.rubrics} for run in (a, b))
    for name in sorted(before.keys() & after.keys()):
        old, new = before[name], after[name]
        if old.version != new.version:
            yield f"{name} is {old.version} in A and {new.version} in B: labels may mean other things."
        elif old.sha256 != new.sha256:
            yield f"{name} {old.version} has another content in B: labels may mean other things."
    if {one.sha256 for one in a.manifest.gold} != {one.sha256 for one in b.manifest.gold}:
        yield "The gold files differ; the items compared are the same in both."


def _told(run: Run) -> ComparedRun:
    manifest, failed = run.manifest, sum(one.failure is not None for one in run.items)
    return ComparedRun(
        id=manifest.id,
        started_at=manifest.started_at,
        suite=manifest.suite,
        split=manifest.split,
        drafter=manifest.drafter,
        model=manifest.model,
        items=manifest.items,
        answered=len(run.items) - failed,
        failed=failed,
    )


def _rating(value: int | None) -> float:
    return _NAN if value is None else float(value)
