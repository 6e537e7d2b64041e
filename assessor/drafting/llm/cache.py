"""Stage 4: answers that were good once, so that the same request is not paid for twice.

An answer quotes redacted evidence, and a preview promises to keep no content. So each entry is sealed with a
key that is written nowhere: it is derived from the installation's secret and the whole request. Who does not
hold the very text cannot open the entry, and once the text is erased nobody can.

Entries carry the day they were made; older ones than allowed are not read and are deleted.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from assessor.drafting.llm.chat import ChatRequest
from assessor.ports import Clock

_NONCE_BYTES = 12


class AnswerCache:
    """Sealed answers in files, one for each request.

    Args:
        folder: where; made on first use, mode 0700. One for each tenant.
        secret: the installation's; entries of another secret are never found.
        days: how long an entry counts; 0 switches the cache off.
        clock: the time.
    """

    def __init__(self, folder: Path, *, secret: bytes, days: int, clock: Clock) -> None:
        self._folder = folder
        self._secret = secret
        self._days = days
        self._clock = clock

    def find(self, request: ChatRequest, place: str) -> str | None:
        """The answer to this request, whatever its nonce, from the server at `place`; None without one.

        An entry that cannot be opened counts as none.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if not self._days:
            return None
        name, key = self._name_and_key(request, place)
        try:
            path = self._folder / name
            if self._is_old(path):
                path.unlink(missing_ok=True)
                return None
            sealed = path.read_bytes()
            return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode("utf-8")
        except (OSError, InvalidTag, ValueError):
            return None

    def keep(self, request: ChatRequest, place: str, content: str) -> None:
        """Keep an answer. A full or read-only disk costs the entry, not the draft."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if not self._days:
            return
        name, key = self._name_and_key(request, place)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = nonce + AESGCM(key).encrypt(nonce, content.encode("utf-8"), None)
        staged = self._folder / f".{secrets.token_hex(8)}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(staged, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as opened:
                opened.write(sealed)
            staged.replace(self._folder / name)  # whole or not at all
        except OSError:
            with suppress(OSError):
                staged.unlink()

    def prune(self) -> int:
        """Delete entries that no longer count, or all where the cache is off. Returns how many."""
        if not self._folder.is_dir():
            return 0
        old = [path for path in self._folder.iterdir() if not self._days or self._is_old(path)]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _is_old(self, path: Path) -> bool:
        try:
            made = path.stat().st_mtime
        except OSError:
            return False  # another process was quicker
        return made < (self._clock.now() - timedelta(days=self._days)).timestamp()

    def _name_and_key(self, request: ChatRequest, place: str) -> tuple[str, bytes]:
        content = f"{place}\0{request.canonical()}".encode()
        return self._derived(b"name", content).hex(), self._derived(b"key", content)

    def _derived(self, purpose: bytes, content: bytes) -> bytes:
        return hmac.digest(self._secret, purpose + b"\0" + content, hashlib.sha256)


def clear_answers(folder: Path) -> int:
    """Delete every entry of a cache, as after an erasure; needs no key. Returns how many there were."""
    entries = list(folder.iterdir()) if folder.is_dir() else []
    for path in entries:
        path.unlink(missing_ok=True)
    return len(entries)
