"""Requests with examples stay within a third of matrix and artefact; counted on a few items of the smallest set."""

from eval.benchmarks.prompt_tokens import GOAL, count, measure


def test_a_few_requests_are_within_a_third() -> None:
    found = measure("csm-evaluation", limit=4)
    assert found.items == 4
    assert found.plain < found.with_examples
    assert found.plain_ratio < found.ratio <= found.most <= GOAL
    assert found.shown >= 2


def test_tokens_are_counted_offline_and_marks_are_text() -> None:
    assert count("") == 0
    assert count("hello world") == 2
    assert count("<|endoftext|>") > 1
