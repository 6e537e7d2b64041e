"""What a run measures, on items made by hand; figures are counted out or taken from the peers."""

import numpy as np
import pytest
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score

from assessor.domain.draft import AreaMatch, DraftStatus, DroppedClaims
from assessor.domain.run import ItemFailure, ItemRedaction, RunItem
from assessor.evaluation.measures.shares import mean, share
from assessor.evaluation.measures.summary import measure_run

from .items import RUBRICS, TEXT, answered, cited, draft, found, manifest, stopped


def measured(*items: RunItem, **given: object):  # noqa: ANN201 - one type, told by the call
    return measure_run(manifest(len(items), **given), items, RUBRICS, overlap=(), draws=200)


def test_a_perfect_run_reaches_one_and_a_reversed_one_minus_one() -> None:
    levels = (1, 2, 3, 4, 5)
    right = measured(*(answered(f"i{one}", one, one) for one in levels))
    wrong = measured(*(answered(f"i{one}", one, 6 - one) for one in levels))
    assert (right.qwk, right.exact, right.mae, right.bias) == (1, 1, 0, 0)
    assert wrong.qwk == pytest.approx(-1)
    assert wrong.mae == pytest.approx(2.4)


def test_kappa_of_several_rubrics_is_the_mean_of_each_and_no_scale_meets_another() -> None:
    generator = np.random.default_rng(5)
    rows = {
        "ai-skills": (generator.integers(1, 6, 30), generator.integers(1, 6, 30)),
        "csm-matrix": (generator.integers(0, 5, 10), generator.integers(0, 5, 10)),
    }
    items = [
        answered(f"{rubric}-{at}", int(label), int(rating), label_rubric=rubric)
        for rubric, (first, second) in rows.items()
        for at, (label, rating) in enumerate(zip(first, second, strict=True))
    ]
    kappas = {rubric: cohen_kappa_score(*pair, weights="quadratic") for rubric, pair in rows.items()}
    result = measured(*items)
    assert result.by["rubric"]["ai-skills"].qwk.value == pytest.approx(kappas["ai-skills"])
    assert result.qwk == pytest.approx((30 * kappas["ai-skills"] + 10 * kappas["csm-matrix"]) / 40)
    assert result.statistics["qwk"].low is not None
    assert result.statistics["qwk"].low <= result.qwk <= result.statistics["qwk"].high


def test_an_abstention_is_no_rating_and_stands_as_the_median_where_that_is_asked() -> None:
    items = [answered("a", 1, 1), answered("b", 2, None), answered("c", 3, 3), answered("d", 5, 5)]
    result = measured(*items)
    assert (result.n, result.rated, result.abstained) == (4, 3, 1)
    assert result.qwk == 1
    # The median of the manifest is 2, which is b's own label.
    assert result.qwk_abstain_as_median == 1
    assert measured(*items, medians={"ai-skills": 5}).qwk_abstain_as_median == pytest.approx(
        cohen_kappa_score([1, 2, 3, 5], [1, 5, 3, 5], labels=[1, 2, 3, 4, 5], weights="quadratic")
    )


def test_a_failure_is_an_item_with_a_reason_and_never_a_zero() -> None:
    failed = answered(
        "b",
        5,
        None,
        draft=None,
        verdict=None,
        text=None,
        redaction=None,
        timing_ms=None,
        failure=ItemFailure(code="model_failed", message="The model did not answer."),
    )
    result = measured(answered("a", 1, 1), failed, answered("c", 3, 3))
    assert (result.failed, result.rated, result.abstained, result.mae) == (1, 2, 0, 0)
    assert result.failures == {"failed:model_failed": 1}
    # A median in its place would be a rating that nobody gave.
    assert result.statistics["qwk_abstain_as_median"].n == 2


def test_without_a_rated_item_every_figure_is_null_and_says_why() -> None:
    result = measured(answered("a", None, None, label_insufficient=True))
    assert result.qwk is None
    assert result.qwk_ci is None
    assert result.statistics["qwk"].why_null == "no item has both a label and a drafted rating"
    assert result.twin_order is None
    assert result.evidence_hit is None
    assert result.citation_validity is None


def test_one_value_throughout_leaves_kappa_undefined() -> None:
    result = measured(answered("a", 3, 3), answered("b", 3, 3))
    assert (result.exact, result.qwk) == (1, None)
    assert "one and the same value" in str(result.statistics["qwk"].why_null)


def test_twins_are_in_order_only_where_the_higher_one_is_rated_higher() -> None:
    def pair(name: str, low: int | None, high: int | None) -> tuple[RunItem, RunItem]:
        return (
            answered(f"{name}-low", 2, low, label_twin=name),
            answered(f"{name}-high", 3, high, label_twin=name),
        )

    result = measured(*pair("a", 2, 3), *pair("b", 2, 2), *pair("c", 4, 1), *pair("d", None, 3))
    twins = result.twins
    assert (twins.pairs, twins.in_order, twins.tied, twins.reversed, twins.unrated) == (4, 1, 1, 1, 1)
    assert result.twin_order == 0.25


def test_items_with_too_little_evidence_should_not_be_rated_and_others_should() -> None:
    thin = {"label_insufficient": True}
    result = measured(
        answered("a", None, None, **thin),
        answered("b", None, 4, **thin),
        answered("c", 3, None),
        answered("d", 3, 3),
        stopped("e", "hr_disciplinary", label=2),
        answered("f", 2, 2),
    )
    assert result.abstentions.insufficient_abstained == 0.5
    assert result.abstentions.wrongly_abstained == 0.5
    assert result.failures == {"abstained": 2, "stopped:hr_disciplinary": 1}


def test_citations_must_match_byte_for_byte_and_meet_what_decides() -> None:
    good = answered("a", draft=draft(3, claims=cited((2, 23), (10, 30))), deciding=((20, 26),))
    wrong_place = answered("b", draft=draft(3, claims=cited((40, 50))), deciding=((2, 23),))
    changed = answered("c", draft=draft(3, claims=cited((2, 10), quote="Compared")), deciding=((0, 5),))
    result = measured(good, wrong_place, changed)
    assert result.citation_validity == 0.75
    assert result.evidence_hit == pytest.approx(2 / 3)
    assert result.cited_share == pytest.approx((28 + 10 + 8) / 3 / len(TEXT))


def test_claims_that_checks_took_out_are_summed_by_reason() -> None:
    took_out = DroppedClaims(ungrounded=2, contradicted=1)
    result = measured(
        answered("a", draft=draft(3).model_copy(update={"dropped": took_out})),
        answered("b", draft=draft(3).model_copy(update={"dropped": DroppedClaims(contradicted=1)})),
        answered("c", draft=draft(3)),  # from before they were counted
        stopped("d", "hr_disciplinary"),
    )
    assert result.dropped_claims == {"ungrounded": 2, "unsupported": 0, "contradicted": 2, "plan_as_deed": 0}
    assert measured(answered("c", draft=draft(3))).dropped_claims is None


def test_redaction_is_counted_by_type_over_what_went_on() -> None:
    counts = ItemRedaction(
        types=(found("PERSON", 4, 3, 2), found("IBAN_CODE", 1, 1, 1)), harmless=50, harmed=1
    )
    result = measured(answered("a", redaction=counts), answered("b"), stopped("c", "minors"))
    assert result.redaction.recall == {"IBAN_CODE": 1, "PERSON": 0.75}
    assert result.redaction.recall_whole["PERSON"] == 0.5
    assert result.redaction.harm == pytest.approx(1 / 60)


def test_stops_count_as_found_or_as_false() -> None:
    forbidden = {"label_do_not_enter": ("pricing_terms",), "label": None}
    result = measured(
        stopped("a", "contract_text", **forbidden),
        answered("b", rating=None, stopped_by=("pricing_terms",), **forbidden),
        answered("c", rating=None, **forbidden),
        stopped("d", "contract_text"),
        answered("e"),
        answered("f", stopped_by=("pricing_terms",)),
    )
    assert result.do_not_enter.recall == pytest.approx(2 / 3)
    assert result.do_not_enter.false_stops == pytest.approx(1 / 3)


def test_areas_are_found_at_a_rank() -> None:
    def ranked(name: str, *areas: str) -> RunItem:
        matches = tuple(AreaMatch(skill_area=one, score=0.5) for one in areas)
        return answered(name, draft=draft(3, areas=matches))

    right = "AI in onboarding & adoption"
    result = measured(
        ranked("a", right, "b", "c"), ranked("b", "b", "c", right), ranked("c", "b", "c", "d", right)
    )
    assert result.retrieval.recall_at == pytest.approx({"1": 1 / 3, "2": 1 / 3, "3": 2 / 3})


def test_slices_hold_each_item_once() -> None:
    items = [
        answered("a", words=20, label_lang="de"),
        answered("b", words=200, label_kind="email"),
        answered("c", words=500, label_rubric="csm-matrix"),
    ]
    result = measured(*items)
    for parts in result.by.values():
        assert sum(part.n for part in parts.values()) == 3
    assert list(result.by["length"]) == ["131 to 260 words", "over 260 words", "up to 130 words"]


def test_refused_drafts_are_reasons_too() -> None:
    refused = draft(None, status=DraftStatus.REFUSED, reason_code="personal_data")
    assert measured(answered("a", draft=refused)).failures == {"refused:personal_data": 1}


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (5, 5), (1, 3), (77, 90)])
def test_intervals_of_shares_are_wilsons(part: int, whole: int) -> None:
    ours = share(part, whole, why_null="")
    peer = binomtest(part, whole).proportion_ci(method="wilson")
    assert (ours.low, ours.high) == pytest.approx((peer.low, peer.high), abs=1e-9)


def test_a_mean_of_nothing_is_undefined_and_of_equals_has_no_width() -> None:
    assert mean([], why_null="none", draws=10, seed=1).why_null == "none"
    same = mean([0.5, 0.5], why_null="", draws=10, seed=1)
    assert (same.value, same.low, same.high) == (0.5, 0.5, 0.5)
