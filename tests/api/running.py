"""A real server process on a real loopback socket, and a client that is nothing but sockets."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from assessor.bootstrap import Application
from assessor.domain.actor import Role
from assessor.settings import Settings

START_S = 120
_LISTENING = "listening on http://127.0.0.1:"


def plain_environment() -> dict[str, str]:
    """The environment without settings of ours."""
    return {key: value for key, value in os.environ.items() if not key.startswith("ASSESSOR_")}


@dataclass(frozen=True)
class Answered:
    """One answer, read whole."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.content)


@dataclass
class RunningServer:
    """`assessor serve` on a home, with an account for each name."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    port: int = 0

    def add_people(self, **roles: Role) -> None:
        application = Application(Settings(home=self.home))
        for name, role in roles.items():
            self.tokens[name] = application.accounts.add(name, frozenset({role}), by="system")[1]
        application.store.close()

    def start(self) -> "RunningServer":
        self.log = self.home.parent / f"serve-{time.monotonic_ns()}.log"
        script = "from assessor.cli.main import main; main()"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", script, "serve", "--port", "0"],
                env=plain_environment() | {"ASSESSOR_HOME": str(self.home)} | self.variables,
                cwd=self.home.parent,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_S
        while _LISTENING not in (said := self.said()):
            assert self.process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.05)
        self.port = int(said.split(_LISTENING)[1].split("/")[0])
        return self

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def stop(self, number: int = signal.SIGTERM, seconds: float = 60) -> int:
        """Send a signal and wait for the end; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(seconds)

    def workers(self) -> list[int]:
        """Process ids of the server's children."""
        found = []
        for entry in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # it ended meanwhile
                if int(entry.read_text(encoding="ascii").rpartition(")")[2].split()[1]) == self.process.pid:
                    found.append(int(entry.parent.name))
        return found

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        who: str | None = "mara",
        headers: dict[str, str] | None = None,
        seconds: float = 60,
    ) -> Answered:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        named = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        if body is not None:
            named["Content-Type"] = "application/json"
        try:
            connection.request(method, "/api/v1" + path, body, named | (headers or {}))
            answer = connection.getresponse()
            return Answered(
                answer.status,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read(),
            )
        finally:
            connection.close()

    def post(self, path: str, body: Any, who: str = "mara", **headers: str) -> Answered:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.call("POST", path, json.dumps(body).encode(), who, named)

    def get(self, path: str, who: str = "mara") -> Answered:
        return self.call("GET", path, None, who)

    def wait_until_drafted(self, submission_ids: Iterable[str], seconds: float = 120) -> dict[str, Any]:
        """The submissions once every one is drafted or failed."""
        deadline = time.monotonic() + seconds
        done: dict[str, Any] = {}
        left = list(submission_ids)
        while left:
            view = self.get(f"/submissions/{left[0]}").json
            if view["status"] in ("drafted", "failed"):
                done[left.pop(0)] = view
                continue
            assert time.monotonic() < deadline, f"{len(left)} submissions are not drafted"
            time.sleep(0.1)
        return done
