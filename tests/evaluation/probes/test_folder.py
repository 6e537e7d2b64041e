"""A run of probes that goes on: nothing is lost, nothing is done twice, what failed may be done again."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from assessor.domain.artefact import ArtefactKind
from assessor.domain.probes import ProbeOutcome, ProbePair
from assessor.evaluation.probes.folder import ProbeFolder, Resumed, job_digest
from assessor.evaluation.probes.pairs import Changed, ProbeJob
from assessor.evaluation.probes.source import Source
from tests.evaluation.runs.items import gold_item


def job(name: str, after: str = "Twice.") -> ProbeJob:
    source = Source(item=name, text="Once.", segments=(), lang="en", kind=ArtefactKind.CRM_NOTE)
    changed = Source(item=name, text=after, segments=(), lang="en", kind=ArtefactKind.CRM_NOTE)
    return ProbeJob(gold_item(name), source, (Changed("doubled", 0, changed),))


JOBS = tuple(job(name) for name in ("a", "b", "c"))


def pair(name: str, failure: str | None = None) -> ProbePair:
    before = ProbeOutcome(status="drafted", rating=3)
    after = before if failure is None else ProbeOutcome(status="failed", failure=failure)
    return ProbePair(item=name, probe="doubled", seed=0, before=before, after=after)


class Drafting:
    """Answers jobs, and stops before some."""

    def __init__(self, stop_at: str | None = None, failing: str | None = None) -> None:
        self.asked: list[str] = []
        self._stop_at, self._failing = stop_at, failing

    def __call__(self, jobs: Sequence[ProbeJob]) -> Iterator[tuple[ProbeJob, tuple[ProbePair, ...]]]:
        for one in jobs:
            if one.item.id == self._stop_at:
                raise KeyboardInterrupt
            self.asked.append(one.item.id)
            yield one, (pair(one.item.id, "budget" if one.item.id == self._failing else None),)


def ran(folder: ProbeFolder, drafting: Drafting, jobs: Sequence[ProbeJob] = JOBS, **how: bool) -> list[str]:
    resumed = Resumed(folder, retry_failed=how.get("retry_failed", False))
    answers: Iterable[tuple[ProbePair, ...]] = resumed.answers(jobs, drafting)
    return [one.item for pairs in answers for one in pairs]


def test_no_item_is_drafted_twice(tmp_path: Path) -> None:
    folder = ProbeFolder(tmp_path)
    first, second = Drafting(stop_at="c"), Drafting()
    with pytest.raises(KeyboardInterrupt):
        ran(folder, first)
    assert ran(folder, second) == ["a", "b", "c"]
    assert (first.asked, second.asked) == (["a", "b"], ["c"])


def test_another_change_of_the_same_item_is_other_work(tmp_path: Path) -> None:
    folder = ProbeFolder(tmp_path)
    ran(folder, Drafting())
    drafting = Drafting()
    assert ran(folder, drafting, (JOBS[0], job("b", after="Thrice."))) == ["a", "b"]
    assert drafting.asked == ["b"]
    assert job_digest(job("b")) == job_digest(JOBS[1])


def test_what_failed_is_done_again_on_request_only(tmp_path: Path) -> None:
    folder = ProbeFolder(tmp_path)
    ran(folder, Drafting(failing="b"))
    idle, again = Drafting(), Drafting()
    ran(folder, idle)
    assert idle.asked == []
    assert ran(folder, again, retry_failed=True) == ["a", "c", "b"]
    assert again.asked == ["b"]
    resumed = Resumed(folder, retry_failed=True)
    assert resumed.waiting(JOBS) == ()
