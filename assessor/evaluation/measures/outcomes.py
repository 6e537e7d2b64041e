"""Twins in order, abstentions in their place, areas found by retrieval, and why there was no rating."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.run import Abstentions, RetrievalMeasures, RunItem, TwinOrder
from assessor.evaluation.measures.shares import share

RANKS = (1, 2, 3)
"""Of how many areas, best first, the labelled one must be among."""


def twin_order(items: Sequence[RunItem]) -> TwinOrder:
    """Pairs whose higher label got the higher rating. Three that share a label are three pairs."""
    groups: dict[str, list[RunItem]] = defaultdict(list)
    for item in items:
        if item.labels.twin is not None and item.labels.rating is not None:
            groups[item.labels.twin].append(item)
    counts: Counter[str] = Counter()
    for members in groups.values():
        ordered = sorted(members, key=lambda one: one.labels.rating or 0)
        for place, lower in enumerate(ordered):
            for higher in ordered[place + 1 :]:
                if lower.labels.rating != higher.labels.rating:
                    counts[_order(lower, higher)] += 1
    pairs = sum(counts.values())
    return TwinOrder(
        pairs=pairs,
        in_order=counts["in_order"],
        tied=counts["tied"],
        reversed=counts["reversed"],
        unrated=counts["unrated"],
        share=counts["in_order"] / pairs if pairs else None,
    )


def abstentions(items: Sequence[RunItem]) -> Abstentions:
    """How often no rating was given, where it should not and where it should."""
    lacking = [one for one in items if one.labels.insufficient and one.failure is None]
    rateable = [one for one in items if one.labels.rating is not None]
    return Abstentions(
        insufficient=len(lacking),
        insufficient_abstained=_share_unrated(lacking),
        rateable=len(rateable),
        wrongly_abstained=_share_unrated(rateable),
    )


def abstention_statistics(found: Abstentions) -> dict[str, Statistic]:
    """The two shares with their intervals."""
    return {
        "abstentions.insufficient_abstained": _again(
            found.insufficient_abstained, found.insufficient, "no item holds too little evidence"
        ),
        "abstentions.wrongly_abstained": _again(
            found.wrongly_abstained, found.rateable, "no item has a rating"
        ),
    }


def retrieval_statistics(items: Sequence[RunItem]) -> dict[str, Statistic]:
    """`retrieval.recall_at.K`: share of drafts whose first k areas hold the labelled one.

    Items that say nothing of their area are left out: there is nothing to find in them.
    """
    asked = [
        [match.skill_area for match in one.draft.areas].index(one.labels.skill_area) + 1
        if one.labels.skill_area in {match.skill_area for match in one.draft.areas}
        else None
        for one in items
        if one.draft is not None and one.draft.areas and one.labels.rating is not None
    ]
    return {
        f"retrieval.recall_at.{rank}": share(
            sum(found is not None and found <= rank for found in asked),
            len(asked),
            why_null="no draft names areas",
        )
        for rank in RANKS
    }


def retrieval_measures(found: dict[str, Statistic]) -> RetrievalMeasures:
    """The short form of them."""
    values = {str(rank): found[f"retrieval.recall_at.{rank}"] for rank in RANKS}
    return RetrievalMeasures(
        n=values["1"].n,
        recall_at={rank: one.value for rank, one in values.items() if one.value is not None},
    )


def reasons_without_rating(items: Sequence[RunItem]) -> dict[str, int]:
    """Code of each failure, stop and draft without a rating, with how often it came, most frequent first."""
    counts: Counter[str] = Counter()
    for item in items:
        if item.failure is not None:
            counts[f"failed:{item.failure.code}"] += 1
        elif item.stopped:
            counts["stopped:" + "+".join(item.stopped_by)] += 1
        elif item.draft is not None and item.rating is None:
            code = item.draft.reason_code
            counts[item.draft.status.value + (f":{code}" if code else "")] += 1
    return dict(counts.most_common())


def _order(lower: RunItem, higher: RunItem) -> str:
    if lower.rating is None or higher.rating is None:
        return "unrated"
    if lower.rating == higher.rating:
        return "tied"
    return "in_order" if lower.rating < higher.rating else "reversed"


def _share_unrated(items: Sequence[RunItem]) -> float | None:
    return sum(one.rating is None for one in items) / len(items) if items else None


def _again(value: float | None, n: int, why_null: str) -> Statistic:
    return share(0 if value is None else round(value * n), n, why_null=why_null)
