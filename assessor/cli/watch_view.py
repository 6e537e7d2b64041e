"""Rounds of the watch for people's eyes: what signals, and the last round beside its baseline."""

from collections.abc import Iterator
from textwrap import wrap

from assessor.cli import shell
from assessor.domain.probe_drift import ProbeDrift
from assessor.domain.text import Language
from assessor.domain.watch import WatchReport
from assessor.evaluation.drift.wording import gold_sentence, name_of, outcome_sentence
from assessor.evaluation.reporting.wording import value_text
from assessor.evaluation.watch.wording import measure_word, probe_sentences
from assessor.i18n import shown, tr, tr_n

_WIDTH, _NAME = 110, 44


def report_lines(report: WatchReport, lang: Language) -> Iterator[str]:
    """A report, line by line."""
    if report.record is not None:
        for own in report.record.rubrics:
            yield tr(
                lang,
                "{rubric}: {items} items, {failed} failed; drafted a second time: {other} of {n} otherwise",
                rubric=own.rubric,
                items=own.items,
                failed=own.failed,
                other=own.other,
                n=own.retested,
            )
    if not report.probes:
        yield tr(lang, "Nothing to hold a round against yet: a series needs two.")
    for one in report.probes:
        yield ""
        yield from _series(one, lang)
        for sentence in probe_sentences(one):
            yield from _wrapped(sentence.in_language(lang))
        for gold in report.gold:
            if (gold.rubric, gold.drafter, gold.suite) == (one.rubric, one.drafter, one.suite) and gold.steps:
                yield from _wrapped(gold_sentence(gold, gold.steps[-1]).in_language(lang))
    if report.suspensions:
        yield ""
    for outcome in report.suspensions:
        yield from _wrapped(outcome_sentence(outcome, acted=report.acted).in_language(lang))


def _series(one: ProbeDrift, lang: Language) -> Iterator[str]:
    heads = tr(lang, "baseline"), tr(lang, "last"), tr(lang, "at most")
    name = name_of(one.title, None, one.drafter).in_language(lang)
    rounds = tr_n(lang, "{count} round", "{count} rounds", one.rounds)
    yield f"{shell.fit(f'{name}, {rounds}', _NAME):<{_NAME}}{heads[0]:>12}{heads[1]:>12}{heads[2]:>12}"
    for chart in one.charts:
        last = chart.points[-1] if chart.points else None
        if last is None or not last.n:
            continue
        cells = (
            value_text(chart.centre, "share", lang),
            f"{shown(last.count, lang)}/{shown(last.n, lang)}",
            "–" if last.limit is None else shown(last.limit, lang),
        )
        mark = "  <-" if last.beyond else ""
        yield (
            f"  {shell.fit(measure_word(chart, lang), _NAME - 3):<{_NAME - 2}}"
            + "".join(f"{cell:>12}" for cell in cells)
            + mark
        )


def _wrapped(text: str) -> list[str]:
    # Numbers hold spaces that do not break; on a terminal they are plain ones.
    return wrap(shell.visible(text.replace("\xa0", " ")), _WIDTH)
