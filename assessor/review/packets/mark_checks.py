"""Pre-check: what evidence must say of itself: sources, checks, use of AI, versions of a prompt."""

from collections.abc import Iterator

from assessor.domain.artefact import ArtefactKind
from assessor.domain.precheck import CheckOutcome, PacketCheck
from assessor.domain.rubric import Rubric
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language
from assessor.i18n import said, tr, tr_n
from assessor.review.packets.looked import Looked
from assessor.review.packets.marks import Marks

_AI_FIELD = "ai_use"


def mark_checks(one: Looked, rubric: Rubric, lang: Language) -> Iterator[PacketCheck]:
    """Every mark a piece of evidence that passed should bear."""
    if one.marks is None:
        return
    if one.redacted is not None and one.redacted.kind is ArtefactKind.OTHER:
        yield _unknown_kind(one, rubric, lang)
    yield _verified(one, one.marks, lang)
    yield _source(one, one.marks, lang)
    yield _ai_use(one, one.marks, rubric, lang)
    if _is_prompt(one):
        yield _prompt(one, one.marks, lang)
    if rubric.guide.evidence_fields:
        yield _fields(one, rubric, lang)


def _made(
    check: str, ids: tuple[str, ...], one: Looked, outcome: CheckOutcome, says: str, how: str = ""
) -> PacketCheck:
    return PacketCheck(check=check, requirements=ids, about=one.path, outcome=outcome, says=says, how=how)


def _told(place: str, lang: Language) -> str:
    """Where a mark stands: a place in the text, else the manifest."""
    return place or tr(lang, "the manifest")


def _is_prompt(one: Looked) -> bool:
    return one.redacted is not None and one.redacted.kind is ArtefactKind.PROMPT_TEMPLATE


def _unknown_kind(one: Looked, rubric: Rubric, lang: Language) -> PacketCheck:
    """What a prompt, a note or a brief must show is looked at only where it is known to be one (S000-26)."""
    says = tr(lang, "What kind of work it is was not given, so what that kind must show was not looked at.")
    kinds = [kind.kind for kind in rubric.evidence_types]
    how = tr(lang, "Fill in kind in the manifest: {kinds}.", kinds=kinds)
    return _made("evidence_kind", ("S000-26",), one, CheckOutcome.OPEN, says, how)


def _verified(one: Looked, marks: Marks, lang: Language) -> PacketCheck:
    ids = ("S000-28",)
    if not marks.figures:
        says = tr(lang, "No figures were found in it.")
        return _made("figures_verified", ids, one, CheckOutcome.NOT_APPLICABLE, says)
    count = len(marks.figures)
    if marks.verified or _entered(one, "source_checked"):
        says = tr_n(
            lang,
            "Figures in {count} place, and it says against what they were verified ({where}). Whether that "
            "covers each of them is yours to see.",
            "Figures in {count} places, and it says against what they were verified ({where}). Whether that "
            "covers each of them is yours to see.",
            count,
            where=_told(marks.verified, lang),
        )
        return _made("figures_verified", ids, one, CheckOutcome.MET, says)
    says = tr_n(
        lang,
        "Figures in {count} place ({first}), and nothing says that they were verified against a source.",
        "Figures in {count} places, first in {first}, and nothing says that they were verified against a "
        "source.",
        count,
        first=marks.figures[0],
    )
    how = tr(
        lang,
        "Check each figure where it lives and write beside it: verified against SYSTEM on DAY. Or fill in "
        "source_checked in the manifest.",
    )
    return _made("figures_verified", ids, one, CheckOutcome.MISSING, says, how)


def _source(one: Looked, marks: Marks, lang: Language) -> PacketCheck:
    ids = ("S000-30",)
    how = tr(
        lang,
        "Name the system or document in which the signal can be looked up, with its date; what an AI said is "
        "no source.",
    )
    if marks.ai_as_proof and not marks.verified:
        says = tr(lang, "A statement rests on what an AI said ({where}).", where=marks.ai_as_proof)
        return _made("named_source", ids, one, CheckOutcome.MISSING, says, how)
    if _is_prompt(one) and not marks.figures:
        says = tr(lang, "A prompt without figures states nothing that would need a source.")
        return _made("named_source", ids, one, CheckOutcome.NOT_APPLICABLE, says)
    if marks.source or _entered(one, "source_checked"):
        says = tr(lang, "It names a source ({where}).", where=_told(marks.source, lang))
        return _made("named_source", ids, one, CheckOutcome.MET, says)
    return _made(
        "named_source", ids, one, CheckOutcome.MISSING, tr(lang, "No source system was found in it."), how
    )


def _ai_use(one: Looked, marks: Marks, rubric: Rubric, lang: Language) -> PacketCheck:
    ids = ("S000-33",)
    if marks.ai_none or _entered(one, _AI_FIELD) == "none":
        says = tr(lang, "It says that AI had no part in it.")
        return _made("ai_use_noted", ids, one, CheckOutcome.MET, says)
    if _entered(one, _AI_FIELD) or (marks.ai_use and marks.edited):
        where = _told("" if _entered(one, _AI_FIELD) else marks.ai_use, lang)
        says = tr(lang, "It says which part AI had and whether a person edited it ({where}).", where=where)
        return _made("ai_use_noted", ids, one, CheckOutcome.MET, says)
    how = tr(
        lang,
        "Add a line: drafted with TOOL, edited by me; or: no AI used. Or fill in ai_use in the manifest.",
    )
    if marks.ai_use:
        says = tr(
            lang, "It says which part AI had ({where}), but not whether a person edited it.",
            where=marks.ai_use,
        )  # fmt: skip
    elif marks.ai_named:
        says = tr(
            lang, "It speaks of AI ({where}) and does not say which part AI had in it.", where=marks.ai_named
        )
    elif any(field.id == _AI_FIELD for field in rubric.guide.evidence_fields):
        says = tr(lang, "It does not say whether AI had a part in it.")
    else:
        says = tr(lang, "It does not speak of AI, and this rubric does not ask for it.")
        return _made("ai_use_noted", ids, one, CheckOutcome.NOT_APPLICABLE, says)
    return _made("ai_use_noted", ids, one, CheckOutcome.MISSING, says, how)


def _prompt(one: Looked, marks: Marks, lang: Language) -> PacketCheck:
    wanted: tuple[tuple[str, Sentences], ...] = (
        (marks.versions, said("version history")),
        (marks.inputs, said("input fields")),
        (marks.validation, said("validation steps")),
    )
    there = [name for place, name in wanted if place]
    lacking = [name for place, name in wanted if not place]
    if not lacking:
        says = tr(lang, "The prompt shows {there}.", there=there)
        return _made("prompt_history", ("S000-32",), one, CheckOutcome.MET, says)
    says = tr(lang, "The prompt does not show {lacking}.", lacking=lacking)
    how = tr(
        lang,
        "Add a list of versions with day and reason, the inputs in brackets, and the steps by which the "
        "result is checked.",
    )
    return _made("prompt_history", ("S000-32",), one, CheckOutcome.MISSING, says, how)


def _fields(one: Looked, rubric: Rubric, lang: Language) -> PacketCheck:
    """Whether everything the rubric notes with a piece of evidence is noted (S000-31)."""
    redacted = one.redacted
    known = {
        "type": redacted is not None and redacted.kind is not ArtefactKind.OTHER,
        "date": redacted is not None and redacted.evidence_date is not None,
        "skill_area": bool(one.entry and one.entry.skill_area),
        "workflow": bool(_entered(one, "workflow")),
        "source_checked": bool(_entered(one, "source_checked")),
        "ai_use": bool(_entered(one, _AI_FIELD)),
        "outcome": bool(_entered(one, "outcome")),
    }
    lacking = [field for field in rubric.guide.evidence_fields if not known.get(field.id, False)]
    if not lacking:
        says = tr(lang, "Everything to be noted with a piece of evidence is noted.")
        return _made("evidence_fields", ("S000-31",), one, CheckOutcome.MET, says)
    says = tr(
        lang,
        "Not noted with it: {fields}.",
        fields=[f"{field.text} ({_KEYS.get(field.id, field.id)})" for field in lacking],
    )
    how = tr(lang, "Fill these in for the file, under evidence in packet.yaml.")
    return _made("evidence_fields", ("S000-31",), one, CheckOutcome.MISSING, says, how)


_KEYS = {"type": "kind"}
"""Fields of the rubric that the manifest calls otherwise."""


def _entered(one: Looked, field: str) -> str:
    """What the manifest says of the file, empty where it says nothing."""
    return "" if one.entry is None else str(getattr(one.entry, field) or "")
