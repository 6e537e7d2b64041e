"""HTML files: what a browser shows, what it does not and why, and every bad file by its code."""

import random

import pytest

from assessor.errors import AssessorError, UnreadableError
from assessor.intake.extract import Extract
from assessor.intake.html_file import read_html
from assessor.intake.html_walk import MAX_HTML_CODE_POINTS, MAX_HTML_MARKS


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
        "<details><summary>x</summary>MARKER</details>",
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
        ("<link rel=stylesheet href=MARKER.css>", "style_sheet_not_applied"),
        ("<style>p:not(.q){display:none}</style>", "style_sheet_not_applied"),
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
