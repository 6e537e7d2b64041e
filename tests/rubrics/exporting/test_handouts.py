"""Handouts say what the rubric says, for their readers, and nothing runs over an edge (S004-03, -05 to -07, -11)."""

import io
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from pptx import Presentation

from assessor.domain.rubric import MetricDirection, Rubric
from assessor.rubrics.exporting.handout import Audience, handout_of, target_line
from assessor.rubrics.exporting.page import page_text
from assessor.rubrics.exporting.slides import fitting_size, lines_needed, slides_bytes
from assessor.rubrics.load import list_rubrics, load_rubric
from tests.rubrics.packs_made import rubrics

EVERY_PACK = pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)
READERS = pytest.mark.parametrize("audience", ["leader", "csm"])


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    VOID = frozenset({"meta", "link", "img", "br", "hr", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(rubric: Rubric, audience: Audience, lang: str = "en") -> Page:
    return Page(page_text(handout_of(rubric, audience, lang)))


def slides(rubric: Rubric, audience: Audience, lang: str = "en") -> list[tuple[str, str, str]]:
    """Title, text and notes of each slide."""
    deck = Presentation(io.BytesIO(slides_bytes(handout_of(rubric, audience, lang))))
    return [
        (
            slide.shapes.title.text,
            "\n".join(shape.text_frame.text for shape in slide.shapes),
            slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
        )
        for slide in deck.slides
    ]


def anchors(rubric: Rubric) -> list[str]:
    areas = (*rubric.skill_areas, *rubric.optional_areas)
    found = [one.text for area in areas for one in area.anchors]
    return found + [one.text for area in areas for group in area.by_rating for one in group.indicators]


@EVERY_PACK
@READERS
def test_every_anchor_stands_on_page_and_slides(rubric: Rubric, audience: Audience) -> None:
    shown, deck = page(rubric, audience).text, "\n".join(text for _, text, _ in slides(rubric, audience))
    for text in anchors(rubric):
        assert text in shown
        assert text in deck


@EVERY_PACK
@READERS
@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_page_is_whole_and_can_be_read_by_machine_and_voice(
    rubric: Rubric, audience: Audience, lang: str
) -> None:
    made = page(rubric, audience, lang)
    assert made.open == []
    assert made.tags[0] == ("html", {"lang": lang})
    ids = [attrs["id"] for _, attrs in made.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    for tag, attrs in made.tags:
        for key in ("aria-labelledby", "href"):
            assert (attrs.get(key) or ids[0]).removeprefix("#") in ids, attrs
        assert tag not in ("script", "img", "link", "iframe")
        assert "src" not in attrs
        assert tag != "th" or attrs.get("scope") in ("col", "row")
    assert [tag for tag, _ in made.tags].count("h1") == [tag for tag, _ in made.tags].count("main") == 1


def test_leaders_get_questions_and_coaching_and_csms_room_for_their_own_view() -> None:
    """S004-05 to S004-08: coaching stands apart from any rating."""
    for rubric_id, area in (("csm-laufbahn", 0), ("csm-evaluation", 0)):
        rubric = load_rubric(rubric_id)
        leader, csm = page(rubric, "leader"), page(rubric, "csm")
        for question in rubric.skill_areas[area].interview:
            assert question.question in leader.text
            assert question.question not in csm.text
        for note in rubric.skill_areas[area].coaching_notes:
            assert note in leader.text
            assert note not in csm.text
        shown = handout_of(rubric, "csm", "en").areas[area]
        assert (shown.questions, shown.coaching) == ((), ())
        assert "My own view" in csm.text
        assert "My own view" not in leader.text
    asides = [attrs for tag, attrs in page(load_rubric("csm-evaluation"), "leader").tags if tag == "aside"]
    assert len(asides) == 20
    notes = "\n".join(note for *_, note in slides(load_rubric("csm-evaluation"), "leader"))
    assert load_rubric("csm-evaluation").skill_areas[0].coaching_notes[0] in notes
    assert not any(note for *_, note in slides(load_rubric("csm-evaluation"), "csm"))


def test_red_yellow_and_green_are_told_by_word_number_and_shape() -> None:
    """S004-03."""
    rubric = load_rubric("csm-evaluation")
    columns = handout_of(rubric, "csm", "en").areas[0].columns
    assert [(one.sign, one.heading) for one in columns] == [
        ("", "Strong behaviour"), ("▼", "Red (1)"), ("◆", "Yellow (2)"), ("▲", "Green (3)"),
    ]  # fmt: skip
    assert all(
        not column.sign for column in handout_of(load_rubric("csm-matrix"), "csm", "en").areas[0].columns
    )


def test_words_are_german_where_asked() -> None:
    shown = page(load_rubric("csm-laufbahn"), "csm", "de").text
    assert "Meine eigene Einschätzung" in shown
    assert "mindestens 20.000 in Vertragswährung" in shown
    assert "{min}" not in shown


def test_a_target_of_each_direction() -> None:
    checks = [
        check
        for area in load_rubric("csm-laufbahn").skill_areas
        for cell in area.cells
        for check in cell.metrics
    ]
    between = next(check for check in checks if check.direction is MetricDirection.BETWEEN)
    assert f"{between.value:g} to {between.upper:g} percent" in target_line(between, "en")
    small = between.model_copy(update={"direction": MetricDirection.AT_MOST, "value": 0.5, "upper": None})
    assert "höchstens 0,5 Prozent" in target_line(small, "de")


@given(rubrics())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_of_a_pack_becomes_markup(rubric: Rubric) -> None:
    made = page(rubric, "leader")
    assert made.open == []
    assert not {"script", "br"} & {tag for tag, _ in made.tags}
    for text in anchors(rubric):
        assert text in made.text


@EVERY_PACK
@READERS
def test_nothing_runs_over_the_edge_of_a_slide(rubric: Rubric, audience: Audience) -> None:
    """Every text fits its box at a size people can read, and every box its slide."""
    deck = Presentation(io.BytesIO(slides_bytes(handout_of(rubric, audience, "de"))))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top >= 0
            assert shape.top + shape.height <= deck.slide_height
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
            inner = shape.width / 914400 - 0.4
            height = sum(
                lines_needed(run.text, inner, run.font.size.pt) * 1.25 * run.font.size.pt for run in runs
            )
            assert height <= shape.height / 12700, shape.text_frame.text
            foot = shape.top > deck.slide_height * 0.92
            assert all(run.font.size.pt >= 12 for run in runs) or foot


def test_each_area_has_a_slide_of_its_own() -> None:
    rubric = load_rubric("csm-evaluation")
    titles = [title for title, *_ in slides(rubric, "leader")]
    for area in rubric.skill_areas:
        assert titles.count(area.name) == 1


def test_what_does_not_fit_one_slide_goes_on_to_another() -> None:
    """S004-11."""
    values = load_rubric("csm-matrix").model_dump(mode="json")
    for cell in values["skill_areas"][0]["cells"]:
        cell["anchors"] = [{"id": f"x/{at}", "text": "long words " * 14} for at in range(6)]
    titles = [title for title, *_ in slides(Rubric.model_validate(values), "leader")]
    name = values["skill_areas"][0]["name"]
    assert [title for title in titles if title.startswith(name)] == [f"{name} ({at}/4)" for at in range(1, 5)]


def test_the_size_shrinks_and_then_says_that_nothing_fits() -> None:
    assert fitting_size(["short"], 3, 1) == 18
    few, more, most, none = (fitting_size(["word " * count], 3, 2) for count in (10, 28, 36, 400))
    assert None not in (few, more, most)
    assert (few or 0) > (more or 0) > (most or 0)
    assert none is None
    assert lines_needed("x" * 100, 3, 12) > 1
