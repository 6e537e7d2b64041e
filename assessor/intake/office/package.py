"""Stage 1: an office file in the terms of the Open Packaging Conventions: parts, types, relationships."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from assessor.intake.office.sink import MAX_INFLATED_TOTAL, Sink
from assessor.intake.office.xml import XmlHandler, walk
from assessor.intake.office.zip_check import (
    BROKEN_ZIP,
    EMPTY_ZIP,
    LOCAL_HEADER,
    damaged,
    verify_zip,
    wrong_extension,
    zip_bomb,
)
from assessor.intake.office.zip_corners import has_unlisted_bytes, texts_beside

_FIRST_CHUNK_BYTES = 262_144
_LONGEST_MATCH = 200
TYPES_PART = "[content_types].xml"
"""The part that declares the types of the others."""
_MAIN_TYPES = (
    ("wordprocessingml.document.main", ".docx"),
    ("wordprocessingml.template.main", ".docx"),
    ("ms-word.document.macroenabled", ".docx"),
    ("ms-word.template.macroenabled", ".docx"),
    ("presentationml.presentation.main", ".pptx"),
    ("presentationml.slideshow.main", ".pptx"),
    ("presentationml.template.main", ".pptx"),
    ("ms-powerpoint.presentation.macroenabled", ".pptx"),
    ("ms-powerpoint.slideshow.macroenabled", ".pptx"),
    ("ms-powerpoint.template.macroenabled", ".pptx"),
    ("spreadsheetml.sheet.main", ".xlsx"),
    ("spreadsheetml.template.main", ".xlsx"),
    ("ms-excel.sheet.macroenabled", ".xlsx"),
    ("ms-excel.template.macroenabled", ".xlsx"),
    ("ms-excel.sheet.binary", ".xlsb"),
    ("ms-visio", ".vsdx"),
)


class Relationship(NamedTuple):
    """An arrow from one part to another, or out of the file."""

    id: str
    kind: str
    """Last word of its type: `slide`, `comments`, `hyperlink`, ..."""
    target: str
    """Lower-case part name, or the address as it stands where `external`."""
    external: bool
    written: str
    """The target as the file has it."""


class Package:
    """The parts of one office file. Part names are compared in lower case, as the conventions ask."""

    def __init__(self, data: bytes, expected: str | None, sink: Sink) -> None:
        """Open a file of the expected kind.

        Args:
            data: the file's bytes.
            expected: `.docx`, `.pptx`, `.xlsx`, or null where any of them will do.
            sink: keeps count of what is inflated, nested files included.

        Raises:
            UnreadableError: as `verify_zip`; `doctype`; `wrong_extension` where it is of another kind.
        """
        self._sink = sink
        self._archive = verify_zip(data, expected or "an office file")
        self.has_unlisted_bytes = has_unlisted_bytes(self._archive, data)
        """Whether the file holds bytes that are no part of it."""
        self._members = {
            member.filename.replace("\\", "/").casefold(): member
            for member in self._archive.infolist()
            if not member.is_dir()
        }
        self._types = _ContentTypes()
        if TYPES_PART in self._members:
            walk(self.chunks(TYPES_PART), self._types)
        self.extension, self.main = self._main(expected)

    @property
    def names(self) -> list[str]:
        """All part names but the one of the content types, in the order of the archive."""
        return [name for name in self._members if name != TYPES_PART]

    @property
    def texts_beside(self) -> list[tuple[str, str]]:
        """Words in comments of the archive and in names of parts, each with its rule."""
        return texts_beside(self._archive)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def content_type(self, name: str) -> str:
        """A part's declared type in lower case; empty where none is declared."""
        return self._types.of(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece, counted as they are inflated.

        Each piece is twice as long as the one before: expat before 2.6 scans an unfinished tag anew with each
        piece, which would cost quadratic time for a tag of many megabytes.

        Raises:
            UnreadableError: code `damaged_file`, or `zip_bomb` once more is inflated than allowed.
        """
        try:
            with self._archive.open(self._members[name]) as stream:
                size = _FIRST_CHUNK_BYTES
                while chunk := stream.read(size):
                    size *= 2
                    self._sink.inflated += len(chunk)
                    if self._sink.inflated > MAX_INFLATED_TOTAL:
                        raise zip_bomb(f"expected at most {MAX_INFLATED_TOTAL / 1e6:g} MB in all, got more")
                    yield chunk
        except BROKEN_ZIP:
            # `from None`: the cause names the member.
            raise damaged("one of its parts does not unpack") from None

    def read(self, name: str) -> bytes:
        """A part's bytes at once; bounds as `chunks`."""
        return b"".join(self.chunks(name))

    def head(self, name: str, size: int = 64) -> bytes:
        """A part's first bytes.

        Raises:
            UnreadableError: code `damaged_file`.
        """
        try:
            with self._archive.open(self._members[name]) as stream:
                return stream.read(size)
        except BROKEN_ZIP:
            raise damaged("one of its parts does not unpack") from None

    def occurrences(self, name: str, pattern: re.Pattern[bytes]) -> list[bytes]:
        """What the one group of a pattern matches anywhere in a part that is read in full as well.

        Raises:
            UnreadableError: code `damaged_file`.
        """
        found: list[bytes] = []
        rest = b""
        try:
            with self._archive.open(self._members[name]) as stream:
                while chunk := stream.read(_FIRST_CHUNK_BYTES):
                    text = rest + chunk
                    last = 0
                    for match in pattern.finditer(text):
                        found.append(match[1])
                        last = match.end()
                    # A match may lie across the border of two pieces.
                    rest = text[max(last, len(text) - _LONGEST_MATCH) :]
        except BROKEN_ZIP:
            raise damaged("one of its parts does not unpack") from None
        return found

    def relationships(self, name: str) -> list[Relationship]:
        """What a part, or the package where `name` is empty, points to; empty where it has no list."""
        folder, _, base = name.rpartition("/")
        listing = posixpath.join(folder, "_rels", f"{base}.rels")
        if listing not in self._members:
            return []
        handler = _Relationships(folder)
        walk(self.chunks(listing), handler)
        return handler.found

    def _main(self, expected: str | None) -> tuple[str, str]:
        target = next((r.target for r in self.relationships("") if r.kind == "officeDocument"), "")
        if target not in self._members:
            target = next((name for name in self._members if self._kind(name)), "")
        kind = self._kind(target) or self._other_kind()
        if (expected and kind != expected) or kind not in {".docx", ".pptx", ".xlsx"}:
            raise wrong_extension(expected or "an office file", kind)
        return kind, target

    def _kind(self, name: str) -> str:
        declared = self.content_type(name)
        return next((kind for mark, kind in _MAIN_TYPES if mark in declared), "")

    def _other_kind(self) -> str:
        if "mimetype" in self._members and self.head("mimetype", 40).startswith(b"application/vnd.oasis"):
            return "an OpenDocument file"
        return "an archive that is no office file" if self._members else "an empty archive"


class _ContentTypes(XmlHandler):
    """Handler of `[Content_Types].xml`."""

    def __init__(self) -> None:
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}

    def of(self, name: str) -> str:
        return self._overrides.get(name) or self._defaults.get(name.rpartition(".")[2], "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        declared = attributes.get("ContentType", "").lower()
        if name == "Override":
            self._overrides[attributes.get("PartName", "").lstrip("/").casefold()] = declared
        elif name == "Default":
            self._defaults[attributes.get("Extension", "").casefold()] = declared


class _Relationships(XmlHandler):
    """Handler of one `.rels` part."""

    def __init__(self, folder: str) -> None:
        self.found: list[Relationship] = []
        self._folder = folder

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name != "Relationship":
            return
        target = written = attributes.get("Target", "")
        external = attributes.get("TargetMode", "").casefold() == "external"
        if not external:
            path = unquote(target).replace("\\", "/")
            joined = path if path.startswith("/") else posixpath.join(self._folder, path)
            target = posixpath.normpath(joined).lstrip("/").casefold()
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found.append(Relationship(attributes.get("Id", ""), kind, target, external, written))


def is_zip(head: bytes) -> bool:
    """Whether bytes begin as a zip does."""
    return head.startswith((LOCAL_HEADER, EMPTY_ZIP))
