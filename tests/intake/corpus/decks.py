"""Decks: by python-pptx, and slides written by hand."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pptx
from pptx.util import Inches

from tests.intake.corpus.file import CorpusFile, Prose, without_clock
from tests.intake.office_files import edited, pptx_file, shape, slide_part

_RUN = "<a:rPr {}>{}</a:rPr>"
_SLIDES = {
    "hidden-slide": slide_part(shape("Hiddenslide"), 'show="0"'),
    "hidden-shape": slide_part(shape("Hiddenshape", named='id="2" name="x" hidden="1"')),
    "off-slide": slide_part(
        shape("Offslide", props='<a:xfrm><a:off x="-9000000" y="0"/><a:ext cx="10" cy="10"/></a:xfrm>')
    ),
    "white": slide_part(
        shape("Whitened", run=_RUN.format("", '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'))
    ),
    "tiny": slide_part(shape("Tinier", run=_RUN.format('sz="100"', ""))),
    "alt-text": slide_part(shape("Seen", named='id="2" name="x" descr="Described"')),
    "comment": slide_part(shape("Seen") + "<!-- Commented -->"),
    "many-shapes": slide_part("".join(shape(f"Shape {n}") for n in range(300)) + shape("Lastshape")),
    "groups": slide_part("<p:grpSp>" * 60 + shape("Grouped") + "</p:grpSp>" * 60),
}
_MARKERS = {
    "hidden-slide": "Hiddenslide",
    "hidden-shape": "Hiddenshape",
    "off-slide": "Offslide",
    "white": "Whitened",
    "tiny": "Tinier",
    "alt-text": "Described",
    "comment": "Commented",
    "many-shapes": "Lastshape",
    "groups": "Grouped",
}


def files() -> Iterator[CorpusFile]:
    """All decks."""
    for seed in range(9):
        yield _review(seed)
    for label, slide in _SLIDES.items():
        made = edited(pptx_file(), {"ppt/slides/slide1.xml": slide})
        yield CorpusFile(f"pptx-{label}", ".pptx", without_clock(made), (_MARKERS[label],))
    yield CorpusFile("pptx-long", ".pptx", without_clock(pptx_file(40)), ("Title 40", "NOTES 40"))


def _review(seed: int) -> CorpusFile:
    prose = Prose(f"pptx {seed}")
    deck = pptx.Presentation()
    deck.core_properties.modified = deck.core_properties.created = datetime(2026, 11, 2, tzinfo=UTC)
    deck.core_properties.subject = f"Subjected{seed}"
    for number in range(1 + seed % 4):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = prose.sentence(german=seed % 2 == 1)
        box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(6), Inches(1))
        box.text_frame.text = prose.paragraph()
        if seed % 3 == 0:
            frame = slide.shapes.add_table(2, 3, Inches(1), Inches(3), Inches(6), Inches(1))
            frame.table.cell(1, 2).text = f"Celled{seed}"
        if number == 0:
            slide.notes_slide.notes_text_frame.text = f"Noted{seed} " + prose.sentence()
    out = io.BytesIO()
    deck.save(out)
    markers = (f"Noted{seed}", f"Subjected{seed}", *([f"Celled{seed}"] if seed % 3 == 0 else []))
    return CorpusFile(f"pptx-review-{seed}", ".pptx", without_clock(out.getvalue()), markers)
