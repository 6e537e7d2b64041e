"""`assessor serve` says why it does not start."""

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_another_host_is_refused_with_a_clear_sentence(cli: Cli, home: Path) -> None:
    ran = cli("serve", "--host", "10.0.0.1")
    assert (ran.code, "loopback only" in ran.err) == (2, True)
    assert "error [not_loopback]" in ran.err
    assert not (home / "serve.lock").exists()


@pytest.mark.enable_socket
def test_the_port_comes_from_the_settings_unless_given(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("ASSESSOR_HTTP_PORT", str(port))
        ran = cli("serve")
        assert (ran.code, f"--port {port}" in ran.err) == (2, True)
        monkeypatch.setenv("ASSESSOR_HTTP_PORT", "1")
        ran = cli("serve", "--port", str(port))
        assert (ran.code, f"--port {port}" in ran.err) == (2, True)


def test_doctor_tells_the_settings_of_the_service(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_HTTP_HOSTS", "assess.example")
    ran = cli("doctor", "--json")
    settings = ran.json["settings"]
    assert settings["ASSESSOR_HTTP_HOSTS"] == "assess.example"
    assert {name for name in settings if "_HTTP_" in name} == {
        f"ASSESSOR_HTTP_{name}" for name in ("PORT", "HOSTS", "BODY_BYTES", "WORKERS")
    }
    assert {"name": "server", "state": "note"}.items() <= ran.json["checks"][-1].items()
