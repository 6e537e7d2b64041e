"""Printable pages: the pre-check of a packet, as a page and as lines for a terminal."""

from collections.abc import Iterator

from assessor.domain.precheck import CheckOutcome, PacketCheck, PacketFile, PrecheckReport
from assessor.domain.text import Language
from assessor.i18n import shown, tr, tr_n
from assessor.review.packets.part_checks import removed_words
from assessor.sheets.render import render

SIGNS = {"met": "✓", "missing": "✗", "open": "?", "not_applicable": "–"}
SHOWN_CHARS = 6_000
"""So much of one redacted text is printed; the whole of it is in `--json`."""
Row = tuple[str, str]


def outcome_words(lang: Language) -> dict[str, str]:
    """Outcomes as people read them."""
    return {
        CheckOutcome.MET.value: tr(lang, "met"),
        CheckOutcome.MISSING.value: tr(lang, "missing"),
        CheckOutcome.OPEN.value: tr(lang, "for you to judge"),
        CheckOutcome.NOT_APPLICABLE.value: tr(lang, "does not apply"),
    }


def groups_of(report: PrecheckReport) -> tuple[tuple[str, tuple[PacketCheck, ...]], ...]:
    """Checks under their headings; every check is in exactly one, and empty headings are left out."""
    lang = report.lang
    headings = (
        (tr(lang, "The four parts"), {"part"}),
        (tr(lang, "What may be handed in"), {"readable", "may_enter", "anonymised"}),
        (tr(lang, "Evidence for each skill area"), {"evidence_amount", "evidence_own", "evidence_cycles"}),
        (tr(lang, "Age and uniqueness of each piece"), {"evidence_age", "unique"}),
        (
            tr(lang, "What each piece says of itself"),
            {
                "evidence_kind",
                "figures_verified",
                "named_source",
                "ai_use_noted",
                "prompt_history",
                "evidence_fields",
            },
        ),
        (tr(lang, "The level aimed at"), {"scope_tests", "readiness_signals"}),
    )
    made = (
        (heading, tuple(check for check in report.checks if check.check in names))
        for heading, names in headings
    )
    return tuple((heading, checks) for heading, checks in made if checks)


def title_of(report: PrecheckReport) -> str:
    """What the report is called."""
    return tr(report.lang, "Pre-check of a promotion packet")


def note_of(report: PrecheckReport) -> str:
    """What the report is and is not."""
    return tr(
        report.lang,
        "For you alone: nothing was stored and nobody was told. It rates nothing; it says what a person who "
        "rates will need. Marks are found by patterns and may be overlooked.",
    )


def under_of(report: PrecheckReport) -> str:
    """Under which rubric, for which level, counted on which day."""
    values = {
        "title": report.rubric_title, "rubric": report.rubric, "version": report.rubric_version,
    }  # fmt: skip
    if report.career_level is None:
        return tr(
            report.lang, "{title} ({rubric} {version}), counted on {day}", day=report.submitted_on, **values
        )
    return tr(
        report.lang,
        "{title} ({rubric} {version}), level aimed at: {level}, counted on {day}",
        level=report.career_level,
        day=report.submitted_on,
        **values,
    )


def file_facts(file: PacketFile, lang: Language) -> Iterator[Row]:
    """What would become of one text, a row for each fact."""
    verdicts = {
        "allow": tr(lang, "passes as it is"),
        "redact": tr(lang, "passes with parts replaced"),
        "escalate": tr(lang, "is held back until a person decides"),
        "refuse": tr(lang, "is refused"),
    }
    if file.verdict is None:
        yield tr(lang, "Outcome"), tr(lang, "could not be read ({code})", code=file.fault)
        return
    yield tr(lang, "Outcome"), verdicts[file.verdict.value]
    for reason in file.stopped:
        yield tr(lang, "Why"), f"{reason.says} [{reason.category}: {', '.join(reason.rules)}]"
        yield tr(lang, "What to do"), reason.how
    if file.removed:
        yield tr(lang, "Replaced"), removed_words(file.removed, lang)
    if file.look_twice:
        rules = ", ".join(file.look_twice)
        yield (
            tr(lang, "Look twice"),
            tr(lang, "something a reader may overlook, or that was read with a guess: {rules}", rules=rules),
        )
    if file.part.value != "evidence" or file.text is None:
        return
    day = tr(lang, "none") if file.evidence_date is None else shown(file.evidence_date, lang)
    yield tr(lang, "Evidence date"), f"{day}{_date_origin(file, lang)}"
    for area in file.skill_areas:
        proposed = tr(lang, "proposed by the program; name it in the manifest if it is another")
        yield tr(lang, "Skill area"), f"{area.skill_area} ({proposed})" if area.proposed else area.skill_area
    if file.asks:
        yield tr(lang, "Should show"), file.asks


def _date_origin(file: PacketFile, lang: Language) -> str:
    origins = {
        "manifest": tr(lang, "from the manifest"),
        "option": tr(lang, "as you gave it"),
        "mail_header": tr(lang, "from the mail's header"),
    }
    return "" if file.date_from is None else f" ({origins[file.date_from]})"


def unused_of(report: PrecheckReport) -> str:
    """Files of the folder that are no part of the packet; empty where there are none."""
    if not report.unused:
        return ""
    return tr_n(
        report.lang,
        "{count} file in the folder is no part of the packet and was not opened: {files}",
        "{count} files in the folder are no part of the packet and were not opened: {files}",
        len(report.unused),
        files=", ".join(report.unused),
    )


def precheck_page(report: PrecheckReport) -> str:
    """The report as a page to print."""
    lang = report.lang
    return render(
        "precheck",
        lang=lang,
        title=title_of(report),
        report=report,
        groups=groups_of(report),
        outcomes=outcome_words(lang),
        signs=SIGNS,
        files=[_shown_file(file, lang) for file in report.files],
        unused=unused_of(report),
        words={
            "under": under_of(report),
            "note": note_of(report),
            "state": tr(lang, "State"),
            "about": tr(lang, "About"),
            "found": tr(lang, "What was found"),
            "how": tr(lang, "What to do:"),
            "packet": tr(lang, "the packet"),
            "signals": tr(lang, "Questions on signals"),
            "no_verdict": tr(lang, "These are questions to you; the program gives no answer to them."),
            "growth": tr(lang, "What would speak for the next level"),
            "warning": tr(lang, "What would stand against it"),
            "named": tr(lang, "You name:"),
            "preview": tr(lang, "What would be kept of each text"),
            "preview_note": tr(
                lang, "Placeholders such as <PERSON_1> stand where something would be replaced."
            ),
            "footer": tr(
                lang, "Practical guidance, not legal advice. People decide about ratings and promotion."
            ),
        },
    )  # fmt: skip


def _shown_file(file: PacketFile, lang: Language) -> dict[str, object]:
    text = file.text
    cut = ""
    if text is not None and len(text) > SHOWN_CHARS:
        cut = tr(
            lang, "The first {shown} of {all} characters; all of them with --json.",
            shown=SHOWN_CHARS, all=len(text),
        )  # fmt: skip
        text = text[:SHOWN_CHARS]
    facts = tuple(file_facts(file, lang))
    return {"path": file.path, "facts": facts, "text": text, "lang": file.lang or lang, "cut": cut}


def precheck_lines(report: PrecheckReport, *, texts: bool) -> Iterator[str]:
    """The report as lines for a terminal.

    Args:
        report: what was found.
        texts: whether the redacted texts are shown too.
    """
    lang = report.lang
    outcomes = outcome_words(lang)
    yield title_of(report)
    yield under_of(report)
    yield note_of(report)
    for heading, checks in groups_of(report):
        yield f"\n{heading}"
        for check in checks:
            about = f"{check.about}: " if check.about and not check.says.startswith(check.about) else ""
            yield f"  {SIGNS[check.outcome.value]} {outcomes[check.outcome.value]}  {about}{check.says}"
            if check.how:
                yield f"      {tr(lang, 'What to do:')} {check.how}"
    yield f"\n{tr(lang, 'What would be kept of each text')}"
    for file in report.files:
        yield f"  {file.path}"
        yield from (f"      {name}: {value}" for name, value in file_facts(file, lang))
        if texts and file.text is not None:
            yield from (f"      | {line}" for line in file.text.splitlines())
    if report.questions:
        yield f"\n{tr(lang, 'Questions on signals')}"
        yield f"  {tr(lang, 'These are questions to you; the program gives no answer to them.')}"
        yield from (f"  - {one.question}" for one in report.questions)
    counts = ", ".join(f"{outcomes[outcome.value]} {count}" for outcome, count in report.counts.items())
    yield f"\n{counts}"
