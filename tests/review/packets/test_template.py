"""An empty packet: it can be read back, and nobody can take it for a filled one."""

from pathlib import Path

import pytest

from assessor.domain.precheck import PacketPart
from assessor.domain.text import Language
from assessor.review.packets.gather import gather
from assessor.review.packets.part_checks import own_words
from assessor.review.packets.template import template_files
from assessor.rubrics.load import list_rubrics, load_rubric
from assessor.rubrics.translations import in_language


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("rubric_id", [one.id for one in list_rubrics()])
def test_a_template_is_a_packet_with_nothing_in_it(tmp_path: Path, rubric_id: str, lang: Language) -> None:
    """S000-48, S001-17: a note in each file, none of which counts as written."""
    rubric = in_language(load_rubric(rubric_id), lang)
    level = rubric.career_levels[-1] if rubric.career_levels else None
    found = gather(written(tmp_path, template_files(rubric, level, lang)))
    assert [item.part for item in found.items] == [
        PacketPart.SCOPE,
        PacketPart.RISKS,
        PacketPart.CUSTOMERS,
    ]
    assert found.unused == ()
    for item in found.items:
        assert item.file is not None
        text = item.file.read_text(encoding="utf-8")
        assert "> " in text
        assert own_words(text) == 0
    manifest = found.manifest
    assert (manifest.rubric, manifest.lang) == (rubric_id, lang)
    assert len(manifest.scope_tests) == (len(level.scope_tests) if level else 0)
    assert not any(one.answer for one in manifest.scope_tests)
    assert not any(manifest.signals.values())


def test_the_commented_entry_is_an_entry_once_its_marks_are_gone(tmp_path: Path) -> None:
    files = template_files(load_rubric("ai-skills"), None, "en")
    files["packet.yaml"] = files["packet.yaml"].replace("\n#  ", "\n  ")
    found = gather(written(tmp_path, files)).manifest
    assert [one.file for one in found.evidence] == ["evidence/brief.docx"]
