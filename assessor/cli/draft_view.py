"""What was looked into of a revealed draft, for people's eyes. Its reader has seen the evidence already."""

from collections.abc import Iterator

from assessor.cli import shell
from assessor.domain.draft import Citation
from assessor.domain.explanation import Explanation, SmallestRemoval
from assessor.domain.probes import DraftProbe, DraftProbeReport
from assessor.domain.text import Language
from assessor.evaluation.reporting.probes import measure_text
from assessor.i18n import tr

_NAME = 18
_WIDTH = 90


def probe_lines(report: DraftProbeReport, lang: Language) -> Iterator[str]:
    """Each probe with how many of its changes moved the draft, and those that did."""
    yield tr(
        lang,
        "stored: {stored}; drafted again unchanged: {again}",
        stored=_level(report.rating, report.status),
        again=_level(report.rating_again, report.status_again),
    )
    names = dict.fromkeys(one.probe for one in report.probes)
    for name in names:
        tried = [one for one in report.probes if one.probe == name]
        moved = [one for one in tried if one.movement is not None]
        told = tr(lang, "{moved} of {tried} changes moved it", moved=len(moved), tried=len(tried))
        yield f"{name:<{_NAME}}{told}" + "".join(f"; {_moved(one, lang)}" for one in moved)
    idle = tr(lang, "nothing to change in this text")
    for name in report.not_applicable:
        yield f"{name:<{_NAME}}{idle}"


def _moved(one: DraftProbe, lang: Language) -> str:
    assert one.movement is not None
    return f"{measure_text(one.movement, lang)}: {_level(one.rating, one.status)}"


def explanation_lines(found: Explanation, lang: Language) -> Iterator[str]:
    """The level, what it is without each cited passage, what else would move it, and what is missing."""
    yield tr(lang, "stored: {level}", level=_level(found.rating, found.status))
    if not found.asked:
        yield tr(lang, "a model made this draft; what would change it is only looked for with --ask-model")
    if found.status_again is not None and (found.rating, found.status) != (
        found.rating_again,
        found.status_again,
    ):
        yield tr(
            lang,
            "drafted again it is {level}: the model or the program changed since",
            level=_level(found.rating_again, found.status_again),
        )
    for one in found.cited:
        level = _level(one.rating, one.status)
        told = tr(lang, "without it {level}", level=level) if one.changed else tr(lang, "without it the same")
        yield f"- {told}: {_quoted(one.citation)}"
    for removal in found.removals:
        yield from _removal_lines(removal, lang)
    if found.asked and found.rating_again is not None:
        yield from _unmoved(found, lang)
    for ask in found.next_asks:
        yield tr(lang, "for level {level}: {ask}", level=found.next_level or 0, ask=ask)
    for missing in found.missing:
        if missing not in found.next_asks:
            yield tr(lang, "missing: {missing}", missing=missing)


def _removal_lines(removal: SmallestRemoval, lang: Language) -> Iterator[str]:
    level = _level(removal.rating, removal.status)
    if removal.direction == "lower":
        yield tr(lang, "the level rests on these; without them {level}:", level=level)
    else:
        yield tr(lang, "these hold it down; without them {level}:", level=level)
    for citation in removal.citations:
        yield f"    {_quoted(citation)}"


def _unmoved(found: Explanation, lang: Language) -> Iterator[str]:
    directions = {one.direction for one in found.removals}
    if found.drafter == "embedded" and "lower" not in directions:
        yield tr(lang, "no four sentences found without which the level would be lower")
    if found.drafter == "embedded" and "higher" not in directions:
        yield tr(lang, "no four sentences found without which the level would be higher")


def _quoted(citation: Citation) -> str:
    return shell.fit(shell.visible(f"{citation.locator}: {citation.quote!r}"), _WIDTH)


def _level(rating: int | None, status: str) -> str:
    return status if rating is None else str(rating)
