"""Stage 1: a PowerPoint deck to passages: slides with notes, comments and charts, then the rest."""

from assessor.domain.text import SegmentRole
from assessor.intake.ooxml_blocks import Where
from assessor.intake.ooxml_package import Package
from assessor.intake.ooxml_parts import Leftovers
from assessor.intake.ooxml_sink import Sink
from assessor.intake.ooxml_text import PartText
from assessor.intake.ooxml_xml import XmlHandler, walk


def read_presentation(package: Package, sink: Sink, rest: Leftovers) -> None:
    """Send the passages of a deck to a sink, slides in the order of the presentation."""
    outline = _Outline()
    walk(package.chunks(package.main), outline)
    targets = {arrow.id: arrow.target for arrow in package.relationships(package.main) if not arrow.external}
    done: set[str] = set()
    number = 0
    for slide in (targets.get(slide_id, "") for slide_id in outline.slide_ids):
        if slide in package and slide not in done:
            number += 1
            _read_slide(package, sink, rest, slide, Where(f"slide {number}", area=outline.size), done)
    rest.read(done)


def _read_slide(
    package: Package, sink: Sink, rest: Leftovers, name: str, where: Where, done: set[str]
) -> None:
    done.add(name)
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
