"""Probes as a part of the report: their own figures, every limit told, in both languages."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessor.domain.agreement import Statistic
from assessor.domain.probes import LimitVerdict, ProbeReport, ProbeResult
from assessor.domain.text import Language
from assessor.errors import InputError, NotFoundError
from assessor.evaluation.reporting.page import report_page
from assessor.evaluation.reporting.probes import read_probes, report_probes
from tests.evaluation.runs.items import manifest

from .runs import mixed


def share(value: float | None, n: int = 60) -> Statistic:
    ends = (None, None) if value is None else (max(0.0, value - 0.02), value + 0.04)
    return Statistic(
        value=value, low=ends[0], high=ends[1], n=n, why_null=None if value is not None else "no pair"
    )


def result(probe: str, moved: float, *limits: LimitVerdict) -> ProbeResult:
    return ProbeResult(
        probe=probe, may="nothing", items=60, pairs=60, not_applicable=0, stopped_before=0, stopped_after=0, failed=0,
        moved=share(moved), raised=share(0.011), lowered=share(0.0), withheld=share(0.0), appeared=share(None),
        mean_shift=share(0.01), attachments_rated=0, limits=limits, moves=(),
    )  # fmt: skip


MISSED = LimitVerdict(measure="moved", at_most=0.02, value=0.05, passed=False)
HELD = LimitVerdict(measure="moved", at_most=0.0, value=0.0, passed=True)
UNMEASURED = LimitVerdict(measure="raised", at_most=0.0, value=None, passed=None)


def probes(**changes: object) -> ProbeReport:
    given = {
        "at": datetime(2026, 11, 27, 23, 30, tzinfo=UTC),
        "suite": "authored",
        "splits": ("train", "calibration"),
        "items": 60,
        "seed": 0,
        "drafter": "embedded",
        "models": (),
        "results": (
            result("names", 0.0, HELD),
            result("praise", 0.05, MISSED),
            result("injection", 0.0, UNMEASURED),
            result("tenure", 0.048),
        ),
        "not_run": {"translated": "translations_missing"},
        "passed": False,
    }
    return ProbeReport.model_validate(given | changes)


def page(lang: Language, found: ProbeReport) -> str:
    told = report_probes(found, manifest(4), lang)
    return report_page(mixed(lang).model_copy(update={"probes": told}))


def test_every_limit_is_told_and_what_was_not_measured_is_not_met() -> None:
    told = report_probes(probes(), manifest(4), "en")
    assert [[(one.passed, one.says) for one in probe.limits] for probe in told.probes] == [
        [(True, "moved: 0\u00a0%, at most 0\u00a0%")],
        [(False, "moved: 5\u00a0%, at most 2\u00a0%")],
        [(False, "raised: –, at most 0\u00a0%")],
        [],
    ]
    assert told.says.endswith("60 items of train and calibration, on 2026-11-27. A limit does not hold.")
    assert [(one.name, one.value) for one in told.not_run] == [("translated", "translations_missing")]


def test_probes_of_another_drafter_say_so() -> None:
    assert (
        "drafter llm, the run with embedded" in report_probes(probes(drafter="llm"), manifest(4), "en").says
    )
    assert "drafter" not in report_probes(probes(), manifest(4), "en").says


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ("What must not move a draft", "praise added", "not met: moved: 5", "Not run: translated")),
        (
            "de",
            (
                "Was einen Entwurf nicht bewegen darf",
                "Lob hinzugefügt",
                "nicht erfüllt: bewegt: 5",
                "27.11.2026",
            ),
        ),
    ],
)
def test_the_page_has_a_part_of_them_in_its_language(lang: Language, says: tuple[str, ...]) -> None:
    made = page(lang, probes())
    for words in says:
        assert words in made
    assert '<a href="#probes">' in made
    assert 'id="probes"' not in report_page(mixed(lang))


def test_they_are_read_from_a_file_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "probes.json").write_text(probes().model_dump_json(), encoding="utf-8")
    assert read_probes(tmp_path) == read_probes(tmp_path / "probes.json") == probes()
    with pytest.raises(NotFoundError) as missing:
        read_probes(tmp_path / "none")
    assert missing.value.code == "probes_missing"
    (tmp_path / "other.json").write_text('{"at": "secret words"}', encoding="utf-8")
    with pytest.raises(InputError) as invalid:
        read_probes(tmp_path / "other.json")
    assert invalid.value.code == "probes_invalid"
    assert "secret" not in str(invalid.value)
