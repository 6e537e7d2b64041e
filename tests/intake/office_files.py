"""Builders of office files for tests: real ones from python-docx, python-pptx and openpyxl, then edited by hand."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECK_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def edited(
    data: bytes, parts: Mapping[str, bytes | str | None], types: Mapping[str, str] | None = None
) -> bytes:
    """The same archive with parts replaced, added, or (null) left out, and content types declared for new ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        contents: dict[str, bytes | str | None] = {name: source.read(name) for name in source.namelist()}
    if types:
        listed = contents["[Content_Types].xml"]
        assert isinstance(listed, bytes)
        more = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in types.items())
        contents["[Content_Types].xml"] = listed.replace(b"</Types>", more.encode() + b"</Types>")
    contents.update(parts)
    return zipped({name: content for name, content in contents.items() if content is not None})


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def related(data: bytes, part: str, *arrows: tuple[str, str, str]) -> bytes:
    """The same archive in which `part` also points to others: (id, last word of the type, target)."""
    folder, _, base = part.rpartition("/")
    listing = f"{folder}/_rels/{base}.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        text = source.read(listing) if listing in source.namelist() else empty
    text = text.replace(b"/></Relationships>", b"/></Relationships>")
    more = "".join(
        f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{target}"{_mode(target)}/>'
        for i, kind, target in arrows
    )
    return edited(data, {listing: text.replace(b"</Relationships>", more.encode() + b"</Relationships>")})


def _mode(target: str) -> str:
    return ' TargetMode="External"' if ":" in target else ""


def docx_file(body: str = "") -> bytes:
    """A Word document by python-docx; `body` is XML that replaces its body."""
    return edited(_empty_docx(), {"word/document.xml": word_part("document", f"<w:body>{body}</w:body>")})


@cache
def _empty_docx() -> bytes:
    import docx

    out = io.BytesIO()
    document = docx.Document()
    document.core_properties.comments = ""
    document.save(out)
    # Its styles and theme are most of it; other tests read them as they are.
    lean = {
        f"word/{name}.xml": word_part("styles", "") for name in ("styles", "stylesWithEffects", "numbering")
    }
    return edited(out.getvalue(), {**lean, "word/theme/theme1.xml": f'<a:theme xmlns:a="{A}"/>'})


def word_part(root: str, inner: str) -> str:
    """A WordprocessingML part."""
    return f'<w:{root} xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:v="urn:v">{inner}</w:{root}>'


def para(*runs: str) -> str:
    """A paragraph of runs; a run that does not begin with `<` is plain text."""
    return "<w:p>" + "".join(run if run.startswith("<") else word_run(run) for run in runs) + "</w:p>"


def word_run(text: str, properties: str = "") -> str:
    """A run of text with properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@cache
def pptx_file(slides: int = 1) -> bytes:
    """A deck by python-pptx with a title `Title n` and notes `NOTES n` on each slide."""
    import pptx

    out = io.BytesIO()
    deck = pptx.Presentation()
    for number in range(1, slides + 1):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Title {number}"
        slide.notes_slide.notes_text_frame.text = f"NOTES {number}"
    deck.save(out)
    return out.getvalue()


def slide_part(shapes: str, attributes: str = "") -> str:
    """A slide with these shapes."""
    return (
        f'<p:sld xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}" xmlns:mc="{MC}" {attributes}><p:cSld><p:spTree>{shapes}'
        "</p:spTree></p:cSld></p:sld>"
    )


def shape(text: str, *, run: str = "<a:rPr/>", props: str = "", named: str = 'id="2" name="Title 1"') -> str:
    """A shape with one paragraph."""
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr {named}/><p:nvPr/></p:nvSpPr><p:spPr>{props}</p:spPr><p:txBody>"
        f"<a:p><a:r>{run}<a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


@cache
def xlsx_file() -> bytes:
    """A workbook by openpyxl with the sheets `First` and `Second`."""
    import openpyxl

    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "First"
    book.active.append(["CELL", 7])
    book.create_sheet("Second").append(["OTHER"])
    book.save(out)
    return out.getvalue()


def sheet_part(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet of these rows."""
    return f'<worksheet xmlns="{S}" xmlns:r="{R}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def cell(text: str, attributes: str = "") -> str:
    """A cell with its text in it."""
    return f'<c t="inlineStr" {attributes}><is><t>{text}</t></is></c>'
