"""A cause report for people's eyes: headline, the candidates as a table, then what else must be known."""

from collections.abc import Iterator
from textwrap import wrap

from assessor.cli import shell
from assessor.domain.cause import CauseReport
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language
from assessor.evaluation.cause.wording import name_of
from assessor.evaluation.comparing.verdict import p_figure
from assessor.evaluation.reporting.wording import interval_text, value_text
from assessor.i18n import tr

_WIDTH, _NAME = 110, 56


def report_lines(report: CauseReport, lang: Language) -> Iterator[str]:
    """A report, line by line."""
    yield from _wrapped(report.headline, lang)
    yield ""
    heads = tr(lang, "levels"), tr(lang, "95 % interval"), tr(lang, "drafts moved"), "p"
    title = tr(lang, "cause looked at")
    yield f"{title:<{_NAME}}{heads[0]:>8}  {heads[1]:<18}{heads[2]:>13}{heads[3]:>9}"
    for one in report.factors:
        name = shell.fit(name_of(one).in_language(lang), _NAME - 3)
        moved = "–" if one.moved is None else value_text(one.moved.value, "share", lang)
        p = "–" if one.p_adjusted is None else p_figure(one.p_adjusted)
        mark, levels = "*" if one.carries else " ", value_text(one.shift.value, "levels", lang)
        yield (
            f"{mark} {name:<{_NAME - 2}}{levels:>8}  "
            f"{interval_text(one.shift, 'levels', lang):<18}{moved:>13}{p:>9}"
        )
    yield ""
    for sentence in report.sentences:
        yield from _wrapped(sentence, lang, begin="  - ")


def _wrapped(one: Sentences, lang: Language, *, begin: str = "") -> list[str]:
    # Spaces that keep a figure with its sign are for pages; here they would be spelled out.
    text = shell.visible(one.in_language(lang).replace("\u00a0", " "))
    return wrap(text, _WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin))
