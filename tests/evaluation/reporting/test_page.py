"""The page: one file, escaped, to be read by eye, by ear and on paper, in both languages."""

import itertools
import re
import time
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from assessor.domain.text import Language
from assessor.evaluation.reporting.page import report_page
from assessor.i18n import LOCALES
from tests.evaluation.runs.items import TEXT, answered

from .runs import ALL_WRONG, MIXED, ONE, SAME, UNRATED, mixed, reported

_VOID = {"meta", "br", "link", "img", "input", "hr"}
_CHUNK = 14
"""Characters of a sentence that tell its language; shorter ones may be words of both."""


class Outline(HTMLParser):
    """Elements in order, each with its attributes, its parents and its own text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.seen: list[tuple[str, dict[str, str | None], str, tuple[str, ...]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append((tag, dict(attrs), []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        name, attributes, text = self.open.pop()
        assert name == tag, f"<{name}> is closed by </{tag}>"
        self.seen.append((name, attributes, "".join(text), tuple(one[0] for one in self.open)))
        if self.open:
            self.open[-1][2].append("".join(text))

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1][2].append(data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text, _ in self.seen if name == tag]


@pytest.fixture(scope="module")
def english() -> str:
    return report_page(mixed("en"))


@pytest.fixture(scope="module")
def german() -> str:
    return report_page(mixed("de"))


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_page_loads_nothing_and_runs_nothing(lang: Language, english: str, german: str) -> None:
    page = english if lang == "en" else german
    assert page.startswith(f'<!doctype html>\n<html lang="{lang}">')
    for sign in (
        "http:",
        "https:",
        "//",
        "src=",
        "url(http",
        "@import",
        "<script",
        "<link",
        "<iframe",
        "xlink",
    ):
        assert sign not in page.replace("alert", ""), sign
    assert "default-src 'none'" in page


def test_what_a_draft_says_is_text_and_never_markup(english: str) -> None:
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; &#34;quoted&#34;" in english
    outline = Outline(english)
    assert not outline.all("script")


def test_a_hostile_name_of_an_area_or_item_is_escaped_in_tables_and_plots() -> None:
    hostile = '</text></svg><img src=x onerror=alert(1)> "'
    items = tuple(
        answered(f"{hostile}{level}", level, 6 - level, label_skill_area=hostile, label_twin=None)
        for level in (1, 2, 4, 5)
    )
    page = report_page(reported(items))
    assert hostile not in page
    assert "<img" not in page
    assert Outline(page).all("svg")


def test_every_plot_has_a_name_a_description_and_text_as_text(english: str) -> None:
    outline = Outline(english)
    plots = outline.all("svg")
    # Agreement, bias, and a confusion for each of four rubrics.
    assert len(plots) == 6
    ids = [attributes["id"] for _, attributes, _, _ in outline.seen if attributes.get("id")]
    assert len(ids) == len(set(ids))
    texts = {attributes["id"]: text for _, attributes, text, _ in outline.seen if attributes.get("id")}
    for attributes, text in plots:
        assert attributes["role"] == "img"
        named, described = str(attributes["aria-labelledby"]).split()
        assert texts[named]
        assert len(texts[described]) > 30
        assert text.count(texts[named]) == 1
    assert [
        text for _, text in outline.all("text") if text == "AI skills matrix for customer success managers"
    ]
    # Ten all wrong, five right, three silent, two withheld, a wrong stop, two twins, a failure, one with names.
    assert "Labelled items: 25." in texts["confusion-ai-skills-desc"]


def test_what_a_plot_shows_a_table_says_too(english: str) -> None:
    rows = [text for attributes, text in Outline(english).all("tr")]
    # Labels of level 1 on ai-skills: drafted 2, 3 and 1, one without a rating.
    assert any(re.sub(r"\s", "", row) == "1Awareness111001" for row in rows)


@pytest.mark.parametrize("items", [MIXED, ALL_WRONG, UNRATED, ONE, SAME])
def test_headings_tables_and_references_hold_together(items: tuple) -> None:
    outline = Outline(report_page(reported(items)))
    assert not outline.open
    # An element is seen when it closes; headings do not nest, so their order is that of the page.
    levels = [int(name[1]) for name, *_ in outline.seen if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all(attributes.get("scope") in {"row", "col"} for attributes, _ in outline.all("th"))
    assert len(outline.all("caption")) == len(outline.all("table")) > 0
    ids = {attributes.get("id") for _, attributes, _, _ in outline.seen}
    for _, attributes, _, _ in outline.seen:
        for name in str(attributes.get("aria-labelledby") or "").split():
            assert name in ids
    for attributes, _ in outline.all("a"):
        assert str(attributes["href"]).removeprefix("#") in ids


def test_undefined_is_written_with_its_reason_and_never_as_zero() -> None:
    page = report_page(reported(UNRATED))
    row = next(text for _, text in Outline(page).all("tr") if text.strip().startswith("Equal"))
    assert re.sub(r"\s+", "", row).startswith("Equal––0")
    assert "undefined: no item has both a label and a drafted rating" in re.sub(r"\s+", " ", row)
    assert "No rubric has a weighted kappa, so there is no plot." in page


def test_quotes_are_redacted_texts_and_nothing_else(english: str) -> None:
    quotes = [text for _, text in Outline(english).all("blockquote")]
    assert quotes
    assert all(quote in TEXT for quote in quotes)


def test_quotes_say_in_which_language_they_are(german: str) -> None:
    held = [attributes.get("lang") for attributes, text in Outline(german).all("dd") if "I compared" in text]
    assert {"en", "de"} == set(held)


def _chunks(sentence: str) -> list[str]:
    """The fixed parts of a sentence with places to fill."""
    return [one.strip() for one in re.split(r"\{[a-z_]+\}", sentence) if len(one.strip()) >= _CHUNK]


def _sentences() -> list[tuple[str, str]]:
    """English and German of everything the report says."""
    with (LOCALES / "de" / "LC_MESSAGES" / "assessor.po").open("rb") as file:
        catalogue = read_po(file, locale="de")
    return [
        (str(message.id), str(message.string))
        for message in catalogue
        if message.id
        and isinstance(message.id, str)
        and any(Path(place).parent.name == "reporting" for place, _ in message.locations)
    ]


def test_no_english_sentence_is_left_in_the_german_page_and_none_in_german_in_the_english(
    english: str, german: str
) -> None:
    said = _sentences()
    assert len(said) > 150
    texts = {"en": Outline(english).all("html")[0][1], "de": Outline(german).all("html")[0][1]}
    in_english = in_german = 0
    for first, second in said:
        if first == second:
            continue
        for chunk in _chunks(first):
            assert chunk not in texts["de"], chunk
            in_english += chunk in texts["en"]
        for chunk in _chunks(second):
            assert chunk not in texts["en"], chunk
            in_german += chunk in texts["de"]
    # The check would pass on empty pages too.
    assert in_english > 100
    assert in_german > 100


def test_no_short_word_is_left_in_english(german: str) -> None:
    """Headings, heads of tables and terms are too short to be looked for inside of sentences."""
    english = {first for first, second in _sentences() if first != second}
    whole = {text.strip() for _, _, text, _ in Outline(german).seen}
    assert len({second for _, second in _sentences()} & whole) > 60
    assert not whole & english


def test_the_template_says_nothing_of_its_own() -> None:
    source = (resources.files("assessor.sheets") / "templates" / "eval_report.html.jinja").read_text("utf-8")
    style = re.search(r"{% block style %}.*?{% endblock %}", source, re.DOTALL)
    assert style is not None
    text = source.replace(style[0], "")
    for mark in (r"{%.*?%}", r"{{.*?}}", r"<[^>]*>"):
        text = re.sub(mark, "", text, flags=re.DOTALL)
    assert not re.search(r"[A-Za-z]", text), re.findall(r"[A-Za-z]+", text)


def test_numbers_are_written_as_the_language_writes_them(english: str, german: str) -> None:
    assert re.search(r"Weighted kappa is -?0\.\d\d \(95 % interval -?0\.\d\d to 0\.\d\d, n = 27\)", english)
    assert re.search(
        r"Das gewichtete Kappa ist -?0,\d\d \(95-%-Intervall -?0,\d\d bis 0,\d\d, n = 27\)", german
    )


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_of_text_have_contrast(english: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", english))
    for paper in ("#ffffff", colours["band"]):
        for name in ("ink", "soft", "key", "good", "bad", "ask"):
            light, dark = sorted((_luminance(paper), _luminance(colours[name])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, paper)


def test_a_thousand_items_take_less_than_ten_seconds() -> None:
    items = tuple(
        answered(f"i{at}", 1 + at % 5, 1 + (at * 7) % 5 if at % 9 else None, deciding=((0, 10),))
        for at in range(1000)
    )
    report = reported(items)
    begun = time.process_time()
    page = report_page(report_again := reported(items, worst=1000))
    assert time.process_time() - begun < 10
    assert report_again.counts == report.counts
    assert len(page) > 100_000
