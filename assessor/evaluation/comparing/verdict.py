"""The verdict on two runs, in a sentence, and what else must be known to read it."""

from collections.abc import Iterator

from assessor.domain.comparison import MeasuredDifference, PairedDifferences, VerdictWord

SURE = 0.05
LEAST = 0.001
NAMES = {
    "qwk": "weighted kappa",
    "qwk_abstain_as_median": "kappa, gaps as the median",
    "exact": "equal to the label",
    "within_one": "within one level",
    "mae": "mean distance in levels",
    "absolute_bias": "bias, without its sign",
    "abstained": "enough evidence: not rated",
    "left_unrated": "too little evidence: not rated",
}


def verdict_of(found: PairedDifferences) -> VerdictWord:
    """Which run is closer to the labels: by the first measure and its own p, whatever the others say."""
    first = found.measures[0]
    if first.difference.value is None:
        return "undefined"
    if not _is_sure(first, first.p):
        return "no_difference"
    return "b_closer" if _b_is_better(first) else "a_closer"


def sentences_of(found: PairedDifferences) -> Iterator[str]:
    """The verdict, then whether few groups differ, then what else differs beyond chance."""
    first = found.measures[0]
    yield _verdict_sentence(found, first)
    fewest = 2.0 ** (1 - found.n_groups_differ)
    if found.n_groups_differ and fewest >= SURE:
        groups = _counted(found.n_groups_differ, "group of items", "groups of items")
        yield f"Only {groups} got other ratings: whatever they are, p cannot fall below {p_figure(fewest)}."
    others = [one for one in found.measures[1:] if _is_sure(one, one.p_adjusted)]
    for b_is_better, who in ((True, "B"), (False, "A")):
        named = [_told(one, one.p_adjusted) for one in others if _b_is_better(one) is b_is_better]
        if named:
            yield f"Better in {who} (p adjusted for all measures): {'; '.join(named)}."


def p_figure(p: float) -> str:
    """Three digits; a p that has none left is small, never zero.

    >>> p_figure(0.0004), p_figure(0.034), p_figure(1.0)
    ('< 0.001', '0.034', '1.000')
    """
    return f"< {LEAST}" if p < LEAST else f"{p:.3f}"


def signed(value: float) -> str:
    """Two digits with a sign, as for a difference.

    >>> signed(0.081), signed(-0.2), signed(-0.001)
    ('+0.08', '-0.20', '0.00')
    """
    rounded = round(value, 2) + 0.0
    return f"{rounded:+.2f}" if rounded else "0.00"


def _verdict_sentence(found: PairedDifferences, first: MeasuredDifference) -> str:
    word, n = verdict_of(found), first.difference.n
    if word == "undefined":
        return f"Nothing can be told: {first.difference.why_null}."
    told = f"{_told(first, first.p)}, n = {n}"
    if not found.n_groups_differ:
        return f"A and B gave every item the same rating: {told}."
    if word == "no_difference":
        return f"No difference can be told with n = {n}: {_told(first, first.p)}."
    return f"{'B' if word == 'b_closer' else 'A'} is closer to the labels: {told}."


def _told(one: MeasuredDifference, p: float | None) -> str:
    difference = one.difference
    assert difference.value is not None
    interval = (
        ""
        if difference.low is None or difference.high is None
        else f" ({signed(difference.low)} to {signed(difference.high)})"
    )
    chance = "" if p is None else f", p {'' if p < LEAST else '= '}{p_figure(p)}"
    return f"{NAMES[one.name]} {signed(difference.value)}{interval}{chance}"


def _is_sure(one: MeasuredDifference, p: float | None) -> bool:
    low, high = one.difference.low, one.difference.high
    return p is not None and p < SURE and low is not None and high is not None and not low <= 0 <= high


def _b_is_better(one: MeasuredDifference) -> bool:
    assert one.difference.value is not None
    return (one.difference.value > 0) is (one.better == "higher")


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
