"""Labelled items: read with good errors, kept apart by split, named by content."""

import json
from pathlib import Path

import pytest

from assessor.domain.digests import seen_digests, sentence_digests, text_digest
from assessor.errors import InputError, NotFoundError
from assessor.evaluation.gold.balance import balance_of
from assessor.evaluation.gold.fitted import load_seen, write_seen
from assessor.evaluation.gold.read import item_digest, parse_gold, read_gold
from assessor.evaluation.gold.splits import Seen, overlaps, split_faults
from assessor.formats.gold import GoldItem, Split
from eval.do_not_enter.examples import examples
from eval.do_not_enter.train import seen

from .items import RUBRICS, gold_item

GOLD = sorted((Path(__file__).parents[3] / "eval" / "gold").glob("*.jsonl"))
LONG = (
    "The usage report of March was set beside the export of the customer. Two departments were missing in it. "
    "Both were added before the review took place. The change is written into the account record."
)


def test_the_shipped_gold_files_are_whole_and_their_splits_apart() -> None:
    items = [item for file in read_gold(GOLD) for item in file.items]
    assert len(items) >= 80
    assert split_faults(items) == ()
    assert overlaps([one for one in items if one.split is Split.GOLD], load_seen()) == ()


@pytest.mark.parametrize("rubric", sorted(RUBRICS))
def test_neither_length_nor_career_level_gives_the_shipped_ratings_away(rubric: str) -> None:
    items = [item for file in read_gold(GOLD) for item in file.items if item.rubric == rubric]
    (balance,) = balance_of(items, RUBRICS)
    assert abs(balance.length.value or 0) < 0.15
    assert balance.career_level is None or abs(balance.career_level.value or 0) < 0.15
    assert min(balance.ratings.values()) >= 5
    assert {one.lang for one in items} == {"en", "de"}
    assert balance.twins >= 5
    assert balance.insufficient >= 4


@pytest.mark.parametrize("name", ["s000-21", "s000-22", "s002-16"])
def test_the_contrast_cases_of_the_sources_are_gold_pairs(name: str) -> None:
    """S000-21, S000-22, S002-16: two artefacts of one outcome, told apart by how it was reached, in both languages."""
    items = [item for file in read_gold(GOLD) for item in file.items if (item.twin or "").startswith(name)]
    for lang in ("en", "de"):
        low, high = sorted(one.rating or 0 for one in items if one.lang == lang)
        assert low < high
    assert {one.split for one in items} == {Split.GOLD}


def test_the_list_of_what_the_model_of_meaning_saw_is_of_its_passages() -> None:
    shipped = {one.model: one.digests for one in load_seen()}
    assert seen(examples()).digests == shipped["do-not-enter"]
    assert len(shipped["injection"]) > 1000


def test_balance_sees_a_set_that_length_solves() -> None:
    items = [gold_item(f"i{level}", text="word " * (10 * level), rating=level) for level in (1, 2, 3, 4, 5)]
    (balance,) = balance_of(items, RUBRICS)
    assert balance.length.value == pytest.approx(1)


def test_twins_in_two_splits_are_told() -> None:
    items = [gold_item("a", twin="t"), gold_item("b", twin="t", split="train"), gold_item("c")]
    (fault,) = split_faults(items)
    assert (fault.code, fault.items, fault.splits) == ("twin_apart", ("a", "b"), ("gold", "train"))


def test_the_same_text_in_two_splits_is_told_whatever_its_spaces_and_case() -> None:
    items = [gold_item("a", text=LONG), gold_item("b", text=LONG.upper().replace(" ", "  "), split="train")]
    assert [one.code for one in split_faults(items)] == ["same_text"]


def test_an_edited_copy_in_another_split_is_told_and_a_common_phrase_is_not() -> None:
    edited = LONG.replace(
        "Two departments were missing in it.", "One team was not yet part of the figures there."
    )
    assert [
        one.code
        for one in split_faults([gold_item("a", text=LONG), gold_item("b", text=edited, split="train")])
    ] == ["shared_sentences"]
    phrase = "Nobody had looked at the first month until then. The change is written into the account record."
    assert split_faults([gold_item("a", text=LONG), gold_item("b", text=phrase, split="train")]) == ()


def test_what_a_model_has_seen_is_found_again() -> None:
    seen = Seen.of("rater", [LONG, "Something else that was learned from as well."])
    leaked, edited, other = (
        gold_item("leaked", text=LONG),
        gold_item("edited", text="Dear all, this is what happened in spring. " + LONG),
        gold_item("other"),
    )
    found = overlaps([leaked, edited, other], [seen])
    assert [(one.item, one.same_text) for one in found] == [("leaked", True), ("edited", False)]


def test_lists_of_what_was_seen_are_written_and_read(tmp_path: Path) -> None:
    path = write_seen(tmp_path, Seen(model="rater", digests=seen_digests(LONG)))
    assert load_seen([path])[-1] == Seen(model="rater", digests=seen_digests(LONG))
    assert LONG[:20] not in path.read_text(encoding="utf-8")
    path.write_text('{"model": 3}', encoding="utf-8")
    with pytest.raises(InputError, match=r"rater\.json, model: .*") as raised:
        load_seen([path])
    assert raised.value.code == "fitted_invalid"


def test_digests_forgive_spaces_and_case_and_nothing_else() -> None:
    assert text_digest("Quarterly  REVIEW") == text_digest("quarterly review")
    assert text_digest("quarterly review") != text_digest("quarterly reviews")
    assert sentence_digests("Hello Jana. Too short here.") == frozenset()


def test_a_changed_label_makes_another_item() -> None:
    assert item_digest(gold_item("a")) != item_digest(gold_item("a", rating=4))


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "gold_empty", "holds no items"),
        (b"\n \n", "gold_empty", "holds no items"),
        (b"{", "gold_invalid", "gold.jsonl:1: is not JSON"),
        (b"\xff\xfe", "gold_invalid", "gold.jsonl:1: is not UTF-8"),
        (b"[" * 100_000, "gold_invalid", "nested too deeply"),
        (b'\n{"id": "a"}', "gold_invalid", "gold.jsonl:2: rubric: Field required"),
    ],
)
def test_bad_gold_files_are_told_with_their_line(content: bytes, code: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_gold(content, "gold.jsonl")
    assert raised.value.code == code
    assert said in raised.value.message


def test_errors_never_repeat_an_items_text() -> None:
    line = gold_item("a", text="Katrin Sommer wrote this.").model_dump(mode="json") | {"rating": "high"}
    with pytest.raises(InputError) as raised:
        parse_gold(json.dumps(line).encode(), "gold.jsonl")
    assert "Sommer" not in str(raised.value)


def test_one_id_in_two_files_is_an_error(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(gold_item("same").model_dump_json() + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"'same' is in a\.jsonl already") as raised:
        read_gold([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert raised.value.code == "gold_repeated"


def test_a_missing_file_says_where_gold_files_are(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as raised:
        read_gold([tmp_path / "none.jsonl"])
    assert raised.value.code == "gold_missing"
    assert "checkout" in str(raised.value)


def test_labels_are_hidden_from_an_items_digest_of_text() -> None:
    one, other = gold_item("a"), GoldItem(**(gold_item("a").model_dump() | {"rating": 5}))
    assert text_digest(one.text) == text_digest(other.text)
