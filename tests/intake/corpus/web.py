"""Web pages: saved reports, and every way of hiding words in one."""

from collections.abc import Iterator

from tests.intake.corpus.file import CorpusFile, Prose

_CORNERS = {
    "hidden": "<p hidden>Hid</p>",
    "none": '<style>.n{display:none}</style><p class="n">Noned</p>',
    "white": '<p style="color:#fff">Whitened</p>',
    "tiny": '<p style="font-size:1px">Tinier</p>',
    "comment": "<!-- Commented --><p>Seen</p>",
    "alt": '<img alt="Alted" src="x.png"><p>Seen</p>',
    "title": '<p title="Titled">Seen</p>',
    "meta": '<meta name="author" content="Metaed"><p>Seen</p>',
    "field": '<input value="Fielded"><textarea>Area</textarea>',
    "json-data": '<script type="application/json">{"a": "Jsoned"}</script><p>Seen</p>',
    "template": "<template><p>Templated</p></template><p>Seen</p>",
    "noscript": "<noscript>Noscripted</noscript><p>Seen</p>",
    "soft-hyphen": "<p>Som&shy;mer Hyphened</p>",
    "entities": "<p>&#x45;ntitied &amp; &nbsp;&euro;</p>",
    "deep": "<div>" * 150 + "Deeper" + "</div>" * 150,
    "unclosed": "<p><b><i>Unclosed<table><tr><td>x",
    "fragment": "Fragmented <b>without</b> any head",
}
_MARKERS = {
    "hidden": "Hid",
    "none": "Noned",
    "white": "Whitened",
    "tiny": "Tinier",
    "comment": "Commented",
    "alt": "Alted",
    "title": "Titled",
    "meta": "Metaed",
    "field": "Fielded",
    "json-data": "Jsoned",
    "template": "Templated",
    "noscript": "Noscripted",
    "soft-hyphen": "Hyphened",
    "entities": "Entitied",
    "deep": "Deeper",
    "unclosed": "Unclosed",
    "fragment": "Fragmented",
}


def files() -> Iterator[CorpusFile]:
    """All pages."""
    for label, markup in _CORNERS.items():
        page = f"<!doctype html><html><body>{markup}</body></html>" if label != "fragment" else markup
        yield CorpusFile(f"html-{label}", ".html", page.encode(), (_MARKERS[label],))
    for encoding in ("utf-8", "cp1252", "utf-16", "utf-16-le", "iso-8859-15"):
        page = f'<html><head><meta charset="{encoding}"></head><p>Grüße: Encoded</p></html>'
        yield CorpusFile(f"html-{encoding}", ".html", page.encode(encoding), ("Grüße: Encoded",))
    for seed in range(3):
        prose = Prose(f"html {seed}")
        rows = "".join(f"<tr><td>{prose.sentence()}<td>{n}" for n in range(seed * 20 + 2))
        page = f"<html><h1>{prose.sentence()}</h1><table>{rows}</table><p>Reported{seed}</html>"
        yield CorpusFile(f"html-report-{seed}", ".htm", page.encode(), (f"Reported{seed}",))
