"""Changes that turn a sound file into a hostile one: of its bytes, and of what is inside before it is packed again."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache

from tests.intake.corpus.file import CorpusFile
from tests.intake.pdf_files import assembled

Change = Callable[[bytes, random.Random, bytes], bytes]
"""A file's bytes, where chance comes from, and the bytes of another file."""

HUGE = (b"99999999999999999999", b"-1", b"0", b"2147483648", b"4294967295", b"1e308", b"-0.0000001", b"65536")
_XML = (
    *(
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE a>",
        b"<!--",
        b"-->",
        b"<?x y?>",
        b"&#x0;",
        b"&#xD800;",
        b"&amp;",
        b"&x;",
    ),
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:tbl>",
        b"<w:del>",
        b"<w:txbxContent>",
        b"<a:p>",
        b"<p:sp>",
        b"<c r='XFD1048577'>",
    ),
    *(
        b"<row r='-5'>",
        b"<v>999999</v>",
        b"<f>",
        b"<mc:AlternateContent>",
        b"<si>",
        b"<w:sz w:val='-1'/>",
        b"<t/>",
    ),
    *(
        b'xmlns:w=""',
        b'r:id="rId1"',
        b'Target="../../x"',
        b'TargetMode="External"',
        b'encoding="utf-16"',
        b'show="0"',
    ),
)
_PDF = (
    *(
        b"/Type/Page",
        b"/Kids[2 0 R]",
        b"/Parent 5 0 R",
        b"/Length 99999999",
        b"/Filter/FlateDecode",
        b"/Annots[1 0 R]",
    ),
    *(
        b"/Contents 1 0 R",
        b"/XObject<</X 6 0 R>>",
        b"/X Do",
        b"<<",
        b">>",
        b"[",
        b"(",
        b"endobj",
        b"endstream",
    ),
    *(
        b"BT",
        b"ET",
        b"q",
        b"Q",
        b"BI ID",
        b"EI",
        b"/F 0 Tf",
        b"1e30 0 0 1e30 0 0 cm",
        b"3 Tr",
        b"/OC /L BDC",
        b"EMC",
    ),
    *(b"/Encrypt<<>>", b"/ObjStm", b"/Info 1 0 R", b"/MediaBox[0 0 0 0]", b"/Rotate 7", b"/JS(x)", b"%%EOF"),
)
_MAIL = (
    *(
        b"\r\n--b\r\n",
        b"\r\n--b--\r\n",
        b"\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b"=?utf-8?b?//8=?=",
    ),
    *(
        b"Content-Type: message/rfc822\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Type: text/html\r\n",
    ),
    *(
        b"charset=utf-7",
        b"charset*0*=utf-8''%ff",
        b"filename*1=x",
        b"=FC=",
        b"begin 644 x\r\n",
        b"From ",
        b"-- \r\n",
    ),
    *(
        b"On 3@ wrote:",
        b"Content-Type: multipart/encrypted\r\n",
        b"Date: Tue, 99",
        b"((((",
        b"> ",
        b"=\r\n",
        b"Bcc: \xff",
    ),
)
_TEXT = (
    *(
        b'"',
        b"'",
        b",",
        b";",
        b"\t",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"\\u",
        b"\\ud800",
        b"\\",
        b"null",
        b"-->",
        b"NOTE",
    ),
    *(
        b"WEBVTT",
        b"<v ",
        b"<c.",
        b"00:00:00.000 --> 99:99:99.999",
        b"```",
        b"# ",
        b"| ",
        b"sep=",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
    ),
    *(
        b"<table>",
        b"<style>",
        b"<!--",
        b"<script>",
        b"display:none",
        b"&#xffff;",
        b"<svg>",
        b"<p hidden",
        b"</",
        b"<",
    ),
    *(b"\0", b"\x1f", b"\r", b"\x85", b"\xe2\x80\xae", b"\xf3\xa0\x81\xa1", b"\xed\xa0\x80", b"\xfc"),
)
TOKENS = {
    **dict.fromkeys((".docx", ".pptx", ".xlsx"), _XML),
    ".pdf": _PDF,
    ".eml": (*_MAIL, *_TEXT),
    ".html": (*_TEXT, *_XML),
    ".htm": (*_TEXT, *_XML),
}
_NUMBER = re.compile(rb"\d+")
_OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_XML_VALUE = re.compile(rb'[\s]\w[\w:]*="([^"<&]*)"')
_XML_NAME = re.compile(rb"<([A-Za-z]\w*:?\w*)")
_XML_EMPTY = re.compile(rb"<[A-Za-z][^<>]*/>")
_PDF_STREAM = re.compile(rb"\A(.*?)/Length \d+(.*?)stream\n(.*)\nendstream\Z", re.DOTALL)
_PACKED = (".docx", ".pptx", ".xlsx")


def flip(data: bytes, rng: random.Random, _: bytes) -> bytes:
    """Up to sixteen bytes become others."""
    changed = bytearray(data)
    for _each in range(rng.randint(1, 16)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def truncate(data: bytes, rng: random.Random, _: bytes) -> bytes:
    """The rest is missing."""
    return data[: rng.randrange(len(data)) + 1]


def cut(data: bytes, rng: random.Random, _: bytes) -> bytes:
    """Something in the middle is missing."""
    first, after = _stretch(data, rng)
    return data[:first] + data[after:] or b"x"


def duplicate(data: bytes, rng: random.Random, _: bytes) -> bytes:
    """A stretch comes again, up to three hundred times where it is short."""
    first, after = _stretch(data, rng)
    times = rng.choice((2, 2, 3, 20, 300))
    return data[:after] + data[first:after] * min(times, 1 + 200_000 // (after - first + 1)) + data[after:]


def splice(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """Its beginning and the end of another file."""
    return data[: rng.randrange(len(data)) + 1] + other[rng.randrange(len(other)) :]


def huge_number(data: bytes, rng: random.Random, _: bytes) -> bytes:
    """A number in it becomes one that nobody expects."""
    numbers = list(_NUMBER.finditer(data, 0, 200_000))
    if not numbers:
        return data + rng.choice(HUGE)
    found = rng.choice(numbers)
    return data[: found.start()] + rng.choice(HUGE) + data[found.end() :]


BYTES: tuple[Change, ...] = (flip, truncate, cut, duplicate, splice, huge_number)


def mutated(files: Sequence[CorpusFile], rng: random.Random) -> CorpusFile:
    """One of the files with one to three changes; the label says which file and what was done to it."""
    file, other = rng.choice(files), rng.choice(files)
    data, deeds = file.content, []
    for _ in range(rng.choice((1, 1, 2, 3))):
        inside = _inside(file.extension, data) if rng.random() < 0.6 else None
        change = inside or _on_bytes(rng, file.extension)
        data = change(data, rng, other.content)
        deeds.append(change.__name__)
    return CorpusFile(f"{file.label} {'+'.join(deeds)}", file.extension, data, ())


def _on_bytes(rng: random.Random, extension: str) -> Change:
    def token(data: bytes, rng: random.Random, _: bytes) -> bytes:
        at = rng.randrange(len(data) + 1)
        return (
            data[:at] + rng.choice(TOKENS.get(extension, _TEXT)) * rng.choice((1, 1, 1, 2, 400)) + data[at:]
        )

    return rng.choice((*BYTES, token, token))


def _inside(extension: str, data: bytes) -> Change | None:
    if extension in _PACKED and zipfile.is_zipfile(io.BytesIO(data)):
        return part
    if extension == ".pdf" and _OBJECT.search(data):
        return pdf_object
    return None


def part(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """A part of an office file changes, goes, or takes another's place; the archive around it is sound."""
    try:
        parts = dict(_parts(data))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
        return flip(data, rng, other)
    if not parts:
        return flip(data, rng, other)
    name, another = rng.choice(list(parts)), rng.choice(list(parts))
    deed = rng.randrange(10)
    if deed == 0:
        del parts[name]
    elif deed == 1:
        parts[name], parts[another] = parts[another], parts[name]
    elif parts[name]:
        change = well_formed if deed % 2 else _on_bytes(rng, ".docx")
        parts[name] = change(parts[name], rng, parts[another] or b"<a/>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def well_formed(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """XML that parsers still take: a value, a name or an element becomes another; binary parts change anyhow."""
    values, names = list(_XML_VALUE.finditer(data, 0, 200_000)), _XML_NAME.findall(data, 0, 200_000)
    empties = list(_XML_EMPTY.finditer(data, 0, 200_000))
    deed = rng.randrange(4)
    if deed == 0 and names:
        old, new = rng.choice(names), rng.choice([*names, *_XML_NAME.findall(other, 0, 20_000)])
        return re.sub(rb"(</?)" + re.escape(old) + rb"\b", rb"\1" + new, data)
    if deed == 1 and empties:
        one, gone = rng.choice(empties), rng.choice(empties)
        return data[: gone.start()] + one[0] * rng.choice((0, 2, 500)) + data[gone.end() :]
    if values:
        one, another = rng.choice(values), rng.choice(values)
        value = rng.choice((*HUGE, another[1], b"", b"x" * 5_000, b"&#10;&#x202e;"))
        return data[: one.start(1)] + value + data[one.end(1) :]
    return flip(data, rng, other)


@lru_cache(256)
def _parts(data: bytes) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def pdf_object(data: bytes, rng: random.Random, other: bytes) -> bytes:
    """An object changes or two change places; the table of places around them is sound."""
    objects = _OBJECT.findall(data)
    at, another = rng.randrange(len(objects)), rng.randrange(len(objects))
    if rng.randrange(8) == 0:
        objects[at], objects[another] = objects[another], objects[at]
    else:
        objects[at] = _changed_object(objects[at] or b"<<>>", rng, other)
    return assembled(objects)


def _changed_object(body: bytes, rng: random.Random, other: bytes) -> bytes:
    change = _on_bytes(rng, ".pdf")
    stream = _PDF_STREAM.match(body)
    if stream is None or not stream[3] or rng.randrange(4) == 0:
        return change(body, rng, other)
    before, entries, content = stream.groups()
    packed = b"/FlateDecode" in entries + before and b"ASCII85" not in entries + before
    try:
        content = change((zlib.decompress(content) if packed else content) or b"x", rng, other)
    except zlib.error:
        return change(body, rng, other)
    content = zlib.compress(content, 1) if packed else content
    return before + b"/Length %d" % len(content) + entries + b"stream\n" + content + b"\nendstream"


def _stretch(data: bytes, rng: random.Random) -> tuple[int, int]:
    first = rng.randrange(len(data))
    return first, min(len(data), first + 1 + int(rng.expovariate(1 / 200)))
