"""Word documents: by python-docx, and corners that it cannot make, written into its files by hand."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import docx
from docx.shared import Pt, RGBColor

from tests.intake.corpus.file import CorpusFile, Prose, without_clock
from tests.intake.office_files import WORD_TYPE, docx_file, edited, para, related, word_part, word_run

_CORNERS = {
    "vanished": (para(word_run("Vanished", "<w:vanish/>")), "Vanished"),
    "inserted": (f"<w:p><w:ins w:author='A'>{word_run('Inserted')}</w:ins></w:p>", "Inserted"),
    "deleted": ("<w:p><w:del><w:r><w:delText>Deleted</w:delText></w:r></w:del></w:p>", "Deleted"),
    "white": (para(word_run("Whitened", '<w:color w:val="FFFFFF"/>')), "Whitened"),
    "tiny": (para(word_run("Tinier", '<w:sz w:val="2"/>')), "Tinier"),
    "text-box": (
        "<w:p><w:r><w:pict><v:shape><w:txbxContent>"
        + para("Boxed")
        + "</w:txbxContent></v:shape></w:pict></w:r></w:p>",
        "Boxed",
    ),
    "alt-text": (
        "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='Described'/></wp:inline></w:drawing></w:r></w:p>",
        "Described",
    ),
    "field": (
        "<w:p><w:fldSimple w:instr=' AUTHOR Fielded '><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
        "Fielded",
    ),
    "split-word": (para(word_run("Spl"), word_run("itted")), "Splitted"),
    "soft-hyphen": (para("Som\u00admer Hyphened"), "Hyphened"),
    "deep-table": ("<w:tbl><w:tr><w:tc>" * 40 + para("Tabled") + "</w:tc></w:tr></w:tbl>" * 40, "Tabled"),
}


def files() -> Iterator[CorpusFile]:
    """All Word files."""
    for seed in range(6):
        yield _made(f"docx-report-{seed}", _report(seed), f"Reported{seed}")
    for label, (body, marker) in _CORNERS.items():
        yield _file(f"docx-{label}", docx_file(para("Seen") + body), "Seen", marker)
    for part, kind, root in (
        ("footnotes", "footnotes", "footnote"),
        ("header1", "header", ""),
        ("comments", "comments", "comment"),
    ):
        yield _beside(part, kind, root)
    embedded = edited(
        docx_file(para("Outer")), {"word/embeddings/inner.docx": without_clock(docx_file(para("Inner")))}
    )
    yield _file("docx-in-docx", embedded, "Outer", "Inner")
    yield _file(
        "docx-long", docx_file("".join(para(f"Line {n}") for n in range(3_000)) + para("Longest")), "Longest"
    )


def _report(seed: int) -> Callable[[Any], None]:
    def write(document: Any) -> None:
        prose = Prose(f"docx {seed}")
        document.add_heading(prose.sentence(), level=1 + seed % 3)
        for _ in range(3 + seed):
            document.add_paragraph(prose.paragraph(german=seed % 2 == 1))
        table = document.add_table(rows=2, cols=2 + seed % 3)
        for cell in table._cells:
            cell.text = prose.sentence()
        run = document.add_paragraph(style="List Bullet").add_run(f"Reported{seed}")
        run.font.size, run.font.color.rgb = Pt(11), RGBColor(0x10, 0x20, 0x30)
        document.sections[0].footer.paragraphs[0].text = prose.sentence()

    return write


def _made(label: str, write: Callable[[Any], None], *markers: str) -> CorpusFile:
    document = docx.Document()
    document.core_properties.modified = document.core_properties.created = datetime(2026, 11, 2, tzinfo=UTC)
    write(document)
    out = io.BytesIO()
    document.save(out)
    return _file(label, out.getvalue(), *markers)


def _beside(part: str, kind: str, element: str) -> CorpusFile:
    inner = para("Besides")
    if element:
        inner = f'<w:{element} w:id="7">{inner}</w:{element}>'
    root = {"header1": "hdr"}.get(part, part)
    made = edited(
        docx_file(para("Seen")),
        {f"word/{part}.xml": word_part(root, inner)},
        {f"word/{part}.xml": f"{WORD_TYPE}.{kind}+xml"},
    )
    return _file(
        f"docx-{part}", related(made, "word/document.xml", ("rIdX", kind, f"{part}.xml")), "Seen", "Besides"
    )


def _file(label: str, data: bytes, *markers: str) -> CorpusFile:
    return CorpusFile(label, ".docx", without_clock(data), markers)
