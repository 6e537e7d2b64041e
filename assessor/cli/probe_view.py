"""Results of probes for people's eyes: a line for each probe, then the limits that were missed."""

from collections.abc import Iterator

from assessor.cli import shell
from assessor.domain.agreement import Statistic
from assessor.domain.probes import ProbeReport, ProbeResult
from assessor.domain.text import Language
from assessor.evaluation.reporting.probes import measure_text
from assessor.evaluation.reporting.wording import interval_text, value_text
from assessor.i18n import tr

_NAME, _CELL, _INTERVAL = 18, 10, 20
_MOST_SHOWN = 10


def report_lines(report: ProbeReport, lang: Language) -> Iterator[str]:
    """A report, line by line. Names items, never says what they hold."""
    yield tr(
        lang,
        "{items} items of {splits}, drafter {drafter}: each drafted with and without the change",
        items=report.items,
        splits=list(report.splits),
        drafter=report.drafter,
    )
    yield ""
    first, moved, interval, *others = (
        tr(lang, "pairs"), tr(lang, "moved"), tr(lang, "95 % interval"), tr(lang, "raised"),
        tr(lang, "lowered"), tr(lang, "withheld"), tr(lang, "appeared"), tr(lang, "shift"),
    )  # fmt: skip
    cells = "".join(f"{one:>{_CELL}}" for one in others)
    yield f"{'':<{_NAME}}{first:>{_CELL}}{moved:>{_CELL}}  {interval:<{_INTERVAL}}{cells}"
    for result in report.results:
        yield _line(result, lang)
    yield from _missed(report, lang)
    for name, code in report.not_run.items():
        yield tr(lang, "not run: {name} ({code})", name=name, code=code)
    if report.passed is not None:
        yield ""
        yield tr(lang, "every limit holds") if report.passed else tr(lang, "a limit does NOT hold")


def _line(result: ProbeResult, lang: Language) -> str:
    parts = (result.raised, result.lowered, result.withheld, result.appeared)
    cells = [_share(one, lang) for one in parts]
    cells.append(value_text(result.mean_shift.value, "levels", lang))
    name, moved = shell.fit(result.probe, _NAME), _share(result.moved, lang)
    return (
        f"{name:<{_NAME}}{result.pairs:>{_CELL}}{moved:>{_CELL}}"
        f"  {interval_text(result.moved, 'share', lang):<{_INTERVAL}}"
        + "".join(f"{cell:>{_CELL}}" for cell in cells)
    )


def _share(one: Statistic, lang: Language) -> str:
    return value_text(one.value, "share", lang)


def _missed(report: ProbeReport, lang: Language) -> Iterator[str]:
    for result in report.results:
        for limit in result.limits:
            if limit.passed is not False:
                continue
            yield ""
            yield tr(
                lang,
                "{probe}: {measure} is {value}, at most {limit} is allowed",
                probe=result.probe,
                measure=measure_text(limit.measure, lang),
                value=value_text(limit.value, "share", lang),
                limit=value_text(limit.at_most, "share", lang),
            )
            moves = [one for one in result.moves if limit.measure in ("moved", one.movement)]
            for move in moves[:_MOST_SHOWN]:
                after = move.status_after if move.after is None else str(move.after)
                yield f"  {move.item}: {'-' if move.before is None else move.before} -> {after}"
            if len(moves) > _MOST_SHOWN:
                yield "  ..."
