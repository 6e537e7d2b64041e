"""The server owns the index of examples: it answers, follows the record, and lets no second one in."""

import json
import signal
from pathlib import Path

import pytest

from assessor.bootstrap import Application, sentence_embedder
from assessor.domain.actor import Role
from assessor.errors import OrderError
from assessor.retrieval.example_index import IndexLock
from assessor.retrieval.text_meaning import meaning_of
from assessor.settings import Settings
from assessor.work.example_socket import SocketIndex
from tests.api.running import RunningServer
from tests.api.test_server import cli
from tests.cli.test_examples import ITEMS, written

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_from_release_to_withdrawal_beside_a_running_server(tmp_path: Path) -> None:
    home = tmp_path / "home"
    server = RunningServer(home, variables={"ASSESSOR_HTTP_WORKERS": "1"})
    server.add_people(erna=Role.ENABLEMENT, petra=Role.PRIVACY)
    written(tmp_path, *ITEMS)
    made = cli(home, "examples", "import", "train.jsonl", "--as", "erna", "--json")
    assert made.returncode == 0, made.stderr
    ids = [one["id"] for one in json.loads(made.stdout)]
    server.start()
    index = SocketIndex(home / "examples")
    vector = meaning_of(str(ITEMS[1]["text"]), sentence_embedder())
    try:
        assert index.nearest("ai-skills", "1.0.0", vector) == {}
        with pytest.raises(OrderError, match="open in another process"), IndexLock(home / "examples"):
            pass
        for name in ("erna", "petra"):
            assert cli(home, "examples", "release", *ids, "--as", name).returncode == 0
        found = index.nearest("ai-skills", "1.0.0", vector)
        assert found is not None
        assert found.keys() == set(ids)
        assert max(found, key=lambda one: found[one]) == ids[1]
        withdrawn = cli(home, "examples", "withdraw", ids[1], "--as", "petra")
        assert (withdrawn.returncode, withdrawn.stderr) == (0, "")
        assert not [
            one
            for one in home.rglob("*")
            if one.is_file()
            and one.parent.parent.parent == home / "examples"
            and ids[1].encode() in one.read_bytes()
        ]
        after = index.nearest("ai-skills", "1.0.0", vector)
        assert after is not None
        assert after.keys() == {ids[0], ids[2]}
    finally:
        assert server.stop(signal.SIGTERM) == 0
    assert index.nearest("ai-skills", "1.0.0", vector) is None
    with IndexLock(home / "examples"):
        pass
    application = Application(Settings(home=home))
    with application.store.read() as unit:
        assert len(unit.exemplars.released("ai-skills", "1.0.0")) == 2
    application.store.close()
