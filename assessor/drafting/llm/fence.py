"""Stage 4: the nonce of the fence around untrusted text, which that text cannot foresee."""

import hashlib
import json
from collections.abc import Sequence
from itertools import count

PUBLIC_KEY = b"assessor prompt render, public fence key"
"""Stands for the installation's key where a request is shown and not sent."""
NONCE_DIGITS = 32


def nonce_for(key: bytes, untrusted: Sequence[str]) -> str:
    """32 hex digits that stand in none of the untrusted fields.

    The first 32 hex digits of SHA-256 over the key and all untrusted fields, derived again under the next
    number while a field contains them, whatever its case. Whoever writes the fields does not hold the key,
    so no text can close its own fence.

    Args:
        key: the installation's secret, or `PUBLIC_KEY`.
        untrusted: every field of the request that somebody else chose, in a fixed order.
    """
    folded = [field.casefold() for field in untrusted]
    candidates = (_digits(key, attempt, untrusted) for attempt in count())
    return next(nonce for nonce in candidates if not any(nonce in field for field in folded))


def _digits(key: bytes, attempt: int, untrusted: Sequence[str]) -> str:
    content = json.dumps([attempt, *untrusted], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(key + b"\0" + content.encode("utf-8")).hexdigest()[:NONCE_DIGITS]
