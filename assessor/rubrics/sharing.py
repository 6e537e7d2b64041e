"""Between stages 5 and 6: which skill areas can be rated when artefacts serve more than one of them.

An artefact may count for two areas, but each rated area needs one of its own, counting for it alone (X-17).
Two areas that share the same two artefacts can therefore not both be rated, while each could without the
other. So this is a matching of areas to own artefacts with one rule a plain matching lacks: an artefact that
becomes one area's own is lost to the others it serves, which must still keep enough.

Some facts that callers may rely on:

- Which areas are rated does not depend on the order of the artefacts.
- More artefacts never lower the *number* of areas that can be rated.
- They may change *which* ones, and no rule of this kind can avoid that. Take areas a, b, c and artefacts
  serving a, a+b, b+c, c: any two areas can be rated, not all three. Without the first artefact only b and c
  can, without the last only a and b; so whichever pair is named, adding one artefact changed it.

The search is exact. It takes exponential time in the number of areas that contend for the same artefacts, at
most two dozen in any rubric, and stops at once in the ordinary case where all of them can be rated.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import repeat

Serving = frozenset[str]
"""The skill areas one artefact serves."""


def rateable_areas(served: Sequence[Serving], order: Sequence[str], needed: int) -> tuple[str, ...]:
    """The largest set of areas that can be rated together; among equal ones, the first in `order`.

    Args:
        served: for each artefact that counts, the areas it serves.
        order: all areas, the one to prefer first; they come back in this order.
        needed: artefacts an area needs, at least 1, of which one is its own.

    >>> both = frozenset({"a", "b"})
    >>> rateable_areas([both, both], ["a", "b"], 2)
    ('a',)
    >>> rateable_areas([both, both, both], ["a", "b"], 2)
    ('a', 'b')
    """
    best: tuple[str, ...] = ()

    def extend(chosen: tuple[str, ...], rest: Sequence[str]) -> None:
        nonlocal best
        if len(chosen) + len(rest) <= len(best):
            return
        if not rest:
            best = chosen
            return
        with_first = (*chosen, rest[0])
        # A set that cannot be rated does not become rateable by adding areas: the branch ends here.
        if _can_be_rated(with_first, served, needed):
            extend(with_first, rest[1:])
        extend(chosen, rest[1:])

    extend((), order)
    return best


def more_needed(area: str, rateable: Iterable[str], served: Sequence[Serving], needed: int) -> int:
    """How many artefacts serving `area` alone would make it rateable beside the areas that already are.

    Returns:
        0 where it is rateable already, else 1 to `needed`; `needed` is always enough.
    """
    together = {*rateable, area}
    for count in range(needed):
        if _can_be_rated(together, (*served, *repeat(frozenset({area}), count)), needed):
            return count
    return needed


def _can_be_rated(areas: Iterable[str], served: Sequence[Serving], needed: int) -> bool:
    """Whether all these areas can be rated together, artefacts serving no other area than these."""
    chosen = frozenset(areas)
    bundles = Counter(serving & chosen for serving in served)
    left = {area: sum(n for serving, n in bundles.items() if area in serving) for area in sorted(chosen)}
    if any(count < needed for count in left.values()):
        return False
    # An artefact that serves one area only is its own at nobody's cost, so that area need not choose.
    without_own = [area for area in left if not bundles[frozenset({area})]]
    return _can_get_own(without_own, bundles, left, needed)


def _can_get_own(
    waiting: Sequence[str], bundles: Counter[Serving], left: dict[str, int], needed: int
) -> bool:
    """Give each waiting area one shared artefact of its own, if the other areas keep enough.

    `bundles` counts shared artefacts by the areas they serve, `left` the artefacts that count for each area;
    both are as before on return.
    """
    if not waiting:
        return True
    area, *others = waiting
    for bundle in sorted((key for key in bundles if area in key and bundles[key]), key=sorted):
        losers = bundle - {area}
        if any(left[loser] <= needed for loser in losers):
            continue
        _shift(bundle, losers, bundles, left, by=-1)
        possible = _can_get_own(others, bundles, left, needed)
        _shift(bundle, losers, bundles, left, by=1)
        if possible:
            return True
    return False


def _shift(
    bundle: Serving, losers: Serving, bundles: Counter[Serving], left: dict[str, int], *, by: int
) -> None:
    bundles[bundle] += by
    for loser in losers:
        left[loser] += by
