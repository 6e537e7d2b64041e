"""The benchmark of agreement runs, and measures what it says. Its times are nobody's threshold."""

import numpy as np
import pytest

from eval.benchmarks.agreement import Size, main, ours, peers, rated


def test_its_tables_have_the_size_and_the_gaps_they_say() -> None:
    table = rated(Size(2000, 4, 5, 0.3))
    assert (len(table.units), len(table.raters), len(table.levels)) == (2000, 4, 5)
    assert np.mean(table.codes < 0) == pytest.approx(0.3, abs=0.03)


def test_both_sides_answer() -> None:
    size = Size(60, 3, 5, 0.2)
    assert 0.5 < ours(size, 20)["qwk"] < 1
    assert peers(size, 2)["cpu_s_per_draw"] >= 0


def test_it_prints_a_line_for_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--units", "40", "--draws", "10"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert "peers" in lines[0]
