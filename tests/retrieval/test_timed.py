import pytest

from assessor.errors import ModelError
from assessor.retrieval.timed import TimedRetrieval
from tests.drafting.fakes import FakeRetrieval


def test_it_answers_as_the_inner_retrieval_and_adds_up_the_time() -> None:
    timed, inner = TimedRetrieval(FakeRetrieval()), FakeRetrieval()
    assert timed.index_id == inner.index_id
    assert timed.seconds == 0
    assert timed.match(["a CRM note"], None) == inner.match(["a CRM note"], None)
    once = timed.seconds
    timed.match([], None)
    assert timed.seconds > once > 0


def test_time_spent_on_a_failure_counts_too() -> None:
    class Failing(FakeRetrieval):
        def match(self, *_: object) -> None:
            raise ModelError("down")

    timed = TimedRetrieval(Failing())
    with pytest.raises(ModelError):
        timed.match(["a"], None)
    assert timed.seconds > 0
