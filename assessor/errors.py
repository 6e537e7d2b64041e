"""The exception tree. The domain knows no HTTP and no exit codes; shells map branches to both.

AssessorError
├── InputError            what was given cannot be used: exit 2, HTTP 422
│   ├── UnreadableError   a file or line that intake cannot turn into text
│   └── NotFoundError     no such draft, rubric, actor: HTTP 404
├── OrderError            not allowed now: exit 2, HTTP 409
│   └── PersonError       not allowed to this person: HTTP 403
├── StoppedError          a guardrail stopped everything that was handed in: exit 3, HTTP 422
├── GuardrailError        a guardrail itself failed; its artefact is refused: exit 3, HTTP 500
├── ModelError            an engine (embedder, index, model) failed: exit 1, HTTP 500
├── RecordError           a record could not be written or read: exit 1, HTTP 500
├── CapacityError         no room or no process for it right now: exit 1, HTTP 503
└── IntegrityError        records do not agree with the audit log: exit 5, HTTP 500
"""


class AssessorError(Exception):
    """Root of all our errors.

    Args:
        message: what, where, expected and got; ids and offsets, never evidence text.
        code: stable word for programs.
        hint: what to do next; shown after the message.
    """

    default_code = "error"

    def __init__(self, message: str, *, code: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.default_code
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}" if self.hint else self.message


class InputError(AssessorError):
    """What was given cannot be used."""

    default_code = "invalid_input"


class UnreadableError(InputError):
    """A file or line that intake cannot turn into text."""

    default_code = "unreadable"


class NotFoundError(InputError):
    """No such thing under this id."""

    default_code = "not_found"


class OrderError(AssessorError):
    """Not allowed now, or not by this person."""

    default_code = "out_of_order"


class PersonError(OrderError):
    """Not allowed to this person, now or later."""

    default_code = "role_missing"


class StoppedError(AssessorError):
    """A guardrail stopped everything that was handed in; only the log knows of it."""

    default_code = "stopped"


class GuardrailError(AssessorError):
    """A guardrail itself failed, so the artefact is refused."""

    default_code = "guardrail_failed"


class ModelError(AssessorError):
    """An engine (embedder, index, model) failed."""

    default_code = "model_failed"


class RecordError(AssessorError):
    """A record could not be written or read."""

    default_code = "record_failed"


class CapacityError(AssessorError):
    """No room or no process for it right now; the same request may succeed later."""

    default_code = "no_capacity"


class IntegrityError(AssessorError):
    """Records do not agree with the audit log."""

    default_code = "integrity"
