"""schemathesis holds the real server to its own description: no server error, no violation of a schema.

Left out is `positive_data_acceptance`: no schema can say which levels a rubric's scale has, whether base64 is
cut off or what a guardrail stops, and all of these are answered 422 on purpose.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.domain.actor import Role
from tests.api.conftest import NOTE, submission
from tests.api.running import RunningServer, plain_environment

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

_GENERATED = re.compile(r"^\s*([\d,]+) generated", re.MULTILINE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("cases") / "home")
    running.add_people(mara=Role.MANAGER)
    running.start()
    yield running
    running.stop()


def known_ids(server: RunningServer, folder: Path) -> Path:
    """A configuration that names a submission and a draft there are, so that more than 404 is seen."""
    submission_id = server.post("/submissions", submission(NOTE)).json["submission"]
    view = server.wait_until_drafted([submission_id])[submission_id]
    path = folder / "known.toml"
    path.write_text(
        f'[parameters]\n"path.submission_id" = "{submission_id}"\n'
        f'"path.draft_id" = "{view["artefacts"][0]["draft_id"]}"\n',
        encoding="utf-8",
    )
    return path


def cases(server: RunningServer, folder: Path, *options: str, config: Path | None = None) -> int:
    """Run schemathesis; how many cases it sent. Fails with its report where it found anything."""
    before = [] if config is None else ["--config-file", str(config)]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", *before, "run"),
            f"http://127.0.0.1:{server.port}/api/v1/openapi.json",
            *("--header", f"Authorization: Bearer {server.tokens['mara']}", "--no-color"),
            *("--exclude-checks", "positive_data_acceptance", *options),
        ],
        cwd=folder,
        env=plain_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-1000:]
    found = _GENERATED.search(done.stdout)
    assert found is not None, done.stdout[-2000:]
    return int(found.group(1).replace(",", ""))


def no_server_errors(server: RunningServer) -> bool:
    return '"status": 500' not in server.said() and "request failed" not in server.said()


def test_a_slice_of_the_cases_finds_nothing(server: RunningServer, tmp_path: Path) -> None:
    ids = known_ids(server, tmp_path)
    sent = cases(server, tmp_path, "--phases", "fuzzing", "--max-examples", "5", "--seed", "1")
    sent += cases(server, tmp_path, "--phases", "fuzzing", "--max-examples", "6", "--seed", "2", config=ids)
    print(f"\n{sent} cases")
    assert sent >= 100
    assert no_server_errors(server)


@pytest.mark.slow
def test_3000_cases_find_nothing(server: RunningServer, tmp_path: Path) -> None:
    ids = known_ids(server, tmp_path)
    sent = cases(server, tmp_path, "--max-examples", "100", "--seed", "3")
    sent += cases(server, tmp_path, "--max-examples", "100", "--seed", "4", config=ids)
    print(f"\n{sent} cases")
    assert sent >= 3000
    assert no_server_errors(server)
