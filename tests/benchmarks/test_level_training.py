"""The training of models of levels, on a tiny made-up set."""

from pathlib import Path

from assessor.drafting.levels.shipped import read_model
from assessor.evaluation.gold.fitted import load_seen
from assessor.evaluation.gold.read import read_gold
from eval.ratings.figures import fold_of, folded, weighted_kappa
from eval.ratings.marks import PRAISE, digest_of, read_marks
from eval.ratings.praise import MEASURED, TRAINED
from eval.ratings.train import FILES, GOLD, NAME, items_to_learn_from, seen, train
from tests.drafting.levels.made import EMBEDDER, texts

SET = texts(range(12))


def test_it_prints_figures_and_writes_a_model_for_each_rubric(tmp_path: Path) -> None:
    lines = list(train(SET, EMBEDDER, tmp_path))
    assert lines[0].startswith("first")
    assert "QWK" in lines[0]
    assert any(line.startswith("praise added") for line in lines)
    assert read_model(tmp_path / "ratings" / "first.json").n == 40


def test_folds_measure_each_text_once() -> None:
    rated = folded(SET, EMBEDDER.id, EMBEDDER.embed(list(TRAINED)))
    assert len(rated) == len(SET)


def test_twins_share_a_fold() -> None:
    first, second = SET[0], SET[0].__class__(**{**vars(SET[1]), "group": SET[0].group})
    assert fold_of(first) == fold_of(second)


def test_kappa_is_weighed_by_squared_distance() -> None:
    # Squared errors: 0, 0, 1, mean 1/3. By chance over all nine pairs: (0+1+1 + 1+0+0 + 4+1+1) / 9 = 1.
    assert abs(weighted_kappa([1, 2, 3], [1, 2, 2]) - (1 - (1 / 3) / 1)) < 1e-9
    assert weighted_kappa([2, 2], [2, 2]) != weighted_kappa([2, 2], [2, 2])


def test_marks_are_of_items_to_learn_from_and_repeat_no_sentence() -> None:
    files = sorted((GOLD / "marks").glob("*.jsonl"))
    marks = read_marks(files)
    assert set(marks) <= {item.id for item in items_to_learn_from(FILES)}
    assert sum(PRAISE in several.values() for several in marks.values()) > 100
    assert {len(digest) for several in marks.values() for digest in several} == {len(digest_of("any"))}


def test_praise_to_measure_with_is_never_trained_on() -> None:
    assert not {said for several in MEASURED.values() for said in several} & set(TRAINED)


def test_the_shipped_list_of_what_was_seen_is_of_train_and_calibration() -> None:
    items = items_to_learn_from(FILES)
    assert {item.split.value for item in items} == {"train", "calibration"}
    assert {one.model: one.digests for one in load_seen()}[NAME] == seen(items).digests
    assert read_gold([GOLD / "ai-skills.jsonl"])[0].source.items > len(
        [item for item in items if item.rubric == "ai-skills" and "-h" not in item.id]
    )
