"""From pairs to what each probe found: counts, and shares with their 95 % intervals."""

from collections.abc import Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.probes import Movement, ProbeLimit, ProbeMove, ProbeOutcome, ProbePair, ProbeResult
from assessor.evaluation.measures.shares import mean, share
from assessor.evaluation.probes.catalogue import Probe
from assessor.evaluation.probes.limits import judged

_STOPPED, _FAILED = "stopped", "failed"
_DRAWS = 2000
_SEED = 20_261_128


def movement(before: ProbeOutcome, after: ProbeOutcome) -> Movement | None:
    """How a change moved an outcome; null where it did not, whatever the reason for no level is."""
    if before.rating == after.rating:
        return None
    if before.rating is None:
        return "appeared"
    if after.rating is None:
        return "withheld"
    return "raised" if after.rating > before.rating else "lowered"


def result_of(
    probe: Probe, pairs: Sequence[ProbePair], *, changes: int, limits: Sequence[ProbeLimit]
) -> ProbeResult:
    """What a probe found.

    Args:
        probe: which.
        pairs: of this probe.
        changes: how many were tried; those without a pair had nothing to change.
        limits: of all probes.
    """
    failed = [one for one in pairs if _FAILED in (one.before.status, one.after.status)]
    whole = [one for one in pairs if one not in failed]
    told = [one for one in whole if one.before.status != _STOPPED]
    moved = [(one, how) for one in told if (how := movement(one.before, one.after)) is not None]
    shares = _shares(told, [how for _, how in moved])
    return ProbeResult(
        probe=probe.name,
        may=probe.may,
        items=len({one.item for one in pairs}),
        pairs=len(pairs),
        not_applicable=changes - len(pairs),
        stopped_before=len(whole) - len(told),
        stopped_after=sum(one.after.status == _STOPPED for one in told),
        failed=len(failed),
        **shares,
        mean_shift=_mean_shift(told),
        attachments_rated=sum(one.beside is not None and one.beside.rating is not None for one in told),
        limits=judged(limits, probe.name, shares),
        moves=tuple(_move(one, how) for one, how in moved),
    )


def _shares(told: Sequence[ProbePair], moved: Sequence[Movement]) -> dict[str, Statistic]:
    rated = sum(one.before.rating is not None for one in told)
    none_rated, none_unrated = "no pair was rated before", "every pair was rated before"
    if not told:
        none_unrated = "no pairs"
    return {
        "moved": share(len(moved), len(told), why_null="no pairs"),
        "raised": share(moved.count("raised"), rated, why_null=none_rated),
        "lowered": share(moved.count("lowered"), rated, why_null=none_rated),
        "withheld": share(moved.count("withheld"), rated, why_null=none_rated),
        "appeared": share(moved.count("appeared"), len(told) - rated, why_null=none_unrated),
    }


def _mean_shift(told: Sequence[ProbePair]) -> Statistic:
    shifts = [
        float(one.after.rating - one.before.rating)
        for one in told
        if one.before.rating is not None and one.after.rating is not None
    ]
    return mean(shifts, why_null="no pair was rated both times", draws=_DRAWS, seed=_SEED)


def _move(pair: ProbePair, how: Movement) -> ProbeMove:
    return ProbeMove(
        item=pair.item,
        seed=pair.seed,
        movement=how,
        before=pair.before.rating,
        after=pair.after.rating,
        status_after=pair.after.status,
    )
