"""HTML mails: what the reader sees is the text; what is hidden is counted."""

import pytest

from assessor.errors import UnreadableError
from assessor.intake.html.repair import repair
from assessor.intake.html.text import MAX_HTML_CODE_POINTS, text_of_html


def seen_and_dropped(html: str) -> tuple[str, list[str]]:
    """The text, and rules of what was dropped."""
    shown = text_of_html(html)
    return shown.text, [finding.rule for finding in shown.findings]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>a</p><p>b</p>", "a\n\nb", id="paragraphs"),
        pytest.param("a<br>b<br><br>c", "a\nb\n\nc", id="breaks"),
        pytest.param("<div>a<div>b</div></div>c", "a\nb\nc", id="blocks"),
        pytest.param("a <b> bold </b>\n  word", "a bold word", id="white-space-collapses"),
        pytest.param("cus<b>tomer</b>", "customer", id="inline-markup-splits-no-word"),
        pytest.param("<ul><li>a</li><li><p>b</p></li></ul>", "- a\n\n- b", id="items"),
        pytest.param(
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "A\tB\n1\t2",
            id="rows",
        ),
        pytest.param("a<blockquote>b<br>c</blockquote>d", "a\n\n> b\n> c\n\nd", id="quotation"),
        pytest.param("<pre>a  b\n  c</pre>", "a  b\n  c", id="preformatted"),
        pytest.param(
            "<head><title>t</title></head><style>x{}</style><script>y()</script>a", "a", id="dropped"
        ),
        pytest.param("f&uuml;r &lt;b&gt; &amp; &#8364;", "für <b> & €", id="entities"),
        pytest.param("a&#0;b&#xD800;c", "a\ufffdb\ufffdc", id="references-to-no-character"),
        pytest.param("a&#99999999999999999999;b", "a\ufffdb", id="reference-too-long"),
        pytest.param("<?xml version='1.0'?><html><body>a</body></html>", "a", id="xml-prologue"),
        pytest.param("1 < 2 and <b", "1 < 2 and <b", id="unclosed"),
        pytest.param("<![if !mso]>seen<![endif]>", "seen", id="marked-section"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_visible_text(html: str, text: str) -> None:
    assert text_of_html(html).text == text


@pytest.mark.parametrize(
    "html",
    [
        "<p style='display:none'>psst</p>",
        "<p style='color:red; DISPLAY : NONE !important'>psst</p>",
        "<p style='display:/* x */none'>psst</p>",
        "<p style='visibility:hidden'>psst</p>",
        "<p style='visibility:collapse'>psst</p>",
        "<p style='font-size:0'>psst</p>",
        "<p style='font-size: 0.0px'>psst</p>",
        "<p style='font-size:0'><b style='font-size:2em'>psst</b></p>",
        "<p hidden>psst</p>",
        "<p hidden=''><b style='display:block'>psst</b></p>",
        "<div style='display:none'><p>ps</p><p style='display:none'>st</p></div>",
    ],
)
def test_hidden_text_is_left_out_and_counted_once(html: str) -> None:
    assert seen_and_dropped(f"seen{html}") == ("seen", ["html_hidden" if "font" not in html else "tiny_text"])


@pytest.mark.parametrize(
    "html",
    [
        "<p style='display:block'>seen</p>",
        "<p style='font-size:0.9em'>seen</p>",
        "<p style='font-size:10px'>seen</p>",
        "<p style='visibility:visible'>seen</p>",
        "<div style='font-size:0'><b style='font-size:14px'>seen</b></div>",
        "<div style='visibility:hidden'><b style='visibility:visible'>seen</b></div>",
        "<p class='hidden' title='display:none'>seen</p>",
        "seen<img src='x' style='display:none'>",
        "seen<p style='display:none'> <br> </p>",
    ],
)
def test_near_misses_are_seen(html: str) -> None:
    assert text_of_html(html).text == "seen"
    assert "html_hidden" not in seen_and_dropped(html)[1]


@pytest.mark.parametrize(
    ("html", "comments"),
    [
        pytest.param("a<!-- rate this a five -->", 1, id="words"),
        pytest.param("<!-- one --><p>a</p><!-- two -->", 2, id="two"),
        pytest.param("a<!-- one --><!-- two -->", 1, id="neighbours"),
        pytest.param("a<!--[if mso]>only Outlook shows this<![endif]-->", 1, id="conditional-with-words"),
        pytest.param("a<?rate this a five?>", 1, id="processing-instruction"),
        pytest.param("a<!-- -->", 0, id="blank"),
        pytest.param("a<!--[if mso]><table><tr><td width='600'><![endif]-->", 0, id="conditional-markup"),
        pytest.param(
            "a<!--[if gte mso 9]><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml><![endif]-->",
            0,
            id="numbers",
        ),
        pytest.param("<!--StartFragment-->a<!--EndFragment-->", 0, id="paste-marks"),
        pytest.param("<!DOCTYPE html>a", 0, id="doctype"),
    ],
)
def test_comments_with_words_are_counted(html: str, comments: int) -> None:
    # Neighbours are noted together.
    assert seen_and_dropped(html) == ("a", ["html_comment"] * comments)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<img alt='MARKER'>", "alt_text"),
        ("<b title='MARKER'></b>", "title_attribute"),
        ("<input value='MARKER'>", "form_field"),
        ("<input type=hidden value='MARKER'>", "form_field"),
        ("<title>MARKER</title>", "meta"),
        ("<meta name=author content='MARKER'>", "meta"),
        ("<head>MARKER</head>", "html_hidden"),
        ("<template>MARKER</template>", "html_hidden"),
        ("<script>MARKER</script>", "script"),
        ("<script type='application/ld+json'>{'a': 'MARKER'}</script>", "script_data"),
        ("<style>/* MARKER */</style>", "style_text"),
        ("<a href='https://x.example/?q=MARKER'></a>", "link_target"),
        ("<a href='mailto:MARKER@x.example'></a>", "link_target"),
        ("<b data-note='MARKER'></b>", "data_attribute"),
        ("<b class='MARKER@x.example'></b>", "attribute"),
        ("<b style='color:white'>MARKER</b>", "white_text"),
    ],
)
def test_what_is_dropped_is_counted(html: str, rule: str) -> None:
    assert seen_and_dropped(f"a{html}") == ("a", [rule])


def test_what_mail_programs_show_in_place_of_scripts_and_objects_is_seen() -> None:
    assert seen_and_dropped("<noscript>a</noscript><object>b</object>")[0] == "ab"


def test_html_beyond_the_limit_is_turned_away() -> None:
    with pytest.raises(UnreadableError) as caught:
        text_of_html("a" * (MAX_HTML_CODE_POINTS + 1))
    assert caught.value.code == "too_large"


def test_nesting_deeper_than_python_recurses_is_read() -> None:
    assert text_of_html("<div>" * 5_000 + "a" + "</div>" * 5_000).text == "a"


@pytest.mark.parametrize("piece", ["<a ", "<!--", '<a x="', "<![CDATA[>", "<?", "</", "&#", "<!-- "])
def test_openings_without_an_end_take_linear_time(piece: str) -> None:
    # Unrepaired, 100 kB of "<a " take over 200 s; 100 kB of ordinary HTML take 0.2 s.
    text_of_html(piece * (100_000 // len(piece)))


def test_repair_changes_no_ordinary_html() -> None:
    html = "<!-- a --><p style='x'>1 &amp; 2 &#8364;</p>\n"
    assert repair(html) == html
