"""Attributes of office XML: words come out with the rule that says why nobody sees them, settings do not."""

import pytest

from assessor.intake.office.attributes import texts_of
from assessor.intake.office.xml import Foreign

CASES = [
    ("docPr", "descr", "a photo", "alt_text"),
    ("docPr", "name", "Picture 4", None),
    ("docPr", "name", "katrin.jpg", "alt_text"),
    ("cNvPr", "name", "Google Shape;54;p13", None),
    ("cNvPr", "name", "Rechteck: abgerundete Ecken 4", None),
    ("author", "name", "Sommer", "author"),
    ("section", "name", "Sommer", "object_name"),
    ("style", "styleId", "Sommer", None),
    ("name", "val", "List Bullet 2", None),
    ("name", "val", "Sommer", "form_text"),
    ("lvlText", "val", "%1.", None),
    ("lvlText", "val", "o", None),
    ("bookmarkStart", "name", "_Toc4711", None),
    ("compatSetting", "name", "compatibilityMode", None),
    ("font", "name", "Sommer", None),  # one word may be any font
    ("font", "name", "Katrin Sommer", "other_attribute"),
    ("rFonts", "ascii", "Times New Roman", None),
    ("gd", "fmla", "val 16667", None),
    ("shape", "style", "width:9pt;height:9pt", None),
    ("shape", "style", "a:katrin@wegwarte.example", "other_attribute"),
    ("cfvo", "val", "$A$1", None),
    ("cfvo", "val", "Sommer", "formula"),
    ("hyperlink", "location", "Sheet2!A1", None),
    ("hyperlink", "location", "Sommer!A1", "link_target"),
    ("hlinkClick", "action", "ppaction://hlinkshowjump?jump=nextslide", None),
    ("hlinkClick", "action", "ppaction://program?name=sommer", "link_target"),
    ("s", "v", "Sommer", "cached_value"),
    ("numFmt", "formatCode", "#,##0.00", None),
    ("numFmt", "formatCode", '0 "seats"', "number_format"),
    ("sheet", "name", "Katrin Sommer", None),  # read where the sheets are
    ("p", Foreign("note"), "Sommer", "other_attribute"),
    (Foreign("note"), "by", "Sommer", "other_attribute"),
    ("p", "rsidR", "00A12B", None),
]


@pytest.mark.parametrize(("name", "key", "value", "rule"), CASES)
def test_words_of_attributes(name: str, key: str, value: str, rule: str | None) -> None:
    assert [why for _, why in texts_of(name, {key: value}, free=False)] == ([rule] if rule else [])


def test_in_xml_of_other_programs_every_attribute_may_hold_words() -> None:
    assert list(texts_of("p", {"by": "Sommer", "n": "12"}, free=True)) == [("Sommer", "other_attribute")]
