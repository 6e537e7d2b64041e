"""How the report writes values: figures with their interval, in the way of the language."""

from assessor.domain.agreement import Statistic
from assessor.domain.eval_report import ReportFigure
from assessor.domain.text import Language
from assessor.i18n import shown, shown_as, tr

_PATTERNS = {"coefficient": "0.00", "share": "0\u00a0%", "levels": "0.00"}
_FEW_PERCENT = 0.02


def value_text(value: float | None, unit: str, lang: Language) -> str:
    r"""A value, or a dash where there is none; shares as percentages.

    >>> value_text(0.5, "share", "en"), value_text(-0.25, "levels", "de"), value_text(None, "share", "en")
    ('50\xa0%', '-0,25', '–')
    """
    if value is None:
        return "–"
    pattern = _PATTERNS[unit]
    if unit == "share" and 0 < min(abs(value), abs(1 - value)) < _FEW_PERCENT:
        # A share of 0.4 % is not none, and 99.6 % is not all.
        pattern = "0.0\u00a0%"
    return shown_as(value, pattern, lang)


def interval_text(one: Statistic, unit: str, lang: Language) -> str:
    """The 95 % interval, or a dash."""
    if one.low is None or one.high is None:
        return "–"
    return tr(
        lang,
        "{low} to {high}",
        low=value_text(one.low, unit, lang),
        high=value_text(one.high, unit, lang),
    )


def figure_text(figure: ReportFigure, lang: Language) -> str:
    """A figure in a sentence: value, interval and what it rests on."""
    return statistic_text(figure.statistic, figure.unit, lang)


def statistic_text(one: Statistic, unit: str, lang: Language) -> str:
    """A statistic in a sentence."""
    if one.low is None or one.high is None:
        return tr(lang, "{value} (n = {n})", value=value_text(one.value, unit, lang), n=one.n)
    return tr(
        lang,
        "{value} (95 % interval {interval}, n = {n})",
        value=value_text(one.value, unit, lang),
        interval=interval_text(one, unit, lang),
        n=one.n,
    )


def count_text(count: int, lang: Language) -> str:
    """A count."""
    return shown(count, lang)
