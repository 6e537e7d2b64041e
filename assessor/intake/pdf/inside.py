"""Stage 1: what is inside a PDF beside its pages as they are painted: all strings, all streams, all drawings.

Three steps: all objects are gone through (`pdf_walk`), the streams that may hold words are decoded, and a
copy is made in which everything that can be drawn stands on a page, drawings that nobody paints included.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from assessor.errors import UnreadableError
from assessor.intake.pdf.content import (
    ACTUAL_TEXT,
    UNUSED,
    as_drawn,
    is_painted_without_end,
    mark_words,
    painted_by,
)
from assessor.intake.pdf.objects import Objects, copy_of
from assessor.intake.pdf.streams import words_in
from assessor.intake.pdf.syntax import Name, Reader, Ref, Value
from assessor.intake.pdf.update import Update, decoded, stream_body, with_pages, written
from assessor.intake.pdf.walk import Found, FoundStream, Place, Walk

MAX_DRAWINGS: Final = 3_000
"""So many drawings are read by themselves."""


class Drawing(NamedTuple):
    """A drawing that stands on a page of its own in the second copy."""

    place: Place
    page: int
    """Index of that page."""


class Inside:
    """What is inside an open document. Of one that pdfium cannot copy nothing is known here."""

    def __init__(self, document: Any) -> None:
        """Go through the document.

        Raises:
            UnreadableError: code `drawing_loop`; its drawings paint each other without end.
        """
        copy = copy_of(document)
        self.objects = Objects(copy or b"")
        self.walk = Walk(self.objects)
        count = len(self.walk.pages)
        self.page_words = [[*self.walk.page(index)] for index in range(count)]
        """Strings of each page, in order."""
        self.words = list(self.walk.rest())
        """Strings of the document as a whole."""
        self.unread: set[str] = set()
        """Rules of what is there and could not be read."""
        if copy is None or self.objects.is_incomplete:
            self.unread.add("document_structure")
        self.drawings: list[Drawing] = []
        self._page_drawings: dict[str, Value] = {}
        self._page_streams = [self.walk.contents(index) for index in range(count)]
        numbers = [number for streams in self._page_streams for number in streams]
        numbers += [stream.number for stream in self.walk.streams]
        self._streams = decoded(self.objects, numbers) if numbers else {}
        self._verify_paintable()
        self._read_marks()
        self._read_streams()

    def second_copy(self) -> bytes | None:
        """The document with what marks replace as it is drawn, and a further page for each drawing.

        Null where that would be no other document.
        """
        root = self.objects.trailer.get("Root")
        if not isinstance(root, Ref):
            return None
        update = Update(self.objects)
        for number, content in self._streams.items():
            if (drawn := as_drawn(content)) != content:
                update.replace(number, stream_body(drawn, self.objects.dictionary(Ref(number))))
        pages = [*self._drawing_pages(update)]
        count = len(self.walk.pages)
        self.drawings = [Drawing(place, count + at) for at, (place, _) in enumerate(pages)]
        if update.is_empty and not pages and ACTUAL_TEXT not in self.objects.copy:
            return None
        kids = [self.objects.dictionary(root).get("Pages"), *(Ref(number) for _, number in pages)]
        tree: dict[str, Value] = {"Type": Name("Pages"), "Count": count + len(pages), "Kids": kids}
        update.replace(root.number, with_pages(self.objects.body(root.number), update.add(written(tree))))
        return update.file(root.number).replace(ACTUAL_TEXT, UNUSED)

    def _drawing_pages(self, update: Update) -> Iterator[tuple[Place, int]]:
        """Place and page number of each drawing, and of the pages that are no part of the document."""
        drawings = [stream for stream in self.walk.streams if stream.kind == "content"]
        if len(drawings) > MAX_DRAWINGS:
            self.unread.add("drawing")
        paint = Ref(update.add(stream_body(b"/X Do", {}))) if drawings else None
        for stream in drawings[:MAX_DRAWINGS]:
            painted = self._paintable(stream, update)
            resources: Value = {"XObject": {"X": Ref(painted)}}
            page: dict[str, Value] = {"Type": Name("Page"), "Contents": paint, "Resources": resources}
            yield stream.place, update.add(written({**page, "MediaBox": [0, 0, 612, 792]}))
        for number in self.walk.loose_pages[:MAX_DRAWINGS]:
            yield Place("loose_page", "page outside the document"), number

    def _paintable(self, stream: FoundStream, update: Update) -> int:
        """Number of a drawing that instructions can paint; patterns are made one."""
        if stream.entries.get("Subtype") == "Form":
            return stream.number
        form: dict[str, Value] = {"Type": Name("XObject"), "Subtype": Name("Form"), "BBox": [0, 0, 612, 792]}
        form["Resources"] = stream.entries.get("Resources")
        return update.add(stream_body(as_drawn(self._streams.get(stream.number, b"")), form))

    def _verify_paintable(self) -> None:
        paints: dict[int, list[int]] = {}
        for number in self.walk.pages:
            own = self.objects.dictionary(self.objects.dictionary(Ref(number)).get("Resources"))
            self._page_drawings |= self.objects.dictionary(own.get("XObject"))
        for index, streams in enumerate(self._page_streams):
            # Below all numbers of objects, so that a page is no drawing.
            resources = self.objects.dictionary(Ref(self.walk.pages[index])).get("Resources")
            paints[-1 - index] = [number for stream in streams for number in self._painted(stream, resources)]
        for stream in self.walk.streams:
            if stream.kind == "content":
                paints[stream.number] = self._painted(stream.number, stream.entries.get("Resources"))
        if is_painted_without_end([*paints], paints):
            raise UnreadableError(
                "The PDF cannot be read: expected drawings with an end, got some that paint each other.",
                code="drawing_loop",
                hint="Print it to a new PDF where it was made.",
            )

    def _painted(self, number: int, resources: Value) -> list[int]:
        names = painted_by(self._streams.get(number, b""))
        if not names:
            return []
        drawings = self.objects.dictionary(self.objects.dictionary(resources).get("XObject"))
        # What a drawing does not name itself is looked for in its page.
        found = (drawings.get(name) or self._page_drawings.get(name) for name in names)
        return [value.number for value in found if isinstance(value, Ref)]

    def _read_marks(self) -> None:
        reader = Reader(b"")
        for index, streams in enumerate(self._page_streams):
            for number in streams:
                self.page_words[index] += self._marks_of(number, f"page {index + 1}", reader)
        for stream in self.walk.streams:
            if stream.kind == "content":
                self.words += self._marks_of(stream.number, stream.place.locator, reader)
        if reader.tokens_left <= 0:
            self.unread.add("marked_content")

    def _marks_of(self, number: int, locator: str, reader: Reader) -> Iterator[Found]:
        reader.data = self._streams.get(number, b"")
        for rule, text in mark_words(reader):
            yield Found(text, Place(rule, locator), "")

    def _read_streams(self) -> None:
        for stream in self.walk.streams:
            if stream.kind == "content":
                continue
            content = self._streams.get(stream.number)
            words = None if content is None else words_in(content, stream.kind)
            if words is not None:
                self.words += [Found(word, stream.place, "") for word in words]
            elif stream.kind != "file":
                self.unread.add("stream")
