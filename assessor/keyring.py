"""Named secret keys, used by intake, guardrails and the audit log: keyed digests, and signatures.

One key is active: it makes digests and signatures. The others only verify, so what they made before a
rotation stays checkable. Every digest names its key: `hmac-sha256:KEYID:HEX`.

The digest of submitted bytes is plain HMAC-SHA-256 under the key in the file, so whoever holds the file
can recompute it with any tool. It thereby answers to bytes that a submitter chose. Digests with another
purpose use a second key, derived from the first through HMAC-SHA-512, and put the purpose and a NUL
before the data: no submitted file, however built, has the digest of an audit entry.
"""

import base64
import fcntl
import hashlib
import hmac
import os
import re
import secrets
import shlex
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from assessor.domain.base import Frozen
from assessor.errors import InputError, RecordError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PLAIN_PURPOSE: Final = "bytes"
"""The purpose whose digest is plain HMAC-SHA-256 over the data."""

_KEY_BYTES: Final = 32
_KEY_ID: Final = r"[A-Za-z0-9_-]{1,32}"
_DIGEST = re.compile(rf"hmac-sha256:({_KEY_ID}):([0-9a-f]{{64}})")
_PURPOSE = re.compile(r"[a-z_]{1,32}")
_NUMBERED_KEY = re.compile(r"k([1-9][0-9]{0,8})")
_DERIVATION_LABEL: Final = b"assessor: digests with a purpose"
_WRAP_LABEL: Final = b"assessor: keys that seal keys"
_WRAPPED = re.compile(rf"aesgcm:({_KEY_ID}):([A-Za-z0-9+/=]+)")
_NONCE_BYTES: Final = 12

_Material = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$", repr=False)]
"""32 bytes as Base64."""


class _KeyRecord(Frozen):
    """One key as the file holds it."""

    hmac: _Material
    ed25519: _Material
    created: AwareDatetime


class _KeyFile(Frozen):
    """The key file, version 1."""

    version: Literal[1] = 1
    active: str
    keys: dict[Annotated[str, Field(pattern=f"^{_KEY_ID}$")], _KeyRecord]

    @model_validator(mode="after")
    def _active_is_present(self) -> Self:
        if self.active not in self.keys:
            raise ValueError("the active key is not among the keys")
        return self


@dataclass(frozen=True)
class _Key:
    """One key ready for use; no part of it shows in a repr."""

    plain: bytes = field(repr=False)
    seed: bytes = field(repr=False)

    @cached_property
    def derived(self) -> bytes:
        return hmac.digest(self.plain, _DERIVATION_LABEL, hashlib.sha512)

    @cached_property
    def wrapping(self) -> bytes:
        return hmac.digest(self.plain, _WRAP_LABEL, hashlib.sha256)

    @cached_property
    def signer(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def hex_digest(self, data: bytes, purpose: str) -> str:
        if purpose == PLAIN_PURPOSE:
            return hmac.digest(self.plain, data, hashlib.sha256).hex()
        return hmac.digest(self.derived, purpose.encode("ascii") + b"\0" + data, hashlib.sha256).hex()


class Keyring:
    """The keys of one installation, as read from its key file at one moment.

    A rotation by another process shows only after loading again.
    """

    def __init__(self, active_id: str, keys: Mapping[str, _Key]) -> None:
        self._active_id = active_id
        self._keys = dict(keys)

    def __repr__(self) -> str:
        return f"Keyring(active={self._active_id!r}, keys={sorted(self._keys)!r})"

    @classmethod
    def load(cls, path: Path) -> "Keyring":
        """Read a key file.

        Raises:
            InputError: `key_file_missing`, `key_file_mode` where group or others may touch it, or
                `key_file_format`.
        """
        return cls._of(_read(path))

    @classmethod
    def create(cls, path: Path) -> "Keyring":
        """Write a new key file with one fresh key; mode 0600, in a folder of mode 0700 if that is new too.

        The file appears complete or not at all.

        Raises:
            InputError: `key_file_exists`; a key file is never overwritten.
            RecordError: `key_file_write`.
        """
        content = _KeyFile(active="k1", keys={"k1": _fresh_key()})
        with _writing(path) as staged:
            _fill(staged, content)
            try:
                os.link(staged, path)  # unlike a rename, this never replaces a file
            except FileExistsError:
                raise InputError(
                    f"{path}: there is a key file already; a new one would make its digests worthless.",
                    code="key_file_exists",
                    hint="Load it, or rotate to a new key.",
                ) from None
        return cls._of(content)

    @classmethod
    def load_or_create(cls, path: Path) -> "Keyring":
        """Read the key file, or write one where there is none; safe against a second process doing the same.

        Raises:
            InputError: as `load`.
            RecordError: as `create`.
        """
        if not path.exists():
            try:
                return cls.create(path)
            except InputError as error:
                if error.code != "key_file_exists":
                    raise
        return cls.load(path)

    @classmethod
    def add_key(cls, path: Path) -> "Keyring":
        """Rotate: add a fresh key to the file and make it active; the older ones verify from now on.

        Raises:
            InputError: as `load`.
            RecordError: `key_file_write`; the old file is then untouched.
        """
        with _writing(path) as staged:
            before = _read(path)
            numbers = [int(match[1]) for match in map(_NUMBERED_KEY.fullmatch, before.keys) if match]
            new_id = f"k{max(numbers, default=0) + 1}"
            after = _KeyFile(active=new_id, keys={**before.keys, new_id: _fresh_key()})
            _fill(staged, after)
            staged.replace(path)
        return cls._of(after)

    @classmethod
    def _of(cls, content: _KeyFile) -> "Keyring":
        keys = {
            key_id: _Key(plain=base64.b64decode(record.hmac), seed=base64.b64decode(record.ed25519))
            for key_id, record in content.keys.items()
        }
        return cls(content.active, keys)

    @property
    def active_id(self) -> str:
        """Id of the key that makes digests and signatures."""
        return self._active_id

    def digest(self, data: bytes, purpose: str = PLAIN_PURPOSE) -> str:
        """Keyed digest under the active key, `hmac-sha256:KEYID:HEX`.

        Args:
            data: what to digest; may be empty.
            purpose: what the digest is for, lower-case letters and `_`; digests of different purposes
                never agree.

        Raises:
            ValueError: the purpose is not of that form.
        """
        return self._named_digest(self._active_id, data, purpose)

    def digests(self, data: bytes, purpose: str = PLAIN_PURPOSE) -> tuple[str, ...]:
        """Digests under every key, the active one first: what to look for after a rotation.

        Raises:
            ValueError: as `digest`.
        """
        older = [key_id for key_id in self._keys if key_id != self._active_id]
        return tuple(self._named_digest(key_id, data, purpose) for key_id in (self._active_id, *older))

    def verify(self, data: bytes, digest: str, purpose: str = PLAIN_PURPOSE) -> bool:
        """Whether `digest` is that of `data` under the key it names, compared in constant time.

        A malformed digest or an unknown key id is False.

        Raises:
            ValueError: as `digest`.
        """
        match = _DIGEST.fullmatch(digest)
        if match is None or match[1] not in self._keys:
            return False
        return hmac.compare_digest(self._named_digest(match[1], data, purpose), digest)

    def wrap(self, secret: bytes, purpose: str, bound_to: str) -> str:
        """Seal a key under the active key with AES-256-GCM: `aesgcm:KEYID:BASE64`.

        Args:
            secret: the key to seal.
            purpose: what it is for.
            bound_to: the id of what it belongs to. Both must be named again to unseal it, so that it cannot
                be put in another's place.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE_BYTES)
        cipher = AESGCM(self._keys[self._active_id].wrapping)
        sealed = nonce + cipher.encrypt(nonce, secret, f"{purpose}\0{bound_to}".encode())
        return f"aesgcm:{self._active_id}:{base64.b64encode(sealed).decode('ascii')}"

    def unwrap(self, wrapped: str, purpose: str, bound_to: str) -> bytes:
        """The key that `wrap` sealed.

        Raises:
            RecordError: `key_unknown` where this installation lacks the key it names; `key_sealed` where
                purpose or binding differ or the text is damaged.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        match = _WRAPPED.fullmatch(wrapped)
        key = self._keys.get(match[1]) if match else None
        if match is None or key is None:
            raise RecordError(
                "a sealed key names no key of this installation.",
                code="key_unknown",
                hint="Restore the key file that was in use when it was sealed.",
            )
        try:
            sealed = base64.b64decode(match[2], validate=True)
            nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
            return AESGCM(key.wrapping).decrypt(nonce, rest, f"{purpose}\0{bound_to}".encode())
        except (ValueError, InvalidTag):
            raise RecordError("a sealed key does not open.", code="key_sealed") from None

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature by the active key, 64 bytes."""
        return self._keys[self._active_id].signer.sign(message)

    def public_keys(self) -> dict[str, bytes]:
        """Ed25519 public key, 32 bytes, of every key by its id."""
        return {key_id: key.signer.public_key().public_bytes_raw() for key_id, key in self._keys.items()}

    def _named_digest(self, key_id: str, data: bytes, purpose: str) -> str:
        if _PURPOSE.fullmatch(purpose) is None:
            raise ValueError("a purpose is 1 to 32 lower-case letters or underscores")
        return f"hmac-sha256:{key_id}:{self._keys[key_id].hex_digest(data, purpose)}"


def _fill(staged: Path, content: _KeyFile) -> None:
    """Write and wait for the disk: a key that made a digest must survive a power cut."""
    with staged.open("w", encoding="utf-8") as opened:
        opened.write(content.model_dump_json(indent=2))
        opened.flush()
        os.fsync(opened.fileno())


def _fresh_key() -> _KeyRecord:
    def material() -> str:
        return base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode("ascii")

    return _KeyRecord(hmac=material(), ed25519=material(), created=datetime.now(UTC))


def _read(path: Path) -> _KeyFile:
    """Read and check a key file; the mode is that of the opened file, so it cannot change in between."""
    try:
        with path.open("rb") as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            if mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise InputError(
                    f"{path}: key file has mode {mode:04o}, expected 0600: others could read or change it.",
                    code="key_file_mode",
                    hint=f"Run: chmod 600 {shlex.quote(str(path))}",
                )
            text = opened.read()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no key file here.", code="key_file_missing") from None
    except OSError as error:
        raise InputError(f"{path}: key file cannot be read: {error.strerror}.", code="key_file") from None
    return _parse(text, path)


def _parse(text: bytes, path: Path) -> _KeyFile:
    try:
        return _KeyFile.model_validate_json(text)
    except ValidationError as error:
        # Without the cause: a log of it must never hold key material.
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "file"
        raise InputError(
            f"{path}: key file is damaged at {place}: {first['msg']}.",
            code="key_file_format",
            hint="Restore it from a backup; a new file cannot verify what the old keys made.",
        ) from None


@contextmanager
def _writing(path: Path) -> Iterator[Path]:
    """Hold the folder's lock and give an empty file of mode 0600 beside `path` to put in its place.

    Raises:
        RecordError: `key_file_write`.
    """
    folder = path.parent
    staged = folder / f".{path.name}.{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)  # two rotations at once would lose a key for good
            os.close(os.open(staged, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            yield staged
            os.fsync(handle)
        finally:
            staged.unlink(missing_ok=True)
            os.close(handle)
    except OSError as error:
        raise RecordError(
            f"{path}: key file cannot be written: {error.strerror}.", code="key_file_write"
        ) from error
