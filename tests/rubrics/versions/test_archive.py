"""Old versions stay and can be loaded; a rating made under one finds it again."""

from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

from assessor.domain.rubric import Rubric
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.load import find_version, list_rubrics, load_rubric, versions_of
from assessor.rubrics.shipped import shipped


def archive(folder: Path, version: str, *, named: str | None = None) -> dict[str, Traversable]:
    text = (
        shipped("packs")["csm-matrix"]
        .read_text(encoding="utf-8")
        .replace("version: 1.0.0", f"version: {version}")
    )
    name = f"csm-matrix-{named or version}"
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.yaml"}


def test_a_version_of_before_is_loaded_from_the_archive(tmp_path: Path) -> None:
    """S002-51."""
    old = find_version(load_rubric("csm-matrix"), "0.9.0", archive(tmp_path, "0.9.0"))
    assert (old.id, old.version) == ("csm-matrix", "0.9.0")
    assert old.sha256 != load_rubric("csm-matrix").sha256


def test_a_file_that_holds_another_version_than_its_name_says_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds csm-matrix 0\.9\.0; expected csm-matrix 0\.8\.0"):
        find_version(load_rubric("csm-matrix"), "0.8.0", archive(tmp_path, "0.9.0", named="0.8.0"))


def test_a_version_that_never_was_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"no version '9\.9\.9'; there are 0\.9\.0, ") as caught:
        find_version(load_rubric("csm-matrix"), "9.9.9", archive(tmp_path, "0.9.0"))
    assert caught.value.code == "unknown_version"


def test_the_version_in_force_is_found_under_its_number() -> None:
    current = load_rubric("ai-skills")
    assert load_rubric(f"ai-skills@{current.version}") is current


@pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)
def test_every_version_a_pack_tells_of_can_be_loaded(rubric: Rubric) -> None:
    """S002-51. Red after a bump: put the old file into packs/archive as ID-VERSION.yaml, unchanged."""
    told = {entry.version for entry in rubric.changelog}
    assert told <= set(versions_of(rubric.id))
    for version in told:
        assert load_rubric(f"{rubric.id}@{version}").version == version
