"""Attributes: which hold words, which are dropped and counted, which may name somebody whatever they are for."""

import pytest

from assessor.intake.html.attributes import address_names, contact_in, may_name_somebody, target_of
from assessor.intake.html.file import read_html
from tests.intake.html.test_file import rules_of

MARKER = "MARKER Katrin Sommer katrin@sommer.example"


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        *(
            (f"<b {name}='{MARKER}'>x</b>", "title_attribute")
            for name in (
                "aria-roledescription",
                "aria-valuetext",
                "aria-placeholder",
                "aria-braillelabel",
                "abbr",
            )
        ),
        (f"<a download='{MARKER}.pdf' href='#'>x</a>", "title_attribute"),
        (f"<svg><a xlink:title='{MARKER}'>x</a></svg>", "title_attribute"),
        (f"<x-card heading='{MARKER}'></x-card>", "title_attribute"),
        (f"<math alttext='{MARKER}'></math>", "alt_text"),
        (f"<option value='{MARKER}'>x</option>", "form_field"),
        (f"<meter value='{MARKER}'></meter>", "form_field"),
        (f"<input type=password value='{MARKER}'>", "form_field"),
        (f"<input name='{MARKER}'>", "attribute"),
        (f"<b id='{MARKER}'>x</b>", "attribute"),
        (f"<b class='{MARKER}'>x</b>", "attribute"),
        (f"<b own='{MARKER}'>x</b>", "attribute"),
        (f"<b lang='{MARKER}'>x</b>", "attribute"),
        (f"<v:rect o:title='{MARKER}'/>", "attribute"),
        (f"<b data-user='{MARKER}'>x</b>", "data_attribute"),
        ("<b data-user='MARKER +49 30 23125 417'>x</b>", "data_attribute"),
        ("<b data-user='MARKER Katrin Sommer'>x</b>", "data_attribute"),
        ("<b data-user='MARKER DE89 3704 0044 0532 0130 00'>x</b>", "data_attribute"),
        ("<a href='mailto:MARKER@sommer.example'>x</a>", "link_target"),
        ("<a href=' TEL:+4930MARKER'>x</a>", "link_target"),
        ("<a href='https://x.example/?who=MARKER&who=katrin%40sommer.example'>x</a>", "link_target"),
        ("<a href='https://x.example/MARKER?who=Katrin+Sommer'>x</a>", "link_target"),
        ("<img src='https://x.example/p.gif?MARKER=katrin@sommer.example'>", "link_target"),
        ("<form action='https://x.example/?a=MARKER%20Katrin%20Sommer'></form>", "link_target"),
        ("<q cite='https://x.example/MARKER/katrin@sommer.example'>x</q>", "link_target"),
        ("<link rel=author href='mailto:MARKER@sommer.example'>", "link_target"),
        ("<a href='data:text/plain,MARKER%20Katrin'>x</a>", "embedded_file"),
        ("<a href='data:text/html;base64,TUFSS0VS'>x</a>", "embedded_file"),
        (f"<img src='data:image/svg+xml,%3Csvg%3E{MARKER}%3C/svg%3E'>", "embedded_file"),
        (f"<b style='--note:\"{MARKER}\"'>x</b>", "style_text"),
        (f"<b style='/* {MARKER} */'>x</b>", "style_text"),
        ("From: <MARKER@sommer.example>", "attribute"),
        ("From: <MARKER Sommer katrin@sommer.example>", "attribute"),
    ],
)
def test_words_of_attributes_are_read(html: str, rule: str) -> None:
    extract = read_html(f"<p>Seen by all</p>{html}".encode())
    found = rules_of(extract, "MARKER") | rules_of(extract, "marker")
    assert found == {rule}


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ("<b class='btn btn-primary' id='main-nav' width='100' role='button'>x</b>", []),
        ("<svg viewbox='0 0 1 1'><path d='M0 0h24v24H0z' stroke-linecap='round'/></svg>", []),
        ("<font face='Times New Roman'>x</font>", []),
        ("<p align=left lang=de dir=ltr style='margin:0'>x</p>", []),
        ("<b data-id='1234' data-x=''>x</b>", []),
        ("<a href='#'>x</a><a href=''>x</a>", []),
        ("<a href='https://x.example/'>x</a><img src='logo.png'>", ["link_target"]),
        ("<b data-tracking='click'>x</b><b own='thing'>x</b>", ["data_attribute"]),
        ("<a href='mailto:katrin@sommer.example'>katrin@sommer.example</a>", []),
        ("<a title='Home page'>Home page</a><img alt='Home page'>", []),
        ("<b onclick='go()'>x</b><a href='javascript:go()'>x</a>", ["script", "script"]),
        ("<meta name=viewport content='width=device-width'><meta name=robots content=noindex>x", []),
        ("<meta http-equiv=Content-Type content='text/html; charset=utf-8'>x", []),
    ],
)
def test_ordinary_attributes_leave_no_words_and_few_notes(html: str, rules: list[str]) -> None:
    extract = read_html(html.encode())
    assert [finding.rule for finding in extract.findings] == rules
    assert set(extract.text.split()) <= {"x", "xx", "katrin@sommer.example", "Home", "page"}


@pytest.mark.parametrize(
    "value", ["a@b.example", "+49 30 23125417", "0049 30 23125", "Katrin Sommer", "DE8937040044"]
)
def test_what_may_name_somebody(value: str) -> None:
    assert may_name_somebody(value)


@pytest.mark.parametrize(
    "value", ["", "btn btn-primary", "@media", "2026-11-27", "1234567890", "M0 0h24", "Katrin"]
)
def test_what_names_nobody(value: str) -> None:
    assert not may_name_somebody(value)


def test_links() -> None:
    assert contact_in("MAILTO:a%40b.example?subject=For%20Katrin") == "a@b.example?subject=For Katrin"
    assert contact_in("https://x.example/mailto:a") == ""
    assert target_of("https://x.example/?who=Katrin+Sommer%21") == "https://x.example/?who=Katrin Sommer!"
    assert target_of("https://x.example/Katrin_Sommer") == target_of("https://x.example/New%20York") == ""
    assert (address_names("a@b.example", ["c"]), address_names("p", ["c"])) == ("a@b.example c", "")
