"""Printable pages: a template with values, every value escaped.

A page carries its own style and nothing else: no script, no font, no picture, no link to load from. Colour
never tells anything alone; each outcome is a word with a sign (WCAG 2.2).
"""

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from assessor.domain.text import Language

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, *, lang: Language, **values: Any) -> str:
    """A page as HTML.

    Args:
        template: name of a file of `templates`, without its suffix.
        lang: language of the page.
        values: what it shows. Finished sentences and values; templates say nothing of their own.
    """
    return _environment().get_template(f"{template}.html.jinja").render(lang=lang, **values)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = resources.files("assessor.sheets") / "templates"
    return Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
