"""HTML files: what a browser shows, what it does not and why, and every bad file by its code."""

import random

import pytest

from assessor.errors import AssessorError, UnreadableError
from assessor.intake.extract import Extract
from assessor.intake.html.file import read_html
from assessor.intake.html.walk import MAX_HTML_CODE_POINTS, MAX_HTML_MARKS


def rules_of(extract: Extract, marker: str = "MARKER") -> set[str]:
    """The rules under which a marker was found; `seen` where none, empty where it did not come out."""
    at = extract.text.find(marker)
    if at < 0:
        return set()
    return {f.rule for f in extract.findings if f.start is not None and f.end and f.start <= at < f.end} or {
        "seen"
    }


def test_blocks_stand_at_their_lines_with_their_roles() -> None:
    extract = read_html(
        b"<h1>Plan</h1>\n<p>We called<br>them</p>\n\n<ul>\n<li><p>next</p></li></ul>\n<blockquote>they said</blockquote>"
    )
    assert [(extract.text[s.start : s.end], s.locator, s.role.value) for s in extract.segments] == [
        ("Plan", "line 1", "heading"),
        ("We called\nthem", "line 2", "body"),
        ("- next", "line 5", "body"),
        ("> they said", "line 6", "quoted"),
    ]
    assert extract.findings == ()


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p style='display:none'>MARKER</p>", "html_hidden"),
        ("<p style='d\\69splay:none'>MARKER</p>", "html_hidden"),
        ("<p hidden>MARKER</p>", "html_hidden"),
        ("<p style='visibility:hidden'>MARKER</p>", "html_hidden"),
        ("<p style='opacity:0'>MARKER</p>", "html_hidden"),
        ("<p style='position:absolute;left:-9999px'>MARKER</p>", "html_hidden"),
        ("<p style='text-indent:-9999px'>MARKER</p>", "html_hidden"),
        ("<p style='height:0;overflow:hidden'>MARKER</p>", "html_hidden"),
        ("<p style='clip-path:inset(100%)'>MARKER</p>", "html_hidden"),
        ("<p style='transform:scale(0)'>MARKER</p>", "html_hidden"),
        ("<style>.x{display:none}</style><p class='a x'>MARKER</p>", "html_hidden"),
        ("<style>#x{display:none}</style><p id=x>MARKER</p>", "html_hidden"),
        ("<style>aside{display:none}</style><aside>MARKER</aside>", "html_hidden"),
        ("<style>[data-x='1']{display:none}</style><p data-x=1>MARKER</p>", "html_hidden"),
        (
            "<style>.a .b > i{display:none}</style><div class=a><p class=b><i>MARKER</i></p></div>",
            "html_hidden",
        ),
        ("<style>@media screen{.x{display:none}}</style><p class=x>MARKER</p>", "html_hidden"),
        ("<style>b{display:none!important}</style><b style='display:inline'>MARKER</b>", "html_hidden"),
        ("<style>/* { */ .x{content:'}';display:none}</style><p class=x>MARKER</p>", "html_hidden"),
        ("<p style='mso-hide:all'>MARKER</p>", "html_hidden"),
        ("<p style='opacity:1e-9'>MARKER</p>", "html_hidden"),
        ("<p style='zoom:0.01'>MARKER</p>", "html_hidden"),
        ("<p style='transform:scale(.001)'>MARKER</p>", "html_hidden"),
        ("<p style='transform:matrix(0,0,0,0,0,0)'>MARKER</p>", "html_hidden"),
        ("<p style='transform:rotateY(90deg)'>MARKER</p>", "html_hidden"),
        ("<p style='transform:translateX(-9999px)'>MARKER</p>", "html_hidden"),
        ("<p style='translate:-9999px'>MARKER</p>", "html_hidden"),
        ("<p style='margin:0 0 0 -9999px'>MARKER</p>", "html_hidden"),
        ("<p style='position:absolute;left:calc(-9999px)'>MARKER</p>", "html_hidden"),
        ("<p style='position:absolute;left:10000px'>MARKER</p>", "html_hidden"),
        ("<p style='position:absolute;left:-200%'>MARKER</p>", "html_hidden"),
        ("<p style='position:absolute;inset:-9999px auto auto 0'>MARKER</p>", "html_hidden"),
        ("<p style='clip:rect(1px 1px 1px 1px)'>MARKER</p>", "html_hidden"),
        ("<p style='clip-path:circle(0 at 50% 50%)'>MARKER</p>", "html_hidden"),
        ("<p style='clip-path:polygon(0 0, 0 0, 0 0)'>MARKER</p>", "html_hidden"),
        ("<p style='clip-path:xywh(0 0 0 0)'>MARKER</p>", "html_hidden"),
        ("<p style='line-height:0;overflow:hidden'>MARKER</p>", "html_hidden"),
        ("<style>:root{--d:none}.x{display:var(--d)}</style><p class=x>MARKER</p>", "html_hidden"),
        ("<p style='display:var(--nowhere, none)'>MARKER</p>", "html_hidden"),
        ("<style>h1+p{display:none}</style><h1>x</h1><p>MARKER</p>", "html_hidden"),
        ("<style>p:not(.q):nth-of-type(2){display:none}</style><p>MARKER</p>", "html_hidden"),
        ("<style>:is(p,b).x,i{display:none}</style><p class=x>MARKER</p>", "html_hidden"),
        ("<style>div:has(b){display:none}</style><div><b>MARKER</b></div>", "html_hidden"),
        ("<style>[class^=hid]{display:none}</style><p class=hidden-xs>MARKER</p>", "html_hidden"),
        ("<style>.a\\:b{display:none}</style><p class='a:b'>MARKER</p>", "html_hidden"),
        ("<style>.a{& .x{display:none}}</style><div class=a><p class=x>MARKER</p></div>", "html_hidden"),
        ("<style>.a{.x{display:none}}</style><div class=a><p class=x>MARKER</p></div>", "html_hidden"),
        ("<style><!-- .x{display:none} --></style><p class=x>MARKER</p>", "html_hidden"),
        ("<details><summary>x</summary>MARKER</details>", "html_hidden"),
        ("<details><summary>x</summary><p>MARKER</p></details>", "html_hidden"),
        ("<dialog>MARKER</dialog>", "html_hidden"),
        ("<div popover>MARKER</div>", "html_hidden"),
        ("<ruby>x<rp>MARKER</rp><rt>y</rt></ruby>", "html_hidden"),
        ("<progress>MARKER</progress>", "html_hidden"),
        ("<svg><desc>MARKER</desc></svg>", "html_hidden"),
        ("<svg><defs><text>MARKER</text></defs></svg>", "html_hidden"),
        ("<svg><text display=none>MARKER</text></svg>", "html_hidden"),
        ("<svg><text opacity=0>MARKER</text></svg>", "html_hidden"),
        ("<svg><text font-size=0>MARKER</text></svg>", "tiny_text"),
        ("<svg><text fill=none>MARKER</text></svg>", "white_text"),
        ("<svg><text fill=white>MARKER</text></svg>", "white_text"),
        ("<math><semantics><annotation>MARKER</annotation></semantics></math>", "html_hidden"),
        ("<p style='color:hsl(0 0% 100%)'>MARKER</p>", "white_text"),
        ("<p style='color:oklch(1 0 0)'>MARKER</p>", "white_text"),
        ("<p style='background:darkslateblue;color:#483d8b'>MARKER</p>", "white_text"),
        ("<!-- MARKER", "html_comment"),
        ("<!-- MARKER --!>", "html_comment"),
        ("<!--[if mso]><v:shape alt='MARKER'/><![endif]-->", "html_comment"),
        ("<!--[if mso]><p>MAR<b>KER</b></p><![endif]-->", "html_comment"),
        ("<!--[if MARKER]><![endif]-->", "html_comment"),
        ("<!DOCTYPE html PUBLIC 'MARKER'>", "html_comment"),
        ("<iframe srcdoc='&lt;p title=&quot;MARKER&quot;&gt;x&lt;/p&gt;'></iframe>", "html_hidden"),
        ("<meta http-equiv=Cache-Control content='no-cache MARKER'>", "meta"),
        ("<style>/* MARKER", "style_text"),
        ("<template>MARKER</template>", "html_hidden"),
        ("<noscript>MARKER</noscript>", "html_hidden"),
        ("<p style='font-size:1px'>MARKER</p>", "tiny_text"),
        ("<p style='font:1px/1 x'>MARKER</p>", "tiny_text"),
        ("<div style='font-size:2px'><p style='font-size:.1em'>MARKER</p></div>", "tiny_text"),
        ("<p style='color:#fff'>MARKER</p>", "white_text"),
        ("<font color=white>MARKER</font>", "white_text"),
        ("<p style='color:rgb(250,250,250)'>MARKER</p>", "white_text"),
        ("<p style='color:transparent'>MARKER</p>", "white_text"),
        ("<div style='background:#003'><p style='color:#000033'>MARKER</p></div>", "white_text"),
        ("<!-- MARKER -->", "html_comment"),
        ("<!--[if mso]><p>MARKER</p><![endif]-->", "html_comment"),
        ("<img alt='MARKER'>", "alt_text"),
        ("<a title='MARKER'>x</a>", "title_attribute"),
        ("<a aria-label='MARKER'>x</a>", "title_attribute"),
        ("<input placeholder='MARKER'>", "form_field"),
        ("<input type=hidden value='MARKER'>", "form_field"),
        ("<meta name=author content='MARKER'>", "meta"),
        ("<meta name=viewport content='MARKER'>", "meta"),
        ("<title>MARKER</title>", "meta"),
        ("<iframe srcdoc='<p>MARKER</p>'></iframe>", "html_hidden"),
        ('<script type=\'application/ld+json\'>{"a": "MARKER"}</script>', "script_data"),
        ("<style>/* MARKER */</style>", "style_text"),
        ("<style>p::before{content:'MARKER'}</style>", "style_text"),
    ],
)
def test_hidden_text_is_read_and_named(html: str, rule: str) -> None:
    extract = read_html(f"<p>Seen by all</p>{html}".encode())
    assert rules_of(extract) == {rule}
    assert rules_of(extract, "Seen by all") == {"seen"}


@pytest.mark.parametrize(
    "html",
    [
        "<style>.x{display:none}</style><p class=y>MARKER</p>",
        "<style>@media print{p{display:none}}</style><p>MARKER</p>",
        "<style>@media (max-width:600px){p{display:none}}</style><p>MARKER</p>",
        "<style>p:hover{display:none}</style><p>MARKER</p>",
        "<style>p{display:none}p.x{display:block}</style><p class=x>MARKER</p>",
        "<style>.a > p{display:none}</style><div class=a><div><p>MARKER</p></div></div>",
        "<style>@keyframes k{from{opacity:0}}</style><from>MARKER</from>",
        "<div style='background:#003'><p style='color:white'>MARKER</p></div>",
        "<div style='background:url(x.png)'><p style='color:white'>MARKER</p></div>",
        "<div style='color:white'><p style='background:navy'>MARKER</p></div>",
        "<p style='color:#999'>MARKER</p>",
        "<p style='font-size:8px'>MARKER</p>",
        "<p style='height:0'>MARKER</p>",
        "<p style='margin-left:-8px'>MARKER</p>",
        "<svg><rect/><text fill=white>MARKER</text></svg>",
        "<p style='overflow:hidden;line-height:1'>MARKER</p>",
        "<p style='transform:translate(-50%,-50%)'>MARKER</p>",
        "<p style='clip-path:circle(50%)'>MARKER</p>",
        "<p style='zoom:1'>MARKER</p>",
        "<style>p:first-of-type{display:none}</style><p>x</p><p>MARKER</p>",
        "<dialog open>MARKER</dialog>",
        "<p aria-hidden=true>MARKER</p>",
        "<details open><summary>x</summary>MARKER</details>",
        "<details><summary>MARKER</summary>x</details>",
        "<select><option>MARKER</option></select>",
        "<input value='MARKER'>",
        "<textarea>MARKER</textarea>",
        "<ruby>x<rt>MARKER</rt></ruby>",
        "<svg><text>MARKER</text></svg>",
    ],
)
def test_near_misses_are_seen(html: str) -> None:
    assert rules_of(read_html(html.encode())) == {"seen"}


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<script>var a = 'MARKER'</script>", "script"),
        ("<p onclick='MARKER()'>x</p>", "script"),
        ("<a href='javascript:MARKER()'>x</a>", "script"),
        ("<p data-note='MARKER'>x</p>", "data_attribute"),
        (f"<img src='data:image/png;base64,{'MARKER' * 20}'>", "embedded_file"),
        ("<style>@import url(MARKER.css)</style>", "style_sheet_not_applied"),
        ("<a href=https://x.example/?q=MARKER>x</a>", "link_target"),
        ("<p own-note=MARKER>x</p>", "data_attribute"),
        ("<style>@media (orientation:landscape){p{display:none}}</style>", "style_sheet_not_applied"),
    ],
)
def test_what_is_dropped_is_counted(html: str, rule: str) -> None:
    extract = read_html(f"<p>seen</p>{html}".encode())
    assert "MARKER" not in extract.text
    assert [f.rule for f in extract.findings] == [rule]


@pytest.mark.parametrize(
    ("data", "rules"),
    [
        ("<p>Grüße €</p>".encode(), []),
        ("<p>Grüße €</p>".encode("utf-16"), []),
        ("<meta charset=iso-8859-15><p>Grüße €</p>".encode("iso-8859-15"), []),
        (
            "<meta http-equiv=Content-Type content='text/html; charset=cp1252'><p>Grüße €</p>".encode(
                "cp1252"
            ),
            [],
        ),
        ("<p>Grüße €</p>".encode("cp1252"), ["decoded_as_windows_1252"]),
        (
            "<meta charset=utf-8><p>Grüße €</p>".encode("cp1252"),
            ["declared_charset_failed", "decoded_as_windows_1252"],
        ),
    ],
)
def test_encodings(data: bytes, rules: list[str]) -> None:
    extract = read_html(data)
    assert (extract.text, [f.rule for f in extract.findings]) == ("Grüße €", rules)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<p>a\0\0\0\0b", "binary_content"),
        (b"<" * (MAX_HTML_MARKS + 1), "too_large"),
        (b"a" * (MAX_HTML_CODE_POINTS + 1), "too_large"),
    ],
)
def test_bad_files_have_their_code(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html(data)
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)


@pytest.mark.parametrize(
    "piece",
    [
        "<p>a",
        "<a x='",
        "<!-- aa",
        "<style>.a{",
        "<style>{",
        "<style>'\"",
        "<style>a b c d>e{display:none}",
        "data:,",
        "<i class=a>",
    ],
)
def test_repetition_takes_linear_time(piece: str) -> None:
    read_html(("x" + piece * (60_000 // len(piece))).encode())


def test_many_rules_on_many_elements_end_in_time_and_say_so() -> None:
    sheet = "".join(f".a .b{n} i{{display:none}}" for n in range(3_000))
    extract = read_html(f"<style>{sheet}</style>{'<i class=a>x</i>' * 3_000}".encode())
    assert "style_sheet_not_applied" in [f.rule for f in extract.findings]


def test_mutations_raise_nothing_but_our_errors() -> None:
    rng = random.Random(5)
    seed = (
        "<style>.x{color:#fff}</style><p class=x title='t'>a<!-- b --><i hidden>c</i></p><script>d</script>"
    )
    for _ in range(300):
        text = list(seed)
        for _ in range(rng.randint(1, 12)):
            at = rng.randrange(len(text))
            text[at : at + rng.randrange(3)] = rng.choice(
                ["<", ">", "&#", "\\", "}", "{", "'", "é", "</", "<![", ""]
            )
        try:
            read_html("".join(text).encode())
        except AssessorError as error:
            assert error.hint  # noqa: PT017 - most mutations are read; those that are not must say what to do


@pytest.mark.parametrize(
    "html",
    [
        "Kat<b>rin</b> Sommer <a>katrin</a>@<i>sommer</i>.example",
        "Ka&shy;trin Som&shy;mer katrin@som&#173;mer.example",
        "Katrin Sommer katrin@<wbr>sommer.<wbr>example",
        "Katrin&#8203; Sommer katrin@&#8203;sommer&#8288;.example",
        "Katrin&nbsp;Sommer&#8239;katrin@sommer.example",
        "Katrin\n   Sommer\tkatrin@sommer.example",
        "K&#97;trin S&#x6f;mmer katrin&commat;sommer&period;example",
        "Kat<!-- x -->rin Sommer katrin@<!-- y -->sommer.example",
        "Kat<span style='display:none'>zzz</span>rin Sommer katrin@sommer.example",
        "Kat<script>x()</script>rin Sommer katrin@sommer.example",
        "Kat<img src=x.png>rin Sommer katrin@sommer.example",
        "<table>"
        + "<tr><td><table>" * 30
        + "Katrin Sommer katrin@sommer.example"
        + "</table></td></tr>" * 30,
    ],
)
def test_what_a_reader_sees_as_one_is_one(html: str) -> None:
    assert "Katrin Sommer katrin@sommer.example" in read_html(f"<p>{html}</p>".encode()).text


def test_joiners_stay_where_scripts_and_emoji_need_them() -> None:
    words = "می\u200cخواهم \U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert read_html(f"<p>{words}</p>".encode()).text == words


NEWSLETTER = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="viewport" content="width=device-width">
<!--[if gte mso 9]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]--><style>#outlook a{padding:0}
@media only screen and (max-width:480px){.hide{display:none}}</style></head><body>
<!--[if mso]><table width="600"><tr><td><![endif]--><table width="600" bgcolor="#ffffff"><tr><td>
<p>Dear Katrin, <a href="https://t.example/c?u=83749&amp;id=99" style="color:#fff;background:#036">read more</a></p>
<img src="https://t.example/o.gif?u=83749" width="1" height="1" alt=""></td></tr></table></body></html>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
<style><!-- @font-face {font-family:"Cambria Math";} p.MsoNormal {margin:0cm; font-family:"Segoe UI",sans-serif;} --></style>
</head><body lang=DE link="#0563C1"><p class=MsoNormal>Hallo <span style='font-family:"Times New Roman"'>Anna</span>,<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><p>Von: &lt;<a href="mailto:a@b.example">a@b.example</a>&gt;</p></body></html>"""


@pytest.mark.parametrize(
    ("html", "text", "rules"),
    [
        (NEWSLETTER, "Dear Katrin, read more", ["link_target"]),
        (WORD, "Microsoft Word 15\nHallo Anna,\nVon: <a@b.example>", ["meta"]),
    ],
    ids=["newsletter", "word"],
)
def test_ordinary_files_leave_few_notes(html: str, text: str, rules: list[str]) -> None:
    extract = read_html(html.encode())
    assert (extract.text, [finding.rule for finding in extract.findings]) == (text, rules)


def test_large_blocks_of_data_are_programs_own_and_counted() -> None:
    block = f"<script type=application/json>{'[1]' * 10_000}</script>"
    extract = read_html(f"<p>seen</p>{block}".encode())
    assert (extract.text, [finding.rule for finding in extract.findings]) == ("seen", ["script"])


def test_neighbours_of_one_rule_are_one_passage() -> None:
    extract = read_html(
        b"<meta name=author content='by Anna'>\n<meta name=note content='for Bert'><p>seen</p>"
    )
    assert [(extract.text[s.start : s.end], s.locator) for s in extract.segments] == [
        ("by Anna\nfor Bert", "line 1 to line 2"),
        ("seen", "line 2"),
    ]


@pytest.mark.parametrize(
    "data", [b"<meta charset=utf-7>+AE0-", b"+/v8-<p>a</p>", b"<?xml encoding='UTF_7'?><p>a"]
)
def test_utf_7_is_turned_away(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_html(data)
    assert (caught.value.code, bool(caught.value.hint)) == ("unsupported_encoding", True)


def test_selectors_that_take_too_long_are_known() -> None:
    sheet = "".join(f"p:not(.q{number}){{display:none}}" for number in range(400))
    extract = read_html(f"<style>{sheet}</style>{'<p>x' * 2_000}".encode())
    assert "style_sheet_not_applied" in [finding.rule for finding in extract.findings]


def test_a_comment_may_hold_nothing_but_a_number_to_call() -> None:
    extract = read_html(b"<p>seen</p><!-- 0049 30 23125 417 --><!-- 600 --><!-- 2026 -->")
    assert extract.text == "seen\n0049 30 23125 417"
    assert rules_of(extract, "0049") == {"html_comment"}
