"""Watch: what rounds showed, in sentences of both languages."""

from collections.abc import Iterator

from assessor.domain.probe_drift import ProbeDrift, WatchChart
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language
from assessor.evaluation.drift.wording import name_of
from assessor.i18n import Values, said, said_n, tr


def probe_sentences(one: ProbeDrift) -> Iterator[Sentences]:
    """What the charts of a rubric say: those that signal, else that none does."""
    name = name_of(one.title, None, one.drafter)
    if not one.signals:
        yield said_n(
            "{name}, probes over time: no chart signals in {count} round.",
            "{name}, probes over time: no chart signals in {count} rounds.",
            one.rounds,
            name=name,
        )
        return
    for chart in one.charts:
        if chart.signals:
            yield _signal(chart, name)
    if one.changed:
        yield said(
            "{name}: what differs since the first of these rounds: {what}.",
            name=name,
            what=[change.what for change in one.changed],
        )


def _signal(chart: WatchChart, name: Sentences) -> Sentences:
    point = next(one for one in chart.points if one.beyond)
    values: Values = {
        "name": name,
        "day": point.day,
        "moved": point.count,
        "n": point.n,
        "most": point.limit or 0,
    }
    if chart.measure == "retest":
        return said(
            "{name}, retest of {day}: {moved} of {n} items got another answer the second time; at most "
            "{most} were to be expected.",
            **values,
        )
    if chart.measure == "raised":
        return said(
            "{name}, probe {probe} of {day}: it raised {moved} of {n} levels; at most {most} were to be "
            "expected.",
            probe=chart.probe or "",
            **values,
        )
    return said(
        "{name}, probe {probe} of {day}: it moved {moved} of {n} drafts; at most {most} were to be expected.",
        probe=chart.probe or "",
        **values,
    )


def measure_word(chart: WatchChart, lang: Language) -> str:
    """What a chart is of."""
    if chart.measure == "retest":
        return tr(lang, "drafted a second time: other answers")
    if chart.measure == "raised":
        return tr(lang, "{probe}: raised", probe=chart.probe or "")
    return tr(lang, "{probe}: moved", probe=chart.probe or "")
