"""What may be changed: kinds, values, and the ways to get them wrong."""

from pathlib import Path

import pytest

from assessor.errors import InputError
from assessor.evaluation.cause.changes import Search, read_changes, told


def test_files_are_kept_by_name_and_digest_and_never_by_place(tmp_path: Path) -> None:
    file = tmp_path / "new.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    first = read_changes([f"rubric={file}", "model=openai/x"])
    assert [one.kind for one in first] == ["model", "rubric"]
    assert told(first)["rubric"].startswith("new.yaml ")
    assert str(tmp_path) not in told(first)["rubric"]
    file.write_text("a: 2\n", encoding="utf-8")
    again = read_changes([f"rubric={file}"])
    assert again[0].slug != first[1].slug


def test_retrieval_is_read_in_parts() -> None:
    (one,) = read_changes(["retrieval=proposed,rows:3,share:0.25"])
    assert one.search == Search(area_told=False, rows=3, share=0.25)
    assert read_changes(["retrieval=given"])[0].search == Search()


@pytest.mark.parametrize(
    "given",
    [
        ("model",), ("model=",), ("weather=fine",), ("model=a", "model=b"), ("rubric=none.yaml",),
        ("prompt=.",), ("policy=none.yaml",), ("retrieval=rows:0",), ("retrieval=share:0",),
        ("retrieval=share:2",), ("retrieval=elsewhere",),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_refused(given: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as caught:
        read_changes(given)
    assert caught.value.code == "bad_change"
