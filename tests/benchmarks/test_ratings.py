"""The benchmark of ratings runs on a tiny made-up file, and measures what it says."""

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from assessor.errors import InputError
from eval.benchmarks import ratings
from eval.benchmarks.rated_sets import draws_of, rated_set, read_rated_set, same_text
from eval.benchmarks.raters import APPROACHES, prepared
from eval.benchmarks.ratings import as_line, doubled_row, kappa_of, main, rows_of
from eval.benchmarks.vector_cache import CachedEmbedder
from tests.drafting.fitting.fakes import CRITERION, WordEmbedder, answer

QUESTIONS = ("What do you do at the boiler?", "And in the cellar?", "And on the roof?", "And at night?")


def _lines(variants: int = 5) -> list[str]:
    return [
        json.dumps(
            {
                "artefact": answer(level, variant),
                "rubric": {"criterion": asked, "reference": CRITERION.reference},
                "ratings": [level],
            }
        )
        for variant in range(variants)
        for asked in QUESTIONS
        for level in range(5)
    ]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "ratings").mkdir()
    (tmp_path / "ratings" / "saf_en.jsonl").write_text("\n".join([*_lines(), ""]), encoding="utf-8")
    monkeypatch.setenv("ASSESSOR_DATA", str(tmp_path))
    monkeypatch.setattr(ratings, "UseEmbedder", WordEmbedder)
    return tmp_path


def test_each_split_draws_by_its_rule(folder: Path) -> None:
    texts = rated_set("saf_en")
    assert texts is not None
    asked = np.array([one.id for one in texts.criteria])
    for split, labels in (("rows", 30), ("texts", 30), ("questions", 30)):
        drawn = list(draws_of(texts, split, labels, 4))
        assert len(drawn) == 4
        for draw in drawn:
            assert len(draw.labelled) == labels
            assert not set(draw.labelled) & set(draw.rated)
            assert len(set(draw.labelled)) == labels
            labelled_texts = {same_text(texts.texts[place]) for place in draw.labelled}
            copies = [same_text(texts.texts[place]) in labelled_texts for place in draw.rated]
            shared = set(asked[draw.labelled]) & set(asked[draw.rated])
            # Every answer stands at all four questions, so rows meets copies and texts must not.
            assert any(copies) == (split != "texts")
            assert bool(shared) == (split != "questions")
            if split == "rows":
                assert len(draw.rated) == len(texts.texts) - labels


def test_draws_are_seeded_and_differ(folder: Path) -> None:
    texts = rated_set("saf_en")
    assert texts is not None
    first, again = (list(draws_of(texts, "rows", 20, 3)) for _ in range(2))
    assert [one.labelled.tolist() for one in first] == [one.labelled.tolist() for one in again]
    assert first[0].labelled.tolist() != first[1].labelled.tolist()


def test_halves_part_the_texts_and_keep_copies_together(folder: Path) -> None:
    texts = rated_set("saf_en")
    assert texts is not None
    halves = [texts.half(name) for name in ("development", "held")]
    assert sum(len(half.texts) for half in halves) == len(texts.texts)
    assert all(len(half.texts) == len(half.ratings) == len(half.criteria) > 10 for half in halves)
    assert not {same_text(text) for text in halves[0].texts} & {same_text(text) for text in halves[1].texts}


def test_kappa_is_that_of_scikit_learn() -> None:
    dice = np.random.default_rng(4)
    given, predicted = dice.integers(0, 5, 60), dice.integers(0, 5, 60)
    peer = cohen_kappa_score(given, predicted, weights="quadratic")
    assert kappa_of(given, predicted) == pytest.approx(peer, abs=1e-9)
    assert np.isnan(kappa_of(np.ones(3), np.ones(3)))


def test_ours_beats_the_baselines_where_the_reference_tells(folder: Path) -> None:
    texts = rated_set("saf_en")
    assert texts is not None
    row = next(iter(rows_of(texts, WordEmbedder(), [20], 5, ["texts"])))
    qwk = {name: row["figures"][name]["qwk"]["mean"] for name in APPROACHES}
    assert qwk["majority"] == 0
    assert qwk["ours"] is not None
    assert qwk["ours"] > 0.7
    assert qwk["ours"] > max(qwk["ridge"] or 0, 0)
    assert row["draws"] == 5


def test_doubling_moves_length_and_not_ours(folder: Path) -> None:
    texts = rated_set("saf_en")
    assert texts is not None
    moved = doubled_row(texts, WordEmbedder(), 40, 2)["doubled"]
    assert moved["ours"] == 0
    assert moved["majority"] == 0
    assert moved["length"] > 0.2


def test_an_approach_sees_no_label_of_what_it_rates(folder: Path) -> None:
    texts = rated_set("saf_en")
    assert texts is not None
    looked_at = prepared(list(texts.texts), list(texts.criteria), WordEmbedder())
    learnt, rest = np.arange(30), np.arange(30, 100)
    for approach in APPROACHES.values():
        alone = [
            approach(looked_at[learnt], texts.ratings[learnt], looked_at[np.array([place])])[0]
            for place in rest[:8]
        ]
        together = approach(looked_at[learnt], texts.ratings[learnt], looked_at[rest])
        assert together[:8].tolist() == alone


def test_too_few_texts_are_said_and_not_measured(folder: Path) -> None:
    texts = rated_set("saf_en")
    assert texts is not None
    (row,) = rows_of(texts, WordEmbedder(), [100], 2, ["rows"])
    assert "figures" not in row
    assert "100 texts are too few to label 100" in as_line(row)


def test_it_prints_lines_and_writes_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "out.json"
    given = ["--sets", "saf_en", "--labels", "20", "--draws", "2", "--json", str(out)]
    assert main(given) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["rows", "texts", "questions", "rows"]
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert rows[0]["figures"]["ours"]["qwk"]["mean"] > 0.5
    assert rows[3]["doubled"]["ours"] == 0
    assert main([*given[:-1], "-"]) == 0
    assert json.loads(capsys.readouterr().out) == rows


def test_absent_data_is_not_run_and_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ASSESSOR_DATA", raising=False)
    assert main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all("not run: ratings/" in line for line in lines)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"artefact": "secret words", "rubric": {"criterion": "a"}, "ratings": []}',
        '{"artefact": "secret words", "rubric": {"criterion": "a"}, "ratings": ["3"]}',
        '{"artefact": "secret words", "rubric": {"criterion": "a"}, "ratings": [1, 2]}',
        '{"artefact": 3, "rubric": {"criterion": "a"}, "ratings": [1]}',
        '{"artefact": "secret words", "rubric": {"criterion": 3}, "ratings": [1]}',
        '{"artefact": "secret words", "ratings": [1]}',
    ],
)
def test_a_bad_line_is_named_without_its_text(
    line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "ratings" / "saf_en.jsonl"
    path.write_text(f"{_lines()[0]}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3") as raised:
        read_rated_set("saf_en", path)
    assert raised.value.code == "bad_rating_row"
    assert "secret words" not in str(raised.value)
    assert raised.value.__suppress_context__
    assert main(["--sets", "saf_en"]) == 2
    assert "line 3" in capsys.readouterr().err


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    path = folder / "ratings" / "saf_en.jsonl"
    path.write_bytes("{}\nzurück".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8 at byte 6"):
        read_rated_set("saf_en", path)


def test_a_place_that_cannot_be_written_is_said_before_measuring(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "ratings" / "saf_en.jsonl"
    for given in (
        ["--json", str(folder / "no" / "out.json")],
        ["--json", str(folder)],
        ["--cache", str(file)],
    ):
        with pytest.raises(SystemExit) as raised:
            main(["--sets", "saf_en", *given])
        assert raised.value.code == 2
        assert capsys.readouterr().out == ""


def test_an_empty_file_is_a_set_of_no_texts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ratings" / "saf_en.jsonl").write_text("\n", encoding="utf-8")
    assert main(["--sets", "saf_en", "--labels", "20"]) == 0
    assert "0 texts are too few" in capsys.readouterr().out


def test_vectors_are_kept_without_text(tmp_path: Path) -> None:
    first = CachedEmbedder(WordEmbedder(), tmp_path / "new")
    made = first.embed(["a longer text", "short", "short"])
    first.save()
    behind = WordEmbedder()
    again = CachedEmbedder(behind, tmp_path / "new")
    asked_before = behind.calls
    assert np.array_equal(again.embed(["short", "a longer text"]), made[[1, 0]])
    assert behind.calls == asked_before
    assert np.array_equal(again.embed(["never seen"]), WordEmbedder().embed(["never seen"]))
    (kept,) = (tmp_path / "new").iterdir()
    assert b"longer" not in kept.read_bytes()
