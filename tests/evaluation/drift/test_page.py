"""The page: one file, in both languages, and what a plot shows a table says."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from assessor.domain.drift import DriftReport
from assessor.domain.text import Language
from assessor.evaluation.drift.page import drift_page
from assessor.formats.published import example_of
from assessor.i18n import LOCALES
from tests.evaluation.reporting.test_page import Outline


@pytest.fixture(scope="module")
def report() -> DriftReport:
    return DriftReport.model_validate(example_of("drift-report"))


@pytest.fixture(scope="module")
def pages(report: DriftReport) -> dict[Language, str]:
    return {"en": drift_page(report, "en"), "de": drift_page(report, "de")}


@pytest.mark.parametrize("lang", ["en", "de"])
def test_the_page_loads_nothing_and_holds_together(lang: Language, pages: dict[Language, str]) -> None:
    page, outline = pages[lang], Outline(pages[lang])
    assert f'<html lang="{lang}">' in page
    for sign in ("http:", "https:", "src=", "@import", "<script", "<link"):
        assert sign not in page, sign
    ids = [attributes["id"] for _, attributes, _, _ in outline.seen if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert len(outline.all("caption")) == len(outline.all("table")) > 5
    named = [attributes["aria-labelledby"] for attributes, _ in outline.all("svg")]
    assert len(named) >= 4
    assert all(one in ids for both in named for one in str(both).split())


def test_no_english_is_left_in_the_german_page(pages: dict[Language, str]) -> None:
    with (LOCALES / "de" / "LC_MESSAGES" / "assessor.po").open("rb") as file:
        said = [
            (str(one.id), str(one.string))
            for one in read_po(file, locale="de")
            if isinstance(one.id, str)
            and any(Path(place).parent.name == "drift" for place, _ in one.locations)
        ]
    texts = {lang: Outline(page).all("html")[0][1] for lang, page in pages.items()}
    seen = 0
    for first, second in said:
        for chunk in re.split(r"\{[a-z_]+\}", first):
            if len(chunk.strip()) >= 14 and first != second:
                assert chunk.strip() not in texts["de"], chunk
                seen += chunk.strip() in texts["en"]
    assert seen > 20


def test_an_area_with_a_hostile_name_is_escaped(report: DriftReport) -> None:
    hostile = "</text><img src=x onerror=alert(1)>"
    text = report.model_dump_json().replace('"AI in', f'"{hostile} in')
    made = DriftReport.model_validate_json(text)
    areas = [one.model_copy(update={"population": (), "scopes": ()}) for one in made.rubrics]
    page = drift_page(made.model_copy(update={"rubrics": tuple(areas)}), "en")
    assert hostile not in page
    assert "<img" not in page
    assert "&lt;img" in page


def test_a_report_without_anything_is_a_page_too(report: DriftReport) -> None:
    empty = report.model_copy(update={"rubrics": (), "people": (), "gold": (), "suspensions": ()})
    empty = empty.model_copy(update={"at": datetime(2026, 1, 1, tzinfo=UTC)})
    assert "No gold runs were given" in drift_page(empty, "en")
