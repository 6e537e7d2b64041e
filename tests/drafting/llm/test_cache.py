import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from assessor.drafting.llm.cache import AnswerCache, clear_answers
from assessor.drafting.llm.chat import ChatRequest
from tests.drafting.llm.fakes import AREA, ARTEFACT, QUOTE, RUBRIC, FixedClock, answer, briefings, request

PLACE = "http://127.0.0.1:8080/v1"


def cache(folder: Path, clock: FixedClock | None = None, secret: bytes = b"s", days: int = 30) -> AnswerCache:
    return AnswerCache(folder / "cache", secret=secret, days=days, clock=clock or FixedClock())


def entries(folder: Path) -> list[Path]:
    return [path for path in (folder / "cache").iterdir() if path.is_file()]


def aged(folder: Path, clock: FixedClock) -> None:
    """Give every entry the time of the clock, as if it had been written then."""
    for path in entries(folder):
        os.utime(path, (clock.now().timestamp(), clock.now().timestamp()))


def test_an_answer_is_found_again(tmp_path: Path) -> None:
    clock = FixedClock()
    cache(tmp_path).keep(request(), PLACE, answer())
    aged(tmp_path, clock)
    assert cache(tmp_path, clock).find(request(), PLACE) == answer()


def test_the_nonce_makes_no_difference(tmp_path: Path) -> None:
    def under(key: bytes) -> ChatRequest:
        made = briefings(key).brief(ARTEFACT, RUBRIC, skill_area=AREA, career_level=None, model="openai/m")
        assert made is not None
        return made.request

    cache(tmp_path).keep(under(b"one"), PLACE, answer())
    aged(tmp_path, FixedClock())
    assert under(b"one").nonce != under(b"two").nonce
    assert cache(tmp_path).find(under(b"two"), PLACE) == answer()


@pytest.mark.parametrize(
    ("changes", "place", "secret"),
    [
        ({"model": "openai/other"}, PLACE, b"s"),
        ({"max_tokens": 501}, PLACE, b"s"),
        ({}, "http://elsewhere/v1", b"s"),
        ({}, PLACE, b"another installation"),
    ],
    ids=["model", "length", "server", "installation"],
)
def test_another_question_is_not_answered(
    tmp_path: Path, changes: dict[str, object], place: str, secret: bytes
) -> None:
    cache(tmp_path).keep(request(), PLACE, answer())
    aged(tmp_path, FixedClock())
    assert cache(tmp_path, secret=secret).find(request(**changes), place) is None


def test_nothing_of_the_content_stands_on_disk(tmp_path: Path) -> None:
    cache(tmp_path).keep(request(), PLACE, answer())
    (entry,) = entries(tmp_path)
    for secret in (QUOTE, "rating", request().sha256, ARTEFACT.artefact_id[7:]):
        assert secret.encode() not in entry.read_bytes()
        assert secret not in entry.name


def test_entries_are_for_the_owner_alone(tmp_path: Path) -> None:
    cache(tmp_path).keep(request(), PLACE, answer())
    (entry,) = entries(tmp_path)
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(entry.parent.stat().st_mode) == 0o700


def test_a_changed_entry_counts_as_none(tmp_path: Path) -> None:
    cache(tmp_path).keep(request(), PLACE, answer())
    (entry,) = entries(tmp_path)
    content = bytearray(entry.read_bytes())
    for position in (0, 20, len(content) - 1):
        changed = content.copy()
        changed[position] ^= 1
        entry.write_bytes(changed)
        aged(tmp_path, FixedClock())
        assert cache(tmp_path).find(request(), PLACE) is None
    entry.write_bytes(b"")
    assert cache(tmp_path).find(request(), PLACE) is None


def test_old_entries_are_not_read_and_go(tmp_path: Path) -> None:
    clock = FixedClock()
    cache(tmp_path).keep(request(), PLACE, answer())
    aged(tmp_path, clock)
    clock.moment += timedelta(days=30)
    assert cache(tmp_path, clock).find(request(), PLACE) == answer()
    clock.moment += timedelta(seconds=1)
    assert cache(tmp_path, clock).find(request(), PLACE) is None
    assert entries(tmp_path) == []


def test_pruning_takes_what_is_old_and_all_when_switched_off(tmp_path: Path) -> None:
    clock = FixedClock()
    assert cache(tmp_path).prune() == 0
    for tokens in (500, 501):
        cache(tmp_path).keep(request(max_tokens=tokens), PLACE, answer())
        aged(tmp_path, clock)
    os.utime(entries(tmp_path)[0], (0, 0))
    assert cache(tmp_path, clock).prune() == 1
    assert cache(tmp_path, clock, days=0).prune() == 1


def test_switched_off_it_keeps_and_finds_nothing(tmp_path: Path) -> None:
    off = cache(tmp_path, days=0)
    off.keep(request(), PLACE, answer())
    assert not (tmp_path / "cache").exists()
    assert off.find(request(), PLACE) is None


def test_a_disk_that_takes_nothing_costs_the_entry_only(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    cache(tmp_path).keep(request(), PLACE, answer())
    assert cache(tmp_path).find(request(), PLACE) is None


def test_clearing_needs_no_key_and_takes_every_entry(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    assert clear_answers(folder) == 0
    cache(tmp_path, secret=b"another").keep(request(), "", "answer")
    assert clear_answers(folder) == 1
    assert list(folder.iterdir()) == []
