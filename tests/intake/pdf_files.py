"""PDF files for the tests, written by hand: a few objects, a table of their places, nothing else."""

from collections.abc import Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
RESOURCES = b"/Resources<</Font<</F 3 0 R>>/Properties<</L 4 0 R>>/ExtGState<</Clear<</ca 0>>>>>>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object with its length."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), entries, content)


def line(text: str, *, x: int = 72, y: int = 700, size: float = 12, before: str = "0 g 0 Tr") -> bytes:
    """One line of text drawn at a place; `before` sets colour or mode."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {before} /F {size} Tf {x} {y} Td ({escaped}) Tj ET\n".encode("cp1252")


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Objects, numbered from 1 and the first one the catalog, as a file."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)


def pdf(
    *contents: bytes,
    annotations: Sequence[bytes] = (),
    others: Sequence[bytes] = (),
    catalog: bytes = b"",
    trailer: bytes = b"",
    page: bytes = b"",
) -> bytes:
    """A file with a page for each content stream.

    Args:
        contents: what each page draws; fonts are called `/F`.
        annotations: dictionaries of the first page's annotations.
        others: further objects; the first has number 5.
        catalog: further entries of the catalog.
        trailer: further entries of the trailer.
        page: further entries of every page.
    """
    first_page = 5 + len(others)
    first_annotation = first_page + 2 * len(contents)
    kids = b" ".join(b"%d 0 R" % (first_page + 2 * at) for at in range(len(contents)))
    marks = b" ".join(b"%d 0 R" % (first_annotation + at) for at in range(len(annotations)))
    pages: list[bytes] = []
    for at, content in enumerate(contents):
        annots = b"/Annots[%s]" % marks if at == 0 else b""
        pages.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R%s%s%s>>"
            % (first_page + 2 * at + 1, RESOURCES, annots, page)
        )
        pages.append(stream(content))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        FONT,
        b"<</Type/OCG/Name(L)>>",
        *others,
        *pages,
        *annotations,
    ]
    return assembled(objects, trailer)
