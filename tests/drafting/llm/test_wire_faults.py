from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import monotonic
from typing import Any

import pytest

from assessor.drafting.llm.bounded_http import Exchange, TooLargeError
from assessor.drafting.llm.faults import ModelCallError
from assessor.drafting.llm.wire_faults import fault_of


def told(error: Exception | None = None, **seen: Any) -> ModelCallError:
    wire = Exchange(**({"deadline": monotonic() + 60, "max_bytes": 100} | seen))
    return fault_of(error or RuntimeError("Katrin Sommer checked the figures"), wire)


def after(value: str) -> float | None:
    return told(sent=9, status=429, headers={"retry-after": value}).retry_after_s


def test_a_wait_comes_as_seconds_or_as_a_date() -> None:
    assert after("17") == 17.0
    moment = datetime.now(UTC) + timedelta(seconds=30)
    waited = after(format_datetime(moment, usegmt=True))
    assert waited is not None
    assert 27 < waited <= 30  # the header has whole seconds
    assert after(format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)) == 0.0


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "²", "Fri, 99 Nov 2026 12:00:00 GMT", "12:00"])
def test_a_wait_that_cannot_be_read_is_none(value: str) -> None:
    assert after(value) is None


@pytest.mark.parametrize(
    ("seen", "code", "transient", "billed"),
    [
        ({}, "refused_request", False, False),
        ({"connecting": True}, "connection", True, False),
        ({"sent": 9}, "connection", True, True),
        ({"sent": 9, "status": 200}, "broken_answer", False, True),
        ({"sent": 9, "status": 200, "closed_by_peer": True}, "connection", True, True),
        ({"sent": 9, "status": 503}, "server_error", True, False),
        ({"sent": 9, "status": 404}, "refused_request", False, False),
        ({"sent": 9, "status": 408}, "rate_limited", True, False),
        ({"sent": 9, "deadline": 0.0}, "timed_out", True, True),
        ({"connecting": True, "deadline": 0.0}, "timed_out", True, False),
        ({"sent": 9, "status": 200, "fault": TooLargeError()}, "too_large", False, True),
    ],
)
def test_what_was_seen_decides(seen: dict[str, Any], code: str, transient: bool, billed: bool) -> None:
    fault = told(**seen)
    assert (fault.code, fault.transient, fault.billed) == (code, transient, billed)
    assert "Katrin" not in str(fault)
