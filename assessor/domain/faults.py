"""What is wrong with a value from outside, in one line that never repeats the value."""

from pydantic import ValidationError


def first_fault(error: ValidationError, *, whole: str = "the file") -> str:
    """Place and reason of the first fault, without a full stop.

    Args:
        error: from reading a model.
        whole: how to call the place where the fault is in no field.

    >>> from assessor.domain.artefact import Subject
    >>> try:
    ...     Subject.model_validate({"names": 3})
    ... except ValidationError as error:
    ...     first_fault(error)
    'names: Input should be a valid tuple'
    """
    fault = error.errors(include_input=False, include_url=False)[0]
    place = ".".join(map(str, fault["loc"])) or whole
    return f"{place}: {fault['msg'].removeprefix('Value error, ')}"
