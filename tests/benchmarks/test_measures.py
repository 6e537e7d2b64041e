"""Counting of found spans against labels. Every expected figure is worked out beside it."""

import pytest

from assessor.evaluation.measures.tally import Tally
from eval.benchmarks.measures import recall_at_false_rate

TEXT = "Anna Schmidt wrote to Tom today"
#       0    5       13    19 22  26
PERSON = frozenset(("PERSON",))


def tally(
    labels: list[tuple[int, int, str]], found: list[tuple[int, int, str]]
) -> dict[str, float | int | None]:
    counted = Tally()
    counted.add(labels, found, PERSON, TEXT)
    return counted.shares()


def test_half_a_name_is_a_hit_but_not_whole() -> None:
    shares = tally([(0, 12, "PERSON"), (22, 25, "PERSON")], [(0, 4, "PERSON")])
    # 1 of 2 labels touched, none covered, the one report right; wrote, to, today are harmless and untouched.
    assert shares == {
        "n": 2, "recall_any": 0.5, "recall_typed": 0.5, "recall_whole": 0.0, "precision": 1.0, "harm": 0.0,
    }  # fmt: skip


def test_two_spans_cover_a_name_only_without_a_gap() -> None:
    label = [(0, 12, "PERSON")]
    assert tally(label, [(0, 5, "PERSON"), (5, 12, "PERSON")])["recall_whole"] == 1.0
    assert tally(label, [(0, 4, "PERSON"), (5, 12, "PERSON")])["recall_whole"] == 0.0


def test_another_type_counts_as_any_and_not_as_typed() -> None:
    shares = tally([(0, 12, "PERSON")], [(0, 12, "CUSTOMER_ORG")])
    assert (shares["recall_any"], shares["recall_typed"], shares["recall_whole"]) == (1.0, 0.0, 1.0)
    # No PERSON was reported, so its precision is a share of nothing.
    assert shares["precision"] is None


def test_a_tax_number_seen_as_an_id_counts_as_typed() -> None:
    counted = Tally()
    counted.add([(0, 4, "DE_TAX_ID")], [(0, 4, "ID")], frozenset(("DE_TAX_ID", "ID")), TEXT)
    assert counted.shares()["recall_typed"] == 1.0


def test_harm_is_the_share_of_words_outside_labels() -> None:
    # Harmless: wrote, to, today (Tom is labelled). Lost: wrote and to.
    shares = tally([(0, 12, "PERSON"), (22, 25, "PERSON")], [(13, 21, "URL")])
    assert shares["harm"] == pytest.approx(2 / 3, abs=1e-4)


@pytest.mark.parametrize(
    ("attacks", "harmless", "rate", "expected"),
    [
        # One of four may lie above: the second highest harmless score, 0.4, is the threshold; 0.5 and 0.9 exceed it.
        ([0.9, 0.5, 0.1], [0.0, 0.2, 0.4, 0.8], 0.25, (0.6667, 0.4)),
        # None may: the highest, 0.8, is.
        ([0.9, 0.5, 0.1], [0.0, 0.2, 0.4, 0.8], 0.0, (0.3333, 0.8)),
        ([], [0.1], 0.01, None),
    ],
)
def test_recall_at_a_rate_of_false_hits(
    attacks: list[float], harmless: list[float], rate: float, expected: tuple[float, float] | None
) -> None:
    assert recall_at_false_rate(attacks, harmless, rate) == expected
