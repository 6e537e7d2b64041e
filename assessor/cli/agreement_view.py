"""Agreement for people's eyes: a table of figures, then pairs, raters and what could not be said."""

from collections.abc import Iterator

from assessor.cli import shell
from assessor.domain.agreement import Agreement, Statistic

_MOST_PAIRS = 20
_MOST_LEVELS = 12
_NAME = 24


def lines_of(found: Agreement) -> Iterator[str]:
    """The whole answer, line by line."""
    yield ", ".join(
        (
            _counted(found.n_units, "unit"),
            _counted(len(found.raters), "rater"),
            _counted(found.n_ratings, "rating"),
        )
    )
    yield from _scale_lines(found)
    yield ""
    yield f"{'':<34}{'value':>8}   {'95 % interval':<18}{'units':>6}"
    named = _named(found)
    for name, one in named:
        yield f"{name:<34}{_value(one):>8}   {_interval(one):<18}{one.n:>6}"
    yield from _reason_lines(named)
    if len(found.pairs) > 1:
        yield from _pair_lines(found)
        yield from _rater_lines(found)


def _reason_lines(named: list[tuple[str, Statistic]]) -> Iterator[str]:
    """Each reason once, with the figures it is for."""
    reasons: dict[str, list[str]] = {}
    for name, one in named:
        if one.why_null is not None:
            reasons.setdefault(one.why_null, []).append(name)
    for why, names in reasons.items():
        yield f"  {'all' if len(names) == len(named) else '; '.join(names)}: {why}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _named(found: Agreement) -> list[tuple[str, Statistic]]:
    several = len(found.pairs) > 1
    mean = ", mean over pairs" if several else ""
    named = [
        (f"weighted kappa{mean}", found.qwk),
        ("Krippendorff's alpha, ordinal", found.alpha),
        ("Gwet's AC2, quadratic", found.ac2),
        ("equal", found.exact),
        ("within one level", found.within_one),
        ("mean distance in levels", found.mae),
        (_bias_name(found), found.bias),
        (f"rank correlation{mean}", found.spearman),
    ]
    if found.ceiling is not None:
        named += [
            ("kappa, people among themselves", found.ceiling.human_human),
            ("kappa, model and people", found.ceiling.model_human),
            ("share of the people's kappa", found.ceiling.share),
        ]
    return named


def _bias_name(found: Agreement) -> str:
    if found.ceiling is not None:
        return "bias, model less people"
    if len(found.pairs) == 1:
        first, second = (shell.fit(name, 10) for name in found.raters)
        return f"bias, {second} less {first}"
    return "bias"


def _scale_lines(found: Agreement) -> Iterator[str]:
    if found.scale is not None:
        yield f"scale {found.scale[0]} to {found.scale[1]}"
    elif found.levels:
        shown = " ".join(map(str, found.levels[:_MOST_LEVELS]))
        more = " ..." if len(found.levels) > _MOST_LEVELS else ""
        yield f"values {shown}{more}; AC2 takes them for the whole scale, which --scale would name"


def _pair_lines(found: Agreement) -> Iterator[str]:
    yield f"\n{'pairs':<{2 * _NAME + 3}}{'units':>6}{'equal':>8}{'kappa':>8}{'rank':>8}{'bias':>8}"
    for pair in found.pairs[:_MOST_PAIRS]:
        name = " / ".join(shell.fit(rater, _NAME) for rater in pair.raters)
        figures = "".join(f"{_value(one):>8}" for one in (pair.exact, pair.qwk, pair.spearman, pair.bias))
        yield f"{name:<{2 * _NAME + 3}}{pair.n:>6}{figures}"
    if len(found.pairs) > _MOST_PAIRS:
        yield f"... {len(found.pairs) - _MOST_PAIRS} more pairs: --json has them all"
    yield "bias of a pair: second less first, in levels"


def _rater_lines(found: Agreement) -> Iterator[str]:
    heads = f"{'rated':>6}{'equal':>8}{'kappa':>8}{'':>8}{'bias':>8}"
    yield f"\n{'rater beside the others':<{2 * _NAME + 3}}{heads}"
    for one in found.per_rater:
        name = shell.fit(one.rater, 2 * _NAME)
        yield (
            f"{name:<{2 * _NAME + 3}}{one.n_ratings:>6}"
            f"{_value(one.exact):>8}{_value(one.qwk):>8}{'':>8}{_value(one.bias):>8}"
        )


def _value(one: Statistic) -> str:
    return "-" if one.value is None else _figure(one.value)


def _interval(one: Statistic) -> str:
    return "-" if one.low is None or one.high is None else f"{_figure(one.low)} to {_figure(one.high)}"


def _figure(value: float) -> str:
    """Three digits; what rounds to zero has no sign.

    >>> _figure(-0.0001)
    '0.000'
    """
    return f"{round(value, 3) + 0.0:.3f}"
