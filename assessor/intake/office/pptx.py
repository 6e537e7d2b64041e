"""Stage 1: a PowerPoint deck to passages: slides with notes, comments and charts, then the rest."""

from assessor.domain.text import SegmentRole
from assessor.intake.office.blocks import Where
from assessor.intake.office.colour import PAGE, UNKNOWN, colour_of
from assessor.intake.office.package import Package
from assessor.intake.office.parts import Leftovers
from assessor.intake.office.sink import Sink
from assessor.intake.office.text import PartText
from assessor.intake.office.xml import XmlHandler, walk


def read_presentation(package: Package, sink: Sink, rest: Leftovers) -> None:
    """Send the passages of a deck to a sink, slides in the order of the presentation."""
    outline = _Outline()
    walk(package.chunks(package.main), outline)
    targets = {arrow.id: arrow.target for arrow in package.relationships(package.main) if not arrow.external}
    backdrops = _Backdrops(package)
    done: set[str] = set()
    number = 0
    for slide in (targets.get(slide_id, "") for slide_id in outline.slide_ids):
        if slide in package and slide not in done:
            number += 1
            where = Where(f"slide {number}", page=backdrops.behind(slide), area=outline.size)
            _read_slide(package, sink, rest, slide, where, done)
    rest.read(done)


def _read_slide(
    package: Package, sink: Sink, rest: Leftovers, name: str, where: Where, done: set[str]
) -> None:
    done.add(name)
    rest.place(name, where.place)
    reader = PartText(where, sink)
    walk(package.chunks(name), reader)
    slide_rule = "hidden_slide" if reader.is_hidden_slide else None
    companions = {
        "chart": Where(f"chart on {where.place}", slide_rule),
        "chartEx": Where(f"chart on {where.place}", slide_rule),
        "diagramData": Where(f"diagram on {where.place}", slide_rule),
        "diagramDrawing": Where(f"diagram on {where.place}", slide_rule),
        "notesSlide": Where(f"notes of {where.place}", "speaker_notes"),
        "comments": Where(f"comment on {where.place}", "comment", SegmentRole.QUOTED),
    }
    # In the order of the table, so that a diagram's drawing comes after the data it repeats.
    arrows = package.relationships(name)
    for kind, place in companions.items():
        for arrow in arrows:
            if (
                arrow.kind == kind
                and not arrow.external
                and arrow.target in package
                and arrow.target not in done
            ):
                done.add(arrow.target)
                rest.read_part(arrow.target, place)


class _Outline(XmlHandler):
    """Handler of `presentation.xml`: which slides come in which order, and how large they are."""

    def __init__(self) -> None:
        self.slide_ids: list[str] = []
        self.size: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "sldId":
            self.slide_ids.append(attributes.get("r:id", ""))
        elif name == "sldSz":
            width, height = attributes.get("cx", ""), attributes.get("cy", "")
            if width.isascii() and width.isdigit() and height.isascii() and height.isdigit():
                self.size = int(width[:12]), int(height[:12])


class _Backdrops:
    """What layouts and masters paint behind the slides; each part is read once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._read: dict[str, _Backdrop] = {}

    def behind(self, slide: str) -> str | None:
        """Colour behind a slide that paints nothing itself; null for white."""
        layout = self._related(slide, "slideLayout")
        master = self._related(layout, "slideMaster")
        backdrops = [self._backdrop(name) for name in (layout, master)]
        paint = next((backdrop.paint for backdrop in backdrops if backdrop.paint is not None), None)
        # In dark designs the scheme's background is its dark colour.
        is_dark = backdrops[1].is_dark
        return UNKNOWN if is_dark and paint in {None, PAGE} else paint

    def _related(self, name: str, kind: str) -> str:
        arrows = self._package.relationships(name) if name else []
        targets = (arrow.target for arrow in arrows if arrow.kind == kind and not arrow.external)
        return next((target for target in targets if target in self._package), "")

    def _backdrop(self, name: str) -> "_Backdrop":
        if name not in self._read:
            self._read[name] = _Backdrop()
            if name:
                walk(self._package.chunks(name), self._read[name])
        return self._read[name]


class _Backdrop(XmlHandler):
    """Handler of a layout or master: the colour of its background, if it has one."""

    def __init__(self) -> None:
        self.paint: str | None = None
        self.is_dark = False
        self._in_background = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "bg":
            self._in_background = True
            self.paint = UNKNOWN
        elif name == "clrMap":
            self.is_dark = attributes.get("bg1", "lt1") != "lt1"
        elif self._in_background and name in {"srgbClr", "sysClr", "schemeClr"}:
            self.paint = colour_of(attributes)
        elif self._in_background and name in {"gradFill", "blipFill", "pattFill", "lumMod", "shade", "tint"}:
            self.paint = UNKNOWN
            self._in_background = False

    def end(self, name: str) -> None:
        """An element closes."""
        if name == "bg":
            self._in_background = False
