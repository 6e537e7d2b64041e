"""Workbooks: by openpyxl, and sheets written by hand."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.intake.corpus.file import CorpusFile, Prose, without_clock
from tests.intake.office_files import cell, edited, sheet_part, xlsx_file

_ROWS = {
    "rich-text": ('<row><c t="inlineStr"><is><r><t>Ri</t></r><r><t>ched</t></r></is></c></row>', "Riched"),
    "phonetic": (
        '<row><c t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>Phoned</t></rPh></is></c></row>',
        "Phoned",
    ),
    "formula": ('<row><c r="A1"><f>IF(A2=1,"Formulated","")</f><v>1</v></c></row>', "Formulated"),
    "cached": ('<row><c r="A1" t="str"><f>B1</f><v>Cached</v></c></row>', "Cached"),
    "hidden-row": (f'<row r="1" hidden="1">{cell("Rowed")}</row>', "Rowed"),
    "far-away": (
        f'<row r="1048576">{cell("Faraway", chr(114) + "=" + chr(34) + "XFD1048576" + chr(34))}</row>',
        "Faraway",
    ),
    "many-rows": (
        "".join(f"<row>{cell(f'r{n}')}</row>" for n in range(4_000)) + f"<row>{cell('Lastrow')}</row>",
        "Lastrow",
    ),
    "comment-in-xml": (f"<row>{cell('Seen')}</row><!-- Xmlcomment -->", "Xmlcomment"),
}


def files() -> Iterator[CorpusFile]:
    """All workbooks."""
    for seed in range(10):
        yield _register(seed)
    for label, (rows, marker) in _ROWS.items():
        made = edited(xlsx_file(), {"xl/worksheets/sheet1.xml": sheet_part(rows)})
        yield CorpusFile(f"xlsx-{label}", ".xlsx", without_clock(_without_save_time(made)), (marker,))


def _register(seed: int) -> CorpusFile:
    prose = Prose(f"xlsx {seed}")
    book: Any = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"Titled{seed}"
    sheet.append(["Risk", "Owner", "Due", "Share"])
    for _ in range(3 + seed * 5):
        sheet.append([prose.sentence(german=seed % 2 == 1), "CSM", datetime(2026, 11, 2), prose.rng.random()])  # noqa: DTZ001  # sheets know no time zone
    sheet["A2"].comment = Comment(f"Commented{seed}", "A")
    sheet["B2"].font = Font(color="FFFFFFFF")
    sheet["B2"] = f"Whitened{seed}"
    other = book.create_sheet(f"Other{seed}")
    other["C3"] = f"Celled{seed}"
    other.sheet_state = ("visible", "hidden", "veryHidden")[seed % 3]
    book.defined_names["Named"] = openpyxl.workbook.defined_name.DefinedName(
        "Named", attr_text=f'"Defined{seed}"'
    )
    book.properties.created = book.properties.modified = datetime(2026, 11, 2, tzinfo=UTC).replace(
        tzinfo=None
    )
    out = io.BytesIO()
    book.save(out)
    fixed = _without_save_time(out.getvalue())
    markers = (f"Titled{seed}", f"Commented{seed}", f"Whitened{seed}", f"Celled{seed}", f"Defined{seed}")
    return CorpusFile(f"xlsx-register-{seed}", ".xlsx", without_clock(fixed), markers)


def _without_save_time(data: bytes) -> bytes:
    """Without the properties, in which openpyxl always writes the time of saving."""
    return edited(data, {"docProps/core.xml": None})
