"""A run of probes: items chosen, every change made, all pairs drafted, each probe summed up."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from assessor.domain.probes import ProbePair, ProbeResult
from assessor.errors import NotFoundError
from assessor.evaluation.probes.catalogue import PUBLIC, TRANSLATED, Probe, probe_names, probes
from assessor.evaluation.probes.injecting import public_attacks
from assessor.evaluation.probes.limits import load_limits
from assessor.evaluation.probes.pairs import ProbeJob, jobs_of
from assessor.evaluation.probes.summary import result_of
from assessor.evaluation.probes.translating import read_translations
from assessor.evaluation.runs.answer import Rubrics
from assessor.formats.gold import GoldItem

_Read = TypeVar("_Read")
Answers = Callable[[Sequence[ProbeJob]], Iterable[tuple[ProbePair, ...]]]
"""Drafts the pairs of jobs, in any order."""


@dataclass(frozen=True)
class ProbeSet:
    """The probes of a run, and those that cannot be run with the code of the reason."""

    probes: tuple[Probe, ...]
    not_run: dict[str, str]


def probe_set(wanted: Sequence[str], *, data: Path | None, translations: Path | None) -> ProbeSet:
    """The probes asked for, or all that can be run.

    Args:
        wanted: names; none means all.
        data: folder of public data.
        translations: file of translated items.

    Raises:
        NotFoundError: code `unknown_probe`; or the file of a probe that was asked for is not there.
        InputError: code `translations_invalid`.
    """
    unknown = sorted(set(wanted) - set(probe_names()))
    if unknown:
        raise NotFoundError(
            f"probe {unknown[0]!r}: there is none; there are {', '.join(probe_names())}.",
            code="unknown_probe",
            hint="Name one of them, or leave --probe out for all.",
        )
    outside = _Outside(wanted)
    attacks = outside.read(PUBLIC, lambda: public_attacks(data))
    translated = outside.read(TRANSLATED, lambda: read_translations(translations))
    found = probes(attacks or (), translated)
    return ProbeSet(tuple(one for one in found if not wanted or one.name in wanted), outside.not_run)


class _Outside:
    """Reads what comes from outside; what is missing is only an error where it was asked for by name."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self._wanted = wanted
        self.not_run: dict[str, str] = {}

    def read(self, name: str, source: Callable[[], _Read]) -> _Read | None:
        """What the probe of this name needs; None where it is not wanted, or not there."""
        if self._wanted and name not in self._wanted:
            return None
        try:
            return source()
        except NotFoundError as error:
            if name in self._wanted:
                raise
            self.not_run[name] = error.code
            return None


def run_probes(
    items: Sequence[GoldItem], rubrics: Rubrics, found: Sequence[Probe], answers: Answers, *, seed: int
) -> tuple[tuple[ProbeResult, ...], tuple[str, ...]]:
    """Draft every pair.

    Returns:
        What each probe found, in the probes' order, and the models that rated.
    """
    jobs = jobs_of(items, rubrics, found, seed)
    changes = Counter(one.probe for job in jobs for one in job.changed)
    pairs = sorted(
        (pair for answer in answers(jobs) for pair in answer), key=lambda one: (one.item, one.probe, one.seed)
    )
    models = {model for pair in pairs for model in (pair.before.model, pair.after.model) if model}
    results = tuple(
        result_of(
            probe,
            [one for one in pairs if one.probe == probe.name],
            changes=changes[probe.name],
            limits=load_limits(),
        )
        for probe in found
    )
    return results, tuple(sorted(models))
