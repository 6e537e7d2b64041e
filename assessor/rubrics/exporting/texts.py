"""Export: the tables of a rubric as Markdown or CSV."""

import csv
import io
from collections.abc import Iterator

from assessor.domain.rubric import Rubric
from assessor.rubrics.exporting.tables import Cell, SheetTable, tables_of
from assessor.rubrics.tabular.cells import escaped_markdown, guarded, one_line


def markdown_text(rubric: Rubric, lang: str, *, template: bool = False) -> str:
    """A heading and a table for each part."""
    lines = [f"# {escaped_markdown(one_line(rubric.title))}"]
    for table in tables_of(rubric, lang, template=template):
        lines += ["", f"## {table.title}", "", *_rows(table)]
    return "\n".join(lines) + "\n"


def _rows(table: SheetTable) -> Iterator[str]:
    yield _row(table.header)
    yield _row(("---",) * len(table.header), escape=False)
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[Cell, ...], *, escape: bool = True) -> str:
    texts = [escaped_markdown(_text(cell)) if escape else _text(cell) for cell in cells]
    return f"| {' | '.join(texts)} |"


def csv_text(rubric: Rubric, lang: str, *, template: bool = False) -> str:
    """The tables one under the other, a blank row between two.

    With a byte order mark, so that Excel reads UTF-8, and for `de` with the semicolon a German Excel expects.
    No cell is a formula: what could be one begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if lang == "de" else ",", quoting=csv.QUOTE_ALL)
    for number, table in enumerate(tables_of(rubric, lang, template=template)):
        if number:
            out.write("\r\n")
        writer.writerows([guarded(_text(cell)) for cell in row] for row in (table.header, *table.rows))
    return "\ufeff" + out.getvalue()


def _text(cell: Cell) -> str:
    return repr(cell) if isinstance(cell, float) else str(cell)
