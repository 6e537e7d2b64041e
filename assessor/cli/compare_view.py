"""A comparison for people's eyes: verdict, figures, conditions that differ, flipped items side by side."""

from collections.abc import Iterator
from itertools import zip_longest
from textwrap import wrap

from assessor.cli import shell
from assessor.domain.comparison import (
    ComparedRun,
    Comparison,
    Flip,
    FlipSide,
    MeasuredDifference,
    PairedDifferences,
)
from assessor.evaluation.comparing.verdict import NAMES, p_figure, signed

WIDTH = 110
_NAME = 31
_SHOWN = 10
_COLUMN = (WIDTH - 5) // 2
_MOST_QUOTES = 4
_MOVED = {
    "away": "away from the label",
    "towards": "towards the label",
    "neither": "neither nearer nor farther",
    None: "cannot be judged",
}


def lines_of(found: Comparison, *, folders: tuple[str, str], show_all: bool = False) -> Iterator[str]:
    """The whole answer, line by line.

    Args:
        found: to be shown.
        folders: of A and B, as given.
        show_all: every flipped item, not the first ten.
    """
    for sentence in found.sentences:
        yield from wrap(shell.visible(sentence), WIDTH, subsequent_indent="  ")
    yield ""
    for name, run, folder in (("A", found.a, folders[0]), ("B", found.b, folders[1])):
        yield shell.fit(f"{name}  {_run(run)}  {folder}", WIDTH)
    yield ""
    yield from _figure_lines(found)
    yield from _condition_lines(found)
    yield from _flip_lines(found.flips, show_all=show_all)


def _run(run: ComparedRun) -> str:
    model = f", model {run.model}" if run.model else ""
    failed = f", {run.failed} failed" if run.failed else ""
    return (
        f"{run.started_at:%Y-%m-%d %H:%M}, {run.suite or 'gold files'}, {run.answered} items answered{failed}"
        f", drafter {run.drafter}{model}"
    )


def measure_lines(found: PairedDifferences) -> Iterator[str]:
    """Every measure of both sides with its difference."""
    heads = f"{'A':>8}{'B':>8}{'B less A':>10}   {'95 % interval':<16}{'p':>8}{'adjusted':>10}{'n':>6}"
    yield f"{'':<{_NAME}}{heads}"
    for one in found.measures:
        if one.difference.n:
            yield _row(NAMES[one.name], one)


def _figure_lines(found: Comparison) -> Iterator[str]:
    yield from measure_lines(found.differences)
    for rubric, one in found.by_rubric.items():
        if one.difference.n:
            yield _row(shell.fit(f"kappa, {rubric}", _NAME - 1), one)
    yield from _reason_lines(found)
    yield from wrap(method_of(found.differences), WIDTH)
    right = found.differences.right
    yield (
        f"label hit by both {right.both_right}, by A alone {right.only_a_right}, by B alone "
        f"{right.only_b_right}, by neither {right.neither_right}; rated by A alone {right.only_a_rated}, "
        f"by B alone {right.only_b_rated}, by neither {right.neither_rated}"
    )


def _row(name: str, one: MeasuredDifference) -> str:
    difference = one.difference
    told = "-" if difference.value is None else signed(difference.value)
    interval = (
        "-"
        if difference.low is None or difference.high is None
        else f"{signed(difference.low)} to {signed(difference.high)}"
    )
    p, adjusted = ("-" if value is None else p_figure(value) for value in (one.p, one.p_adjusted))
    return (
        f"{name:<{_NAME}}{_plain(one.a):>8}{_plain(one.b):>8}{told:>10}   {interval:<16}"
        f"{p:>8}{adjusted:>10}{difference.n:>6}"
    )


def _plain(value: float | None) -> str:
    return "-" if value is None else f"{round(value, 2) + 0.0:.2f}"


def _reason_lines(found: Comparison) -> Iterator[str]:
    """Each reason once, with the figures it is for."""
    named = [(NAMES[one.name], one) for one in found.differences.measures if one.difference.n]
    named += [(f"kappa, {rubric}", one) for rubric, one in found.by_rubric.items() if one.difference.n]
    reasons: dict[str, list[str]] = {}
    for name, one in named:
        if one.difference.why_null is not None:
            reasons.setdefault(one.difference.why_null, []).append(name)
    for why, names in reasons.items():
        yield from wrap(f"{'; '.join(names)}: {why}", WIDTH, initial_indent="  ", subsequent_indent="    ")


def method_of(one: PairedDifferences) -> str:
    """How intervals and p values came about."""
    ways = "all ways" if one.exhaustive else f"{one.draws} random ways"
    groups = f"{one.n_items} items in {one.n_groups} groups" if one.n_groups < one.n_items else "items"
    return (
        f"{one.draws} resamples of {groups}; p from {ways} of swapping A and B where they differ; adjusted "
        f"after Holm. The first line decides, by its own p."
    )


def _condition_lines(found: Comparison) -> Iterator[str]:
    yield ""
    if not found.conditions:
        yield "made under the same conditions"
        return
    yield f"{'what differs':<{_NAME}}{'A':<39} B"
    for one in found.conditions:
        a, b = (shell.fit("-" if value is None else value, 38) for value in (one.a, one.b))
        yield f"{shell.fit(one.what, _NAME - 1):<{_NAME}}{a:<39} {b}"


def _flip_lines(flips: tuple[Flip, ...], *, show_all: bool) -> Iterator[str]:
    yield ""
    if not flips:
        yield "no item was answered differently"
        return
    counts = [(told, sum(one.moved == moved for one in flips)) for moved, told in _MOVED.items()]
    told = ", ".join(f"{count} {name}" for name, count in counts if count)
    yield f"answered differently: {len(flips)} item{'s' if len(flips) > 1 else ''}; {told}"
    shown = flips if show_all else flips[:_SHOWN]
    for one in shown:
        yield ""
        yield from _one_flip(one)
    if len(shown) < len(flips):
        yield f"\n... {len(flips) - len(shown)} more: --all shows them, --json has them"


def _one_flip(flip: Flip) -> Iterator[str]:
    labels = flip.labels
    yield shell.fit(f"{flip.id}: {_MOVED[flip.moved]}", WIDTH)
    yield shell.fit(f"  {labels.rubric}, {labels.skill_area}, {labels.lang}; {_label(flip)}", WIDTH)
    for left, right in zip_longest(_side("A", flip.a), _side("B", flip.b), fillvalue=""):
        yield f"  {left:<{_COLUMN}} | {right}".rstrip()


def _label(flip: Flip) -> str:
    if flip.labels.do_not_enter:
        return f"must not enter: {', '.join(flip.labels.do_not_enter)}"
    if flip.labels.rating is None:
        return "too little evidence to rate"
    return f"label {flip.labels.rating}"


def _side(name: str, side: FlipSide) -> list[str]:
    lines = _wrapped(f"{name}: {_outcome(side)}")
    if side.reason:
        lines += _wrapped(side.reason)
    quotes = list(dict.fromkeys(one.quote for claim in side.claims for one in claim.citations))
    for quote in quotes[:_MOST_QUOTES]:
        lines += _wrapped(f"> {' '.join(quote.split())}", indent="  ")
    if len(quotes) > _MOST_QUOTES:
        lines.append(f"> and {len(quotes) - _MOST_QUOTES} more")
    return lines


def _wrapped(text: str, indent: str = "") -> list[str]:
    return wrap(shell.visible(text), _COLUMN, subsequent_indent=indent)


def _outcome(side: FlipSide) -> str:
    code = f" ({side.code})" if side.code else ""
    if side.outcome == "failed":
        return f"failed{code}"
    if side.outcome == "stopped":
        return f"stopped: {side.verdict}, {', '.join(side.stopped_by)}"
    rated = f"no rating: {side.status}{code}" if side.rating is None else f"rating {side.rating}"
    return f"{rated}; verdict {side.verdict}"
