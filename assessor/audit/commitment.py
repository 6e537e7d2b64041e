"""Stage 7: salted commitments, so that the log fixes a record without holding anything about it.

With the salt, anyone can check a record against the log. Without it, even five possible ratings cannot be
told apart by trying them, so destroying the salt on erasure leaves nothing in the log.
"""

import hashlib
import hmac
import secrets
from typing import Final

import rfc8785
from pydantic import JsonValue

from assessor.errors import InputError

SALT_BYTES: Final = 16


def commit(value: JsonValue) -> tuple[str, str]:
    """A fresh random salt (32 hex digits) and the commitment `sha256:HEX` to `value` under it.

    The commitment is SHA-256 over the salt's bytes and the canonical JSON of the value.

    Raises:
        InputError: `commitment_value`, the value has no canonical JSON form.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    return salt.hex(), _commitment(salt, value)


def verify_commitment(salt: str, value: JsonValue, digest: str) -> bool:
    """Whether `digest` commits to `value` under `salt`; False for anything malformed."""
    try:
        salt_bytes = bytes.fromhex(salt)
        expected = _commitment(salt_bytes, value)
    except (ValueError, InputError):
        return False
    # As bytes: comparing texts in constant time would raise on a digest that is not ASCII.
    return len(salt_bytes) == SALT_BYTES and hmac.compare_digest(
        expected.encode("ascii"), digest.encode("utf-8", "surrogatepass")
    )


def _commitment(salt: bytes, value: JsonValue) -> str:
    try:
        canonical = rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError):
        raise InputError(
            "audit commitment: the value has no canonical JSON form.",
            code="commitment_value",
            hint="Use null, booleans, text, finite numbers up to 2**53, lists and objects with text keys.",
        ) from None
    return "sha256:" + hashlib.sha256(salt + canonical).hexdigest()
