r"""What stands in a cell and how it is written, so that export and import agree.

- Several anchors of one cell are lines that begin with a bullet.
- A text that a spreadsheet would take for a formula gets an apostrophe in CSV; XLSX keeps it as text by type.
- Markdown marks are written with a backslash.
- Runs of white space count as one space: tables cannot carry more.
"""

import re

BULLET = "• "
_BULLETED = re.compile(r"(?:[•▪‣◦*–-]|\(?\d{1,2}[.)])\s+(?=\S)")
_BREAK = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKDOWN = re.compile(r"([\\|*_`<>\[\]])")
_ESCAPED = re.compile(r"\\([\\|*_`<>\[\]])")
_MARKS = re.compile(r"\*\*|__|`")
_LINE_MARK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_PRIVATE = 0xE000


def one_line(text: str) -> str:
    r"""A text with every run of white space as one space; control characters are white space too.

    >>> one_line(" a\n  b ")
    'a b'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def cell_text(raw: str) -> str:
    r"""A cell as it is understood: one line, or bulleted lines where every line has a bullet or a number.

    >>> cell_text("- Writes.\n- Files.")
    '• Writes.\n• Files.'
    >>> cell_text("Senior\nCSM")
    'Senior CSM'
    """
    lines = [line for line in map(one_line, _BREAK.split(raw)) if line]
    marks = [_BULLETED.match(line) for line in lines]
    alone = len(lines) == 1 and lines[0].startswith(BULLET)
    if alone or (len(lines) > 1 and all(marks)):
        return "\n".join(BULLET + line[mark.end() :] for line, mark in zip(lines, marks, strict=True) if mark)
    return " ".join(lines)


def anchors_in(text: str) -> tuple[str, ...]:
    r"""The anchors of a cell that `cell_text` read.

    >>> anchors_in("• Writes.\n• Files.")
    ('Writes.', 'Files.')
    """
    if not text.startswith(BULLET):
        return (text,) if text else ()
    return tuple(line.removeprefix(BULLET) for line in text.split("\n"))


def anchors_cell(anchors: tuple[str, ...]) -> str:
    """Several anchors as one cell; a single one stands without a bullet, unless it begins with one."""
    texts = [one_line(anchor) for anchor in anchors]
    if len(texts) == 1 and not texts[0].startswith("•"):
        return texts[0]
    return "\n".join(BULLET + text for text in texts)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula when it opens a CSV file.

    >>> guarded("=1+1"), guarded("Plain - text")
    ("'=1+1", 'Plain - text')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return bool(_FORMULA.match(text))


def escaped_markdown(text: str) -> str:
    """A cell for a Markdown table, its line breaks as `<br>`."""
    return _MARKDOWN.sub(r"\\\1", text).replace("\n", "<br>")


def plain_markdown(cell: str) -> str:
    r"""A Markdown cell without marks; what a backslash protects stays, `<br>` becomes a line break.

    >>> plain_markdown("**a** \\*\\*b\\*\\*<br>c")
    ' a  **b**\nc'
    """
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[1])
        return chr(_PRIVATE)

    text = _MARKS.sub(" ", _LINE_MARK.sub("\n", _ESCAPED.sub(keep, cell)))
    # One private character stands for each protected one, in order.
    return re.sub(chr(_PRIVATE), lambda _: kept.pop(0), text)


def markdown_cells(line: str) -> tuple[str, ...]:
    r"""The raw cells of a table row, split at bars without a backslash.

    >>> markdown_cells("| a \\| b | c |")
    ('a \\| b', 'c')
    """
    cells, here = [], ""
    inner = line.strip().removeprefix("|")
    at = 0
    while at < len(inner):
        if inner[at] == "\\" and at + 1 < len(inner):
            here += inner[at : at + 2]
            at += 2
        elif inner[at] == "|":
            cells.append(here)
            here = ""
            at += 1
        else:
            here += inner[at]
            at += 1
    return tuple(cell.strip() for cell in ([*cells, here] if here.strip() else cells))
