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
from assessor.domain.submission import AreaSufficiency, AssessedArtefact
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


def evidence_window(submitted_on: date, max_age_months: int) -> tuple[date, date]:
    """First and last evidence date that count, both included.

    >>> [day.isoformat() for day in evidence_window(date(2028, 8, 31), 6)]
    ['2028-02-29', '2028-08-31']
    """
    return submitted_on - relativedelta(months=max_age_months), submitted_on


def area_sufficiency(
    artefacts: Sequence[DatedArtefact], rubric: Rubric, *, submitted_on: date
) -> tuple[AreaSufficiency, ...]:
    """Judge every skill area of the rubric, in its order; the order of the artefacts changes nothing.

    Where two areas could each be rated but not both, the larger set of areas wins, then the rubric's order.
    Another artefact never lowers the number of sufficient areas, but may move it to others (see `sharing`).

    Args:
        artefacts: the submission; none makes every area insufficient. Of an artefact given twice, the areas
            are put together and the earliest date counts.
        rubric: gives areas and evidence rule.
        submitted_on: day the submission was handed in.

    Returns:
        For each area its canonical name, the best score any artefact has on it (0.0 without one), whether the
        evidence suffices, and if not, sentences on what is missing.

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

    def missing(name: str) -> tuple[str, ...]:
        more = more_needed(name, rateable, counted, needed)
        alone = _needs_own(name, counted, needed)
        dates = [found.evidence_date for found in known if name in _best_areas(found)]
        return (
            _more_sentence(more, first_day, last_day, alone=alone),
            *_left_out(dates, first_day, last_day),
        )

    return tuple(
        AreaSufficiency(
            skill_area=name,
            score=scores[name],
            sufficient=name in rateable,
            missing=() if name in rateable else missing(name),
        )
        for name in names
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


def _more_sentence(count: int, first_day: date, last_day: date, *, alone: bool) -> str:
    noun, verb = ("artefact", "serves") if count == 1 else ("artefacts", "serve")
    own = f" that {verb} no other skill area" if alone else ""
    return f"{count} more {noun} dated {first_day} to {last_day}{own}"


def _left_out(dates: Sequence[date | None], first_day: date, last_day: date) -> tuple[str, ...]:
    """Why artefacts that serve the area do not count, each reason with its number."""
    early = sum(day is not None and day < first_day for day in dates)
    late = sum(day is not None and day > last_day for day in dates)
    undated = sum(day is None for day in dates)
    reasons = (
        (early, f"dated before {first_day}"),
        (late, f"dated after the submission on {last_day}"),
        (undated, "without an evidence date"),
    )
    return tuple(
        f"1 artefact {reason} does not count" if count == 1 else f"{count} artefacts {reason} do not count"
        for count, reason in reasons
        if count
    )
