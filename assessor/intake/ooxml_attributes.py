"""Stage 1: which attributes of office XML hold words that a person wrote, and why nobody sees them."""

import re
from collections.abc import Iterator

from assessor.intake.ooxml_stock import is_plain_name, is_stock

_ALT, _AUTHOR, _LINK, _FORM, _NAME = "alt_text", "author", "link_target", "form_text", "object_name"

_EVERYWHERE = {
    **dict.fromkeys(("descr", "alt", "title"), _ALT),
    **dict.fromkeys(("author", "initials", "displayName", "userId", "userName", "lastUser"), _AUTHOR),
    **dict.fromkeys(("tooltip", "display"), _LINK),
    **dict.fromkeys(("prompt", "promptTitle", "error", "errorTitle", "displayText", "caption"), _FORM),
    **dict.fromkeys(
        ("string", "comment", "description", "help", "statusBar", "command", "connection"), _FORM
    ),
    **dict.fromkeys(("totalsRowLabel", "instr", "connectString", "oldName", "newName"), _FORM),
}
_OF_ELEMENT: dict[str, dict[str, str]] = {
    **{
        name: {"val": _FORM}
        for name in ("alias", "tag", "listEntry", "helpText", "statusText", "default", "query", "entryMacro")
    },
    **{name: {"val": _ALT} for name in ("tblCaption", "tblDescription")},
    **{
        name: {"name": _NAME}
        for name in (
            *("cSld", "custShow", "section", "definedName", "table", "tableColumn", "cacheField", "control"),
            *("oleObj", "property", "attr", "docVar", "ffData", "scenario", "slicer", "dbPr", "queryTable"),
            *("pivotTableDefinition", "pivotField", "bookmarkStart", "customSheetView", "slicerCache"),
        )
    },
    "docPr": {"name": _ALT},
    "cNvPr": {"name": _ALT},
    "cmAuthor": {"name": _AUTHOR},
    "smartTag": {"element": _NAME},
    "hyperlink": {"location": _LINK},
    "listItem": {"value": _FORM},
    "sheetName": {"val": _NAME},
    "filter": {"val": _FORM},
    "customFilter": {"val": _FORM},
    "inputCells": {"val": _FORM},
}
_VALUES_TOO = {"tag", "attr", "docVar"}
"""Elements whose `name` and `val` are both free text."""
_PIVOT_VALUES = {"s", "n", "d", "e"}
_NOISE = frozenset(
    {
        *(
            "style",
            "typeface",
            "formatCode",
            "ascii",
            "hAnsi",
            "cs",
            "eastAsia",
            "panose",
            "path",
            "adj",
            "d",
        ),
        *("script", "format", "sqref", "ref", "spans", "points", "uri", "idmap", "formulas", "coordsize"),
        *("Requires", "Ignorable", "dashstyle", "ProgID", "progId", "equation", "eqn", "fmla", "styleName"),
        *("names", "lang", "activeCell", "moduleid", "limo", "gradientshapeok", "connectlocs", "textboxrect"),
        *("MustUnderstand", "clrIdx", "inset", "fontName", "charset", "pos", "font", "v", "keyAttributes"),
    }
)
_FONTS = frozenset({"mathFont", "rFonts", "latin", "ea", "cs", "sym", "font"})
_SENTENCE = re.compile(r"[^\W\d_]{2,}[^\S\n]+(?:\S+[^\S\n]+)*[^\W\d_]{2,}|\w@\w")


def texts_of(name: str, attributes: dict[str, str], *, free: bool) -> Iterator[tuple[str, str]]:
    """Words in the attributes of one element, each with the rule that says why they are not seen.

    Args:
        name: the element's local name.
        attributes: by local name.
        free: the part follows no office schema, so that any attribute may hold words.
    """
    if name in _FONTS:
        return
    special = _OF_ELEMENT.get(name, {})
    for key, value in attributes.items():
        rule = special.get(key) or _EVERYWHERE.get(key)
        if rule is None:
            # A single word or number is a setting; most attributes end here.
            if value.isalnum() and not free and name not in _VALUES_TOO and name not in _PIVOT_VALUES:
                continue
            if key in {"name", "val"} and name in _VALUES_TOO:
                rule = _FORM
            elif key == "v" and name in _PIVOT_VALUES:
                rule = "cached_value"
            elif free or (key not in _NOISE and _SENTENCE.search(value)):
                rule = "other_attribute"
            else:
                continue
        if is_stock(value) or (rule in {_ALT, _NAME} and key == "name" and is_plain_name(value)):
            continue
        if name == "bookmarkStart" and value.startswith(("_Toc", "_Ref", "_Hlk", "_GoBack")):
            continue
        yield value, rule
