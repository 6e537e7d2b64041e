"""Pre-check: whether the four parts say something, and what a file must lose before it is handed in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assessor.domain.precheck import CheckOutcome, PacketCheck, PacketPart, RemovedCount, StopReason
from assessor.domain.text import Language
from assessor.domain.verdict import Action
from assessor.i18n import said_n, shown, tr, tr_n
from assessor.review.packets.looked import Looked
from assessor.review.packets.words import fault_of, part_asks, part_name, stop_reason, type_name

PARTS = ("S000-48",)
ANONYMISED = ("S000-27",)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOTE_OR_HEADING = re.compile(r"^[ \t]*(?:>|#{1,6}\s).*$", re.MULTILINE)
_GAP = re.compile(r"\[(?:\.{3}|…|_{2,})\]")
_STOPPING = (Action.ESCALATE, Action.REFUSE)


def own_words(text: str) -> int:
    r"""Words somebody wrote: headings, notes that begin with `>`, comments and open gaps `[...]` left out.

    >>> own_words("# Scope\n\n> What you own.\n\n[...]\n")
    0
    """
    bare = _GAP.sub(" ", _NOTE_OR_HEADING.sub(" ", _COMMENT.sub(" ", text)))
    return sum(any(char.isalnum() for char in word) for word in bare.split())


def part_checks(looked: Sequence[Looked], lang: Language) -> Iterator[PacketCheck]:
    """One check for each of the four parts."""
    for part in PacketPart:
        yield _part([one for one in looked if one.part is part], part, lang)


def _part(texts: Sequence[Looked], part: PacketPart, lang: Language) -> PacketCheck:
    name, asks = part_name(part), part_asks(part).in_language(lang)
    passed = [one for one in texts if one.text is not None]
    words = sum(own_words(one.text or "") for one in passed)
    gaps = sum(len(_GAP.findall(one.text or "")) for one in passed)
    if not texts:
        outcome, says = CheckOutcome.MISSING, tr(lang, "{part}: this part is not there.", part=name)
    elif not passed:
        outcome = CheckOutcome.MISSING
        says = tr(lang, "{part}: nothing of it can be handed in as it is.", part=name)
        asks = tr(lang, "See below what stands in its way.")
    elif not words:
        outcome, says = CheckOutcome.MISSING, tr(lang, "{part}: nothing is filled in yet.", part=name)
    elif gaps:
        outcome = CheckOutcome.MISSING
        says = tr_n(
            lang,
            "{part}: {count} gap is still open.",
            "{part}: {count} gaps are still open.",
            gaps,
            part=name,
        )
    else:
        outcome, asks = CheckOutcome.MET, ""
        says = tr_n(
            lang,
            "{part}: {words} in {count} text.",
            "{part}: {words} in {count} texts.",
            len(passed),
            part=name,
            words=said_n("{count} word", "{count} words", words),
        )
    return PacketCheck(
        check="part",
        requirements=PARTS,
        about=name.in_language(lang),
        outcome=outcome,
        says=says,
        how=asks,
        numbers={"texts": len(texts), "passed": len(passed), "words": words, "gaps": gaps},
    )


def entry_checks(looked: Sequence[Looked], lang: Language) -> Iterator[PacketCheck]:
    """For each text: whether it can be read, whether it would pass, and whether it is anonymised."""
    for one in looked:
        if one.redacted is None:
            says, how = fault_of(one.fault)
            yield _entry("readable", PARTS, one, says=says.in_language(lang), how=how.in_language(lang))
        elif one.text is None:
            for reason in stop_reasons(one, lang):
                yield _entry("may_enter", ("S000-37",), one, says=reason.says, how=reason.how)
        elif own_words(one.text):
            yield _anonymised(one, lang)


def _entry(check: str, ids: tuple[str, ...], one: Looked, *, says: str, how: str) -> PacketCheck:
    return PacketCheck(
        check=check, requirements=ids, about=one.path, outcome=CheckOutcome.MISSING, says=says, how=how
    )


def _anonymised(one: Looked, lang: Language) -> PacketCheck:
    found = removed_counts(one, own=False)
    count = sum(row.count for row in found)
    if not count:
        says, how = tr(lang, "No personal or customer data was found in it."), ""
    else:
        types = removed_words(found, lang)
        says = tr_n(
            lang,
            "{count} place would be replaced by a placeholder: {types}.",
            "{count} places would be replaced by placeholders: {types}.",
            count,
            types=types,
        )
        how = tr(
            lang,
            "Replace them in the file by roles, such as the customer's administrator, before anybody else "
            "gets it; what is left here is replaced on entry.",
        )
    return PacketCheck(
        check="anonymised",
        requirements=ANONYMISED,
        about=one.path,
        outcome=CheckOutcome.MISSING if count else CheckOutcome.MET,
        says=says,
        how=how,
        numbers={"places": count},
    )


def removed_counts(one: Looked, *, own: bool = True) -> tuple[RemovedCount, ...]:
    """Places that would be replaced, by type, the most frequent first.

    Args:
        one: the text.
        own: whether the assessee's own name counts too.
    """
    if one.redacted is None:
        return ()
    spans = one.redacted.spans
    kept = [span.type for span in spans if own or span.placeholder not in one.redacted.subject_placeholders]
    return tuple(RemovedCount(type=name, count=n) for name, n in Counter(kept).most_common())


def removed_words(removed: Sequence[RemovedCount], lang: Language) -> str:
    """Counts by type as people read them."""
    return shown([f"{row.count} × {type_name(row.type).in_language(lang)}" for row in removed], lang)


def stop_reasons(one: Looked, lang: Language) -> tuple[StopReason, ...]:
    """What stops a text, a reason for each category; empty where it passes."""
    if one.redacted is None or not one.redacted.verdict.stops:
        return ()
    rules: dict[str, dict[str, None]] = {}
    for finding in one.redacted.findings:
        if finding.action in _STOPPING:
            rules.setdefault(finding.category, {})[finding.rule] = None
    reasons = ((category, stop_reason(category), tuple(found)) for category, found in rules.items())
    return tuple(
        StopReason(
            category=category, rules=found, says=says.in_language(lang), how=how.in_language(lang)
        )
        for category, (says, how), found in reasons
    )  # fmt: skip
