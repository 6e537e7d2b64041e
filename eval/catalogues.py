"""Collects the sentences of the code into each language's catalogue and compiles it (`make catalogues`).

The translator's file is `assessor/locales/LANG/LC_MESSAGES/assessor.po`. Translations there are kept; new
sentences come in empty, and those the code no longer says are dropped. Run it twice and nothing changes.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from assessor.i18n import DOMAIN, LOCALES

PACKAGE = LOCALES.parent
KEYWORDS = {"said": None, "said_n": (1, 2), "tr": (2,), "tr_n": (2, 3)}
TRANSLATED = ("de",)
_NOT_KEPT = tuple(
    f'"{name}'.encode()
    for name in (
        "Project-Id", "Report-Msgid", "POT-Creation", "PO-Revision",
        "Last-Translator", "Language-Team", "Generated-By",
    )
)  # fmt: skip


def collected() -> Catalog:
    """Every sentence of the code, with where it is said."""
    template = Catalog(domain=DOMAIN, fuzzy=False)
    for name, _line, message, comments, context in extract_from_dir(PACKAGE, keywords=KEYWORDS):
        # No line numbers: every edit above a sentence would change the catalogue.
        template.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return template


def updated(lang: str) -> Catalog:
    """The catalogue of a language with exactly the sentences of the code."""
    path = po_file(lang)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=lang, domain=DOMAIN)
    else:
        catalogue = Catalog(locale=lang, domain=DOMAIN, fuzzy=False)
    catalogue.update(collected(), no_fuzzy_matching=True)
    return catalogue


def po_text(catalogue: Catalog) -> bytes:
    """What the translator's file holds."""
    catalogue.header_comment = (
        f"# What assessor says in {catalogue.locale}; made by `make catalogues`, translated by hand."
    )
    out = io.BytesIO()
    write_po(out, catalogue, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)
    # Names and dates of nobody and no time would make every run a change; version control has the true ones.
    return b"\n".join(line for line in out.getvalue().split(b"\n") if not line.startswith(_NOT_KEPT))


def mo_bytes(po: bytes, lang: str) -> bytes:
    """The compiled form of a translator's file."""
    catalogue = read_po(io.BytesIO(po), locale=lang, domain=DOMAIN)
    # The file has no dates, so they would be today's, and every run a change.
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def po_file(lang: str) -> Path:
    """Where a language's catalogue is."""
    return LOCALES / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def main() -> int:
    """Write and compile every catalogue; 1 where sentences lack a translation."""
    untranslated = 0
    for lang in TRANSLATED:
        path = po_file(lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        po = po_text(updated(lang))
        path.write_bytes(po)
        path.with_suffix(".mo").write_bytes(mo_bytes(po, lang))
        catalogue = read_po(io.BytesIO(po), locale=lang, domain=DOMAIN)
        missing = [message for message in catalogue if message.id and not _translated(message.string)]
        untranslated += len(missing)
        print(f"{path}: {len(catalogue)} sentences, {len(missing)} without a translation", file=sys.stderr)
    return 1 if untranslated else 0


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    raise SystemExit(main())
