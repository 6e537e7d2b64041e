"""What a report says: no better than it is, no surer than it is, and undefined never zero."""

import re

import pytest

from assessor.domain.eval_report import EvalReport, ReportCases
from assessor.domain.run import Overlap, RubricSource, Threshold
from assessor.evaluation.reporting.content import report_of
from assessor.evaluation.reporting.rubrics import read_rubrics
from assessor.rubrics.load import load_rubric
from tests.evaluation.runs.items import DIGEST, TEXT, answered, manifest

from .runs import ALL_WRONG, MIXED, ONE, SAME, UNRATED, measured, mixed, reported


def cases(report: EvalReport, name: str) -> ReportCases:
    return next(one for one in report.cases if one.id == name)


def ids(report: EvalReport, name: str) -> list[str]:
    return [one.id for one in cases(report, name).items]


def test_every_draft_wrong_is_said_plainly() -> None:
    report = reported(ALL_WRONG)
    (rubric,) = report.rubrics
    # Labels 1 and 2 are drafted one and two levels too high, 3 to 5 one and two too low.
    assert rubric.counts == (
        (0, 1, 1, 0, 0),
        (0, 0, 1, 1, 0),
        (1, 1, 0, 0, 0),
        (0, 1, 1, 0, 0),
        (0, 0, 1, 1, 0),
    )
    assert rubric.unrated == (0, 0, 0, 0, 0)
    assert (
        rubric.says == "Labelled items: 10. Equal: 0, draft higher: 4, draft lower: 6, without a rating: 0."
    )
    exact = next(one for one in report.agreement.figures if one.name == "exact")
    assert exact.statistic.value == 0
    assert exact.why == ""
    assert cases(report, "disagreements").total == 10
    assert [one.distance for one in cases(report, "disagreements").items] == [2] * 5 + [1] * 5


def test_the_worst_come_first_and_the_rest_is_counted() -> None:
    report = reported(ALL_WRONG, worst=3)
    assert ids(report, "disagreements") == ["wrong-1-1", "wrong-2-1", "wrong-3-1"]
    assert cases(report, "disagreements").total == 10
    assert reported(ALL_WRONG, worst=0).cases[0].items == ()


def test_a_run_without_ratings_has_reasons_and_no_zeros() -> None:
    report = reported(UNRATED)
    assert report.verdict.headline == (
        "How near drafts come to the labels cannot be said. Of the items with enough evidence, 100\u00a0% got no "
        "rating."
    )
    for figure in report.agreement.figures:
        if figure.name != "qwk_abstain_as_median":
            assert figure.statistic.value is None, figure.name
            assert figure.why == "no item has both a label and a drafted rating"
    assert report.rubrics[0].unrated == (1, 1, 1, 0, 0)
    assert ids(report, "wrong_abstentions") == ["silent-1", "silent-2", "silent-3"]
    assert cases(report, "wrong_abstentions").items[0].deciding == (TEXT[:10],)
    assert not [one for one in report.cases if one.id == "disagreements"]


def test_one_item_gives_no_agreement() -> None:
    report = reported(ONE)
    assert "Weighted kappa is undefined: only one item" in report.verdict.sentences[0]
    assert report.cases == ()


def test_equal_throughout_is_undefined_and_not_perfect() -> None:
    report = reported(SAME)
    assert report.verdict.headline == "How near drafts come to the labels cannot be said."
    assert report.agreement.figures[0].why.startswith("labels and drafts have one and the same value")


@pytest.mark.parametrize(
    ("items", "says"),
    [
        (
            tuple(answered(f"r{level}-{at}", level, level) for level in range(1, 6) for at in range(9)),
            "very closely",
        ),
        (ALL_WRONG, "hardly better than chance"),
        (
            tuple(answered(f"x{level}-{at}", level, 6 - level) for level in range(1, 6) for at in (1, 2)),
            "no better",
        ),
    ],
)
def test_the_headline_follows_kappa(items: tuple, says: str) -> None:
    assert says in reported(items).verdict.headline


def test_a_wide_interval_is_said_to_be_unsure() -> None:
    unsure = "That is not sure: with other items of this sort"
    assert any(one.startswith(unsure) for one in reported(ALL_WRONG).verdict.sentences)
    right = tuple(answered(f"r{level}-{at}", level, level) for level in range(1, 6) for at in range(9))
    assert not any(one.startswith(unsure) for one in reported(right).verdict.sentences)


def test_a_run_without_an_error_is_not_called_certain() -> None:
    right = tuple(answered(f"r{level}-{at}", level, level) for level in (1, 2, 3, 4) for at in range(3))
    # Twelve without an error: 1 - .05 ** (1 / 12) = .2209.
    assert "with 12 items, up to 22\u00a0% of other items" in " ".join(reported(right).verdict.sentences)
    assert "No draft was wrong" not in " ".join(reported((*right, answered("w", 1, 2))).verdict.sentences)


def test_where_drafts_are_worst_needs_more_than_a_handful() -> None:
    right = tuple(answered(f"r{level}", level, level) for level in range(1, 6))
    wrong = tuple(
        answered(f"w{at}", level, 6 - level, label_lang="de") for at, level in enumerate((1, 2, 4, 5, 5))
    )
    said = " ".join(reported((*right, *wrong)).verdict.sentences)
    # (4 + 2 + 2 + 4 + 4) / 5 levels for the German ones, half of that overall.
    assert (
        "They are worst here: German, with 3.20 levels between label and draft on average (5 items)" in said
    )
    assert "against 1.60 overall" in said
    assert "worst here" not in " ".join(reported((*right, *wrong[:4])).verdict.sentences)


def test_the_gate_decides_and_its_reasons_are_told_with_misses_first() -> None:
    report = mixed()
    assert report.verdict.gate == "missed"
    assert report.verdict.headline.startswith("Gate not passed.")
    assert [one.passed for one in report.gate] == sorted(one.passed for one in report.gate)
    says = {one.name: one.says for one in report.gate}
    assert says["no-overlap"] == "Seen by a fitted model: right-1."
    assert re.fullmatch(r"Expected at least 0\.90; value: 0\.\d+ \(n = 27\)\.", says["exact"])
    assert says["qwk[lang=de]"].startswith("Expected at least 0.10; low end of the interval: ")
    assert says["mae"].startswith("Expected 0.00 to 2.00; value: ")
    assert says["redaction.recall.PHONE_NUMBER"] == "Expected at least 0.50; this run has no such figure."
    passed = reported(ALL_WRONG, thresholds=(Threshold(measure="exact", at_least=0),))
    assert (passed.verdict.gate, reported(ALL_WRONG).verdict.gate) == ("passed", "not_asked")
    leak = Overlap(item="wrong-1-0", split="gold", model="m", sentences=1, of=1, same_text=True)
    assert reported(ALL_WRONG, overlap=(leak,)).verdict.gate == "missed"


def test_whose_labels_they_are_is_said() -> None:
    assert "they are no calibration by people" in reported(ONE, authored=True).verdict.sentences[-1]
    assert "does not say who gave the labels" in reported(ONE, authored=False).verdict.sentences[-1]


def test_each_way_to_go_wrong_has_its_own_list() -> None:
    report = mixed()
    assert ids(report, "missed_stops") == ["let-through"]
    assert ids(report, "unwarranted") == ["thin-rated"]
    assert ids(report, "wrong_stops") == ["stopped-wrongly"]
    assert ids(report, "failures") == ["broken"]
    assert ids(report, "wrong_abstentions") == ["orders", "silent-1", "silent-2", "silent-3", "too-open"]
    shown = {one.id: one for group in report.cases for one in group.items}
    assert shown["stopped-wrongly"].reason == "It holds data of children. [minors]"
    assert (shown["stopped-wrongly"].cited, shown["stopped-wrongly"].deciding) == ((), ())
    assert shown["orders"].reason.startswith("The draft told its reader")
    assert shown["broken"].draft == "failed"
    assert shown["thin-rated"].label == "too little evidence"
    assert shown["let-through"].label == "must not enter (contract_text)"
    assert "Of the items that must not enter, 1 of 2 went on." in report.verdict.sentences


def test_a_passage_that_was_only_removed_counts_as_stopped() -> None:
    item = answered("rates", None, None, label_do_not_enter=("pricing_terms",), stopped_by=("pricing_terms",))
    assert not [one for one in reported((item,)).cases if one.id == "missed_stops"]


def test_quotes_are_slices_of_the_redacted_text_in_the_artefacts_language() -> None:
    shown = cases(reported(ALL_WRONG, "de"), "disagreements").items
    for one in shown:
        assert one.cited == (TEXT[0:23],)
        assert one.deciding == (TEXT[2:23],)
    assert {one.id[-1]: one.lang for one in shown} == {"0": "en", "1": "de"}


def test_counts_add_up() -> None:
    counts = mixed().counts
    assert counts.items == len(MIXED) == counts.rated + counts.unrated + counts.stopped + counts.failed


def test_levels_and_areas_bear_the_names_of_the_readers_language() -> None:
    german = mixed("de")
    assert [one.label for one in german.rubrics[0].levels][:2] == ["Orientierung", "Grundlagen"]
    areas = next(one for one in german.slicings if one.by == "skill_area")
    assert "csm-evaluation: Erfolgsplanung" in [one.title for one in areas.slices]
    lengths = next(one for one in german.slicings if one.by == "length")
    assert [one.title for one in lengths.slices] == [
        "bis 130 Wörter",
        "131 bis 260 Wörter",
        "über 260 Wörter",
    ]


def test_a_rubric_that_is_no_longer_there_is_told_by_numbers() -> None:
    gone = RubricSource(id="ai-skills", version="0.0.9", sha256=DIGEST)
    assert read_rubrics((gone,), load_rubric, lambda one: one) == {}
    report = report_of(
        manifest(len(ALL_WRONG), rubrics=(gone,)), measured(ALL_WRONG), ALL_WRONG, {}, "en", authored=False
    )
    (rubric,) = report.rubrics
    assert (rubric.title, rubric.version) == ("ai-skills", "0.0.9")
    assert [(one.value, one.label) for one in rubric.levels] == [(level, "") for level in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("items", [UNRATED, ONE, SAME, MIXED, ALL_WRONG[:2], (ALL_WRONG[0], UNRATED[0])])
def test_every_reason_for_a_missing_figure_is_said_in_german(items: tuple) -> None:
    report = reported(items, "de", overlap=())
    figures = [*report.agreement.figures, *(one for group in report.groups for one in group.figures)]
    assert [one for one in figures if one.why]
    for one in figures:
        assert (one.why == "") == (one.statistic.why_null is None), one.name
        assert one.why != one.statistic.why_null or not one.why, one.name
