"""A chart as a picture in the page: no script, nothing loaded, and words for those who listen."""

import re
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from assessor.domain.text import Language

if TYPE_CHECKING:
    import altair as alt

_FONT = '"Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif'
_LOCALES: dict[Language, Literal["en-GB", "de-DE"]] = {"en": "en-GB", "de": "de-DE"}
_OPENING = re.compile(r"<svg [^>]*?(?P<box>viewBox=\"[-0-9. ]+\")[^>]*>")
_WIDTH = re.compile(r'viewBox="[-0-9.]+ [-0-9.]+ (?P<width>[0-9.]+) ')
_INK = "#1c2530"
_CONFIG: dict[str, Any] = {
    "font": _FONT,
    "background": None,
    # Marks one by one tell a listener nothing that title, description and table do not tell better.
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK,
        "titleColor": _INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
    "title": {"color": _INK, "fontSize": 14, "anchor": "start", "frame": "group"},
    "text": {"color": _INK},
}


def svg_of(chart: "alt.TopLevelMixin", *, name: str, title: str, says: str, lang: Language) -> Markup:
    """The chart as an `<svg>` element.

    Args:
        chart: with its data inside.
        name: of the element, for its own ids; unique in the page.
        title: what it shows.
        says: what is to be seen in it, in words.
        lang: decides how numbers on axes are written.
    """
    import vl_convert

    # No address is allowed, so a chart that wanted to load something would fail here.
    drawn = vl_convert.vegalite_to_svg(
        chart.to_dict(), config=_CONFIG, allowed_base_urls=[], format_locale=_LOCALES[lang]
    )
    return Markup(_named(drawn, name, title, says))  # noqa: S704 - texts inside are escaped by Vega, ours below


def _named(drawn: str, name: str, title: str, says: str) -> str:
    """The same with a name for readers of screens; in HTML the namespace goes without saying."""
    opening = _OPENING.match(drawn)
    if opening is None:
        raise ValueError("the plot is no <svg> with a viewBox")
    width = _WIDTH.search(opening["box"])
    assert width is not None
    head = (
        f'<svg role="img" aria-labelledby="{name}-title {name}-desc" {opening["box"]} '
        f'width="{width["width"]}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(says)}</desc>'
    )
    return head + drawn[opening.end() :]
