"""Watch: one round, from labelled items to counts. No label and no text goes into what is kept."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assessor.domain.probes import ProbeOutcome, ProbeResult
from assessor.domain.watch import ProbeCount, WatchedRubric
from assessor.evaluation.gold.read import item_digest
from assessor.evaluation.probes.catalogue import Probe
from assessor.evaluation.probes.run import Answers, run_probes
from assessor.evaluation.runs.answer import Rubrics
from assessor.formats.gold import GoldItem

Outcomes = Callable[[Sequence[GoldItem]], Iterable[tuple[GoldItem, ProbeOutcome]]]
"""What becomes of items, in any order."""
_FAILED = "failed"


@dataclass(frozen=True)
class Makers:
    """Who drafts. The second time it is another process, and the items come in another order."""

    first: Outcomes
    second: Outcomes
    probed: Answers


@dataclass(frozen=True)
class Measured:
    """What a round counted, and the models that rated in it."""

    rubrics: tuple[WatchedRubric, ...]
    models: tuple[str, ...]


def series_of(items: Sequence[GoldItem], probes: Sequence[Probe], drafter: str, seed: int) -> str:
    """Names what is the same in every round of a series; the drafter's versions are not."""
    parts = [drafter, str(seed), *(one.name for one in probes), *sorted(item_digest(one) for one in items)]
    return f"sha256:{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()}"


def measured(
    items: Sequence[GoldItem], rubrics: Rubrics, probes: Sequence[Probe], makers: Makers, *, seed: int
) -> Measured:
    """Draft every item twice as it is, and once with each change.

    Args:
        items: with texts; labels choose the rubric and area alone.
        rubrics: loads a rubric.
        probes: the changes.
        makers: who drafts.
        seed: of the changes' names and sentences.
    """
    first = {one.id: outcome for one, outcome in makers.first(items)}
    second = {one.id: outcome for one, outcome in makers.second(tuple(reversed(items)))}
    models = {one.model for one in (*first.values(), *second.values()) if one.model}
    found = []
    for rubric in sorted({one.rubric for one in items}):
        own = [one for one in items if one.rubric == rubric]
        results, named = run_probes(own, rubrics, probes, makers.probed, seed=seed)
        models.update(named)
        found.append(_rubric(rubric, own, first, second, results))
    return Measured(tuple(found), tuple(sorted(models)))


def _rubric(
    rubric: str,
    items: Sequence[GoldItem],
    first: dict[str, ProbeOutcome],
    second: dict[str, ProbeOutcome],
    results: Sequence[ProbeResult],
) -> WatchedRubric:
    answered = [one for one in items if first[one.id].status != _FAILED]
    twice = [one for one in answered if second[one.id].status != _FAILED]
    return WatchedRubric(
        rubric=rubric,
        items=len(items),
        failed=len(items) - len(answered),
        probes=tuple(_count(one) for one in results),
        retested=len(twice),
        other=sum(first[one.id].rating != second[one.id].rating for one in twice),
        levels={item_digest(one): first[one.id].rating for one in answered},
    )


def _count(one: ProbeResult) -> ProbeCount:
    return ProbeCount(
        probe=one.probe,
        pairs=one.moved.n,
        moved=len(one.moves),
        rated=one.raised.n,
        raised=sum(move.movement == "raised" for move in one.moves),
    )
