"""Printable pages: a scorecard for interviews, as a page and as Markdown. Nothing on it is filled in."""

from collections.abc import Iterator

from assessor.domain.scorecard import Scorecard, ScorecardArea, ScorecardQuestion
from assessor.domain.text import Language
from assessor.i18n import tr
from assessor.sheets.markdown import escaped
from assessor.sheets.render import render


def scorecard_page(card: Scorecard, lang: Language) -> str:
    """The scorecard as a page to print."""
    return render(
        "scorecard",
        lang=lang,
        title=tr(lang, "Scorecard for an interview"),
        card=card,
        words=_words(card, lang),
        kinds=_kinds(lang),
    )


def scorecard_markdown(card: Scorecard, lang: Language) -> str:
    """The scorecard as Markdown."""
    return "\n".join(_lines(card, lang)) + "\n"


def _words(card: Scorecard, lang: Language) -> dict[str, str]:
    return {
        "under": _under(card, lang),
        "note": tr(
            lang,
            "Every interviewer asks the same questions in the same order and rates each area alone, before "
            "anybody talks. Every area weighs the same; there is no sum. Names and data of candidates do not "
            "belong on this sheet.",
        ),
        "sheet": tr(lang, "Sheet (the same for all)"),
        "interviewer": tr(lang, "Interviewer"),
        "day": tr(lang, "Day"),
        "scale": tr(lang, "The scale"),
        "rating": tr(lang, "Rating"),
        "means": tr(lang, "What it means"),
        "listen": tr(lang, "Listen for such conduct"),
        "area": tr(lang, "Skill area"),
        "proof": tr(lang, "Proof"),
        "given": tr(lang, "given"),
        "probe": tr(lang, "Verification probe"),
        "probe_required": tr(lang, "Verification probe, must be asked"),
        "asked": tr(lang, "asked"),
        "show": tr(lang, "Show me"),
        "open": tr(lang, "any piece of work of your own, names and data taken out"),
        "shown": tr(lang, "shown"),
        "seen": tr(lang, "What was said and shown, without names:"),
        "rate": tr(lang, "Rating of the area"),
        "nothing": tr(lang, "insufficient evidence, no rating"),
        "because": tr(lang, "Because of this proof:"),
        "footer": tr(
            lang, "Practical guidance, not legal advice. People decide; the program keeps nothing of it."
        ),
    }


def _under(card: Scorecard, lang: Language) -> str:
    under = tr(
        lang, "{title} ({rubric} {version})",
        title=card.title, rubric=card.rubric, version=card.rubric_version,
    )  # fmt: skip
    level = tr(lang, "career level: {level}", level=card.career_level) if card.career_level else ""
    kit = tr(lang, "starter kit") if card.starter_kit else ""
    return ", ".join(part for part in (under, level, kit) if part)


def _kinds(lang: Language) -> dict[str, str]:
    """Kinds of artefact as a candidate hears them."""
    return {
        "email": tr(lang, "a mail to a customer, names and data taken out"),
        "qbr_notes": tr(lang, "slides or notes of a business review, names and figures taken out"),
        "renewal_brief": tr(lang, "a renewal brief, names and amounts taken out"),
        "crm_note": tr(lang, "a note from the CRM, names taken out"),
        "prompt_template": tr(lang, "a prompt or template of your own"),
        "escalation_summary": tr(lang, "an escalation summary, names taken out"),
        "post_mortem": tr(lang, "a post-mortem, names taken out"),
        "health_review": tr(lang, "a health review, names taken out"),
        "call_transcript": tr(lang, "notes of a call, names taken out"),
        "onboarding_plan": tr(lang, "an onboarding plan, names taken out"),
        "playbook": tr(lang, "a playbook or a page of it"),
        "feedback": tr(lang, "feedback of a customer, names taken out"),
    }


def _lines(card: Scorecard, lang: Language) -> Iterator[str]:
    words = _words(card, lang)
    yield f"# {tr(lang, 'Scorecard for an interview')}"
    yield f"\n{escaped(words['under'])}\n"
    yield f"> {escaped(words['note'])}\n"
    yield f"- {words['sheet']}: {card.sheet}"
    yield f"- {words['interviewer']}: ______"
    yield f"- {words['day']}: ______"
    yield f"\n## {words['scale']}\n"
    yield from (f"- {one.value} {escaped(one.label)}: {escaped(one.definition)}" for one in card.ratings)
    for area in card.areas:
        yield from _area_lines(area, card, words, _kinds(lang))
    yield f"\n---\n\n{words['footer']}"


def _area_lines(
    area: ScorecardArea, card: Scorecard, words: dict[str, str], kinds: dict[str, str]
) -> Iterator[str]:
    yield f"\n## {escaped(area.name)}\n"
    yield escaped(area.goal)
    if area.listen_for:
        yield f"\n{words['listen']}:\n"
        yield from (f"- {escaped(one)}" for one in area.listen_for)
    for one in area.questions:
        yield from _question_lines(one, words, kinds)
    yield f"\n**{words['rate']}**\n"
    yield from (f"- [ ] {one.value} {escaped(one.label)}" for one in card.ratings)
    yield f"- [ ] {words['nothing']}"
    yield f"\n{words['because']} ______"


def _question_lines(one: ScorecardQuestion, words: dict[str, str], kinds: dict[str, str]) -> Iterator[str]:
    yield f"\n### {one.number}. {escaped(one.question)}\n"
    yield f"- {words['area']}: {one.skill_area}"
    yield f"- [ ] {words['proof']}: {escaped(one.proof)}"
    if one.probe:
        yield f"- [ ] {words['probe_required' if one.probe_required else 'probe']}: {escaped(one.probe)}"
    yield f"- [ ] {words['show']}: {kinds.get(one.show_me, words['open'])}"
    yield f"- {words['seen']} ______"
