"""Why a figure is missing, in the report's language. Measures say it in English."""

import re
from functools import cache

from assessor.domain.agreement import Statistic
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language
from assessor.i18n import said, tr

_FEW = re.compile(r"no interval: (\d+)% of the resamples have no value, since so few units differ")


def why_text(one: Statistic, lang: Language) -> str:
    """Why there is no value or no interval; empty where there is nothing to say."""
    if one.why_null is None:
        return ""
    known = _known().get(one.why_null)
    if known is not None:
        return known.in_language(lang)
    few = _FEW.fullmatch(one.why_null)
    if few is not None:
        return tr(
            lang,
            "no interval: {percent} % of the resamples have no value, since so few units differ",
            percent=int(few[1]),
        )
    return one.why_null


@cache
def _known() -> dict[str, Sentences]:
    """Every reason that measures of runs give, by its English form."""
    reasons = (
        said("no item has both a label and a drafted rating"),
        said("only one item has both a label and a drafted rating; two are needed"),
        said(
            "labels and drafts have one and the same value throughout, so no disagreement is expected by "
            "chance"
        ),
        said("labels or drafts have one value throughout, so there is no order to compare"),
        said("no interval: no resamples were drawn"),
        said("no item has a twin with another label"),
        said("no item with a deciding quote was rated"),
        said("no item was rated"),
        said("no draft cites anything"),
        said("no item holds too little evidence"),
        said("no item has a rating"),
        said("no draft names areas"),
        said("no item went on"),
        said("no item is labelled do-not-enter"),
        said("every item is labelled do-not-enter"),
    )
    return {one.en: one for one in reasons}
