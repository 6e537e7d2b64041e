"""Demonstration: the real server, in a process of its own, and requests to it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

_START_S = 240.0
_LISTENING = "listening on http://127.0.0.1:"


@dataclass(frozen=True)
class Server:
    """Where it listens."""

    port: int

    def ask(self, method: str, path: str, token: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of one request."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        try:
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, "/api/v1" + path, content, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read() or b"null")
        finally:
            connection.close()


@contextmanager
def served(home: Path) -> Iterator[Server]:
    """`assessor serve` on a home whose settings stand in the environment; stopped at the end."""
    log = home / "serve.log"
    script = "from assessor.cli.main import main; main()"
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", script, "serve", "--port", "0"], stderr=said, stdout=said
        )
    try:
        deadline = time.monotonic() + _START_S
        while _LISTENING not in (text := log.read_text(encoding="utf-8")):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server did not start; see {log}")
            time.sleep(0.2)
        yield Server(int(text.split(_LISTENING)[1].split("/")[0]))
    finally:
        process.terminate()
        process.wait(60)
