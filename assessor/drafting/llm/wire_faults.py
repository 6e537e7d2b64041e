"""Stage 4: what went wrong with a call, told by what was seen on the wire.

Libraries wrap a cut stream, a page of HTML and a refused connection in one and the same error, and repeat the
prompt in its message. So of theirs only the class name is used, and nothing of it where the wire says enough.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

from assessor.drafting.llm.bounded_http import Exchange, MisdirectedError, TooLargeError
from assessor.drafting.llm.faults import ModelCallError

_FIRST_ERROR, _FIRST_SERVER_ERROR = 400, 500
_ASK_LATER = frozenset({408, 429})


def fault_of(error: Exception, wire: Exchange) -> ModelCallError:
    """The fault of a call that raised `error`.

    Billed is what a model may have worked for: everything after the request went out, unless the server
    answered with an error.
    """
    if wire.fault is not None:
        return _ended_by_us(wire)
    if wire.status is not None and wire.status >= _FIRST_ERROR:
        return _status_fault(wire, wire.status)
    if monotonic() >= wire.deadline:
        billed = wire.sent > 0
        return _fault("no whole answer came in time", "timed_out", transient=True, billed=billed)
    if wire.sent == 0 and wire.status is None:
        return _unsent(error, wire)
    if wire.status is None or wire.closed_by_peer:
        return _fault("the answer was cut off", "connection", transient=True, billed=True)
    return _fault("the answer is no chat completion", "broken_answer", billed=True)


def _ended_by_us(wire: Exchange) -> ModelCallError:
    if isinstance(wire.fault, MisdirectedError):
        return _fault("the server pointed to another address, which is not followed", "misdirected")
    assert isinstance(wire.fault, TooLargeError)
    return _fault(
        f"the answer exceeds {wire.max_bytes} bytes, or its size cannot be known", "too_large", billed=True
    )


def _unsent(error: Exception, wire: Exchange) -> ModelCallError:
    if wire.connecting:
        return _fault("no connection to the model server", "connection", transient=True)
    return _fault(f"the request was not sent ({type(error).__name__})", "refused_request")


def _status_fault(wire: Exchange, status: int) -> ModelCallError:
    wait = _retry_after(wire.headers.get("retry-after"))
    if status in _ASK_LATER:
        return _fault(f"HTTP {status}", "rate_limited", transient=True, retry_after_s=wait)
    if status >= _FIRST_SERVER_ERROR:
        return _fault(f"HTTP {status}", "server_error", transient=True, retry_after_s=wait)
    return _fault(f"HTTP {status}", "refused_request")


def _retry_after(value: str | None) -> float | None:
    """Seconds, from a count or an HTTP date; None where the header says neither."""
    if value is None:
        return None
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds()) if moment.tzinfo else None


def _fault(
    message: str,
    code: str,
    *,
    transient: bool = False,
    billed: bool = False,
    retry_after_s: float | None = None,
) -> ModelCallError:
    return ModelCallError(
        f"model call: {message}.", code=code, transient=transient, billed=billed, retry_after_s=retry_after_s
    )
