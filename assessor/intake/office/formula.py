"""Stage 1: what formulas and number formats of spreadsheets say beside figures."""

import re
from collections.abc import Container

_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}|\$?\d{1,7}|\$?[A-Z]{1,3}|TRUE|FALSE")
_TOKEN = re.compile(
    r"'(?P<quoted>(?:[^']|'')*)'!"  # 'My sheet'!
    r"|(?P<sheet>[^\W\d][\w.]*)!"
    r"|\[(?P<column>[^\[\]]*)\]"
    r"|(?P<call>[A-Za-z_][\w.]*)\("
    r"|#(?:[A-Z]+[/A-Z0-9]*[!?]?)"
    r"|(?P<name>[^\W\d][\w.]*)"
)
_FUNCTION = re.compile(r"(?:_xl\w+\.)*[A-Z][A-Z0-9]*(?:\.[A-Z0-9]+)*")
_PLAIN_SHEET = re.compile(r"(?:Sheet|Tabelle|Blatt|Feuil|Hoja|Foglio|Chart|Diagramm)\d*|Worksheet")
_SECTION_TEXT = re.compile(r'"([^"]*)"|\\(.)|\[(?:\$([^\]-]*)(?:-[^\]]*)?|[^\]]*)\]|_.|\*.')
_CODE_WORDS = re.compile(r"General|Standard|AM/PM|A/P|[ymdhsb]+|e[+-]", re.IGNORECASE)
_ADDRESS = re.compile(r"\w@[\w-]+\.\w")
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_plain_formula(formula: str, known: Container[str]) -> bool:
    """Whether a formula names nothing but cells, functions and what is `known`; it then says nothing.

    Args:
        formula: as stored, with or without the equals sign.
        known: names of sheets and ranges that come out elsewhere.

    >>> is_plain_formula("SUM(Data!A1:B2)", {"Data"}), is_plain_formula('IF(A1,"ask Jo",2)', ())
    (True, False)
    >>> is_plain_formula("'Jo Sommer'!A1", ()), is_plain_formula("Sommer", ())
    (False, False)
    """
    if '"' in formula or "@" in formula or "://" in formula:
        return False
    return all(_is_plain_token(match, known) for match in _TOKEN.finditer(formula))


def _is_plain_token(match: re.Match[str], known: Container[str]) -> bool:
    sheet = match["quoted"].replace("''", "'") if match["quoted"] is not None else match["sheet"]
    if sheet is not None:
        return sheet in known or _PLAIN_SHEET.fullmatch(sheet) is not None
    if match["column"] is not None:
        return match["column"].isdigit() or match["column"] in known or not _WORD.search(match["column"])
    if match["call"] is not None:
        return _FUNCTION.fullmatch(match["call"]) is not None
    name = match["name"]
    return name is None or _REFERENCE.fullmatch(name) is not None or name in known or not _WORD.search(name)


def literals_of_format(code: str) -> str:
    """The words a number format shows beside the number; empty where there are none.

    >>> literals_of_format('0.00 "per seat";[Red]-0.00'), literals_of_format('#,##0.00 [$€-407]')
    ('per seat', '')
    """
    if _ADDRESS.search(code):
        return code
    found = []
    for section in code.split(";"):
        words = "".join(a or b or c for a, b, c in _SECTION_TEXT.findall(section)).strip()
        bare = _CODE_WORDS.sub("", _SECTION_TEXT.sub("", section))
        if _WORD.search(bare) and "@" not in bare:
            words = f"{words} {section}".strip()
        if words and _WORD.search(words) and not (len(words) == 3 and words.isupper()):
            found.append(words)
    return " ".join(dict.fromkeys(found))
