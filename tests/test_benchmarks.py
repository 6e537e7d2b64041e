"""The benchmarks run and measure what they say; how quick something is, no unit test asserts."""

import json

import pytest

from assessor.intake.decode import verify_size
from assessor.intake.read import SUPPORTED
from eval.benchmarks.intake import main, measured
from eval.benchmarks.intake_files import LARGE, typical


def test_there_is_a_typical_and_a_large_file_of_each_format() -> None:
    formats = set(SUPPORTED) - {".htm"}
    small = typical()
    assert set(small) == set(LARGE) == formats
    for extension in (".eml", ".html", ".md"):  # the others take seconds to make
        data = LARGE[extension]()
        verify_size(data, extension)
        assert len(data) > 5 * len(small[extension]())


def test_the_table_is_data_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--only", ".pdf", ".vtt", "--size", "typical", "--json"])
    pdf, vtt = sorted(json.loads(capsys.readouterr().out), key=lambda row: row["format"])
    assert (pdf["format"], pdf["peer"], vtt["format"], vtt["peer"]) == (".pdf", "pypdf", ".vtt", None)
    assert pdf["peer_characters"] > 0
    # Python alone takes more than 20 MB, and a child that took more than its limit would not have answered.
    assert 20 < pdf["child_peak_mb"] < 1_500
    main(["--only", ".vtt", "--size", "typical"])
    assert ".vtt" in capsys.readouterr().out


def test_a_costlier_file_is_measured_as_costlier() -> None:
    cheap, dear = measured(".json", "a", b"1"), measured(".json", "b", b"1\n" * 300_000)
    assert dear.cpu_s > 10 * cheap.cpu_s
    assert dear.child_peak_mb > cheap.child_peak_mb
    assert (cheap.characters, dear.characters) == (1, 599_999)
