"""Stage 1: what the reader of an office format left over, so that nothing passes by unseen.

Embedded files are read where they are office files or text; macros, images and other binary parts are noted.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from html import unescape

from assessor.domain.text import SegmentRole
from assessor.errors import UnreadableError
from assessor.intake.decode import decode_plain
from assessor.intake.extract import Passage
from assessor.intake.html.text import text_of_html
from assessor.intake.office.blocks import Where
from assessor.intake.office.package import TYPES_PART, Package, is_zip
from assessor.intake.office.sink import Sink
from assessor.intake.office.text import PartText
from assessor.intake.office.xml import walk

MAX_EMBEDDING_DEPTH = 2
"""Embedded files in embedded files are read, but no deeper."""

_HEADER, _QUOTED = SegmentRole.HEADER, SegmentRole.QUOTED


def _settings(place: str) -> Where:
    return Where(place, "other_part", stocked=True)


_KNOWN: tuple[tuple[str, Where], ...] = (
    (r"custom-properties\+xml$", Where("document property", "document_properties", _HEADER)),
    (
        r"(?:core|extended)-properties\+xml$",
        Where("document property", "document_properties", _HEADER, stocked=True),
    ),
    (r"chart(?:ex)?\+xml$", Where("chart")),
    (r"diagram(?:data|drawing)\+xml$", Where("diagram")),
    (r"threadedcomments?\+xml$", Where("comment", "comment", _QUOTED)),
    (r"comments\+xml$", Where("comment", "comment", _QUOTED)),
    (r"(?:commentauthors|authors|people|persons?)\+xml$", Where("list of authors", "author", _HEADER)),
    (r"slide(?:master|layout)\+xml$", Where("slide master", "slide_master", stocked=True)),
    (r"(?:notes|handout)master\+xml$", Where("notes master", "slide_master", stocked=True)),
    (r"relationships\+xml$", Where("link", "link_target")),
    (r"document\.glossary\+xml$", Where("building blocks", "building_block", stocked=True)),
    (r"(?:settings|websettings)\+xml$", _settings("settings")),
    (r"(?:styles|styleswitheffects|tablestyles)\+xml$", _settings("styles")),
    (r"(?:theme|themeoverride)\+xml$", _settings("theme")),
    (r"fonttable\+xml$", _settings("list of fonts")),
    (r"numbering\+xml$", _settings("list formats")),
    (r"(?:presprops|viewprops)\+xml$", _settings("settings")),
    (r"presentation\.main|slideshow\.main|template\.main", _settings("settings")),
    (r"tags\+xml$", _settings("tag")),
    (r"\.table\+xml$", _settings("table definition")),
    (r"pivot(?:table|cachedefinition|cacherecords)\+xml$", _settings("pivot table")),
    (r"(?:connections|querytable)\+xml$", _settings("connection")),
    (r"externallink\+xml$", _settings("external link")),
    (r"(?:slicer|slicercache|timeline|timelinecache)\+xml$", _settings("slicer")),
    (r"revision(?:log|headers)\+xml$|usernames\+xml$", _settings("revision")),
    (r"(?:ctrlprops|controlproperties|activex)\+xml$", _settings("form control")),
    (r"vmldrawing$", _settings("drawing")),
)
_NUMBERED = frozenset({"chart", "diagram", "slide master"})
_XML_NAME = re.compile(r"\.(?:xml|rels|vml|xsd|svg|xhtml)$")
_IMAGE_NAME = re.compile(r"\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|ico|webp|heic|wdp|jfif)$")
_TEXT_NAME = re.compile(r"\.(?:txt|csv|md|tsv|json|vtt|srt|vcf|ics|log|ya?ml|ini|sql)$")
_HTML_NAME = re.compile(r"\.html?$")
_MACRO_NAME = re.compile(r"(?:^|/)(?:vbaproject|vbadata)[^/]*$|(?:^|/)macrosheets/")
_FURNITURE = (
    (re.compile(r"(?:^|/)printersettings[^/]*\.bin$"), "printer_settings"),
    (re.compile(r"(?:^|/)thumbnail\.[a-z]+$"), "thumbnail"),
    (re.compile(r"\.(?:fntdata|odttf)$"), "font"),
)
"""What programs put into files by themselves; it is counted and not opened."""
_HOSTILE = frozenset({"zip_bomb", "too_large", "doctype", "path_traversal", "too_many_members"})
"""Embedded files with these faults condemn the file they stand in."""
_TAG = re.compile(r"<[^<>]{0,10000}>")
_INLINE_TAG = re.compile(r"</?(?:font|b|i|u|s|span|sub|sup|strong|em)\b[^<>]{0,10000}>", re.IGNORECASE)
_XML_HEAD = (b"<?xml", b"\xef\xbb\xbf<?xml", b"\xff\xfe<\0", b"\xfe\xff\0<")


class Leftovers:
    """Reads what is left of one package."""

    def __init__(
        self, package: Package, sink: Sink, depth: int, read_office: Callable[[bytes, Sink, int], None]
    ) -> None:
        """Prepare to read.

        Args:
            package: the file.
            sink: receives passages and notes.
            depth: levels of embedding this file stands in; 0 for the file itself.
            read_office: reads an embedded office file of any kind into the sink, one level deeper.
        """
        self._package = package
        self._sink = sink
        self._depth = depth
        self._read_office = read_office
        self._counts: Counter[str] = Counter()
        self._diagrams: defaultdict[str, set[str]] = defaultdict(set)
        self._places: dict[str, str] = {}
        self.names: set[str] = set()
        """Names in formulas that come out elsewhere."""
        self.formats: set[str] = set()
        """Words of number formats, which come out with the cells."""
        self._cells: set[str] = set()

    def read(self, done: Iterable[str]) -> None:
        """Read all parts but those that are `done`, in the order of their names within each kind."""
        if self._package.has_unlisted_bytes:
            self._sink.note_attachment("unlisted_bytes")
        for text, rule in self._package.texts_beside:
            self._sink.add(Passage(text, "archive", _HEADER, rule))
        if TYPES_PART in self._package:
            walk(self._package.chunks(TYPES_PART), PartText(_settings("settings"), self._sink))
        skip = set(done)
        names = sorted((name for name in self._package.names if name not in skip), key=_order)
        for name in names:
            self.read_part(name)

    def read_part(self, name: str, where: Where | None = None) -> None:
        """Read one part.

        Args:
            name: the part's name.
            where: what it is called, where its kind and what points to it say more than its own type.

        Raises:
            UnreadableError: as `Package.chunks` and `walk`; also for an embedded file that is hostile.
        """
        if _MACRO_NAME.search(name):
            self._sink.note_attachment("macro")
            if not _XML_NAME.search(name):
                return
        if _XML_NAME.search(name) or self._package.head(name).lstrip().startswith(_XML_HEAD):
            self._read_xml(name, where or self._where(name))
        elif furniture := next((rule for pattern, rule in _FURNITURE if pattern.search(name)), None):
            self._sink.note_attachment(furniture)
        elif _IMAGE_NAME.search(name) or self._package.content_type(name).startswith("image/"):
            self._sink.note_attachment("image")
        else:
            self._read_embedded(name)

    def _where(self, name: str) -> Where:
        declared = self._package.content_type(name)
        for pattern, where in _KNOWN:
            if re.search(pattern, declared):
                if where.place not in _NUMBERED:
                    return where
                self._counts[where.place] += 1
                return Where(
                    f"{where.place} {self._counts[where.place]}",
                    where.hidden,
                    where.role,
                    stocked=where.stocked,
                )
        self._counts["part"] += 1
        free = name.startswith("customxml/") or declared in {"", "application/xml", "text/xml"}
        return Where(f"part {self._counts['part']}", "other_part", free=free, stocked=True)

    def _read_xml(self, name: str, where: Where) -> None:
        if name.endswith(".rels"):
            self._read_links(name)
            return
        self._places.setdefault(name, where.place)
        known = None
        if name.endswith("docprops/app.xml"):
            # It lists titles of slides and names of sheets and fonts.
            known = {passage.text for passage in self._sink.passages} | {
                f"{quote}{sheet}{quote}!Print_{what}"
                for sheet in self.names
                for quote in ("", "'")
                for what in ("Area", "Titles")
            }
        elif where.place == "styles":
            known = set(self.formats)
        elif where.place in {"table definition", "pivot table", "slicer"}:
            known = set(self._known_cells())
        if where.place.startswith("diagram"):
            # A diagram's drawing repeats its data; only what the data lacks is read from it.
            known = self._diagrams[where.place if " on " in where.place else ""]
        reader = PartText(where, self._sink, known=known, names=self.names)
        if not name.endswith(".vml"):
            walk(self._package.chunks(name), reader)
            return
        try:
            walk(self._package.chunks(name), reader)
        except UnreadableError as error:
            if error.code != "damaged_file":
                raise
            # Excel itself writes VML with HTML in it that is not well-formed.
            text = self._package.read(name).decode("utf-8", errors="replace")
            lines = unescape(_TAG.sub("\n", _INLINE_TAG.sub("", text))).splitlines()
            plain = "\n".join(line.strip() for line in lines if line.strip())
            self._sink.add(Passage(plain, where.place, where.role, where.hidden))

    def place(self, name: str, place: str) -> None:
        """Say what a part is called that was read elsewhere, for the links it holds."""
        self._places.setdefault(name, place)

    def _known_cells(self) -> set[str]:
        """Texts of cells and names, which tables and pivot tables repeat."""
        if not self._cells:
            rows = (passage.text for passage in self._sink.passages if passage.locator.startswith("sheet "))
            self._cells.update(self.names, *(re.split(r"[\t\n]", row) for row in rows))
        return self._cells

    def _read_links(self, name: str) -> None:
        folder, _, base = name.rpartition("_rels/")
        source = folder + base.removesuffix(".rels")
        place = f"link on {self._places[source]}" if self._places.get(source) else "link"
        seen: set[str] = set()
        for arrow in self._package.relationships(source):
            leads_away = arrow.external or arrow.target not in self._package
            if leads_away and arrow.written not in seen and arrow.written != "NULL":
                seen.add(arrow.written)
                self._sink.add(Passage(arrow.written, place, _HEADER, "link_target"))
        walk(self._package.chunks(name), PartText(Where(place, "other_part"), self._sink, known=seen))

    def _read_embedded(self, name: str) -> None:
        self._sink.note_attachment("embedded_file")
        self._counts["embedded"] += 1
        place = f"embedded file {self._counts['embedded']}"
        if is_zip(self._package.head(name)):
            if self._depth < MAX_EMBEDDING_DEPTH:
                self._read_archive(name, place)
        elif _TEXT_NAME.search(name) or self._package.content_type(name) == "text/plain":
            self._add_embedded(decode_plain(self._package.read(name))[0], place)
        elif _HTML_NAME.search(name) or self._package.content_type(name) in {
            "text/html",
            "application/xhtml+xml",
        }:
            self._add_embedded(text_of_html(decode_plain(self._package.read(name))[0]).text, place)

    def _add_embedded(self, text: str, place: str) -> None:
        if "\0" not in text:
            self._sink.add(Passage(text, place, SegmentRole.ATTACHMENT, "embedded_file"))

    def _read_archive(self, name: str, place: str) -> None:
        first = len(self._sink.passages)
        try:
            self._read_office(self._package.read(name), self._sink, self._depth + 1)
        except UnreadableError as error:
            if error.code in _HOSTILE:
                raise
            # One that is locked, broken or no office file stays closed; the note tells of it.
        inner = self._sink.passages[first:]
        self._sink.passages[first:] = [
            Passage(
                passage.text,
                f"{place}, {passage.locator}",
                SegmentRole.ATTACHMENT,
                passage.hidden or "embedded_file",
            )
            for passage in inner
        ]


def _order(name: str) -> tuple[int, str, int, str]:
    """Diagrams' data before their drawings, properties after content, links after properties, files last."""
    rank = 0
    if "docprops/" in name or "customxml/" in name:
        rank = 1
    elif name.endswith(".rels"):
        rank = 2
    elif not _XML_NAME.search(name):
        rank = 3
    number = re.search(r"(\d{1,9})\.[a-z]+$", name)
    return rank, re.sub(r"\d+", "", name), int(number[1]) if number else 0, name
