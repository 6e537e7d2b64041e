"""Files nobody can use, by what is wrong with them; each with the code of the error it must get."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from .mails import as_bytes, mail, raw_mail
from .office_files import docx_file, edited, para, pptx_file, sheet_part, xlsx_file, zipped
from .pdf_files import assembled, line, pdf, stream

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [{}]><a>&e;</a>'
XXE = DOCTYPE.format('<!ENTITY e SYSTEM "file:///etc/passwd">')
LAUGHS = DOCTYPE.format(
    '<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    + '<!ENTITY e "&e9;">'
)
QUADRATIC = DOCTYPE.format(f'<!ENTITY e "{"a" * 50_000}">').replace("&e;", "&e;" * 50_000)


class BadFile(NamedTuple):
    """One of them."""

    label: str
    name: str
    build: Callable[[], bytes]
    code: str


def one_of_each() -> dict[str, bytes]:
    """A sound file of every kind, also of kinds that are not read, by extension."""
    return {
        ".docx": docx_file(para("We call on Monday.")),
        ".pptx": pptx_file(),
        ".xlsx": xlsx_file(),
        ".pdf": pdf(line("We call on Monday.")),
        ".html": b"<!doctype html><html><body><p>We call on Monday.</p></body></html>",
        ".eml": as_bytes(mail("We call on Monday.")),
        ".csv": b"Name,Day\nPlan,Monday\nCall,Friday\n",
        ".json": b'{"plan": "We call on Monday."}',
        ".vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nWe call on Monday.\n",
        ".md": b"# Plan\n\nWe call on Monday.\n",
        ".txt": b"We call on Monday.\n",
        ".zip": zipped({"a.txt": "We call on Monday."}),
        ".png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1",
        ".exe": b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff",
        ".elf": b"\x7fELF\x02\x01\x01" + bytes(9),
        ".gz": b"\x1f\x8b\x08\0\0\0\0\0\0\x03",
    }


def bomb(times: int = 20) -> bytes:
    """A part that inflates to a thousand times its size."""
    return edited(docx_file(), {"word/x.xml": b"<a>" + b" " * (times * 1_000_000) + b"</a>"})


def nested_bomb() -> bytes:
    """Documents in a document in a document, and in the innermost a bomb."""
    inner = bomb(3)
    for _ in range(2):
        inner = edited(docx_file(para("words")), {f"word/embeddings/{n}.docx": inner for n in range(3)})
    return inner


def overlapping(entries: int = 300) -> bytes:
    """Many directory entries that share one compressed member of a megabyte."""
    whole = edited(docx_file(), {"word/z.xml": b"<a>" + bytes(range(33, 60)) * 37_000 + b"</a>"})
    start = struct.unpack_from("<I", whole, len(whole) - 6)[0]
    directory, end = whole[start:-22], bytearray(whole[-22:])
    last = directory[directory.rfind(b"PK\x01\x02") :]
    more = b"".join(last.replace(b"word/z.xml", b"word/%03d.x" % number) for number in range(entries))
    count = struct.unpack_from("<H", end, 8)[0] + entries
    struct.pack_into("<HHI", end, 8, count, count, len(directory) + len(more))
    return whole[:start] + directory + more + bytes(end)


def wrong_crc() -> bytes:
    """A stored part one letter of which changed on its way."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_file(para("We call on Monday.")))) as source,
        zipfile.ZipFile(out, "w") as archive,
    ):
        for member in source.namelist():
            archive.writestr(member, source.read(member))
    return out.getvalue().replace(b"We call on Monday.", b"We call on Sunday.")


def zip64_lie() -> bytes:
    """A directory entry that says its size stands in a zip64 field, which says eight exabytes."""
    whole = bytearray(docx_file())
    at = whole.rfind(b"PK\x01\x02")
    name_size = struct.unpack_from("<H", whole, at + 28)[0]
    struct.pack_into("<II", whole, at + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    extra = struct.pack("<HHQQ", 1, 16, 1 << 62, 1 << 62)
    struct.pack_into("<H", whole, at + 30, len(extra))
    cut = at + 46 + name_size
    end = bytearray(whole[-22:])
    struct.pack_into("<I", end, 12, struct.unpack_from("<I", end, 12)[0] + len(extra))
    return bytes(whole[:cut]) + extra + bytes(whole[cut:-22]) + bytes(end)


def flagged_encrypted() -> bytes:
    """The encryption bit set in every directory entry, as archivers do with a password."""
    changed = bytearray(docx_file())
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def office_with_password() -> bytes:
    """A document that Word would ask a password for."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(docx_file(para("We call on Monday.")))).encrypt("monday", out)
    return out.getvalue()


def pdf_with_password() -> bytes:
    """A PDF that any reader would ask a password for."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(line("We call on Monday.")))))
    writer.encrypt("monday", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page_tree_loop() -> bytes:
    """Pages whose only kid is their own list."""
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def picture_page() -> bytes:
    """A page with a picture and no text: a scan."""
    picture = stream(
        b"\x80" * 64, b"/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
            stream(b"q 99 0 0 99 0 0 cm /I Do Q"),
            picture,
        ]
    )


def nested_parts(levels: int) -> bytes:
    """Multiparts in multiparts."""
    heads = (
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(levels)
    )
    return b"From: a@example.com\r\nSubject: Plan\r\n" + b"".join(heads) + b"\r\nWe call on Monday."


def flat_parts(count: int) -> bytes:
    """One multipart with many parts."""
    return raw_mail(b"--b\r\n\r\nx\r\n" * count + b"--b--\r\n", "Content-Type: multipart/mixed; boundary=b")


def wide_sheet() -> bytes:
    """Eight million empty cells."""
    return edited(
        xlsx_file(), {"xl/worksheets/sheet1.xml": sheet_part("<row>" + "<c/>" * 8_000_000 + "</row>")}
    )


def _with(part: str, content: str, base: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: edited(base(), {part: content})


HOSTILE = (
    BadFile("wrong-crc", "a.docx", wrong_crc, "damaged_file"),
    BadFile("no-members", "a.docx", lambda: zipped({}), "wrong_extension"),
    BadFile("bomb", "a.docx", bomb, "zip_bomb"),
    BadFile("nested-bomb", "a.docx", nested_bomb, "zip_bomb"),
    BadFile("overlapping-members", "a.docx", overlapping, "zip_bomb"),
    BadFile("zip64-lie", "a.docx", zip64_lie, "zip_bomb"),
    BadFile(
        "many-members",
        "a.xlsx",
        lambda: zipped({f"{n}.xml": "<a/>" for n in range(9_000)}),
        "too_many_members",
    ),
    BadFile("dots", "a.docx", _with("../../etc/x.xml", "<a/>", docx_file), "path_traversal"),
    BadFile("zip-password", "a.docx", flagged_encrypted, "encrypted"),
    BadFile("office-password", "a.docx", office_with_password, "encrypted"),
    BadFile("pdf-password", "a.pdf", pdf_with_password, "encrypted"),
    BadFile(
        "old-office", "a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_office_format"
    ),
    BadFile("xxe-docx", "a.docx", _with("word/document.xml", XXE, docx_file), "doctype"),
    BadFile("xxe-pptx", "a.pptx", _with("ppt/slides/slide1.xml", XXE, pptx_file), "doctype"),
    BadFile("xxe-xlsx", "a.xlsx", _with("xl/worksheets/sheet1.xml", XXE, xlsx_file), "doctype"),
    BadFile("xxe-content-types", "a.pptx", _with("[Content_Types].xml", XXE, pptx_file), "doctype"),
    BadFile("laughs-docx", "a.docx", _with("word/styles.xml", LAUGHS, docx_file), "doctype"),
    BadFile("laughs-xlsx", "a.xlsx", _with("xl/sharedStrings.xml", LAUGHS, xlsx_file), "doctype"),
    BadFile("quadratic-pptx", "a.pptx", _with("ppt/presentation.xml", QUADRATIC, pptx_file), "doctype"),
    BadFile("million-empty-cells", "a.xlsx", wide_sheet, "zip_bomb"),
    BadFile("page-tree-loop", "a.pdf", page_tree_loop, "damaged_file"),
    BadFile("scan", "a.pdf", picture_page, "no_text_layer"),
    BadFile("blank-page", "a.pdf", lambda: pdf(b""), "empty"),
    BadFile("nested-mime", "a.eml", lambda: nested_parts(10_000), "mail_too_complex"),
    BadFile("flat-mime", "a.eml", lambda: flat_parts(10_000), "mail_too_complex"),
    BadFile("many-senders", "a.eml", lambda: b"From: a@example.com\n" * 100_000 + b"\nx", "mail_too_complex"),
    BadFile("long-header", "a.eml", lambda: b"Subject: " + b"x" * 5_000_000 + b"\n\nx", "mail_too_complex"),
    BadFile("letter", "a.eml", lambda: b"Dear Anna,\n\nwe call on Monday.", "not_a_mail"),
    BadFile("deep-json", "a.json", lambda: b"[" * 100_000 + b"]" * 100_000, "too_deep"),
    BadFile("deep-json-unclosed", "a.json", lambda: b'{"a":' * 100_000, "too_deep"),
    BadFile("broken-json", "a.json", lambda: b'{"a": 1,, "b": 2}', "damaged_file"),
    BadFile("vtt-without-header", "a.vtt", lambda: b"00:01.000 --> 00:02.000\nx\n", "damaged_file"),
    BadFile("random-bytes", "a.txt", lambda: bytes(range(256)) * 40, "binary_content"),
    BadFile("odd-utf-16", "a.csv", lambda: "a;b\nc;d".encode("utf-16") + b"x", "binary_content"),
    BadFile("half-a-character", "a.json", lambda: b'{"a": "\\ud83d"}', "invalid_text"),
    BadFile("long-text", "a.txt", lambda: b"word " * 400_001, "too_large"),
    BadFile("huge-text", "a.txt", lambda: bytes(200_000_000), "too_large"),
    BadFile("huge-deck", "a.pptx", lambda: bytes(200_000_000), "too_large"),
    BadFile("unknown", "a.pages", lambda: b"words", "unsupported_format"),
)
