"""What a folder or manifest consists of."""

from pathlib import Path

import pytest

from assessor.domain.precheck import PacketPart
from assessor.errors import InputError
from assessor.review.packets.gather import MAX_FILES, MAX_LISTED, gather


def laid_out(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("text", encoding="utf-8")
    return folder


def parts(folder: Path) -> dict[str, str]:
    return {item.path: item.part.value for item in gather(folder).items}


@pytest.mark.parametrize(
    "names",
    [
        ("scope.md", "evidence/a.md", "evidence/more/b.eml", "risks.txt", "customers.md"),
        ("1. Umfang.md", "Belege/a.md", "Belege/more/b.eml", "Risiken.docx", "Wirkung für Kunden.pdf"),
        (
            "Scope.md",
            "Evidence/a.md",
            "Evidence/more/b.eml",
            "risks_handled.md",
            "what-changed-for-customers.md",
        ),
    ],
)
def test_files_named_after_the_parts(tmp_path: Path, names: tuple[str, ...]) -> None:
    """S000-48: the four parts, in either language."""
    found = parts(laid_out(tmp_path, *names))
    assert found == dict(zip(names, ["scope", "evidence", "evidence", "risks", "customers"], strict=True))


def test_what_is_no_part_is_told_and_not_taken(tmp_path: Path) -> None:
    laid_out(tmp_path, "scope.md", "evidence/README.md", "evidence/.DS_Store", "diary.md", "old/scope.md")
    found = gather(tmp_path)
    assert [item.path for item in found.items] == ["scope.md"]
    assert found.unused == ("diary.md", "old/scope.md")


def test_the_manifest_and_the_folder_are_put_together(tmp_path: Path) -> None:
    laid_out(tmp_path, "evidence/a.md", "evidence/b.md", "mine.md", "risks.md")
    (tmp_path / "packet.yaml").write_text(
        "scope: {file: mine.md}\ncustomers: They see open tours.\nevidence:\n  - {file: evidence/b.md, kind: email}\n",
        encoding="utf-8",
    )
    found = gather(tmp_path)
    assert [(item.path, item.part) for item in found.items] == [
        ("mine.md", PacketPart.SCOPE),
        ("evidence/b.md", PacketPart.EVIDENCE),
        ("evidence/a.md", PacketPart.EVIDENCE),
        ("risks.md", PacketPart.RISKS),
        ("customers", PacketPart.CUSTOMERS),
    ]
    assert [item.entry is not None for item in found.items] == [False, True, False, False, False]
    assert found.unused == ()


def test_a_manifest_alone_takes_only_what_it_names(tmp_path: Path) -> None:
    laid_out(tmp_path, "scope.md", "evidence/a.md")
    manifest = tmp_path / "packet.yaml"
    manifest.write_text("scope: {file: scope.md}\n", encoding="utf-8")
    assert parts(manifest) == {"scope.md": "scope"}


def test_no_path_leads_out_of_the_packet(tmp_path: Path) -> None:
    secret = laid_out(tmp_path, "secret.md") / "secret.md"
    packet = laid_out(tmp_path / "packet", "evidence/a.md")
    (packet / "evidence/link.md").symlink_to(secret)
    (packet / "evidence/linked").symlink_to(tmp_path)
    (packet / "packet.yaml").write_text(
        f"scope: {{file: ../secret.md}}\nrisks: {{file: {secret}}}\ncustomers: {{file: gone.md}}\n",
        encoding="utf-8",
    )
    found = {item.path: item.fault for item in gather(packet).items}
    assert found == {
        "../secret.md": "outside_packet",
        str(secret): "outside_packet",
        "gone.md": "file_not_found",
        "evidence/a.md": "",
        "evidence/link.md": "outside_packet",
    }
    assert all(item.file is None for item in gather(packet).items if item.fault)


def test_what_is_no_packet_is_refused(tmp_path: Path) -> None:
    cases = {
        "gone": "file_not_found",
        "empty": "packet_empty",
        "note.md": "packet_invalid",
        "two": "packet_invalid",
        "many": "too_many_files",
        "heap": "too_many_files",
    }
    laid_out(tmp_path, "note.md", "two/packet.yaml", "two/packet.json")
    (tmp_path / "empty").mkdir()
    laid_out(tmp_path / "many", *(f"evidence/{n}.md" for n in range(MAX_FILES + 1)))
    laid_out(tmp_path / "heap", *(f"{n}.md" for n in range(MAX_LISTED + 1)))
    for name, code in cases.items():
        with pytest.raises(InputError) as caught:
            gather(tmp_path / name)
        assert caught.value.code == code, name


def test_the_most_files_are_taken(tmp_path: Path) -> None:
    laid_out(tmp_path, *(f"evidence/{n}.md" for n in range(MAX_FILES)))
    assert len(gather(tmp_path).items) == MAX_FILES
