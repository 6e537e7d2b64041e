"""Several clients at once: none lost, none twice, the event loop never blocked, memory flat."""

import pytest

from eval.benchmarks.serve_load import Figures, measure

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


def verify(figures: Figures, artefacts: int) -> None:
    assert figures.accepted == figures.artefacts == artefacts
    assert (figures.lost, figures.twice) == (0, 0)
    assert figures.audit_sound
    assert figures.loop_lag_ms_max < 200
    # What libraries keep for good is kept in the first half; 5 % leave room for the allocator's moods.
    assert figures.memory_mb_end < 1.05 * figures.memory_mb_half


def test_a_slice_of_the_load_loses_nothing() -> None:
    figures = measure(artefacts=24, clients=8, workers=1)
    print(figures)
    verify(figures, 24)


@pytest.mark.slow
def test_200_artefacts_of_8_clients_are_all_kept_once() -> None:
    figures = measure(artefacts=200, clients=8, workers=2)
    print(figures)
    verify(figures, 200)
