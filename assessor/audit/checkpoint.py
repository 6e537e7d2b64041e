"""Stage 7: signed statements of a log's size and root, kept where the log's keeper cannot reach them.

A checkpoint taken away on Monday shows on Friday that Monday's entries were cut, changed or rolled back.
The form is C2SP tlog-checkpoint in a C2SP signed-note, so other tools of that family can read it:

    assessor/local                    the origin, which names the log
    3                                 its size
    4XoK...=                          its root, Base64

    — assessor/local/k1 2bGm...=      key name; 4 bytes of key hash and an Ed25519 signature, Base64

Signature lines of keys we do not hold, such as witnesses', are let pass; one of ours must be there and good.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from typing import Final, NoReturn

from assessor.audit import merkle
from assessor.audit.leaf import verify_tenant
from assessor.domain.audit import Checkpoint, TreeHead
from assessor.errors import InputError, IntegrityError
from assessor.keyring import Keyring

_ED25519: Final = b"\x01"
_KEY_HASH_BYTES: Final = 4
_SIGNATURE_PREFIX: Final = "— "
_BODY_LINES: Final = 3
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_KEY_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")


def origin_of(tenant: str) -> str:
    """First line of a tenant's checkpoints.

    Raises:
        InputError: `audit_leaf`, the tenant's name cannot stand in a signed line.
    """
    verify_tenant(tenant)
    return f"assessor/{tenant}"


def make_checkpoint(keyring: Keyring, tenant: str, head: TreeHead) -> Checkpoint:
    """Sign size and root of a tenant's log with the active key; an empty log can be signed too.

    Raises:
        InputError: `tree_head` or `audit_leaf`, where head or tenant are not well formed.
    """
    origin = origin_of(tenant)
    root = merkle.root(head)
    body = f"{origin}\n{head.size}\n{base64.b64encode(root).decode('ascii')}\n"
    name = f"{origin}/{keyring.active_id}"
    key_hash = key_hash_of(name, keyring.public_keys()[keyring.active_id])
    signature = base64.b64encode(key_hash + keyring.sign(body.encode("utf-8"))).decode("ascii")
    note = f"{body}\n{_SIGNATURE_PREFIX}{name} {signature}\n"
    return Checkpoint(origin=origin, size=head.size, root=root.hex(), note=note)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint; this checks its form and no signature. Lines after the root are kept, unread.

    Raises:
        InputError: `checkpoint_format`, naming the line that is wrong, counted from 1.
    """
    body, signatures = _split(text)
    origin, size, root = body[0], body[1], _decoded(body[2], 3)
    if _SIZE.fullmatch(size) is None:
        _malformed(2, "is no size, expected a decimal number without leading zeros")
    if len(root) != merkle.HASH_BYTES:
        _malformed(3, f"holds {len(root)} bytes, expected a root of {merkle.HASH_BYTES}")
    for number, line in enumerate(signatures, start=len(body) + 2):
        _signature(line, number)
    return Checkpoint(origin=origin, size=int(size), root=root.hex(), note=text)


def verify_checkpoint(checkpoint: Checkpoint, public_keys: Mapping[str, bytes]) -> str:
    """Check that one of our keys signed the note, and that the fields say what the note says.

    Args:
        checkpoint: origin, size, root and note; only the note is signed.
        public_keys: Ed25519 public keys, 32 bytes each, by key id.

    Returns:
        The id of a key whose signature holds.

    Raises:
        InputError: `checkpoint_format`.
        IntegrityError: `checkpoint_signature`, no signature by any of the keys, or one in the name of a key
            that it does not fit; `checkpoint_fields`, the fields differ from the note.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signed = parse_checkpoint(checkpoint.note)
    if signed != checkpoint:
        raise IntegrityError("checkpoint: its fields differ from its note.", code="checkpoint_fields")
    body, lines = _split(checkpoint.note)
    message = "".join(f"{line}\n" for line in body).encode("utf-8")
    ours = {f"{signed.origin}/{key_id}": (key_id, public) for key_id, public in public_keys.items()}
    good: list[str] = []
    for number, line in enumerate(lines, start=len(body) + 2):
        name, key_hash, signature = _signature(line, number)
        key_id, public = ours.get(name, ("", b""))
        if not public or key_hash != key_hash_of(name, public):
            continue  # not a key of ours: anyone may add a signature
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except InvalidSignature:
            raise IntegrityError(
                f"checkpoint, line {number}: the signature of key {key_id} does not fit the text above it.",
                code="checkpoint_signature",
            ) from None
        good.append(key_id)
    if not good:
        raise IntegrityError("checkpoint: no signature by a key of ours.", code="checkpoint_signature")
    return good[0]


def _split(text: str) -> tuple[list[str], list[str]]:
    """Lines of the signed body (at least 3), and signature lines (at least 1)."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if _CONTROL.search(line):
            _malformed(number, "holds a control character; was the file converted, e.g. to CRLF?")
    if lines.pop() != "":
        _malformed(len(lines) + 1, "does not end with a newline")
    if "" not in lines:
        _malformed(len(lines) + 1, "is missing: expected an empty line, then signatures")
    end = lines.index("")
    body, signatures = lines[:end], lines[end + 1 :]
    if len(body) < _BODY_LINES:
        _malformed(end + 1, "is empty, expected origin, size and root first")
    if not signatures:
        _malformed(end + 2, "is missing: expected a signature")
    return body, signatures


def _signature(line: str, number: int) -> tuple[str, bytes, bytes]:
    """Key name, key hash and signature of one line."""
    name, space, encoded = line.removeprefix(_SIGNATURE_PREFIX).partition(" ")
    if not line.startswith(_SIGNATURE_PREFIX) or not space or _KEY_NAME.fullmatch(name) is None:
        _malformed(number, "is no signature, expected a dash, the key's name and Base64")
    blob = _decoded(encoded, number)
    if len(blob) <= _KEY_HASH_BYTES:
        _malformed(number, f"holds {len(blob)} bytes, expected a key hash and a signature")
    return name, blob[:_KEY_HASH_BYTES], blob[_KEY_HASH_BYTES:]


def key_hash_of(name: str, public_key: bytes) -> bytes:
    """First 4 bytes of SHA-256 over a key's name and Ed25519 public key: which key a signature line means."""
    return hashlib.sha256(name.encode("utf-8") + b"\n" + _ED25519 + public_key).digest()[:_KEY_HASH_BYTES]


def _decoded(text: str, number: int) -> bytes:
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        decoded = b""
    # Only one spelling of each value, or the text could change without the signature noticing.
    if not decoded or base64.b64encode(decoded).decode("ascii") != text:
        _malformed(number, "is no Base64")
    return decoded


def _malformed(number: int, wrong: str) -> NoReturn:
    raise InputError(f"checkpoint, line {number} {wrong}.", code="checkpoint_format")
