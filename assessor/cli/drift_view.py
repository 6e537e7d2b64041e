"""A drift report for people's eyes: headline, what was found, where areas stand, what is to be suspended."""

from collections.abc import Iterator
from textwrap import wrap

from assessor.cli import shell
from assessor.domain.drift import DriftReport, DriftRubric
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language
from assessor.evaluation.drift.wording import name_of, outcome_sentence
from assessor.evaluation.reporting.wording import interval_text, value_text
from assessor.i18n import shown, tr

_WIDTH, _NAME = 110, 52


def report_lines(report: DriftReport, lang: Language) -> Iterator[str]:
    """A report, line by line."""
    yield from _wrapped(report.headline, lang)
    for one in report.sentences:
        yield from _wrapped(one, lang, begin="  - ")
    for rubric in report.rubrics:
        yield from _areas(rubric, lang)
    if report.suspensions:
        yield ""
    for outcome in report.suspensions:
        yield from _wrapped(outcome_sentence(outcome, acted=report.acted), lang)


def _wrapped(one: Sentences, lang: Language, *, begin: str = "") -> list[str]:
    text = shell.visible(one.in_language(lang).replace("\u00a0", " "))
    return wrap(text, _WIDTH, initial_indent=begin, subsequent_indent=" " * len(begin))


def _areas(rubric: DriftRubric, lang: Language) -> Iterator[str]:
    areas = next((one for one in rubric.breakdowns if one.by == "skill_area"), None)
    if areas is None or not areas.groups:
        return
    yield ""
    name = name_of(rubric.title, None, rubric.drafter).in_language(lang)
    head = tr(lang, "pooled difference"), tr(lang, "95 % interval"), tr(lang, "ratings")
    yield f"{shell.fit(name, _NAME):<{_NAME}}{head[0]:>20}  {head[1]:<18}{head[2]:>9}"
    for group in areas.groups:
        one = group.pooled or group.difference
        called = rubric.area_title(group.value)
        title = tr(lang, "further ones, joined") if called is None else called.in_language(lang)
        yield (
            f"  {shell.fit(title, _NAME - 3):<{_NAME - 2}}{value_text(one.value, 'levels', lang):>20}  "
            f"{interval_text(one, 'levels', lang):<18}{shown(group.n, lang):>9}"
        )
