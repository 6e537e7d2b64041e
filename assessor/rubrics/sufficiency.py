"""Between stages 5 and 6: does a submission hold enough evidence for a human to rate each skill area?

The rule (S000-24, S000-25, X-15, X-17), with the numbers of the rubric's evidence rule:

1. An area needs `min_artefacts` artefacts that serve it.
2. Only artefacts count whose evidence date lies in the `max_age_months` calendar months before the submission
   date, both ends included. A date after the submission does not count, nor does a missing date.
3. An artefact counts for two areas at most, the two it serves best, and each area needs one artefact of its
   own, counting for no other area (`sharing`).
4. The same artefact handed in twice counts once.

Calendar months end where the month ends: six months before 31 August is the last day of February, the 28th
or 29th, and 29 and 30 August then have the same first day.
"""

from collections.abc import Sequence
from datetime import date

from dateutil.relativedelta import relativedelta

from assessor.domain.base import Frozen
from assessor.domain.draft import AreaMatch
from assessor.domain.rubric import Rubric
from assessor.domain.sentences import Sentences
from assessor.domain.submission import AreaSufficiency, AssessedArtefact
from assessor.i18n import said_n
from assessor.rubrics.names import find_skill_area
from assessor.rubrics.sharing import Serving, more_needed, rateable_areas

MAX_AREAS = 2
"""Areas one artefact may count for (X-17)."""


class DatedArtefact(Frozen):
    """What the rule needs to know of one artefact that passed the guardrails."""

    artefact: str
    """Artefact id, `sha256:` and 64 hex digits."""
    evidence_date: date | None
    areas: tuple[AreaMatch, ...]
    """Skill areas it serves, by name, id or alias; one it only resembles must be left out."""


class AreaEvidence(Frozen):
    """What a submission holds for one skill area, in numbers."""

    skill_area: str
    score: float
    """Best score any artefact has on the area; 0.0 without one."""
    sufficient: bool
    counted: int
    """Artefacts that serve it and whose date counts, shared ones included."""
    own: int
    """Those of them that serve no other area."""
    needed: int
    more: int
    """Artefacts still to hand in that would make it rateable beside the areas that are; 0 where it is."""
    more_of_its_own: bool
    """Whether these may serve no other area."""
    early: int
    """Artefacts that serve it and are too old."""
    late: int
    """Those dated after the submission."""
    undated: int
    first_day: date
    last_day: date


def evidence_window(submitted_on: date, max_age_months: int) -> tuple[date, date]:
    """First and last evidence date that count, both included.

    >>> [day.isoformat() for day in evidence_window(date(2028, 8, 31), 6)]
    ['2028-02-29', '2028-08-31']
    """
    return submitted_on - relativedelta(months=max_age_months), submitted_on


def area_evidence(
    artefacts: Sequence[DatedArtefact], rubric: Rubric, *, submitted_on: date
) -> tuple[AreaEvidence, ...]:
    """Count the evidence of every skill area, in the rubric's order; the order of artefacts changes nothing.

    Where two areas could each be rated but not both, the larger set of areas wins, then the rubric's order.
    Another artefact never lowers the number of sufficient areas, but may move it to others (see `sharing`).

    Args:
        artefacts: the submission; none makes every area insufficient. Of an artefact given twice, the areas
            are put together and the earliest date counts.
        rubric: gives areas and evidence rule.
        submitted_on: day the submission was handed in.

    Raises:
        NotFoundError: an artefact serves an area the rubric does not have.
    """
    known = _distinct(artefacts, rubric)
    names = [area.name for area in rubric.skill_areas]
    first_day, last_day = evidence_window(submitted_on, rubric.evidence.max_age_months)
    counted = [
        _best_areas(found)
        for found in known
        if found.evidence_date is not None and first_day <= found.evidence_date <= last_day
    ]
    needed = rubric.evidence.min_artefacts
    rateable = rateable_areas(counted, names, needed)
    scores = dict.fromkeys(names, 0.0)
    for match in (match for found in known for match in found.areas):
        scores[match.skill_area] = max(scores[match.skill_area], match.score)

    def of_area(name: str) -> AreaEvidence:
        sufficient = name in rateable
        dates = [found.evidence_date for found in known if name in _best_areas(found)]
        return AreaEvidence(
            skill_area=name,
            score=scores[name],
            sufficient=sufficient,
            counted=sum(name in areas for areas in counted),
            own=counted.count(frozenset({name})),
            needed=needed,
            more=0 if sufficient else more_needed(name, rateable, counted, needed),
            more_of_its_own=not sufficient and _needs_own(name, counted, needed),
            early=sum(day is not None and day < first_day for day in dates),
            late=sum(day is not None and day > last_day for day in dates),
            undated=sum(day is None for day in dates),
            first_day=first_day,
            last_day=last_day,
        )

    return tuple(of_area(name) for name in names)


def area_sufficiency(
    artefacts: Sequence[DatedArtefact], rubric: Rubric, *, submitted_on: date
) -> tuple[AreaSufficiency, ...]:
    """As `area_evidence`, without the numbers: whether the evidence suffices, and if not, what is missing.

    Returns:
        For each area its canonical name, the best score any artefact has on it, whether the evidence
        suffices, and if not, English sentences on what is missing.
    """
    return tuple(
        AreaSufficiency(
            skill_area=found.skill_area,
            score=found.score,
            sufficient=found.sufficient,
            missing=tuple(sentence.en for sentence in missing_of(found)),
        )
        for found in area_evidence(artefacts, rubric, submitted_on=submitted_on)
    )


def submission_sufficiency(
    drafted: Sequence[AssessedArtefact], rubric: Rubric, *, submitted_on: date
) -> tuple[AreaSufficiency, ...]:
    """As `area_sufficiency`, for the areas alone that a submission's drafts speak to.

    Args:
        drafted: its artefacts; those without text or area serve none.
        rubric: gives areas and evidence rule.
        submitted_on: day the submission was handed in.
    """
    dated = [
        DatedArtefact(
            artefact=one.redacted.artefact_id,
            evidence_date=one.redacted.evidence_date,
            areas=(AreaMatch(skill_area=one.skill_area, score=_own_score(one)),) if one.skill_area else (),
        )
        for one in drafted
        if one.redacted.text is not None
    ]
    served = {find_skill_area(rubric, area.skill_area).name for one in dated for area in one.areas}
    judged = area_sufficiency(dated, rubric, submitted_on=submitted_on)
    return tuple(area for area in judged if area.skill_area in served)


def _own_score(assessed: AssessedArtefact) -> float:
    areas = assessed.draft.areas if assessed.draft is not None else ()
    return next((area.score for area in areas if area.skill_area == assessed.skill_area), 0.0)


def _distinct(artefacts: Sequence[DatedArtefact], rubric: Rubric) -> list[DatedArtefact]:
    """Each artefact once, its areas under canonical names with their best score, in the rubric's order."""
    order = [area.name for area in rubric.skill_areas]
    dates: dict[str, list[date]] = {}
    scores: dict[str, dict[str, float]] = {}
    for given in artefacts:
        dates.setdefault(given.artefact, []).extend([given.evidence_date] if given.evidence_date else [])
        best = scores.setdefault(given.artefact, {})
        for match in given.areas:
            name = find_skill_area(rubric, match.skill_area).name
            best[name] = max(match.score, best.get(name, match.score))
    return [
        DatedArtefact(
            artefact=artefact,
            # Two dates for one content contradict each other; the earlier one never makes it look fresher.
            evidence_date=min(dates[artefact], default=None),
            areas=tuple(AreaMatch(skill_area=name, score=best[name]) for name in order if name in best),
        )
        for artefact, best in scores.items()
    ]


def _best_areas(artefact: DatedArtefact) -> Serving:
    """The areas an artefact counts for: its best ones, ties in the rubric's order (the sort is stable)."""
    ranked = sorted(artefact.areas, key=lambda match: -match.score)
    return frozenset(match.skill_area for match in ranked[:MAX_AREAS])


def _needs_own(name: str, counted: Sequence[Serving], needed: int) -> bool:
    """Whether it must be said that the missing artefacts may serve no other area."""
    serving = [areas for areas in counted if name in areas]
    has_own = any(len(areas) == 1 for areas in serving)
    return len(serving) >= needed or (bool(serving) and not has_own)


def missing_of(found: AreaEvidence) -> tuple[Sentences, ...]:
    """What to hand in for an area, then why artefacts that serve it do not count; empty where it suffices."""
    if found.sufficient:
        return ()
    days = {"first_day": found.first_day, "last_day": found.last_day}
    if found.more_of_its_own:
        more = said_n(
            "{count} more artefact dated {first_day} to {last_day} that serves no other skill area",
            "{count} more artefacts dated {first_day} to {last_day} that serve no other skill area",
            found.more,
            **days,
        )
    else:
        more = said_n(
            "{count} more artefact dated {first_day} to {last_day}",
            "{count} more artefacts dated {first_day} to {last_day}",
            found.more,
            **days,
        )
    early = said_n(
        "{count} artefact dated before {first_day} does not count",
        "{count} artefacts dated before {first_day} do not count",
        found.early,
        **days,
    )
    late = said_n(
        "{count} artefact dated after the submission on {last_day} does not count",
        "{count} artefacts dated after the submission on {last_day} do not count",
        found.late,
        **days,
    )
    undated = said_n(
        "{count} artefact without an evidence date does not count",
        "{count} artefacts without an evidence date do not count",
        found.undated,
    )
    left_out = ((found.early, early), (found.late, late), (found.undated, undated))
    return (more, *(sentence for count, sentence in left_out if count))
