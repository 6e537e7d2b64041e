"""What the limits of `eval reliance` can see: invented groups of raters with a known weight of advice.

    python -m eval.benchmarks.reliance [--repeats 200]

Each rater leans on drafts by a weight of their own about the group's. A case is an outcome, the rater's sealed
rating and the draft, each a level off now and then; a rater who differs goes to the draft as far as the weight
says, to the level below or above at random, so that the mean is the weight. Prints how often the interval holds
the true value, and how often a limit is exceeded, by raters, cases and weight (docs/decisions/0034).
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from assessor.evaluation.reliance.case import Case
from assessor.evaluation.reliance.cells import cells_of
from assessor.evaluation.reliance.measures import figures_of
from assessor.evaluation.reliance.verdict import RelianceLimits, held_against

BEGAN = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
_OFF = ((-2, -1, 0, 1, 2), (0.04, 0.16, 0.6, 0.16, 0.04))
"""How far a rating or draft is from the outcome, and how often."""
_LEVELS = (1, 5)


@dataclass(frozen=True)
class Group:
    """An invented group of raters."""

    raters: int
    weight: float
    """Of advice: 0 stays with the own rating, 1 adopts the draft."""
    spread: float = 0.1
    """Standard deviation of the raters' own weights, held to 0..1."""


def population(group: Group, cases: int, seed: int, *, assessees: int = 20) -> Iterator[Case]:
    """Cases of a group, an hour apart, by its raters in a random order; all of them have an outcome."""
    generator = np.random.default_rng(seed)
    weights = np.clip(generator.normal(group.weight, group.spread, group.raters), 0, 1)
    for number in range(cases):
        rater, outcome = int(generator.integers(group.raters)), int(generator.integers(2, 5))
        sealed, draft = (
            int(np.clip(outcome + generator.choice(_OFF[0], p=_OFF[1]), *_LEVELS)) for _ in range(2)
        )
        way = weights[rater] * abs(draft - sealed)
        gone = int(way) + int(generator.random() < way - int(way))
        yield Case(
            rater=f"act_{rater:032x}",
            assessee=f"act_{1000 + int(generator.integers(assessees)):032x}",
            at=BEGAN + timedelta(hours=number),
            key=f"rat_{number:032x}",
            sealed=sealed,
            draft=draft,
            confirmed=sealed + gone * (1 if draft > sealed else -1),
            outcome=outcome,
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=200)
    repeats = parser.parse_args().repeats
    limits = RelianceLimits(led_astray=0.3, weight_of_advice=0.7)
    print(f"{repeats} groups each; limits {limits.led_astray} and {limits.weight_of_advice}")
    print("raters cases weight  shown  n woa  n led   woa  held  > limit   led  > limit")
    for raters in (5, 8, 20):
        for cases in (150, 300):
            for weight in (0.2, 0.25, 0.3, 0.5, 0.7, 0.9):
                print(_row(Group(raters, weight), cases, repeats, limits))


def _row(group: Group, cases: int, repeats: int, limits: RelianceLimits) -> str:
    shown, held, woa, led, above = 0, 0, [], [], {"led_astray": 0, "weight_of_advice": 0}
    sizes = []
    for seed in range(repeats):
        kept = [one for cell in cells_of(population(group, cases, seed)) for one in cell]
        figures = figures_of(kept, draws=2000, seed=seed)
        advice = figures.weight_of_advice
        if advice.value is None or advice.low is None or advice.high is None:
            continue
        shown += 1
        woa.append(advice.value)
        held += advice.low <= group.weight <= advice.high
        sizes.append((advice.n, figures.led_astray.n))
        if figures.led_astray.value is not None:
            led.append(figures.led_astray.value)
        for limit in held_against(figures, limits):
            above[limit.measure] += bool(limit.exceeded)
    size = np.mean(sizes, axis=0) if sizes else (0, 0)
    parts = (
        f"{group.raters:6} {cases:5} {group.weight:6.2f} {shown / repeats:6.2f} {size[0]:6.0f} {size[1]:6.0f}",
        f"{np.mean(woa) if woa else np.nan:5.2f} {held / max(shown, 1):5.2f} {above['weight_of_advice'] / repeats:8.2f}",
        f"{np.mean(led) if led else np.nan:5.2f} {above['led_astray'] / repeats:8.2f}",
    )
    return " ".join(parts)


if __name__ == "__main__":
    main()
