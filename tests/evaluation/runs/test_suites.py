"""Suites and plans: what is run, and that it is what it says it is."""

from pathlib import Path

import pytest

from assessor.errors import InputError, NotFoundError
from assessor.evaluation.runs.plan import plan_run
from assessor.evaluation.suites import load_suite, suite_ids

from .items import RUBRICS, gold_item

SUITE = """
id: own
version: 1.0.0
title: Own
about: Of a test.
gold:
  - file: own.jsonl
"""


def suite(folder: Path, more: str = "") -> str:
    path = folder / "own.yaml"
    path.write_text(SUITE + more, encoding="utf-8")
    return str(path)


def gold(folder: Path, *items: object) -> Path:
    path = folder / "own.jsonl"
    path.write_text("".join(one.model_dump_json() + "\n" for one in items), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", suite_ids())
def test_shipped_suites_load_and_find_their_gold(name: str) -> None:
    loaded, paths = load_suite(name)
    planned = plan_run(paths, RUBRICS.__getitem__, suite=loaded)
    assert planned.plan.split == "gold"
    assert all(one.why for one in loaded.thresholds)


def test_an_unknown_suite_lists_those_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"there are .*contrast"):
        load_suite("none")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("split: tests\n", "split"),
        ("thresholds:\n  - {measure: qwk}\n", "give at_least, at_most or both"),
        ("colour: blue\n", "colour"),
        ("version: 1.0.1\n", "given twice"),
    ],
)
def test_a_suite_that_breaks_the_format_names_the_field(tmp_path: Path, more: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        load_suite(suite(tmp_path, more))
    assert raised.value.code == "suite_invalid"


def test_a_suite_chooses_by_split_rubric_and_language(tmp_path: Path) -> None:
    items = [
        gold_item("a"),
        gold_item("b", split="train"),
        gold_item("c", lang="de"),
        gold_item("d", rubric="csm-matrix", skill_area="Renewal & Expansion"),
    ]
    gold(tmp_path, *items)
    loaded, paths = load_suite(suite(tmp_path, "rubrics: [ai-skills]\nlangs: [en]\n"))
    assert [one.id for one in plan_run(paths, RUBRICS.__getitem__, suite=loaded).items] == ["a"]
    whole = plan_run(paths, RUBRICS.__getitem__, suite=loaded, split="all")
    assert [one.id for one in whole.items] == ["a", "b"]


def test_a_changed_gold_file_is_not_run_under_the_old_name(tmp_path: Path) -> None:
    path = gold(tmp_path, gold_item("a"))
    digest = plan_run([path], RUBRICS.__getitem__).plan.gold[0].sha256
    pinned = SUITE.replace("own.jsonl", f"own.jsonl\n    sha256: {digest}")
    (tmp_path / "own.yaml").write_text(pinned, encoding="utf-8")
    loaded, paths = load_suite(str(tmp_path / "own.yaml"))
    plan_run(paths, RUBRICS.__getitem__, suite=loaded)
    gold(tmp_path, gold_item("a"), gold_item("b"))
    with pytest.raises(InputError) as raised:
        plan_run(paths, RUBRICS.__getitem__, suite=loaded)
    assert raised.value.code == "gold_changed"


def test_leaking_splits_are_not_run(tmp_path: Path) -> None:
    path = gold(tmp_path, gold_item("a", twin="t"), gold_item("b", twin="t", split="train"))
    with pytest.raises(InputError, match=r"a \(gold\) and b \(train\): twin_apart") as raised:
        plan_run([path], RUBRICS.__getitem__)
    assert raised.value.code == "splits_leak"


def test_a_split_without_items_says_what_there_is(tmp_path: Path) -> None:
    path = gold(tmp_path, gold_item("a"))
    with pytest.raises(InputError, match="0 train, 0 calibration, 1 gold") as raised:
        plan_run([path], RUBRICS.__getitem__, split="train")
    assert raised.value.code == "nothing_to_run"


def test_the_median_is_of_train_labels_and_of_the_scale_without_them(tmp_path: Path) -> None:
    train = [gold_item(f"t{at}", split="train", rating=level) for at, level in enumerate((1, 2, 2, 5))]
    path = gold(tmp_path, gold_item("a", rating=5), *train)
    assert plan_run([path], RUBRICS.__getitem__).plan.medians == {"ai-skills": 2}
    gold(tmp_path, gold_item("a", rating=5))
    assert plan_run([path], RUBRICS.__getitem__).plan.medians == {"ai-skills": 3}
