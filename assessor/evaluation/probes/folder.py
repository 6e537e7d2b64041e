"""Where a run of probes lives, so that one that was interrupted goes on: a line of pairs for each item.

It may be the folder of the run whose drafts are probed. A line names what was drafted by a digest of all its
texts: other items, probes, seeds, lists or translations make other work, whose pairs are never mixed in.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from assessor.domain.probes import ProbeLine, ProbePair, ProbeReport
from assessor.errors import OrderError
from assessor.evaluation.probes.pairs import ProbeJob
from assessor.evaluation.runs.keeping import KeptFolder, Names, write_whole

_NAMES = Names(manifest="probe-run.json", lines="probe-pairs.jsonl", lock="probe.lock", alone=False)
REPORT = "probes.json"
_JOB = TypeAdapter(ProbeJob)
Answers = Callable[[Sequence[ProbeJob]], Iterable[tuple[ProbeJob, tuple[ProbePair, ...]]]]
"""Drafts the pairs of jobs, in any order, as they come."""


class ProbeFolder(KeptFolder[ProbeLine]):
    """Where one run of probes lives."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, _NAMES, ProbeLine)

    @property
    def report(self) -> Path:
        """The file of the report."""
        return self.path / REPORT

    def verify_open(self) -> None:
        """What was measured is not replaced.

        Raises:
            OrderError: code `folder_in_use`.
        """
        if self.report.exists():
            raise OrderError(
                f"--out {self.path}: holds {REPORT} already.",
                code="folder_in_use",
                hint="Choose another folder; what was measured is not replaced.",
            )

    def keep_report(self, report: ProbeReport) -> None:
        """Write the report."""
        write_whole(self.report, report)


def job_digest(job: ProbeJob) -> str:
    """Digest of an item and of every text it is changed to."""
    return "sha256:" + hashlib.sha256(_JOB.dump_json(job)).hexdigest()


class Resumed:
    """Work of which some is done already.

    Args:
        folder: held by who works.
        retry_failed: whether an item of which a draft failed counts as not done.
    """

    def __init__(self, folder: ProbeFolder, *, retry_failed: bool) -> None:
        self._folder = folder
        self._done = {
            one.job: one.pairs
            for one in folder.lines()
            if not (retry_failed and any(map(_has_failed, one.pairs)))
        }

    def waiting(self, jobs: Sequence[ProbeJob]) -> tuple[ProbeJob, ...]:
        """Those not done yet."""
        return tuple(job for job in jobs if job_digest(job) not in self._done)

    def answers(self, jobs: Sequence[ProbeJob], answers: Answers) -> Iterator[tuple[ProbePair, ...]]:
        """The pairs of all jobs; each that is made now is kept before it is handed on."""
        yield from (self._done[name] for name in map(job_digest, jobs) if name in self._done)
        with self._folder.appending() as lines:
            for job, pairs in answers(self.waiting(jobs)):
                lines.add(ProbeLine(item=job.item.id, job=job_digest(job), pairs=pairs))
                yield pairs


def _has_failed(pair: ProbePair) -> bool:
    return pair.before.failure is not None or pair.after.failure is not None
