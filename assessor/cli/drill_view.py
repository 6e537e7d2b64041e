"""Drills for people's eyes; every screen says DRILL."""

from collections.abc import Iterator

from assessor.cli import shell
from assessor.domain.drill import DrillCounts, DrillOutcome, DrillSheet, Flaw, ShownItem
from assessor.domain.text import Language
from assessor.i18n import tr, tr_n

_WIDTH = 100


def text_lines(item: ShownItem, rubric: str, lang: Language) -> Iterator[str]:
    """The text of an item, before the own rating."""
    yield ""
    yield tr(
        lang,
        "DRILL, item {number} of {of}: {rubric}, {area}",
        number=item.number,
        of=item.of,
        rubric=rubric,
        area=item.skill_area,
    )
    yield ""
    yield shell.visible(item.text).rstrip()
    yield ""


def draft_lines(item: ShownItem, lang: Language) -> Iterator[str]:
    """The drill's draft, after it."""
    yield tr(lang, "DRILL, not a real draft: level {level}", level=item.level)
    for claim in item.claims:
        yield f"  {claim.text.in_language(lang)}"
        yield f"    “{shell.fit(claim.quote, _WIDTH)}”"


def sheet_lines(sheet: DrillSheet, lang: Language) -> Iterator[str]:
    """What was planted, and what the trainee made of it."""
    yield tr(lang, "DRILL {id}: what was planted", id=sheet.id)
    for one in sheet.outcomes:
        yield tr(
            lang,
            "{number}. {flaw}; draft {drafted}, holds {settled}; you: {own}, then {final}: {verdict}",
            number=one.number,
            flaw=flaw_text(one.flaw, lang),
            drafted=one.drafted,
            settled=one.settled,
            own=one.own,
            final=one.final,
            verdict=_verdict(one, lang),
        )
    flawed = [one for one in sheet.outcomes if one.flaw is not None]
    went = sum(one.went_along for one in flawed)
    yield tr_n(
        lang,
        "You went along with {went} of {count} planted error.",
        "You went along with {went} of {count} planted errors.",
        len(flawed),
        went=went,
    )
    if sheet.receipt is None:
        yield tr(lang, "Not kept: you have taken this drill before.")
    else:
        yield tr(lang, "Kept without your name, receipt {receipt}; note it down.", receipt=sheet.receipt)
        yield tr(lang, "Delete it: assessor drill forget {receipt}", receipt=sheet.receipt)


def count_lines(counts: DrillCounts, lang: Language) -> Iterator[str]:
    """Counts for Enablement."""
    if not counts.trainees:
        yield tr(lang, "DRILL {id}: no full group of five trainees; nothing is shown", id=counts.id)
        return
    yield tr(lang, "DRILL {id}: {count} trainees in full groups of five", id=counts.id, count=counts.trainees)
    for one in counts.items:
        said = (
            tr(lang, "{count} left a sound draft", count=one.doubted)
            if one.flaw is None
            else tr(
                lang,
                "{went} went along, {led} of them had been right alone",
                went=one.went_along,
                led=one.led,
            )
        )
        yield f"{one.number:>3}. {flaw_text(one.flaw, lang)}: {said}"


def flaw_text(flaw: Flaw | None, lang: Language) -> str:
    """What was planted, in words."""
    match flaw:
        case None:
            return tr(lang, "nothing, the draft was sound")
        case Flaw.ONE_OFF:
            return tr(lang, "a level one off")
        case Flaw.TWO_OFF:
            return tr(lang, "a level two off")
        case Flaw.FOREIGN_DEED:
            return tr(lang, "somebody else's deed")
        case Flaw.PLAN_AS_DEED:
            return tr(lang, "a plan sold as a deed")
        case Flaw.RED_LINE_MISSED:
            return tr(lang, "a red line passed over")


def _verdict(one: DrillOutcome, lang: Language) -> str:
    if one.led:
        return tr(lang, "the draft led you away from what you had seen yourself")
    if one.went_along:
        return tr(lang, "you and the draft erred alike")
    if one.doubted:
        return tr(lang, "you left a draft that was sound")
    return tr(lang, "not led astray") if one.flaw is not None else tr(lang, "fine")
