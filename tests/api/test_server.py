"""The real server process: start, stop, kill, and the command line beside it."""

import base64
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assessor.api.server import serve
from assessor.bootstrap import Application
from assessor.domain.actor import Role
from assessor.domain.suspension import SuspensionCause, SuspensionRequest
from assessor.errors import InputError, OrderError
from assessor.settings import Settings
from assessor.work.lock import ServerLock
from tests.api.conftest import CLAUSE, NOTE, submission
from tests.api.running import RunningServer, plain_environment
from tests.cli.leak_scan import files_below, hits

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def new_server(folder: Path, **variables: str) -> RunningServer:
    server = RunningServer(folder / "home", variables={"ASSESSOR_HTTP_WORKERS": "1"} | variables)
    server.add_people(mara=Role.MANAGER, carl=Role.CSM)
    return server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = new_server(tmp_path_factory.mktemp("serve"), ASSESSOR_HTTP_BODY_BYTES="100000").start()
    yield running
    running.stop(signal.SIGKILL)


def cli(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = "from assessor.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=plain_environment() | {"ASSESSOR_HOME": str(home)},
        cwd=home.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def audit_is_sound(home: Path) -> bool:
    done = cli(home, "audit", "verify", "--json")
    return done.returncode == 0 and json.loads(done.stdout)["faults"] == []


def raw(server: RunningServer, request: bytes, seconds: float = 60) -> bytes:
    """What the server answers to bytes as they are."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
            if b"\r\n\r\n" in answer and b'"stopped":[]}' in answer:
                break
        return answer


def test_the_whole_way_over_real_sockets(server: RunningServer) -> None:
    answer = server.post("/submissions", submission(NOTE, CLAUSE))
    assert answer.status == 202, answer.content
    view = server.wait_until_drafted([answer.json["submission"]])[answer.json["submission"]]
    assert [one["verdict"] for one in view["artefacts"]] == ["redact", "refuse"]
    draft_id = view["artefacts"][0]["draft_id"]
    shown = server.get(f"/drafts/{draft_id}").json
    assert "draft" not in shown
    assert server.post(f"/drafts/{draft_id}/rate", {"rating": 2}).status == 200
    assert server.call("POST", f"/drafts/{draft_id}/reveal").json["status"] == "drafted"
    confirmed = server.post(
        f"/drafts/{draft_id}/confirm",
        {"rating": 3, "reason": "Jana Petersen saw the export.", "cite": [f"{shown['artefact']}:20-60"]},
    )
    assert confirmed.status == 200
    assert "Petersen" not in confirmed.json["reason"]


def test_bodies_over_the_cap_are_refused_by_what_they_say_and_by_what_they_are(server: RunningServer) -> None:
    token = server.tokens["mara"]
    head = (
        f"POST /api/v1/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\n"
    ).encode()
    assert b" 413 " in raw(server, head + b"Content-Length: 100001\r\n\r\n").split(b"\r\n")[0]
    chunk = b"%x\r\n%s\r\n" % (60_000, b" " * 60_000)
    chunked = head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk
    assert b" 413 " in raw(server, chunked).split(b"\r\n")[0]
    # More bytes than the length says: what follows is no part of the body, and no request either.
    lying = raw(server, head + b"Content-Length: 2\r\n\r\n{}" + b"x" * 100)
    assert b" 422 " in lying.split(b"\r\n")[0]
    assert server.get("/health").status == 200


def test_headers_without_end_are_cut_off(server: RunningServer) -> None:
    request = b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"
    try:
        answer = raw(server, request)
    except ConnectionError:
        answer = b""
    assert b" 200 " not in answer
    assert server.get("/health").status == 200


def test_the_name_in_the_host_header_is_checked_on_the_wire(server: RunningServer) -> None:
    answer = raw(server, b"GET /api/v1/health HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    assert b" 421 " in answer.split(b"\r\n")[0]
    assert b"\r\nserver:" not in answer.lower()


def test_a_second_server_of_a_home_is_refused(server: RunningServer) -> None:
    done = cli(server.home, "serve", "--port", "0")
    assert done.returncode == 2
    assert "server_running" in done.stderr


def test_the_command_line_works_beside_the_server_and_the_log_stays_sound(server: RunningServer) -> None:
    work = server.home.parent
    (work / "note.md").write_text(NOTE + " From the command line.", encoding="utf-8")
    accepted: list[str] = []

    def post() -> None:
        for number in range(5):
            answer = server.post("/submissions", submission(f"{NOTE} Beside {number}."))
            accepted.append(answer.json["submission"])

    poster = threading.Thread(target=post)
    poster.start()
    done = cli(
        server.home,
        "assess",
        "note.md",
        "--rubric",
        "ai-skills",
        "--assessee",
        "csm-9",
        "--as",
        "mara",
        "--json",
    )
    poster.join()
    assert done.returncode == 0, done.stderr
    assert len(accepted) == 5
    server.wait_until_drafted(accepted)
    # What the command made, the service shows, and the other way round.
    assert server.get(f"/submissions/{json.loads(done.stdout)['submission']}").json["status"] == "drafted"
    listed = cli(server.home, "draft", "list", "--as", "mara", "--json")
    assert {one["submission"] for one in json.loads(listed.stdout)} >= set(accepted)
    assert audit_is_sound(server.home)
    doctor = json.loads(cli(server.home, "doctor", "--json").stdout)
    assert {"name": "server", "state": "ok"}.items() <= next(
        one for one in doctor["checks"] if one["name"] == "server"
    ).items()


def test_a_running_server_suspends_from_the_next_request_on(server: RunningServer) -> None:
    """Drafts are taken away beside it, by another process as far as it can tell; no restart."""

    def drafted(text: str) -> str:
        made = server.post("/submissions", submission(text, rubric="csm-matrix")).json["submission"]
        server.wait_until_drafted([made])
        (artefact,) = server.get(f"/submissions/{made}").json["artefacts"]
        return str(artefact["draft_id"])

    path = f"/drafts/{drafted(NOTE)}"
    server.post(f"{path}/rate", {"rating": 3})
    assert server.call("POST", f"{path}/reveal").json["status"] != "suspended"
    application = Application(Settings(home=server.home))
    # Of this rubric alone: the other tests of this server go on with theirs.
    rule = SuspensionRequest(rubric_id="csm-matrix", cause=SuspensionCause.DRIFT)
    application.suspensions.carry_out([rule], None)
    assert server.get(path).json["draft"]["status"] == "suspended"
    assert server.get(path).json["evidence"]["suspension"]["cause"] == "drift"
    later = drafted(NOTE + " It is done for each brief.")
    with application.store.read() as unit:
        assert unit.drafts.content(later).status == "suspended"
    application.store.close()
    assert audit_is_sound(server.home)


def test_removed_values_are_in_no_answer_no_log_and_no_file(server: RunningServer) -> None:
    values = ["Katrin Sommerfeld", "k.sommerfeld@post.example", "+49 30 1234567", "DE89370400440532013000"]
    text = (
        f"{NOTE}\n\nI agreed with Mrs {values[0]} on the plan. It went to {values[1]} on Monday.\n"
        f"Tel. {values[2]} for questions. Refund to IBAN {values[3]} as agreed."
    )
    body = submission(text)
    body["artefacts"].append({"name": f"{values[0]}.txt", "base64": base64.b64encode(text.encode()).decode()})
    answers = [server.post("/submissions", body, Idempotency_Key="Sommerfeld-1")]
    answers.append(server.post("/submissions", body, Idempotency_Key="Sommerfeld-1"))
    assert answers[0].content == answers[1].content
    answers.append(server.post("/submissions", body | {values[0]: values[1]}))
    answers.append(server.post("/submissions", body | {"rubric": values[0]}))
    answers.append(server.get("/drafts/k.sommerfeld@post.example"))
    submission_id = answers[0].json["submission"]
    view = server.wait_until_drafted([submission_id])[submission_id]
    answers += [server.get(f"/drafts/{one['draft_id']}") for one in view["artefacts"]]
    assert [one.status for one in answers[:5]] == [202, 202, 422, 422, 404]
    places = files_below(server.home) | {"log": server.said().encode()}
    places |= {f"answer {number}": one.content for number, one in enumerate(answers)}
    assert hits(["I checked the login figures"], places)  # the scan sees what was kept
    assert hits([*values, "Sommerfeld-1", server.tokens["mara"]], places) == set()


def test_a_stop_answers_what_is_under_way_and_ends_well(tmp_path: Path) -> None:
    server = new_server(tmp_path).start()
    answers: list[Any] = []
    sender = threading.Thread(target=lambda: answers.append(server.post("/submissions", submission(NOTE))))
    sender.start()
    time.sleep(0.05)
    begun = time.monotonic()
    assert server.stop(signal.SIGTERM) == 0
    assert time.monotonic() - begun < 40
    sender.join()
    # Either it was accepted and is durable, or it was told that nothing was; never cut off.
    (answer,) = answers
    assert answer.status in (202, 503)
    assert server.said().rstrip().endswith("stopped.")
    assert "Traceback" not in server.said()
    if answer.status == 202:
        with Application(Settings(home=server.home)).store.read() as unit:
            assert unit.submissions.get(answer.json["submission"]).status in ("accepted", "drafted")


def accepted_by_a_command_that_died(server: RunningServer) -> str:
    """What `assess`, killed between acceptance and drafts, leaves behind."""
    with Application(Settings(home=server.home)).store.read() as unit:
        before = set(unit.submissions.unfinished())
    script = (
        "import os, signal\n"
        "from assessor.pipeline import Pipeline\n"
        "Pipeline.draft_accepted = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from assessor.cli.main import main\n"
        "main(['assess', 'note.md', '--rubric', 'ai-skills', '--assessee', 'csm-1', '--as', 'mara'])\n"
    )
    (server.home.parent / "note.md").write_text(NOTE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=plain_environment() | {"ASSESSOR_HOME": str(server.home)},
        cwd=server.home.parent,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    with Application(Settings(home=server.home)).store.read() as unit:
        (left,) = set(unit.submissions.unfinished()) - before
    return left


def test_after_a_kill_nothing_accepted_is_lost_and_nothing_drafted_twice(tmp_path: Path) -> None:
    server = new_server(tmp_path, ASSESSOR_HTTP_WORKERS="2").start()
    bodies = [submission(f"{NOTE} Number {n}.", f"{NOTE} Second of {n}.") for n in range(12)]
    accepted: dict[int, str] = {}

    def send(number: int) -> None:
        try:
            answer = server.post("/submissions", bodies[number], Idempotency_Key=f"key-{number}")
        except OSError:
            return  # cut off by the kill: sent again below
        if answer.status == 202:
            accepted[number] = answer.json["submission"]

    senders = [threading.Thread(target=lambda n=n: [send(k) for k in range(n, 12, 3)]) for n in range(3)]
    for sender in senders:
        sender.start()
    while len(accepted) < 4:
        time.sleep(0.01)
    workers = server.workers()
    server.stop(signal.SIGKILL)
    for sender in senders:
        sender.join()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline, "a worker outlived its server"
        time.sleep(0.05)

    before = dict(accepted)
    with Application(Settings(home=server.home)).store.read() as unit:
        unfinished = unit.submissions.unfinished()
    assert unfinished, "the kill came too late to show anything"
    from_command = accepted_by_a_command_that_died(server)
    server.variables["ASSESSOR_HTTP_WORKERS"] = "1"
    server.start()
    for number in range(12):
        send(number)  # the same keys: what was accepted before is not accepted again
    assert {number: accepted[number] for number in before} == before
    assert len(set(accepted.values())) == 12
    server.wait_until_drafted({*accepted.values(), *unfinished, from_command})
    assert server.stop(signal.SIGINT) == 0
    with Application(Settings(home=server.home)).store.read() as unit:
        kept = unit.submissions.list_page(limit=100)
        drafts = unit.drafts.list_headers()
    # A lost answer and its repeat are one submission.
    assert {one.id for one in kept} == {*accepted.values(), from_command}
    assert {one.status for one in kept} == {"drafted"}
    assert len(drafts) == 12 * 2 + 1
    assert len({(one.submission.id, one.artefact_id) for one in drafts}) == 25
    assert audit_is_sound(server.home)


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.0.7", "::", "example.com", ""])
def test_hosts_beyond_this_machine_are_refused(tmp_path: Path, host: str) -> None:
    application = Application(Settings(home=tmp_path / "home"))
    with pytest.raises(InputError) as caught:
        serve(application, host, 0, tell=lambda _: None)
    assert caught.value.code == "not_loopback"
    assert not (tmp_path / "home").exists()


def test_a_port_in_use_is_told_before_any_engine_loads(tmp_path: Path) -> None:
    application = Application(Settings(home=tmp_path / "home"))
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError) as caught:
        serve(application, "127.0.0.1", taken.getsockname()[1], tell=lambda _: None)
    assert caught.value.code == "port_unavailable"


def test_the_lock_is_held_before_the_port_is_looked_at(tmp_path: Path) -> None:
    application = Application(Settings(home=tmp_path / "home"))
    with ServerLock(application.settings.server_lock), pytest.raises(OrderError) as caught:
        serve(application, "127.0.0.1", 0, tell=lambda _: None)
    assert caught.value.code == "server_running"
