"""Two runs: on which items they are compared, what the verdict is, and what is said beside it."""

import pytest

from assessor.domain.comparison import Comparison
from assessor.domain.run import GoldSource, RubricSource
from assessor.errors import InputError
from assessor.evaluation.comparing.groups import groups_of
from assessor.evaluation.comparing.runs import Run, compare_runs
from tests.evaluation.comparing.cases import measure, value
from tests.evaluation.comparing.runs import digest, draft, failed, item, labels, many, run

TRUTH = [1, 2, 3, 4, 5] * 8
NEAR = TRUTH[:30] + [3] * 10
FAR = [3] * 20 + TRUTH[20:30] + [3] * 10


def compared(a: Run, b: Run, draws: int = 400) -> Comparison:
    return compare_runs(a, b, draws=draws, seed=1)


def test_the_nearer_run_is_named_whichever_comes_second() -> None:
    here = compared(many("a", FAR, TRUTH), many("b", NEAR, TRUTH))
    assert here.verdict == "b_closer"
    assert here.sentences[0].startswith("B is closer to the labels: weighted kappa +0.")
    assert "p < 0.0" in here.sentences[0] or "p = 0.0" in here.sentences[0]
    assert "n = 40" in here.sentences[0]
    there = compared(many("a", NEAR, TRUTH), many("b", FAR, TRUTH))
    assert there.verdict == "a_closer"
    assert there.sentences[0].startswith("A is closer to the labels: weighted kappa -0.")
    assert any(
        one.startswith("Better in A (p adjusted for all measures): kappa, gaps as the median -0.")
        for one in there.sentences
    )


def test_a_difference_that_chance_makes_is_none() -> None:
    shifted = TRUTH[:20] + [min(5, one + 1) for one in TRUTH[20:]]
    other = [max(1, one - 1) for one in TRUTH[:20]] + TRUTH[20:]
    found = compared(many("a", shifted, TRUTH), many("b", other, TRUTH))
    assert found.verdict == "no_difference"
    assert found.sentences[0].startswith("No difference can be told with n = 40: weighted kappa ")
    assert len(found.flips) > 20


def test_few_changes_cannot_tell_anything_and_it_is_said() -> None:
    other = [*TRUTH[:35], 1, 1, 1, 1, 1]
    found = compared(many("a", list(TRUTH), TRUTH), many("b", other, TRUTH))
    # The last five labels are 1 2 3 4 5, so four items got another rating; 2 of 2^4 ways are as large.
    assert found.verdict == "no_difference"
    assert "Only 4 groups of items got other ratings: whatever they are, p cannot fall below 0.125." in (
        found.sentences
    )


def test_the_same_ratings_are_called_so() -> None:
    found = compared(many("a", NEAR, TRUTH), many("b", NEAR, TRUTH))
    assert found.verdict == "no_difference"
    assert found.sentences[0].startswith("A and B gave every item the same rating: weighted kappa 0.00")
    assert (found.flips, found.conditions) == ((), ())


def test_a_run_beside_itself_is_called_so() -> None:
    one = many("a", NEAR, TRUTH)
    assert "A and B are the same run." in compared(one, one).sentences


def test_without_ratings_nothing_can_be_told() -> None:
    found = compared(many("a", [None] * 40, TRUTH), many("b", NEAR, TRUTH))
    assert found.verdict == "undefined"
    assert found.sentences[0] == (
        "Nothing can be told: there are fewer than two items with a level as label that both runs rated."
    )
    assert found.differences.right.only_b_rated == 40
    # That B rates at all is told nevertheless.
    assert any(one.startswith("Better in B") and "not rated -1.00" in one for one in found.sentences)


def test_leaving_out_what_is_hard_is_told_beside_the_verdict() -> None:
    """B is right wherever it rates, which is half of the items."""
    leaving_out = [*TRUTH[:20], *([None] * 20)]
    found = compared(many("a", [max(1, one - 1) for one in TRUTH], TRUTH), many("b", leaving_out, TRUTH))
    assert found.verdict == "b_closer"
    assert "n = 20" in found.sentences[0]
    assert any(one.startswith("Better in A") and "not rated +0.50" in one for one in found.sentences)


def test_only_items_in_common_with_the_same_text_and_labels_are_compared() -> None:
    a = run("a", item("both", draft(3)), item("edited", draft(3)), item("gone", draft(3)))
    b = run(
        "b",
        item("both", draft(3)),
        item("edited", draft(3), item=digest("other labels")),
        item("new", draft(3)),
        item("new too", draft(3)),
    )
    found = compared(a, b)
    assert (found.items.compared, found.differences.n_items) == (1, 1)
    assert (found.items.edited, found.items.only_a, found.items.only_b) == (
        ("edited",),
        ("gone",),
        ("new", "new too"),
    )
    assert "Compared on the items in common, 1; 1 more in A, 2 more in B." in found.sentences
    assert "Items with another text or other labels in B: 1. They are not compared." in found.sentences


def test_runs_with_nothing_in_common_are_refused() -> None:
    a = run("a", item("x", draft(3)), item("y", draft(3)))
    b = run("b", item("z", draft(3)), item("y", draft(3), item=digest("other labels")))
    with pytest.raises(InputError, match="no item in common: A answered 2, B 2, and 1 ids stand") as caught:
        compared(a, b)
    assert caught.value.code == "nothing_in_common"


def test_failures_are_in_no_figure() -> None:
    a = run("a", item("x", draft(3)), item("y", draft(2)), failed("z"))
    b = run("b", item("x", draft(3)), failed("y"), failed("z"))
    found = compared(a, b)
    assert (found.items.compared, found.items.failed, found.differences.n_items) == (3, 2, 1)
    assert (found.a.answered, found.a.failed, found.b.answered, found.b.failed) == (2, 1, 1, 2)
    assert [one.id for one in found.flips] == ["y"]
    assert "Items that failed in one run or both: 2. They are in no figure." in found.sentences
    assert found.differences.right.only_a_rated == 0


def test_runs_in_which_everything_failed_have_no_figure_at_all() -> None:
    found = compared(run("a", failed("x")), run("b", failed("x")))
    assert (found.verdict, found.differences.n_items) == ("undefined", 0)
    assert all(one.difference.value is None for one in found.differences.measures)


def test_what_must_not_enter_is_listed_and_not_rated() -> None:
    secret = labels(None, do_not_enter=("pricing_terms",))
    a = run("a", item("x", None, secret), item("y", draft(3)))
    b = run("b", item("x", draft(2), secret), item("y", draft(3)))
    found = compared(a, b)
    assert (found.items.must_not_enter, found.differences.n_items) == (1, 1)
    assert [(one.id, one.moved) for one in found.flips] == [("x", "away")]
    assert measure(found.differences, "left_unrated").difference.n == 0


def test_too_little_evidence_is_to_be_left_unrated() -> None:
    thin = labels(None)
    a = run("a", *(item(f"i{at}", draft(2), thin) for at in range(4)))
    b = run("b", *(item(f"i{at}", draft(None), thin) for at in range(4)))
    one = measure(compared(a, b).differences, "left_unrated")
    assert (one.a, one.b, value(one)) == (0, 1, 1)


def test_an_unfinished_run_and_another_split_are_told() -> None:
    found = compared(many("a", NEAR, TRUTH, items=50), many("b", NEAR, TRUTH, split="train"))
    assert "A is not finished: 40 of its 50 items are answered." in found.sentences
    assert "B took the split train: what is fitted on it looks better than it is." in found.sentences


def test_other_rubrics_and_gold_files_are_told() -> None:
    newer = (RubricSource(id="ai-skills", version="1.1.0", sha256=digest("new")),)
    edited = (RubricSource(id="ai-skills", version="1.0.0", sha256=digest("new")),)
    gold = (GoldSource(name="gold.jsonl", sha256=digest("more"), items=41),)
    a = many("a", NEAR, TRUTH)
    told = compared(a, many("b", NEAR, TRUTH, rubrics=newer, gold=gold)).sentences
    assert "ai-skills is 1.0.0 in A and 1.1.0 in B: labels may mean other things." in told
    assert "The gold files differ; the items compared are the same in both." in told
    told = compared(a, many("b", NEAR, TRUTH, rubrics=edited)).sentences
    assert "ai-skills 1.0.0 has another content in B: labels may mean other things." in told


def test_conditions_that_differ_are_named_and_others_are_not() -> None:
    a = run("a", item("x", draft(3)))
    b = run(
        "b", item("x", draft(3, prompt=digest("prompt"))), drafter="llm", model="local/model",
        policy_sha256=digest("other"), code_sha256=digest("new code"), libraries={"numpy": "2.5.0"},
        fitted={"ratings": digest("model")}, suite="authored", suite_version="1.0.0",
    )  # fmt: skip
    found = {one.what: (one.a, one.b) for one in compared(a, b).conditions}
    assert list(found) == [
        "drafter", "model", "prompt", "policy", "fitted ratings", "program", "library numpy", "suite",
    ]  # fmt: skip
    assert found["drafter"] == ("embedded", "llm")
    assert found["model"] == (None, "local/model")
    assert found["prompt"] == (None, f"rate {digest('prompt')[7:19]}")
    assert found["library numpy"] == ("2.4.6", "2.5.0")


def test_scales_are_measured_apart_and_averaged() -> None:
    """On each scale A's ratings are in no order; thrown together the scales alone would give agreement."""
    low = [labels(label, rubric="csm-matrix") for label in (0, 1, 0, 1)]
    high = [labels(label) for label in (4, 5, 4, 5)]
    both = [*low, *high]
    rated = {"a": (0, 0, 1, 1, 4, 4, 5, 5), "b": (0, 1, 0, 1, 4, 4, 5, 5)}
    a, b = (
        run(
            name,
            *(
                item(f"i{at}", draft(one), of)
                for at, (one, of) in enumerate(zip(rated[name], both, strict=True))
            ),
        )
        for name in ("a", "b")
    )
    found = compared(a, b)
    first = measure(found.differences, "qwk")
    # Kappa of A is 0 on both scales; of B 1 on the lower and 0 on the other, half of the items each.
    assert (first.a, first.b) == (pytest.approx(0), pytest.approx(0.5))
    assert list(found.by_rubric) == ["ai-skills", "csm-matrix"]
    assert [one.difference.value for one in found.by_rubric.values()] == [pytest.approx(0), pytest.approx(1)]
    assert compared(many("a", NEAR, TRUTH), many("b", NEAR, TRUTH)).by_rubric == {}


def test_rubrics_are_adjusted_together_and_one_without_ratings_has_no_p() -> None:
    def made(name: str, ratings: list[int]) -> Run:
        rated = [item(f"r{at}", draft(one), labels(TRUTH[at])) for at, one in enumerate(ratings)]
        low = [item(f"m{at}", draft(one), labels(one, rubric="csm-matrix")) for at, one in enumerate(TRUTH)]
        none = [item(f"l{at}", draft(None), labels(2, rubric="csm-laufbahn")) for at in range(4)]
        medians = {"ai-skills": 3, "csm-laufbahn": 2, "csm-matrix": 2}
        return run(name, *rated, *low, *none, medians=medians)

    found = compared(made("a", [*TRUTH[:34], 1, 1, 1, 1, 1, 1]), made("b", TRUTH)).by_rubric
    laufbahn, matrix, skills = (found[name] for name in ("csm-laufbahn", "csm-matrix", "ai-skills"))
    assert (laufbahn.p, laufbahn.p_adjusted) == (None, None)
    # Two tests: the smaller p is doubled, the larger stays.
    assert skills.p is not None
    assert skills.p < 0.1
    assert skills.p_adjusted == pytest.approx(2 * skills.p)
    assert (matrix.p, matrix.p_adjusted) == (1, 1)


def test_a_gap_stands_for_the_runs_own_median() -> None:
    a = many("a", [None, *TRUTH[1:]], TRUTH)
    found = measure(compared(a, many("b", [3, *TRUTH[1:]], TRUTH)).differences, "qwk_abstain_as_median")
    assert found.a == found.b
    other = many("a", [None, *TRUTH[1:]], TRUTH, medians={"ai-skills": 1})
    assert measure(compared(other, a).differences, "qwk_abstain_as_median").a == 1


def test_twins_and_equal_texts_are_one_group() -> None:
    same = digest("one text")
    items = [
        item("a", draft(3), labels(3, twin="pair")),
        item("b", draft(3), labels(2, twin="pair"), text_digest=same),
        item("c", draft(3), text_digest=same),
        item("d", draft(3), labels(3, twin="pair", rubric="csm-matrix")),
        item("e", draft(3)),
    ]
    # c has b's text and b is a's twin; d's twin label is another rubric's.
    assert groups_of(items) == ("a", "a", "a", "d", "e")
    found = compared(run("a", *items), run("b", *items))
    assert (found.differences.n_items, found.differences.n_groups) == (5, 3)
