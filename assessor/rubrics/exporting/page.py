"""Export: a handout as one printable HTML file without scripts or anything from elsewhere."""

from importlib import resources

from assessor.rubrics.exporting.handout import Handout, sign_of, target_line


def page_text(handout: Handout) -> str:
    """The page. Texts of the rubric are escaped: none of them can become markup."""
    from jinja2 import Environment, StrictUndefined

    source = (resources.files("assessor.rubrics.exporting") / "page.html.jinja").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(source).render(
        page=handout,
        rubric=handout.rubric,
        word=handout.word,
        sign=lambda rating: sign_of(rating, handout.rubric),
        target=lambda check: target_line(check, handout.lang),
    )
