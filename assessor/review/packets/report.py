"""Pre-check: everything that was looked at, put together into one report."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assessor.domain.precheck import CheckOutcome, PacketCheck, PacketFile, PacketPart, PrecheckReport
from assessor.domain.rubric import CareerLevel, Rubric, SkillArea
from assessor.domain.text import Language
from assessor.domain.verdict import Action
from assessor.review.packets.evidence_checks import age_checks, area_checks, repeated_checks
from assessor.review.packets.level_checks import scope_checks, signal_checks, signal_questions
from assessor.review.packets.looked import Looked
from assessor.review.packets.manifest import PacketManifest
from assessor.review.packets.mark_checks import mark_checks
from assessor.review.packets.part_checks import entry_checks, part_checks, removed_counts, stop_reasons
from assessor.rubrics.names import find_career_level, find_skill_area


class Aim(NamedTuple):
    """What a packet is looked at for."""

    rubric: Rubric
    """In the language of the report."""
    level: CareerLevel | None
    areas: tuple[SkillArea, ...]
    submitted_on: date
    lang: Language


def aim_of(
    rubric: Rubric, *, level: str | None, areas: Sequence[str], submitted_on: date, lang: Language
) -> Aim:
    """What a packet is looked at for; every area of the rubric where none is named.

    Raises:
        NotFoundError: the rubric has no such level or area.
    """
    named = [find_skill_area(rubric, area) for area in areas]
    chosen = tuple(area for area in rubric.skill_areas if not named or area in named)
    found = None if level is None else find_career_level(rubric, level)
    return Aim(rubric, found, chosen, submitted_on, lang)


def report_of(
    looked: Sequence[Looked], manifest: PacketManifest, aim: Aim, *, unused: Sequence[str] = ()
) -> PrecheckReport:
    """The report on a packet.

    Raises:
        InputError: code `packet_invalid` or `unknown_signal`; the manifest does not fit the rubric.
    """
    checks = tuple(_checks(looked, manifest, aim))
    counts = Counter(check.outcome for check in checks)
    return PrecheckReport(
        rubric=aim.rubric.id,
        rubric_version=aim.rubric.version,
        rubric_title=aim.rubric.title,
        lang=aim.lang,
        career_level=None if aim.level is None else aim.level.name,
        submitted_on=aim.submitted_on,
        files=tuple(_file(one, aim) for one in looked),
        unused=tuple(unused),
        checks=checks,
        questions=signal_questions(manifest, aim.rubric, aim.lang),
        counts={outcome: counts[outcome] for outcome in CheckOutcome},
    )


def _checks(looked: Sequence[Looked], manifest: PacketManifest, aim: Aim) -> Iterator[PacketCheck]:
    passed = {one.path for one in looked if one.is_evidence}
    yield from part_checks(looked, aim.lang)
    yield from entry_checks(looked, aim.lang)
    yield from area_checks(
        looked, aim.rubric, aim.areas, level=aim.level, submitted_on=aim.submitted_on, lang=aim.lang
    )
    yield from age_checks(looked, aim.rubric, submitted_on=aim.submitted_on, lang=aim.lang)
    yield from repeated_checks(looked, aim.lang)
    for one in looked:
        yield from mark_checks(one, aim.rubric, aim.lang)
    yield from scope_checks(manifest, aim.rubric, aim.level, passed, aim.lang)
    yield from signal_checks(manifest, aim.rubric, passed, aim.lang)


def _file(one: Looked, aim: Aim) -> PacketFile:
    redacted = one.redacted
    if redacted is None:
        return PacketFile(path=one.path, part=one.part, fault=one.fault)
    wanted = {kind.kind: kind.requirement for kind in aim.rubric.evidence_types}
    asks = wanted.get(redacted.kind, "") if one.part is PacketPart.EVIDENCE else ""
    notes = (found.rule for found in redacted.findings if found.action is Action.NOTE)
    return PacketFile(
        path=one.path,
        part=one.part,
        kind=redacted.kind,
        lang=redacted.lang,
        evidence_date=redacted.evidence_date,
        date_from=one.date_from,
        verdict=redacted.verdict,
        removed=() if redacted.text is None else removed_counts(one),
        stopped=stop_reasons(one, aim.lang),
        look_twice=tuple(dict.fromkeys(notes)),
        text=redacted.text,
        skill_areas=one.areas,
        asks=asks,
    )
