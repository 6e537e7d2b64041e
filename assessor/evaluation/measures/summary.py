"""All measures of a run, from its items alone: the same items give the same figures on every machine."""

from collections.abc import Callable, Mapping, Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.rubric import Rubric
from assessor.domain.run import Overlap, RunCost, RunItem, RunManifest, RunMeasures, SliceMeasures
from assessor.domain.spend import NANO_PER_USD, Spent
from assessor.evaluation.measures.citations import (
    citation_validity,
    cited_share,
    dropped_claims,
    evidence_hit,
)
from assessor.evaluation.measures.guardrails import (
    redaction_measures,
    redaction_statistics,
    stop_measures,
    stop_statistics,
)
from assessor.evaluation.measures.outcomes import (
    abstention_statistics,
    abstentions,
    reasons_without_rating,
    retrieval_measures,
    retrieval_statistics,
    twin_order,
)
from assessor.evaluation.measures.ratings import RatingScorer
from assessor.evaluation.measures.shares import share

DRAWS = 2000
SEED = 20_261_127
_LENGTHS = ((130, "up to 130 words"), (260, "131 to 260 words"))
_LONGER = "over 260 words"
_OF_SLICE = (
    "qwk",
    "qwk_abstain_as_median",
    "alpha",
    "ac2",
    "spearman",
    "mae",
    "bias",
    "exact",
    "within_one",
)


def length_band(words: int) -> str:
    """The band of a text's length.

    >>> length_band(130), length_band(131)
    ('up to 130 words', '131 to 260 words')
    """
    return next((name for most, name in _LENGTHS if words <= most), _LONGER)


_SLICES: dict[str, Callable[[RunItem], str]] = {
    "rubric": lambda one: one.labels.rubric,
    "skill_area": lambda one: f"{one.labels.rubric}: {one.labels.skill_area}",
    "lang": lambda one: one.labels.lang,
    "kind": lambda one: one.labels.kind.value,
    "length": lambda one: length_band(one.words),
}


def measure_run(
    manifest: RunManifest,
    items: Sequence[RunItem],
    rubrics: Mapping[str, Rubric],
    *,
    overlap: tuple[Overlap, ...],
    spent: Spent | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> RunMeasures:
    """Measure a run.

    Args:
        manifest: of the run.
        items: all answered items.
        rubrics: by id, for their scales.
        overlap: items that a fitted model has seen.
        spent: what model calls took; none were made where null.
        draws: bootstrap resamples.
        seed: of the resamples.
    """
    scorer = RatingScorer(rubrics, manifest.medians, draws=draws, seed=seed)
    whole = scorer.measure(items)
    statistics = _statistics(items, whole, draws=draws, seed=seed)
    value = {name: one.value for name, one in statistics.items()}
    return RunMeasures(
        run=manifest.id,
        suite=manifest.suite,
        n=whole.n,
        rated=whole.rated,
        abstained=whole.abstained,
        stopped=sum(one.stopped for one in items),
        failed=whole.failed,
        qwk_ci=_interval(whole.qwk),
        **{name: value[name] for name in (*_SHORT, "twin_order", "evidence_hit")},
        cited_share=value["cited_share"],
        citation_validity=value["citation_validity"],
        redaction=redaction_measures(statistics),
        do_not_enter=stop_measures(statistics),
        retrieval=retrieval_measures(statistics),
        abstentions=abstentions(items),
        twins=twin_order(items),
        statistics=statistics,
        by={name: _sliced(items, of, scorer) for name, of in _SLICES.items()},
        failures=reasons_without_rating(items),
        overlap=overlap,
        cost=_cost(items, spent),
        dropped_claims=dropped_claims(items),
    )


_SHORT = tuple(name for name in _OF_SLICE if name != "spearman")


def _statistics(
    items: Sequence[RunItem], whole: SliceMeasures, *, draws: int, seed: int
) -> dict[str, Statistic]:
    twins = twin_order(items)
    return {
        **{name: getattr(whole, name) for name in _OF_SLICE},
        "twin_order": share(twins.in_order, twins.pairs, why_null="no item has a twin with another label"),
        "evidence_hit": evidence_hit(items),
        "cited_share": cited_share(items, draws=draws, seed=seed),
        "citation_validity": citation_validity(items),
        **abstention_statistics(abstentions(items)),
        **retrieval_statistics(items),
        **redaction_statistics(items),
        **stop_statistics(items),
    }


def _sliced(
    items: Sequence[RunItem], of: Callable[[RunItem], str], scorer: RatingScorer
) -> dict[str, SliceMeasures]:
    names = sorted({of(one) for one in items})
    return {name: scorer.measure([one for one in items if of(one) == name]) for name in names}


def _cost(items: Sequence[RunItem], spent: Spent | None) -> RunCost:
    times = [one.timing_ms for one in items if one.timing_ms is not None]
    seconds = sum(one.guardrails + one.retrieval + one.drafting for one in times) / 1000
    return RunCost(
        seconds=round(seconds, 3),
        ms_per_item=round(1000 * seconds / len(times), 1) if times else None,
        tokens=spent.tokens if spent else 0,
        cost_usd=spent.cost_nano_usd / NANO_PER_USD if spent else 0.0,
    )


def _interval(found: Statistic) -> tuple[float, float] | None:
    return None if found.low is None or found.high is None else (found.low, found.high)
