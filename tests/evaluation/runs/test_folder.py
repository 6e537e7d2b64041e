"""A run's folder: nothing is lost, nothing is done twice, two conditions never mix."""

from pathlib import Path

import pytest

from assessor.domain.run import ItemFailure
from assessor.errors import InputError, NotFoundError, OrderError
from assessor.evaluation.gold.read import item_digest
from assessor.evaluation.measures.summary import measure_run
from assessor.evaluation.runs.execute import execute, pending
from assessor.evaluation.runs.folder import RunFolder

from .items import RUBRICS, answered, gold_item, manifest

ITEMS = tuple(gold_item(name) for name in ("a", "b", "c", "d"))


def answer(name: str, **given: object):  # noqa: ANN201 - as `answered` says
    item = next(one for one in ITEMS if one.id == name)
    return answered(name, item=item_digest(item), **given)


def begun(path: Path) -> RunFolder:
    path.mkdir(exist_ok=True)
    folder = RunFolder(path)
    folder.begin(manifest(len(ITEMS)))
    return folder


def test_what_is_answered_is_not_asked_again(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    asked: list[str] = []

    def answers(items):  # noqa: ANN001, ANN202 - the runner's port
        for item in items:
            asked.append(item.id)
            if len(asked) == 3:
                raise KeyboardInterrupt
            yield answer(item.id)

    with pytest.raises(KeyboardInterrupt):
        list(execute(folder, pending(folder, ITEMS, retry_failed=False), answers))
    assert [one.id for one in folder.items()] == ["a", "b"]
    list(execute(folder, pending(folder, ITEMS, retry_failed=False), answers))
    assert asked == ["a", "b", "c", "c", "d"]
    assert [one.id for one in folder.items()] == ["a", "b", "c", "d"]


def test_half_a_line_of_a_process_that_died_is_cut_off(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    with folder.appending() as lines:
        lines.add(answer("a"))
    whole = (tmp_path / "items.jsonl").read_bytes()
    (tmp_path / "items.jsonl").write_bytes(whole + whole[:40])
    # Whoever only looks changes nothing: another process may be writing that line.
    assert [one.id for one in folder.items()] == ["a"]
    assert (tmp_path / "items.jsonl").read_bytes() == whole + whole[:40]
    with folder.appending() as lines:
        lines.add(answer("b"))
    assert [one.id for one in folder.items()] == ["a", "b"]
    assert (tmp_path / "items.jsonl").read_bytes().startswith(whole + b"{")


def test_a_damaged_line_is_told_with_its_number_and_without_its_text(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    (tmp_path / "items.jsonl").write_bytes(b'{"id": "Katrin Sommer"}\n')
    with pytest.raises(InputError, match=r"items\.jsonl:1, ") as raised:
        folder.items()
    assert raised.value.code == "run_damaged"
    assert "Sommer" not in str(raised.value)


def test_an_edited_item_is_asked_again(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    with folder.appending() as lines:
        lines.add(answer("a"))
    edited = gold_item("a", rating=5)
    assert [one.id for one in pending(folder, (edited, *ITEMS[1:]), retry_failed=False)] == [
        "a",
        "b",
        "c",
        "d",
    ]


def test_failures_are_kept_and_asked_again_on_request(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    with folder.appending() as lines:
        lines.add(answer("a", draft=None, failure=ItemFailure(code="model_failed", message="No answer.")))
    assert [one.id for one in pending(folder, ITEMS, retry_failed=False)] == ["b", "c", "d"]
    assert [one.id for one in pending(folder, ITEMS, retry_failed=True)] == ["a", "b", "c", "d"]
    with folder.appending() as lines:
        lines.add(answer("a"))
    (only,) = folder.items()
    assert only.failure is None


def test_a_run_goes_on_under_the_same_conditions_alone(tmp_path: Path) -> None:
    folder = begun(tmp_path)
    again = folder.begin(manifest(len(ITEMS), id="run_" + "1" * 32))
    assert again.id == "run_" + "0" * 32
    with pytest.raises(OrderError, match="changed since: the drafter, the policy") as raised:
        folder.begin(manifest(len(ITEMS), drafter="llm", policy_sha256="1" * 64))
    assert raised.value.code == "run_differs"


def test_a_folder_with_other_files_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"")
    with pytest.raises(OrderError) as raised:
        RunFolder(tmp_path).begin(manifest(1))
    assert raised.value.code == "folder_in_use"
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.docx"]


def test_one_process_runs_in_a_folder(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "run")
    with folder.held(), pytest.raises(OrderError) as raised, RunFolder(tmp_path / "run").held():
        pass
    assert raised.value.code == "run_busy"
    with folder.held():
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(InputError) as raised, RunFolder(tmp_path / "file" / "run").held():
        pass
    assert raised.value.code == "not_writable"


def test_measures_come_with_the_end_of_a_run(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as raised:
        RunFolder(tmp_path / "none").measures()
    assert raised.value.code == "no_run"
    folder = begun(tmp_path)
    with pytest.raises(NotFoundError) as raised:
        folder.measures()
    assert raised.value.code == "run_unfinished"
    measures = measure_run(manifest(1), [answered("a")], RUBRICS, overlap=(), draws=10)
    folder.keep_measures(measures)
    assert folder.measures() == measures
