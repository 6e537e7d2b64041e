"""Request bodies: read in memory, with a cap on size and time, and held to their format."""

import asyncio
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from assessor.api.problems import BodyError, HttpError
from assessor.formats.http import without_inputs

BODY_S = 30.0
"""Time for a whole body to arrive."""
SMALL_BYTES = 200_000
"""Largest body of anything but a submission."""

Model = TypeVar("Model", bound=BaseModel)


async def read_body(request: Request, *, most: int, seconds: float = BODY_S) -> bytes:
    """The body of a JSON request. Starlette's forms and uploads are not used: they spill to disk.

    Args:
        request: nothing of whose body was read.
        most: bytes.
        seconds: for all of it.

    Raises:
        HttpError: 415 for another content type or an encoded body, 413 for one that says or proves to be
            larger, 408 for one that is slow, 400 for a length that is no number.
    """
    _verify_headers(request, most)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise _too_large(most)
    except TimeoutError:
        # The connection is of no use any more: what still comes would be taken for the next request.
        raise HttpError(
            408,
            "body_slow",
            f"the body did not arrive within {seconds:.0f} seconds",
            {"Connection": "close"},
        ) from None
    return bytes(body)


def parsed(model: type[Model], body: bytes) -> Model:
    """A body as the format it must have.

    Raises:
        BodyError: with every fault, none of which repeats what was sent.
    """
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        faults = without_inputs(error.errors(include_input=False, include_url=False, include_context=False))
        raise BodyError(faults) from None


def _verify_headers(request: Request, most: int) -> None:
    media_type, _, _ = request.headers.get("content-type", "").partition(";")
    if media_type.strip().lower() != "application/json":
        raise HttpError(
            415,
            "not_json",
            "expected a body of the type application/json",
            hint="Send Content-Type: application/json; files go inside as base64.",
        )
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HttpError(
            415,
            "encoded_body",
            "expected a body without content encoding",
            hint="Send the body as it is, without Content-Encoding.",
        )
    length = request.headers.get("content-length")
    if length is not None and not (length.isascii() and length.isdigit()):
        raise HttpError(400, "bad_length", "the Content-Length header is no number")
    if length is not None and int(length) > most:
        raise _too_large(most)


def _too_large(most: int) -> HttpError:
    return HttpError(
        413,
        "body_too_large",
        f"the body is too large: expected at most {most} bytes",
        {"Connection": "close"},
        hint="Hand in fewer artefacts at once; whoever runs the server sets ASSESSOR_HTTP_BODY_BYTES.",
    )
