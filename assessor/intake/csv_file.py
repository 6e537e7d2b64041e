"""Stage 1: tables saved as text (.csv) to text, a row at a time.

A row's cells stand on one line with tabs between, as table rows do everywhere in intake. Rows are counted as
a spreadsheet counts them: blank ones too, and a cell that spans lines is one.
"""

import csv
import io
import re
import threading
from collections import Counter
from collections.abc import Iterator

from assessor.domain.text import SegmentRole
from assessor.intake.bundle import bundled
from assessor.intake.damaged import damaged_file
from assessor.intake.decode import MAX_CODE_POINTS, decode_plain, verify_text
from assessor.intake.extract import Extract, Passage, put_together

_DELIMITERS = ";\t|,"
"""Of equals the first one: a comma in each row may be that of a number."""
_SAMPLE_CODE_POINTS = 20_000
_SAMPLE_ROWS = 50
_SEPARATOR_LINE = re.compile(r"[\"']?sep=(?P<delimiter>.)[\"']?(?:\r\n|\n|\r|\Z)", re.IGNORECASE)
_VALUE = re.compile(r"[\d\s.,:/%€$£+()-]*")
_FIELD_LIMIT_LOCK = threading.Lock()


def read_csv(data: bytes) -> Extract:
    """Read a .csv file.

    Args:
        data: UTF-8, UTF-16 with a byte order mark, or Windows-1252 (noted). The delimiter is one of comma,
            semicolon, tab and bar: the one that Excel's `sep=` line names, else the one that gives the most
            even rows.

    Returns:
        A segment for each row that is not blank (`row 7`). The first is a heading where none of its cells is
        blank or a number and rows follow it.

    Raises:
        UnreadableError: code `empty`, `too_large`, `binary_content`, or `damaged_file` where no reader of
            tables makes sense of it.
    """
    text, findings = decode_plain(data)
    verify_text(text)
    separator = _SEPARATOR_LINE.match(text)
    body = text[separator.end() :] if separator else text
    delimiter = separator["delimiter"] if separator else _delimiter_of(body[:_SAMPLE_CODE_POINTS])
    # The limit on a cell is one for the whole process; the length of the text bounds cells already.
    with _FIELD_LIMIT_LOCK:
        before = csv.field_size_limit(MAX_CODE_POINTS)
        try:
            first = 2 if separator else 1
            return put_together(bundled(_passages(body, delimiter, first)), findings)
        except csv.Error:
            raise damaged_file("CSV", "expected rows of cells, got a quotation that cannot be read") from None
        finally:
            csv.field_size_limit(before)


def _rows(text: str, delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _passages(text: str, delimiter: str, first: int) -> Iterator[Passage]:
    rows = _rows(text, delimiter)
    for number, row in enumerate(rows, first):
        is_heading = number == first and _is_heading(row)
        role = SegmentRole.HEADING if is_heading else SegmentRole.BODY
        yield Passage("\t".join(row).rstrip("\t"), f"row {number}", role)


def _is_heading(row: list[str]) -> bool:
    return len(row) > 1 and not any(_VALUE.fullmatch(cell) for cell in row)


def _delimiter_of(sample: str) -> str:
    """The delimiter with the most rows of one and the same width; a comma where none parts anything.

    The standard library's Sniffer is not asked: its patterns take quadratic time on hostile text.
    """
    evenness = {delimiter: _evenness(sample, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: evenness[delimiter])
    return best if any(evenness[best]) else ","


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(_rows(sample, delimiter, strict=True)):
            if number == _SAMPLE_ROWS:
                break
            widths[len(row)] += 1
    except csv.Error as error:
        # A quotation may go on beyond the sample; one that ends inside a cell tells a wrong delimiter.
        if "unexpected end" not in str(error):
            return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
