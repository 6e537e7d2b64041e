"""Pre-check: the rules on evidence, applied to what a person has together so far. None of them rates."""

from collections.abc import Iterator, Sequence
from datetime import date

from assessor.domain.draft import AreaMatch
from assessor.domain.precheck import CheckOutcome, PacketCheck
from assessor.domain.rubric import CareerLevel, Rubric, SkillArea
from assessor.domain.rule_verdict import RuleOutcome, RuleVerdict
from assessor.domain.text import Language
from assessor.i18n import tr
from assessor.review.packets.looked import Looked
from assessor.rubrics.rules.cycles import evidence_cycles
from assessor.rubrics.rules.evidence import evidence_age, evidence_amount, evidence_own
from assessor.rubrics.sufficiency import DatedArtefact, evidence_window

_OUTCOMES = {
    RuleOutcome.MET: CheckOutcome.MET,
    RuleOutcome.NOT_MET: CheckOutcome.MISSING,
    RuleOutcome.NOT_JUDGED: CheckOutcome.OPEN,
}


def from_verdict(verdict: RuleVerdict, lang: Language, *, how: str = "", about: str = "") -> PacketCheck:
    """A rule's verdict as a check; the advice is kept where something is missing or open."""
    outcome = _OUTCOMES[verdict.outcome]
    return PacketCheck(
        check=verdict.rule,
        requirements=verdict.requirements,
        about=about or verdict.about,
        outcome=outcome,
        says=verdict.sentence.in_language(lang),
        how="" if outcome is CheckOutcome.MET else how,
        numbers=verdict.numbers,
    )


def area_checks(
    looked: Sequence[Looked],
    rubric: Rubric,
    areas: Sequence[SkillArea],
    *,
    level: CareerLevel | None,
    submitted_on: date,
    lang: Language,
) -> Iterator[PacketCheck]:
    """For each skill area: enough artefacts, one of its own, and over how many cycles.

    Args:
        looked: every text of the packet.
        rubric: in the language of the report.
        areas: those the packet is about.
        level: career level aimed at; its anchors say what to look for.
        submitted_on: day on which the evidence is counted.
        lang: of the report.
    """
    dated = [_dated(one) for one in looked if one.is_evidence]
    amounts = {one.about: one for one in evidence_amount(dated, rubric, submitted_on=submitted_on)}
    owned = {one.about: one for one in evidence_own(dated, rubric, submitted_on=submitted_on)}
    first, last = evidence_window(submitted_on, rubric.evidence.max_age_months)
    for area in areas:
        days = (
            one.evidence_date for one in dated if any(match.skill_area == area.name for match in one.areas)
        )
        counted = [day for day in days if day is not None and first <= day <= last]
        yield from_verdict(amounts[area.name], lang, how=_look_for(area, level, lang))
        if counted:
            yield from_verdict(owned[area.name], lang, how=_of_its_own(lang))
            cycles = evidence_cycles(area.name, counted, rubric.promotion)
            yield from_verdict(cycles, lang, how=_another_cycle(lang))


def _dated(one: Looked) -> DatedArtefact:
    assert one.redacted is not None
    return DatedArtefact(
        artefact=one.redacted.artefact_id,
        evidence_date=one.redacted.evidence_date,
        areas=tuple(AreaMatch(skill_area=area.skill_area, score=area.score or 1.0) for area in one.areas),
    )


def _look_for(area: SkillArea, level: CareerLevel | None, lang: Language) -> str:
    """Where such work is found, and what it would show at the level aimed at."""
    anchors = [
        anchor.text
        for cell in area.cells
        if level is not None and cell.career_level == level.name
        for anchor in cell.anchors
    ]
    if anchors and level is not None:
        return tr(
            lang, "Look for work of yours that shows such conduct ({level}): {anchors}",
            level=level.name, anchors=" ".join(anchors),
        )  # fmt: skip
    if area.evidence_examples:
        return tr(lang, "Look in: {places}.", places="; ".join(area.evidence_examples))
    return tr(lang, "Look for work of yours that serves this goal: {goal}", goal=area.goal)


def _of_its_own(lang: Language) -> str:
    return tr(lang, "Name for one artefact this skill area alone, or add one that serves no other.")


def _another_cycle(lang: Language) -> str:
    return tr(
        lang,
        "Add work that shows the same effect in another cycle; a single good quarter is no reason yet to "
        "talk of the next level.",
    )


def age_checks(
    looked: Sequence[Looked], rubric: Rubric, *, submitted_on: date, lang: Language
) -> Iterator[PacketCheck]:
    """For each piece of evidence, whether it is recent enough."""
    for one in looked:
        if one.is_evidence and one.redacted is not None:
            verdict = evidence_age(one.redacted.evidence_date, submitted_on, rubric.evidence)
            found = from_verdict(verdict, lang, how=_date_how(one, lang), about=one.path)
            # To a rule a missing date is not judged; to the person it is something to fill in.
            missing = one.redacted.evidence_date is None
            yield found.model_copy(update={"outcome": CheckOutcome.MISSING}) if missing else found


def _date_how(one: Looked, lang: Language) -> str:
    if one.redacted is not None and one.redacted.evidence_date is None:
        return tr(
            lang,
            "Give the day on which the work was done: date in the manifest, or --evidence-date {path}=DAY.",
            path=one.path,
        )
    return tr(lang, "Take newer work, or correct the date if it is not the day of the work.")


def repeated_checks(looked: Sequence[Looked], lang: Language) -> Iterator[PacketCheck]:
    """A check for each piece of evidence that was handed in before, word for word."""
    first: dict[str, str] = {}
    for one in looked:
        if one.is_evidence and one.redacted is not None:
            earlier = first.setdefault(one.redacted.artefact_id, one.path)
            if earlier != one.path:
                yield PacketCheck(
                    check="unique",
                    requirements=("X-17",),
                    about=one.path,
                    outcome=CheckOutcome.MISSING,
                    says=tr(lang, "It is the same text as {path} and counts once.", path=earlier),
                    how=tr(lang, "Take another piece of work in its place."),
                )
