"""Stage 4: what can go wrong between us and a model. No message holds a word of prompt or answer."""

from assessor.errors import ModelError


class ModelCallError(ModelError):
    """A model gave no answer that can be read.

    Args:
        message: what happened; never what was sent or received.
        code: `rate_limited`, `server_error`, `timed_out`, `connection`, `refused_request`, `too_large`,
            `broken_answer` or `misdirected`.
        transient: whether the same request may succeed a little later.
        billed: whether the model may have worked for it, so that it may cost money.
        retry_after_s: how long the server asked us to wait.
    """

    def __init__(
        self,
        message: str,
        *,
        code: str,
        transient: bool,
        billed: bool,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.transient = transient
        self.billed = billed
        self.retry_after_s = retry_after_s
