"""PDF files: by reportlab and pypdf, and objects written by hand."""

import io
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.intake.corpus.file import CorpusFile, Prose
from tests.intake.pdf_files import line, pdf, stream

_SEEN = line("Seen")
_CORNERS = {
    "white": (pdf(_SEEN + line("Whitened", before="1 g 0 Tr")), "Whitened"),
    "invisible": (pdf(_SEEN + line("Unseen", before="0 g 3 Tr")), "Unseen"),
    "tiny": (pdf(_SEEN + line("Tinier", size=0.5)), "Tinier"),
    "outside": (pdf(_SEEN + line("Outside", x=5_000)), "Outside"),
    "note": (
        pdf(_SEEN, annotations=[b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(Annotated)>>"]),
        "Annotated",
    ),
    "link": (
        pdf(
            _SEEN,
            annotations=[
                b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://example.com/Linked)>>>>"
            ],
        ),
        "Linked",
    ),
    "title": (pdf(_SEEN, others=[b"<</Title(Titled)>>"], trailer=b"/Info 5 0 R"), "Titled"),
    "own-property": (pdf(_SEEN, others=[b"<</Reviewer(Propertied)>>"], trailer=b"/Info 5 0 R"), "Propertied"),
    "layer": (pdf(_SEEN + b"/OC /L BDC " + line("Layered") + b"EMC"), "Layered"),
    "form-object": (
        pdf(
            _SEEN + b"/X Do",
            others=[
                stream(
                    line("Formed"),
                    b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>",
                )
            ],
        ).replace(b"/Properties", b"/XObject<</X 5 0 R>>/Properties", 1),
        "Seen",
    ),
    "many-pages": (pdf(*[line(f"Page {n}") for n in range(60)], line("Lastpage")), "Lastpage"),
    "many-lines": (
        pdf(b"".join(line(f"Row {n}", y=790 - n % 70 * 11) for n in range(900)) + line("Lastline")),
        "Lastline",
    ),
}


def files() -> Iterator[CorpusFile]:
    """All PDF files."""
    for seed in range(6):
        yield CorpusFile(f"pdf-report-{seed}", ".pdf", report(seed), (f"Reported{seed}", f"Authored{seed}"))
    for label, (data, marker) in _CORNERS.items():
        yield CorpusFile(f"pdf-{label}", ".pdf", data, (marker,))
    for seed in range(3):
        yield CorpusFile(f"pdf-rewritten-{seed}", ".pdf", _rewritten(seed), (f"Reported{seed}",))


def report(seed: int, *, compressed: bool = True) -> bytes:
    prose = Prose(f"pdf {seed}")
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=int(compressed))
    canvas.setAuthor(f"Authored{seed}")
    for number in range(1 + seed % 3):
        canvas.bookmarkPage(f"p{number}")
        canvas.addOutlineEntry(prose.sentence(), f"p{number}")
        for row in range(12):
            canvas.drawString(72, 780 - 20 * row, prose.sentence(german=seed % 2 == 1))
        canvas.drawString(72, 100, f"Reported{seed}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _rewritten(seed: int) -> bytes:
    """The same through pypdf, as a tool that stamps or merges leaves it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(report(seed, compressed=False))))
    writer.add_attachment("notes.txt", b"Attached")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
