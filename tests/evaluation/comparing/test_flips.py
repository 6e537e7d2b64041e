"""Which items changed, in which direction, and in what order they are told."""

import pytest

from assessor.domain.run import RunItem
from assessor.domain.verdict import Verdict
from assessor.evaluation.comparing.flips import distance, flips_of
from tests.evaluation.comparing.runs import draft, failed, item, labels

SECRET = labels(None, do_not_enter=("pricing_terms",))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (item("i", draft(3), labels(3)), 0),
        (item("i", draft(5), labels(3)), 2),
        (item("i", draft(None), labels(3)), 1),
        (item("i", None, labels(3)), 1),
        (item("i", draft(None), labels(None)), 0),
        (item("i", draft(1), labels(None)), 2),
        (item("i", None, SECRET), 0),
        (item("i", None, SECRET, stopped_by=("health_data",)), 0),
        (item("i", draft(None), SECRET), 3),
        (item("i", draft(2), SECRET), 3),
        # What only takes the passage away has stopped it, if it is of the labelled kind.
        (item("i", draft(2), SECRET, stopped_by=("pricing_terms",), verdict=Verdict.REDACT), 0),
        (item("i", draft(2), SECRET, stopped_by=("health_data",), verdict=Verdict.REDACT), 3),
        (failed("i", labels(3)), None),
    ],
)
def test_every_outcome_has_a_distance_to_its_label(answer: RunItem, expected: float | None) -> None:
    assert distance(answer) == expected


@pytest.mark.parametrize(
    ("a", "b", "changes", "moved", "worse_by"),
    [
        (item("i", draft(2)), item("i", draft(3)), ("rating",), "towards", -1),
        (item("i", draft(2)), item("i", draft(4)), ("rating",), "neither", 0),
        (item("i", draft(3)), item("i", draft(5)), ("rating",), "away", 2),
        (item("i", draft(None)), item("i", draft(3)), ("rated",), "towards", -1),
        (item("i", draft(None)), item("i", draft(4)), ("rated",), "neither", 0),
        (item("i", draft(5)), item("i", draft(None)), ("unrated",), "towards", -1),
        (item("i", draft(3)), item("i", None), ("unrated", "verdict"), "away", 1),
        (item("i", draft(None)), item("i", draft(None, code="ungrounded")), ("reason",), "neither", 0),
        (item("i", draft(3)), item("i", draft(3), verdict=Verdict.REDACT), ("verdict",), "neither", 0),
        (item("i", None, SECRET), item("i", draft(2), SECRET), ("rated", "verdict"), "away", 3),
        (item("i", draft(3)), failed("i"), ("failure",), None, None),
        (failed("i"), item("i", draft(3)), ("failure",), None, None),
    ],
)
def test_a_change_is_named_and_judged(
    a: RunItem, b: RunItem, changes: tuple[str, ...], moved: str | None, worse_by: float | None
) -> None:
    (found,) = flips_of([(a, b)])
    assert (found.changes, found.moved, found.worse_by) == (changes, moved, worse_by)


@pytest.mark.parametrize(
    "answer", [item("i", draft(3)), item("i", draft(None)), item("i", None), failed("i")]
)
def test_the_same_answer_is_no_flip(answer: RunItem) -> None:
    assert flips_of([(answer, answer)]) == ()


def test_another_quote_alone_is_no_flip() -> None:
    assert flips_of([(item("i", draft(3, quote="one")), item("i", draft(3, quote="two")))]) == ()


def test_what_got_worst_comes_first_and_what_got_best_last() -> None:
    pairs = [
        (item("d better", draft(1)), item("d better", draft(3))),
        (item("c sideways", draft(2)), item("c sideways", draft(4))),
        (item("b unknown", draft(3)), failed("b unknown")),
        (item("e worse", draft(3)), item("e worse", draft(4))),
        (item("a let through", None, SECRET), item("a let through", draft(3), SECRET)),
        (item("d also better", draft(2)), item("d also better", draft(3))),
    ]
    assert [one.id for one in flips_of(pairs)] == [
        "a let through", "e worse", "b unknown", "c sideways", "d also better", "d better",
    ]  # fmt: skip


def test_a_flip_carries_reason_quotes_and_why_there_is_no_rating() -> None:
    (found,) = flips_of([(item("i", draft(2, quote="checked in the CRM")), item("i", draft(None)))])
    assert (found.a.outcome, found.a.reason) == ("rated", "Rule C2 decided.")
    assert found.a.claims[0].citations[0].quote == "checked in the CRM"
    assert (found.b.outcome, found.b.status, found.b.code) == ("unrated", "abstained", "wide_interval")
    (other,) = flips_of([(item("i", None), failed("i"))])
    assert (other.a.outcome, other.a.verdict, other.a.stopped_by) == ("stopped", "refuse", ("pricing_terms",))
    assert (other.b.outcome, other.b.code, other.b.reason) == (
        "failed",
        "model_failed",
        "The model was silent.",
    )
