"""Pre-check: an empty packet to fill in, with a note in each file that says what belongs there.

Notes begin with `>` and gaps read `[...]`; neither counts as written. An untouched template misses every
part, so nobody hands it in by mistake.
"""

import json
from collections.abc import Iterator

from assessor.domain.precheck import PacketPart
from assessor.domain.rubric import CareerLevel, Rubric
from assessor.domain.text import Language
from assessor.i18n import tr
from assessor.review.packets.words import part_asks, part_name

MANIFEST = "packet.yaml"
_WRITTEN = (PacketPart.SCOPE, PacketPart.RISKS, PacketPart.CUSTOMERS)


def template_files(rubric: Rubric, level: CareerLevel | None, lang: Language) -> dict[str, str]:
    """Files of an empty packet by their paths.

    Args:
        rubric: in the language of the packet; gives areas, signals and sorts of evidence.
        level: career level aimed at, whose scope tests are asked; none where not known yet.
        lang: of the notes.
    """
    manifest = "\n".join(_manifest(rubric, level, lang)) + "\n"
    written = {f"{part.value}.md": _part(part, lang) for part in _WRITTEN}
    return {MANIFEST: manifest, **written, "evidence/README.md": _evidence(rubric, lang)}


def _part(part: PacketPart, lang: Language) -> str:
    note = tr(
        lang, "Lines that begin with > are notes and do not count. Names of customers and people stay out."
    )
    asks = part_asks(part).in_language(lang)
    return f"# {part_name(part).in_language(lang)}\n\n> {asks}\n> {note}\n\n[...]\n"


def _evidence(rubric: Rubric, lang: Language) -> str:
    least, months = rubric.evidence.min_artefacts, rubric.evidence.max_age_months
    asks = tr(
        lang,
        "For each skill area at least {least} pieces of work of the last {months} months, one of which "
        "serves no other area.",
        least=least,
        months=months,
    )
    note = tr(lang, "Put the files here; this note is not read as evidence. What each should show:")
    kinds = [f"- {one.kind}: {one.requirement}" for one in rubric.evidence_types]
    name = part_name(PacketPart.EVIDENCE).in_language(lang)
    return "\n".join([f"# {name}", "", f"> {asks}", f"> {note}", "", *kinds, ""])


def _manifest(rubric: Rubric, level: CareerLevel | None, lang: Language) -> Iterator[str]:
    yield "# " + tr(
        lang, "What belongs to this packet. Everything may stay open; what is open counts as not given."
    )
    yield "# " + tr(lang, "Check it with: assessor precheck FOLDER")
    yield f"rubric: {_quoted(rubric.id)}"
    names = ", ".join(one.name for one in rubric.career_levels)
    if names:
        yield f"level: {_quoted(level.name) if level else ''}  # " + tr(
            lang, "career level aimed at: {levels}", levels=names
        )
    yield "areas: []  # " + tr(
        lang,
        "skill areas it is about, by id; all where left empty: {areas}",
        areas=", ".join(area.id for area in rubric.skill_areas),
    )
    yield "submitted_on:  # " + tr(lang, "day you hand it in, such as 2026-11-27")
    yield f"lang: {lang}"
    yield "# " + tr(lang, "Your own names and addresses, so that they are found for certain.")
    yield "subject:\n  names: []\n  emails: []"
    for part in _WRITTEN:
        yield f"{part.value}: {{file: {part.value}.md}}"
    yield from _entries(rubric, lang)
    yield from _tests(level, lang)
    yield from _signals(rubric, lang)


def _entries(rubric: Rubric, lang: Language) -> Iterator[str]:
    yield "# " + tr(lang, "One entry for each file in evidence/, such as this one; take the marks # away.")
    kinds = ", ".join(one.kind for one in rubric.evidence_types)
    yield "evidence:"
    yield "#  - file: evidence/brief.docx"
    yield "#    kind:  # " + tr(lang, "one of: {kinds}", kinds=kinds)
    yield "#    date:  # " + tr(lang, "day on which the work was done; a mail has its own")
    yield "#    skill_area:  # " + tr(lang, "one id, or two as [a, b]")
    yield "#    workflow:"
    yield "#    source_checked:  # " + tr(lang, "system or document it was checked against, with the day")
    yield "#    ai_use:  # " + tr(lang, "none, edited or unedited")
    yield "#    outcome:"


def _tests(level: CareerLevel | None, lang: Language) -> Iterator[str]:
    if level is None or not level.scope_tests:
        return
    yield "# " + tr(lang, "Answer each question in a sentence and name the files in which it shows.")
    yield "scope_tests:"
    for test in level.scope_tests:
        yield f"  - test: {_quoted(test)}\n    answer:\n    evidence: []"


def _signals(rubric: Rubric, lang: Language) -> Iterator[str]:
    if not rubric.growth_signals:
        return
    yield "# " + tr(lang, "Growth signals: the files in which somebody else would see them.")
    yield "signals:"
    for one in rubric.growth_signals:
        yield f"  {one.id}: []  # {one.text}"


def _quoted(text: str) -> str:
    """Text as YAML reads it back, whatever stands in it."""
    return json.dumps(text, ensure_ascii=False)
