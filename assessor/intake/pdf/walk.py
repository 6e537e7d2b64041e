"""Stage 1: goes through all objects of a PDF and finds every string and stream, with the place it belongs to.

Nothing has to be known of a key for its string to be found; what is known gives it a better place and rule.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

from assessor.intake.pdf.objects import Object, Objects, Stream
from assessor.intake.pdf.strings import address, is_odd_name, rich_text, says_something, text_string
from assessor.intake.pdf.syntax import Name, Ref, Value

MAX_PAGES_WALKED: Final = 2_000
MAX_LOOKED_AT: Final = 2_000
"""Where more annotations draw onto a page, their drawings are read by themselves only."""
_PASSED: Final = frozenset(
    {
        # Font programs, colours and functions; tables that repeat what stands elsewhere.
        *(
            "FontDescriptor",
            "DescendantFonts",
            "ToUnicode",
            "Encoding",
            "CIDSystemInfo",
            "CharSet",
            "ColorSpace",
        ),
        *("CS", "Shading", "Function", "TR", "TR2", "BG", "UCR", "HT", "DestOutputProfile", "DecodeParms"),
        *("ParentTree", "IDTree", "Limits", "CheckSum", "Thumb", "Panose", "ByteRange", "Cert"),
    }
)
_RULES: Final = {
    "ActualText": "actual_text",
    "Alt": "alt_text",
    "Outlines": "bookmark",
    "Dests": "named_destination",
    "PageLabels": "page_label",
    "OCProperties": "layer_name",
    "Threads": "article_thread",
    "StructTreeRoot": "alt_text",
    "AcroForm": "form_field",
    "EmbeddedFiles": "embedded_file",
    "Collection": "embedded_file",
    "AF": "embedded_file",
}
_LOCATORS: Final = {
    "Outlines": "bookmarks",
    "Dests": "named destinations",
    "PageLabels": "page labels",
    "OCProperties": "layers",
    "Threads": "articles",
    "StructTreeRoot": "alternative texts",
    "AcroForm": "form fields",
    "EmbeddedFiles": "embedded files",
    "Collection": "embedded files",
}
_RICH: Final = frozenset({"RC", "RV", "XFA"})
_ADDRESSES: Final = frozenset({"URI", "F", "UF", "Base"})
_PARTS_OF_TREES: Final = frozenset({"Names", "Kids", "Limits"})
_INHERITED: Final = frozenset({"EF", "XFA"})
"""Keys whose streams stand one level deeper, under names that say less."""
_UNSEEN_FLAGS: Final = 0b100011
"""Invisible, hidden, not viewed (ISO 32000-1, table 165)."""


class Place(NamedTuple):
    """Where a string stands and why a reader of the pages does not see it there."""

    rule: str
    locator: str
    is_unseen: bool = False
    """Whether even what is drawn for it cannot be seen."""


class Found(NamedTuple):
    """A string that says something."""

    text: str
    place: Place
    key: str
    """Its key; the name of a thing has none."""


class FoundStream(NamedTuple):
    """A stream that may hold words."""

    number: int
    place: Place
    kind: str
    """`content` (it draws), `metadata`, `file`, `rich` or `other`."""
    entries: dict[str, Value]


_Waiting: TypeAlias = list[tuple[Object, str, Place]]

PROPERTIES: Final = Place("document_properties", "document properties")


class Walk:
    """Goes through the objects, page by page and then the rest; no object is gone into twice."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.streams: list[FoundStream] = []
        self.scripts = 0
        self.signatures = 0
        self.files = 0
        """File specifications that carry a file."""
        self.has_image = False
        self.has_xfa = False
        self.has_cipher_fonts = False
        """Whether there are fonts of which nothing says which letter a number stands for."""
        self.launches = 0
        """Actions that would start a program."""
        self.loose_pages: list[int] = []
        """Numbers of page objects that no reader turns to."""
        self.drawn_glyphs = 0
        """Fonts whose letters are drawings that may hold words themselves; these are not read."""
        self._visited: set[int] = set()
        self.pages = list(self._page_numbers())
        """Numbers of the page objects, in order."""
        self._index = {number: index for index, number in enumerate(self.pages)}

    def contents(self, index: int) -> list[int]:
        """Numbers of the streams that draw a page."""
        given = self.objects.dictionary(Ref(self.pages[index])).get("Contents")
        streams = self.objects.array(given) or [given]
        return [item.number for item in streams if isinstance(item, Ref)]

    def draws_beside(self, index: int) -> bool:
        """Whether a page has annotations that draw something, and not too many."""
        page = self.objects.dictionary(Ref(self.pages[index])) if index < len(self.pages) else {}
        annotations = self.objects.array(page.get("Annots"))
        drawing = ("AP" in self.objects.dictionary(item) for item in annotations[: MAX_LOOKED_AT + 1])
        return 0 < sum(drawing) <= MAX_LOOKED_AT

    @property
    def shown_layers(self) -> frozenset[str]:
        """Names of layers that are on and stay on unless somebody switches them off."""
        catalog = self.objects.dictionary(self.objects.trailer.get("Root"))
        properties = self.objects.dictionary(catalog.get("OCProperties"))
        default = self.objects.dictionary(properties.get("D"))
        if default.get("BaseState", "ON") != "ON":
            return frozenset()
        off = [item for item in self.objects.array(default.get("OFF")) if isinstance(item, Ref)]
        layers = [item for item in self.objects.array(properties.get("OCGs")) if isinstance(item, Ref)]
        names = {layer: self.objects.dictionary(layer).get("Name") for layer in layers}
        hidden = {names.get(layer) for layer in off}
        known = {name for name in names.values() if isinstance(name, bytes) and name not in hidden}
        return frozenset(map(text_string, known))

    def page(self, index: int) -> Iterator[Found]:
        """Strings of a page: its annotations one after the other, then the rest of it."""
        page = self.objects.dictionary(Ref(self.pages[index]))
        locator = f"page {index + 1}"
        for annotation in self.objects.array(page.get("Annots")):
            yield from self._within(annotation, "Annots", Place("annotation", f"annotation on {locator}"))
        rest = {key: value for key, value in page.items() if key not in {"Annots", "Contents", "Parent"}}
        self._visited.update(self.contents(index))
        yield from self._within(rest, "", Place("page_properties", locator))

    def loose(self, value: Value, place: Place) -> Iterator[Found]:
        """Strings of a value that stands outside the document; what it refers to is not looked for."""
        return self._within(value, "", place)

    def rest(self) -> Iterator[Found]:
        """Strings of the document as a whole: properties, bookmarks, fields of no page, and so on."""
        trailer = dict(self.objects.trailer)
        trailer.pop("ID", None)
        for value in (trailer.pop("Info", None), trailer.pop("Root", None), trailer):
            yield from self._within(value, "", PROPERTIES)

    def _page_numbers(self) -> Iterator[int]:
        root = self.objects.dictionary(self.objects.trailer.get("Root"))
        waiting = [root.get("Pages")]
        count = 0
        while waiting and count < MAX_PAGES_WALKED:
            node = waiting.pop()
            if not isinstance(node, Ref) or node.number in self._visited:
                continue
            self._visited.add(node.number)
            entries = self.objects.dictionary(node)
            if "Kids" in entries:
                waiting += reversed(self.objects.array(entries["Kids"]))
            else:
                count += 1
                yield node.number

    def _within(self, value: Object, key: str, place: Place) -> Iterator[Found]:
        """Strings in a value and all it refers to, in order; an outer one's before an inner one's."""
        waiting: _Waiting = [(value, key, place)]
        while waiting:
            value, key, place = waiting.pop()
            number = 0
            if isinstance(value, Ref):
                number = value.number
                if number in self._visited:
                    continue
                self._visited.add(number)
                value = self.objects.get(value)
            match value:
                case bytes():
                    yield from _found(text_string(value), key, place)
                case Name() if key == "Trapped" or (
                    is_odd_name(value) and key not in {"BaseFont", "FontName"}
                ):
                    yield from _found(value, "", place)
                case list():
                    waiting += [(item, key, place) for item in reversed(value)]
                case Stream(entries, _):
                    inner = self._placed(entries, place)
                    self._note(FoundStream(number, inner, _kind(entries, key), entries))
                    yield from self._entries(entries, key, inner, waiting)
                case dict():
                    if value.get("Type") == "Page" and number and number not in self._index:
                        self.loose_pages.append(number)
                    yield from self._entries(value, key, self._placed(value, place), waiting)

    def _entries(
        self, entries: dict[str, Value], key: str, place: Place, waiting: _Waiting
    ) -> Iterator[Found]:
        """Strings right in a dictionary; what else is in it goes to `waiting`."""
        is_signature = entries.get("Type") == "Sig" or "ByteRange" in entries
        self.signatures += is_signature
        self.scripts += "JS" in entries
        self.launches += entries.get("S") == "Launch"
        self.has_xfa = self.has_xfa or "XFA" in entries
        is_numbered = entries.get("Subtype") == "Type0" and "ToUnicode" not in entries
        self.has_cipher_fonts |= is_numbered and str(entries.get("Encoding")).startswith("Identity")
        deeper: _Waiting = []
        for name, value in entries.items():
            if is_odd_name(name) or (key == "Dests" and name not in _PARTS_OF_TREES):
                yield from _found(name, "", place)
            if name in _PASSED or name == "JS":
                continue
            if name == "Contents" and (is_signature or entries.get("Type") == "Page"):
                continue
            if name == "CharProcs":
                self.drawn_glyphs += "Font" in self.objects.dictionary(entries.get("Resources"))
                continue
            inner = place._replace(
                rule=_RULES.get(name, place.rule), locator=_LOCATORS.get(name, place.locator)
            )
            if isinstance(value, bytes):
                yield from _found(text_string(value), name, inner)
            elif value is not None:
                deeper.append((value, key if key in _INHERITED else name, inner))
        waiting += reversed(deeper)

    def _placed(self, entries: dict[str, Value], place: Place) -> Place:
        """The place of what a dictionary holds, given the place it stands in itself."""
        page = entries.get("Pg")
        if isinstance(page, Ref) and page.number in self._index:
            place = place._replace(locator=f"page {self._index[page.number] + 1}")
        flags = entries.get("F")
        if isinstance(flags, int):
            place = place._replace(is_unseen=bool(flags & _UNSEEN_FLAGS))
        if "FT" in entries or entries.get("Subtype") == "Widget":
            locator = place.locator.replace("annotation on", "form field on")
            place = place._replace(rule="form_field", locator=locator)
        if "EF" in entries:
            self.files += 1
            place = place._replace(rule="embedded_file", locator=f"embedded file {self.files}")
        match entries.get("Type"):
            case "Metadata":
                return place._replace(rule="document_properties")
            case "Sig":
                return place._replace(rule="signature")
            case "OCG" | "OCMD":
                return place._replace(rule="layer_name")
        return place

    def _note(self, stream: FoundStream) -> None:
        if stream.kind == "image":
            self.has_image = True
        elif stream.kind == "script":
            self.scripts += 1
        elif (
            stream.number
            and stream.kind
            and (stream.kind != "content" or self._has_words_to_draw(stream.entries))
        ):
            self.streams.append(stream)

    def _has_words_to_draw(self, entries: dict[str, Value]) -> bool:
        """Whether a drawing has fonts or drawings to use; one without resources has those of its page."""
        if "Resources" not in entries:
            return entries.get("Subtype") == "Form"
        resources = self.objects.dictionary(entries["Resources"])
        return bool({"Font", "XObject", "Pattern"} & resources.keys())


def _kind(entries: dict[str, Value], key: str) -> str:
    """What sort of stream it is; empty for one that holds no words."""
    subtype = entries.get("Subtype")
    if subtype == "Image":
        return "image"
    if key in {"EF", "JS"}:
        return "file" if key == "EF" else "script"
    if subtype == "Form" or entries.get("PatternType") == 1:
        return "content"
    if key == "Metadata" or subtype == "XML" or entries.get("Type") == "Metadata":
        return "metadata"
    if key in _RICH:
        return "rich"
    has_numbers = {"FunctionType", "ShadingType", "PatternType", "HalftoneType", "N"} & entries.keys()
    return "" if has_numbers or entries.get("Type") in {"CMap", "XRef", "ObjStm"} else "other"


def _found(text: str, key: str, place: Place) -> Iterator[Found]:
    if key in _RICH:
        text = rich_text(text)
    elif key in _ADDRESSES:
        text = address(text)
    if says_something(text):
        yield Found(text.strip(), place, key)
