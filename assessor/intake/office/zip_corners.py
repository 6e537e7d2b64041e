"""Stage 1: what a zip holds beside its members: comments, odd names, bytes its directory does not list."""

import re
import struct
import zipfile

_LOCAL_HEADER_BYTES = 30
_DIRECTORY_HEADER_BYTES = 46
_END_BYTES = 22
_DESCRIPTOR_BYTES = 24
"""Longest record of sizes that may follow a member written as a stream."""
_END_MAGIC, _ZIP64_END_MAGIC = b"PK\x05\x06", b"PK\x06\x06"
_PLAIN_EXTRAS = frozenset({0x0001, 0x000A, 0x5455, 0x7855, 0x7875, 0x5855, 0xCAFE, 0xD935})
"""Sizes, times and owners. Office's growth hint is looked at, all others are noted."""
_GROWTH_HINT = 0xA220
_PLAIN_NAME_WORDS = frozenset(
    "modern content types xml rels rel word document styles with effects settings web font table numbering "
    "theme override footnotes endnotes comments comment extended ids extensible people header footer "
    "media image hdphoto chart charts colors style embeddings embedding ole object microsoft excel "
    "worksheet sheet workbook power point powerpoint presentation diagrams data layout quick drawing "
    "drawings glossary custom item props doc core app thumbnail meta metadata printer active vba "
    "project fonts ppt slide slides layouts masters master notes handout tags tag pres view authors "
    "author changes infos info revision revisions xl worksheets shared strings calc chain tables "
    "pivot cache caches definition records vml query connections connection external links link ctrl "
    "slicers slicer timelines timeline persons person threaded rich rdrichvalue rdrichvaluestructure "
    "rdrichvaluetypes value structure chartsheets dialogsheets macrosheets headers log user names "
    "extensions extension taskpanes ui property binary index maps volatile dependencies model afchunk "
    "package audio video label ink action attached toolbars labels bibliography recipients jsa named "
    "views feature bag legacy text signatures origin trash mimetype richstyles supporting array dgm "
    "bin dat xsd png jpeg jpg gif emf wmf svg tiff tif bmp wdp docx xlsx pptx html htm txt rtf json "
    "custom-xml customxml commentsdrawing legacydrawing mhtml mht psmdcp of and ole_object oleobject "
    "services chartex cx cust customization sig activex docprops".split()
)
_NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f-]{8,}")


def texts_beside(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Words beside the members, each with a rule: `archive_comment` or `member_name`.

    Names of members count where they are not made of the words office programs name parts with.
    """
    comments = [archive.comment, *(member.comment for member in archive.infolist())]
    found = [(_decode(comment), "archive_comment") for comment in comments if comment]
    found += [
        (member.filename, "member_name")
        for member in archive.infolist()
        if not is_plain_member(member.filename)
    ]
    return found


def is_plain_member(name: str) -> bool:
    """Whether a member is named as office programs name theirs.

    >>> is_plain_member("word/media/image12.png"), is_plain_member("word/embeddings/Katrin.docx")
    (True, False)
    """
    bare = _HEXADECIMAL.sub("", name)
    return all(word.lower() in _PLAIN_NAME_WORDS for word in _NAME_WORD.findall(bare) if len(word) > 1)


def has_unlisted_bytes(archive: zipfile.ZipFile, data: bytes) -> bool:
    """Whether bytes stand before, between or behind the members and the directory, where no reader looks.

    Members that the directory does not list are such bytes.
    """
    at = 0
    members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    for member in members:
        if not at <= member.header_offset <= at + (_DESCRIPTOR_BYTES if at else 0):
            return True
        head = data[member.header_offset : member.header_offset + _LOCAL_HEADER_BYTES]
        if len(head) < _LOCAL_HEADER_BYTES:
            return True
        name_bytes, extra_bytes = struct.unpack("<HH", head[26:30])
        begin = member.header_offset + _LOCAL_HEADER_BYTES + name_bytes
        if _is_odd(data[begin : begin + extra_bytes]) or _is_odd(member.extra):
            return True
        at = begin + extra_bytes + member.compress_size
    directory = archive.start_dir
    listed = sum(
        _DIRECTORY_HEADER_BYTES + len(member.orig_filename.encode("utf-8", "replace")) + len(member.extra)
        for member in members
    ) + sum(len(member.comment) for member in members)
    if not at <= directory <= at + _DESCRIPTOR_BYTES:
        return True
    end = data.rfind(_END_MAGIC)
    room = 100 if data.find(_ZIP64_END_MAGIC, directory, end) >= 0 else 2 * len(members)
    return end - directory - listed > room or len(data) - end - _END_BYTES != len(archive.comment)


def _is_odd(extra: bytes) -> bool:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack("<HH", extra[at : at + 4])
        content = extra[at + 4 : at + 4 + size]
        if kind == _GROWTH_HINT:
            if content[4:].strip(b"\0"):
                return True
        elif kind not in _PLAIN_EXTRAS:
            return True
        at += 4 + size
    return bool(extra[at:].strip(b"\0"))


def _decode(comment: bytes) -> str:
    try:
        return comment.decode("utf-8")
    except UnicodeDecodeError:
        return comment.decode("windows-1252", "replace")
