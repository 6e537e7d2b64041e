"""Load on `assessor serve`: many artefacts from several clients at once. Prints figures as JSON.

Run: python -m eval.benchmarks.serve_load [--artefacts 200] [--clients 8] [--workers 2]

Starts a server of its own on a home of its own, posts one artefact a request, waits for all drafts, and
compares what was accepted with what is kept. Memory is that of the server and its workers after a first half
and after all: what grows with the number of requests shows between the two. A prober asks for health all the
time; the longest time that the event loop kept others waiting is measured inside the server.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any

_WORDS = (
    "I checked the login figures against the usage export before I wrote the brief.",
    "Two values of the AI summary were wrong, so I corrected them against the ticket system.",
    "The plan went to Jana Petersen on Monday; Tom Baker sends the adoption plan by Friday.",
    "Ich habe die Zahlen der KI-Zusammenfassung mit dem Ticketsystem abgeglichen.",
    "The outline came from the approved assistant, which I noted in the CRM.",
)


@dataclass
class Figures:
    """What was measured."""

    artefacts: int
    clients: int
    workers: int
    accepted: int
    lost: int
    """Accepted and not drafted in the end."""
    twice: int
    """Artefacts with more than one draft."""
    refused_for_room: int
    """503 answers, each sent again."""
    accept_s: float
    drafted_s: float
    accept_ms_median: float
    accept_ms_p95: float
    health_ms_max: float
    loop_lag_ms_max: float
    cpu_s: float
    """Of the server and its workers, from the first request on."""
    memory_mb_half: float
    memory_mb_end: float
    audit_sound: bool


class Server:
    """`assessor serve` in a folder."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.home = folder / "home"
        plain = {name: value for name, value in os.environ.items() if not name.startswith("ASSESSOR_")}
        self.environment = plain | {
            "ASSESSOR_HOME": str(self.home),
            "ASSESSOR_HTTP_WORKERS": str(workers),
        }
        self.token = json.loads(self.command("actor", "add", "load", "--role", "manager", "--json"))["token"]
        self.log = folder / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*_ASSESSOR, "serve", "--port", "0"], env=self.environment, cwd=folder, stdout=log, stderr=log
            )
        marker = "listening on http://127.0.0.1:"
        while marker not in (said := self.log.read_text(encoding="utf-8")):
            if self.process.poll() is not None:
                raise SystemExit(said)
            time.sleep(0.1)
        self.port = int(said.split(marker)[1].split("/")[0])

    def command(self, *arguments: str) -> str:
        """Run a command on the home; its standard output."""
        done = subprocess.run(
            [*_ASSESSOR, *arguments],
            env=self.environment,
            cwd=self.home.parent,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and JSON of an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        try:
            connection.request(method, "/api/v1" + path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def processes(self) -> list[int]:
        """The server and its workers; their own children, which read files, are left out."""
        family = [self.process.pid]
        for entry in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parent = int(entry.read_text(encoding="ascii").rpartition(")")[2].split()[1])
                if parent == self.process.pid:
                    family.append(int(entry.parent.name))
        return family

    def memory_mb(self) -> float:
        """Resident memory of all processes."""
        pages = sum(
            int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) for pid in self.processes()
        )
        return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)

    def cpu_s(self) -> float:
        """Processor time of all processes."""
        fields = [
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            for pid in self.processes()
        ]
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> int:
        """Stop it; the exit code."""
        self.process.terminate()
        return self.process.wait(120)


_ASSESSOR = (sys.executable, "-c", "from assessor.cli.main import main; main()")


class Clients:
    """Several senders that take the next number each, and a prober beside them."""

    def __init__(self, server: Server, clients: int) -> None:
        self.server = server
        self.clients = clients
        self.accepted: dict[int, str] = {}
        self.accept_ms: list[float] = []
        self.health_ms: list[float] = []
        self.refused = 0
        self._guard = threading.Lock()
        self._probing = threading.Event()

    def send(self, first: int, last: int) -> None:
        """Post the artefacts of these numbers, each once accepted."""
        numbers = iter(range(first, last))
        senders = [threading.Thread(target=self._sender, args=(numbers,)) for _ in range(self.clients)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()

    def probe(self) -> threading.Thread:
        """Ask for health until told to stop."""
        prober = threading.Thread(target=self._prober)
        prober.start()
        return prober

    def stop_probing(self) -> None:
        """Let the prober end."""
        self._probing.set()

    def _sender(self, numbers: Any) -> None:
        while True:
            with self._guard:
                number = next(numbers, None)
            if number is None:
                return
            for _ in count():
                begun = time.perf_counter()
                status, answer = self.server.call("POST", "/submissions", _body(number))
                taken = (time.perf_counter() - begun) * 1000
                if status == HTTPStatus.SERVICE_UNAVAILABLE:
                    with self._guard:
                        self.refused += 1
                    time.sleep(0.5)
                    continue
                if status != HTTPStatus.ACCEPTED:
                    raise RuntimeError(f"status {status}, code {answer.get('code')}")
                with self._guard:
                    self.accepted[number] = answer["submission"]
                    self.accept_ms.append(taken)
                break

    def _prober(self) -> None:
        while not self._probing.wait(0.05):
            begun = time.perf_counter()
            self.server.call("GET", "/health")
            self.health_ms.append((time.perf_counter() - begun) * 1000)


def _body(number: int) -> dict[str, Any]:
    sentences = " ".join(_WORDS[(number + shift) % len(_WORDS)] for shift in range(4))
    artefact = {"name": "note.md", "evidence_date": "2026-11-02", "text": f"Note {number}.\n\n{sentences}\n"}
    return {"rubric": "ai-skills", "assessee": f"csm-{number % 20}", "artefacts": [artefact]}


def _wait_until_drafted(server: Server) -> None:
    while server.call("GET", "/health")[1]["drafting"]:
        time.sleep(0.2)


def _kept(server: Server) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for what in ("submissions", "drafts"):
        rows, after = found.setdefault(what, []), None
        while True:
            _, page = server.call("GET", f"/{what}?limit=200" + (f"&after={after}" if after else ""))
            rows += page[what]
            after = page["next"]
            if after is None:
                break
    return found["submissions"], found["drafts"]


def measure(artefacts: int, clients: int, workers: int) -> Figures:
    """Run the load; the figures."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), workers)
        try:
            sending = Clients(server, clients)
            # Lazily made parts of the engines are not what is measured.
            sending.send(1_000_000, 1_000_000 + 2 * workers)
            _wait_until_drafted(server)
            sending.accepted.clear()
            sending.accept_ms.clear()
            cpu, begun = server.cpu_s(), time.perf_counter()
            prober = sending.probe()
            sending.send(0, artefacts // 2)
            _wait_until_drafted(server)
            half = server.memory_mb()
            sending.send(artefacts // 2, artefacts)
            accepted_s = time.perf_counter() - begun
            _wait_until_drafted(server)
            drafted_s = time.perf_counter() - begun
            sending.stop_probing()
            prober.join()
            return _figures(server, sending, workers, (accepted_s, drafted_s), cpu, half)
        finally:
            server.stop()


def _figures(
    server: Server, sending: Clients, workers: int, seconds: tuple[float, float], cpu: float, half: float
) -> Figures:
    submissions, drafts = _kept(server)
    own = set(sending.accepted.values())
    drafted = [(one["submission"], one["artefact"]) for one in drafts if one["submission"] in own]
    done = {one["submission"] for one in submissions if one["status"] == "drafted"}
    times = sorted(sending.accept_ms)
    return Figures(
        artefacts=len(sending.accepted),
        clients=sending.clients,
        workers=workers,
        accepted=len(own),
        lost=len(own - (done & {submission for submission, _ in drafted})),
        twice=len(drafted) - len(set(drafted)),
        refused_for_room=sending.refused,
        accept_s=round(seconds[0], 1),
        drafted_s=round(seconds[1], 1),
        accept_ms_median=round(times[len(times) // 2], 1),
        accept_ms_p95=round(times[int(len(times) * 0.95)], 1),
        health_ms_max=round(max(sending.health_ms), 1),
        loop_lag_ms_max=server.call("GET", "/health")[1]["loop_lag_ms"],
        cpu_s=round(server.cpu_s() - cpu, 1),
        memory_mb_half=half,
        memory_mb_end=server.memory_mb(),
        audit_sound=not json.loads(server.command("audit", "verify", "--json"))["faults"],
    )


def main() -> None:
    """Parse the arguments, measure, print."""
    parser = argparse.ArgumentParser(description="Load on assessor serve.")
    parser.add_argument("--artefacts", type=int, default=200)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    figures = measure(arguments.artefacts, arguments.clients, arguments.workers)
    sys.stdout.write(json.dumps(asdict(figures), indent=2) + "\n")


if __name__ == "__main__":
    main()
