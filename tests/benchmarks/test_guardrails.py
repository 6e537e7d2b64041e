"""The benchmark runs end to end on a tiny slice. Nothing here asserts how fast or how good anything is."""

import json
from pathlib import Path

import pytest

from eval.benchmarks import corpora, invented
from eval.benchmarks.guardrails import as_line, main
from eval.benchmarks.rows import Row


@pytest.fixture(autouse=True)
def _no_public_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASSESSOR_DATA", raising=False)


def test_a_tiny_slice_gives_a_table_and_the_same_rows_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "figures.json"
    assert (
        main(
            [
                "--limit",
                "2",
                "--only",
                "people",
                "structured",
                "customers",
                "harm",
                "secrets",
                "--json",
                str(path),
            ]
        )
        == 0
    )
    rows = json.loads(path.read_text(encoding="utf-8"))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(rows)
    measured = [row for row in rows if row["ours"] is not None]
    assert {row["name"].split(",")[0] for row in measured} >= {
        "PERSON in work artefacts", "EMAIL_ADDRESS", "structured data in work artefacts", "customers", "harmless words", "secrets",
    }  # fmt: skip
    assert all(
        0 <= row["ours"]["recall_any"] <= 1 for row in measured if row["ours"].get("recall_any") is not None
    )


def test_rows_whose_data_is_absent_say_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--limit", "1", "--only", "injection", "--json", "-"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["texts"] for row in rows if row["ours"] is not None] == [
        "hidden, untouched, en",
        "hidden, untouched, de",
    ]
    assert "not run: ASSESSOR_DATA" in as_line(Row(**rows[-1]))


def test_both_halves_hold_sixty_artefacts_a_language_clean_ones_among_them() -> None:
    for lang in ("en", "de"):
        texts = corpora.artefacts(lang)
        assert len(texts) >= 60
        assert len({one.id for one in texts}) == len(texts)
        for half in ("tuned", "untouched"):
            own = [one for one in texts if one.half == half]
            assert len(own) >= 30
            assert any(not one.spans for one in own)


def test_every_type_of_the_contract_is_labelled_in_each_half() -> None:
    wanted = {
        "PERSON",
        "EMAIL_ADDRESS",
        "PHONE_NUMBER",
        "IBAN_CODE",
        "CREDIT_CARD",
        "IP_ADDRESS",
        "URL",
        "LOCATION",
        "CUSTOMER_ORG",
        "ID",
        "DATE_OF_BIRTH",
    }
    for lang in ("en", "de"):
        for half in ("tuned", "untouched"):
            held = {kind for one in corpora.artefacts(lang) if one.half == half for _, _, kind in one.spans}
            assert wanted <= held


def test_labels_lie_where_the_marks_stood() -> None:
    text, spans = corpora.unmarked("An [[PERSON|Katrin Sommer]],\n[[EMAIL_ADDRESS|k@x.example]] fehlt.")
    assert text == "An Katrin Sommer,\nk@x.example fehlt."
    assert [text[start:end] for start, end, _ in spans] == ["Katrin Sommer", "k@x.example"]


def test_invented_values_are_the_same_in_every_run_and_stand_in_both_halves() -> None:
    first, again = (invented.labelled_values("IBAN_CODE", 20) for _ in range(2))
    assert first == again
    assert {one.half for one in first} == {"tuned", "untouched"}
    assert all(one.text[one.spans[0][0] : one.spans[0][1]] in one.text for one in first)
