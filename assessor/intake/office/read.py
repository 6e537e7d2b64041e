"""Stage 1: bytes of a .docx, .pptx or .xlsx to text with places, everything hidden in them included.

Nothing is written to disk, followed or executed. What is not text stays unread and is noted with category
`attachment` and rule `embedded_file`, `image`, `macro`, `font`, `thumbnail`, `printer_settings` or
`unlisted_bytes` (bytes of the archive that belong to no member).
"""

from assessor.intake.extract import Extract, put_together
from assessor.intake.office.docx import read_document
from assessor.intake.office.package import Package
from assessor.intake.office.parts import Leftovers
from assessor.intake.office.pptx import read_presentation
from assessor.intake.office.sink import Sink
from assessor.intake.office.xlsx import read_workbook


def read_docx(data: bytes) -> Extract:
    """Read a Word document, all of its parts. Text that a tracked change inserted is ordinary text.

    Locators: `paragraph 3`, `table 1 row 2`, `paragraph 3 text box`, `footnote 1`, `header 1`, `comment 2`,
    `paragraph 3 ruby`, `chart 1`, `document property`, `settings`, `styles`, `building blocks`, `archive`,
    `part 4`, `embedded file 1, paragraph 2`. Rules of hidden passages: `tracked_deletion`, `tracked_move`,
    `hidden_text`, `hidden_shape`, `tiny_text`, `white_text` (in the colour of what lies behind), `comment`,
    `alt_text`, `field_code`, `document_properties`, `author`, `link_target`, `form_text`, `object_name`,
    `number_format`, `formula`, `building_block`, `xml_comment`, `other_attribute`, `other_part`,
    `embedded_file`, `member_name` and `archive_comment` (of the zip).

    Raises:
        UnreadableError: as `zip_check.verify_zip`; `doctype`, `too_large`.
    """
    return _read(data, ".docx")


def read_pptx(data: bytes) -> Extract:
    """Read a PowerPoint deck, slides in the order they are shown.

    Locators: `slide 3`, `slide 3 table 1 row 2`, `notes of slide 3`, `comment on slide 3`,
    `chart on slide 3`, `diagram on slide 3`, `link on slide 3`, `slide master 1`, and those of `read_docx`
    for the rest. Rules beyond those of `read_docx`: `speaker_notes`, `hidden_slide`, `off_slide`,
    `slide_master`.

    Raises:
        UnreadableError: as `zip_check.verify_zip`; `doctype`, `too_large`.
    """
    return _read(data, ".pptx")


def read_xlsx(data: bytes) -> Extract:
    """Read an Excel workbook, a passage for each row, cells parted by tabs, empty ones left out.

    Dates and percentages come as shown, other numbers as stored unless their format puts words or signs
    between or around the digits. Locators: `sheet Risks row 7` where the name is made of common words, else
    `sheet 2 row 7`; `sheet 2 name`, `sheet 2 rows 10001-10100` in very long sheets, `comment on sheet 2`,
    `drawing on sheet 2`, `workbook`, `cell formats`, `table definition`, `pivot table`, and those of
    `read_docx` for the rest. Rules beyond those of `read_docx`: `hidden_sheet`, `hidden_row`,
    `hidden_column`, `hidden_format`, `covered_cell` (by a merged neighbour), `formula` (only formulas that
    say more than cells and functions), `page_header`, `sheet_settings`, `unused_string`, `phonetic_text`,
    `cached_value`.

    Raises:
        UnreadableError: as `zip_check.verify_zip`; `doctype`, `too_large`.
    """
    return _read(data, ".xlsx")


def _read(data: bytes, extension: str) -> Extract:
    sink = Sink()
    _read_into(data, sink, 0, extension)
    return put_together(sink.passages, sink.findings)


def _read_into(data: bytes, sink: Sink, depth: int, expected: str | None = None) -> None:
    package = Package(data, expected, sink)
    rest = Leftovers(package, sink, depth, _read_into)
    match package.extension:
        case ".docx":
            read_document(package, sink, rest)
        case ".pptx":
            read_presentation(package, sink, rest)
        case _:
            read_workbook(package, sink, rest)
