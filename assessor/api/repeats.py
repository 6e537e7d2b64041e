"""Requests sent again under the same `Idempotency-Key` take effect once and get the first one's answer.

Only what took effect is remembered, in the transaction that made it take effect; a refused request is judged
anew. Key and request are kept as keyed digests, and an answer is put together again from its rows: there is
no copy of anything that erasure would have to find.
"""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Header

from assessor.api.service import Service
from assessor.domain.actor import Actor
from assessor.domain.record import Receipt
from assessor.errors import InputError, RecordError

RepeatKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[!-~]+$",
        description="Chosen by the sender, new for each request. A repeated one gets the first one's answer.",
    ),
]
_CONFLICT = "conflict"
_SEPARATOR = b"\0"

Answer = TypeVar("Answer")


def receipt_for(
    service: Service, actor: Actor, operation: str, key: str | None, *request: bytes
) -> Receipt | None:
    """What tells a repeated request; null without a key.

    Args:
        service: gives the keyring.
        actor: who sends; keys of different actors never meet.
        operation: which operation; nor do keys of different operations.
        key: the header.
        request: all that was asked for, e.g. draft id and body.
    """
    if key is None:
        return None
    name = _SEPARATOR.join((actor.id.encode(), operation.encode(), key.encode()))
    return Receipt(
        actor_id=actor.id,
        key_digests=service.keyring.digests(name, purpose="request_key"),
        request_digest=service.keyring.digest(_SEPARATOR.join(request), purpose="request"),
    )


def once(
    service: Service,
    receipt: Receipt | None,
    act: Callable[[], Answer],
    repeat: Callable[[str], Answer],
    *request: bytes,
) -> Answer:
    """Act, unless a request of the same receipt did; then answer as it was answered.

    Args:
        service: where receipts are.
        receipt: from `receipt_for`.
        act: takes effect, keeps the receipt in the same transaction, and answers.
        repeat: answers from the id of what the first request made.
        request: as for `receipt_for`.

    Raises:
        InputError: code `key_reused`; the key came with another request before.
    """
    if receipt is None:
        return act()
    made = _made(service, receipt, request)
    if made is None:
        try:
            return act()
        except RecordError as error:
            # Two of the same at once: the tables let one through.
            made = _made(service, receipt, request) if error.code == _CONFLICT else None
            if made is None:
                raise
    return repeat(made)


def _made(service: Service, receipt: Receipt, request: tuple[bytes, ...]) -> str | None:
    with service.store.read() as unit:
        found = unit.receipts.find(receipt)
    if found is None:
        return None
    if not service.keyring.verify(_SEPARATOR.join(request), found.request_digest, purpose="request"):
        raise InputError(
            "this Idempotency-Key came with another request before",
            code="key_reused",
            hint="Choose a new key for each request.",
        )
    return found.made
