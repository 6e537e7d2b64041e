"""The index of examples as workers and commands ask for it."""

from pathlib import Path

import numpy as np
import pytest

from assessor.errors import ModelError
from assessor.ports import Vectors
from assessor.work.example_socket import ExampleService, SocketIndex

VECTOR: Vectors = np.array([0.6, 0.8], dtype=np.float32)


class ListIndex:
    """Answers from memory and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, list[float]]] = []
        self.refreshed = 0

    def nearest(self, rubric: str, rubric_version: str, vector: Vectors) -> dict[str, float] | None:
        if rubric == "broken":
            raise ModelError("no", code="index_failed")
        if rubric == "worse":
            raise ZeroDivisionError
        self.asked.append((rubric, rubric_version, [round(float(one), 3) for one in vector]))
        return {"exm_1": 0.25}

    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Deeper than the name of a socket may be long."""
    deep = tmp_path / ("d" * 100) / "examples"
    deep.mkdir(parents=True)
    return deep


def test_a_question_and_its_answer(folder: Path) -> None:
    index = ListIndex()
    with ExampleService(folder, index):
        client = SocketIndex(folder)
        assert client.nearest("ai-skills", "1.0.0", VECTOR) == {"exm_1": 0.25}
        assert client.refresh()
        assert (folder / "socket").stat().st_mode & 0o777 == 0o600
    assert index.asked == [("ai-skills", "1.0.0", [0.6, 0.8])]
    assert index.refreshed == 2  # once at the start
    assert not (folder / "socket").exists()


@pytest.mark.parametrize("rubric", ["broken", "worse"])
def test_a_failing_index_is_no_answer_and_the_next_question_gets_one(folder: Path, rubric: str) -> None:
    with ExampleService(folder, ListIndex()):
        client = SocketIndex(folder)
        assert client.nearest(rubric, "1.0.0", VECTOR) is None
        assert client.nearest("ai-skills", "1.0.0", VECTOR) == {"exm_1": 0.25}


def test_where_nobody_answers_there_are_none(folder: Path) -> None:
    for place in (folder, folder / "missing"):
        assert SocketIndex(place).nearest("ai-skills", "1.0.0", VECTOR) is None
        assert not SocketIndex(place).refresh()
    # What a killed server leaves behind is no server, and no hindrance to the next one.
    (folder / "socket").touch()
    assert not SocketIndex(folder).refresh()
    with ExampleService(folder, ListIndex()):
        assert SocketIndex(folder).refresh()
