"""Stage 1: which attributes of office XML hold words that a person wrote, and why nobody sees them.

Drawn up from the schemas of ECMA-376 and of Microsoft's extensions: every attribute they type as a string is
either listed here or holds a reference, a setting or a name of a font. Those last ones, and attributes nobody
knows, still come out where they read like words: two of them, or an address.
"""

import re
from collections.abc import Iterator

from assessor.intake.office.formula import is_plain_formula, literals_of_format
from assessor.intake.office.stock import is_stock
from assessor.intake.office.words import is_program_name
from assessor.intake.office.xml import Foreign

_ALT, _AUTHOR, _LINK, _FORM, _NAME = "alt_text", "author", "link_target", "form_text", "object_name"
_VALUE, _OTHER, _FORMULA = "cached_value", "other_attribute", "formula"


def _named(rule: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), rule)


_EVERYWHERE = {
    **_named(_ALT, "descr alt title altText altTextSummary"),
    **_named(
        _AUTHOR,
        "author initials displayName userId userName lastUser user refreshedBy assignedTo suggestedSigner"
        " suggestedSigner2 suggestedSignerEmail userProvider",
    ),
    **_named(
        _LINK,
        "tooltip display href althref url src srcUrl sigProvUrl oEmbedUrl invalidUrl action linkTarget link"
        " docLocation tgtFrame sourceFile odcFile destinationFile editPage post embeddedHtml tgt",
    ),
    **_named(
        _FORM,
        "prompt promptTitle error errorTitle displayText caption string comment description help statusBar"
        " command connection totalsRowLabel instr connectString oldName newName text label customMenu"
        " oldDescription oldHelp oldStatusBar oldComment oldCustomMenu stringValue1 stringValue2 lastValue"
        " helpText defaultValue rowSource customList dataCaption grandTotalCaption errorCaption"
        " missingCaption rowHeaderCaption colHeaderCaption subtotalCaption allCaption sourceCaption"
        " memberName displayFolder measureGroup mdx mdxLong contentTypeName contentTypeDescription"
        " signingInstructions addlXml fieldCodes argValue menuHelp phldrT address1 locality"
        " countryRegion adminDistrict1 adminDistrict2 postalCode entityName attribution ddeService ddeTopic"
        " screentip supertip helperText sizeString tag serverCommand localConnection original"
        " cmd propertyName goal trend",
    ),
    **_named(
        _NAME,
        "name uniqueName hierarchyName sourceName sourceDataName sourceObject sourceRef macroName acdName"
        " fciName bmkName codeName columnName tableName fromTable fromColumn toTable toColumn filterPivotName"
        " defaultMemberUniqueName allUniqueName dimensionUniqueName uniqueParent uniqueMemberProperty"
        " setDefinition weightExpression Name RootElement DataBindingName FileBindingName matchingName"
        " sndName StyleName contentTypeScope",
    ),
    **_named(
        _FORMULA,
        "macro textlink fmlaLink fmlaRange fmlaTxbx fmlaGroup fmlaPict fmlaMacro linkedCell listFillRange"
        " cellRange formula refersTo",
    ),
    "formatCode": "number_format",
}
_OF_ELEMENT: dict[str, dict[str, str]] = {
    **{
        name: {"val": _FORM}
        for name in (
            *("alias", "tag", "listEntry", "helpText", "statusText", "default", "query", "entryMacro"),
            *("exitMacro", "lvlText", "aliases", "category", "description", "sectionTitle", "strVal"),
            *("addressFieldName", "mailSubject", "mappedName", "udl", "format", "dateFormat"),
            *("filter", "customFilter", "inputCells", "docVar", "attr", "connectString", "name"),
            *("src", "solutionID", "title", "desc", "colDelim", "designTag", "item"),
            *("documentType", "docPart", "sourceFileName", "bmkName"),
        )
    },
    **{name: {"val": _ALT} for name in ("tblCaption", "tblDescription")},
    **{name: {"v": _VALUE, "c": _VALUE} for name in ("s", "n", "d", "e", "b", "m")},
    "docPr": {"name": _ALT},
    "cNvPr": {"name": _ALT},
    "cmAuthor": {"name": _AUTHOR},
    "author": {"name": _AUTHOR},
    "userInfo": {"name": _AUTHOR},
    "permStart": {"ed": _AUTHOR},
    "smartTag": {"element": _NAME},
    "hyperlink": {"location": _LINK, "anchor": _LINK},
    "listItem": {"value": _FORM},
    "property": {"value": _FORM},
    "ocxPr": {"value": _FORM},
    "kpi": {"value": _FORM, "status": _FORM},
    "calculatedMember": {"parent": _FORM, "hierarchy": _FORM},
    "sheetName": {"val": _NAME},
    "cfvo": {"val": _FORMULA},
    "pageField": {"cap": _FORM},
    "table": {"displayName": _NAME, "val": _FORM},
    "item": {"n": _VALUE, "val": _FORM},
    "header": {"userName": _AUTHOR},
    "worksheetSource": {"sheet": _NAME, "name": _NAME},
    "rangeSet": {"sheet": _NAME, "name": _NAME},
    "dataRef": {"sheet": _NAME, "name": _NAME},
    "buPr": {"prefix": _FORM},
}
_SETTINGS = frozenset(
    {
        *"style ascii hAnsi cs eastAsia panose path adj d script format sqref ref spans points uri".split(),
        *"idmap formulas coordsize Requires Ignorable dashstyle ProgID progId equation eqn styleName".split(),
        *"names lang activeCell moduleid limo gradientshapeok connectlocs textboxrect MustUnderstand".split(),
        *"clrIdx inset fontName charset pos v keyAttributes fmla tm tmFilter rctx".split(),
        *"presName presStyleLbl prefixMappings xpath gfxdata Target Type PartName ContentType".split(),
    }
)
"""Attributes with blanks in them that are no words; addresses come out all the same."""
_NO_NAME = frozenset(
    "compatSetting gd lvl choose else forEach if layoutNode styleLbl constr lsdException channel font"
    " channelProperty brushProperty srcProperty metadataType futureMetadata feature flag key guide"
    " tableStyleInfo"
    " pivotTableStyleInfo slicerStyle timelineStyle functionGroup customPr characteristic type".split()
)
"""Elements whose `name` is a setting."""
_SENTENCE = re.compile(r"[^\W\d_]{2,}[^\S\n]+(?:\S+[^\S\n]+)*[^\W\d_]{2,}|\w@\w")
_ADDRESS = re.compile(r"\w@[\w-]+\.\w")
_AUTOMATIC_MARK = ("_Toc", "_Ref", "_Hlk", "_GoBack", "_xlnm.", "_xlcn.", "__RefHeading", "__DdeLink")
_PLAIN_ACTION = re.compile(r"ppaction://[a-z]+(?:\?(?:id=\d+|jump=[a-z]+|slideindex=\d+|return=\w+|&)+)?")


def texts_of(name: str, attributes: dict[str, str], *, free: bool) -> Iterator[tuple[str, str]]:
    """Words in the attributes of one element, each with the rule that says why they are not seen.

    Args:
        name: the element's local name.
        attributes: by local name.
        free: the part follows no office schema, so that any attribute may hold words.
    """
    special = _OF_ELEMENT.get(name)
    free = free or isinstance(name, Foreign)
    for key, value in attributes.items():
        if key == "name" and name == "sheet":
            continue  # read where the sheets are
        rule = (special and special.get(key)) or _EVERYWHERE.get(key)
        if rule is None or (key == "name" and name in _NO_NAME):
            if free or isinstance(key, Foreign):
                rule = _OTHER
            elif value.isalnum() or not (_ADDRESS if key in _SETTINGS else _SENTENCE).search(value):
                # A single word or number is a setting; most attributes end here.
                continue
            else:
                rule = _OTHER
        if rule == "number_format":
            value = literals_of_format(value)  # noqa: PLW2901 - only its words are text
        if not _is_given(value, rule, key):
            yield value, rule


def _is_given(value: str, rule: str, key: str) -> bool:
    """Whether the program chose the value: counted names, references to cells, marks of its own."""
    if is_stock(value) or value.startswith(_AUTOMATIC_MARK):
        return True
    if key == "val" and len(value) < 2:
        return True  # a bullet of a list
    if rule in {_NAME, _OTHER} or key in {"name", "val"}:
        return is_program_name(value)
    if rule == _FORMULA or key == "location":
        return is_plain_formula(value, frozenset())
    return key == "action" and _PLAIN_ACTION.fullmatch(value) is not None
