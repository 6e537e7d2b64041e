"""More than two hundred files over all formats, built anew for each run and the same each time.

Every module knows one family of formats and yields files, each with one idea. A file's markers are words that
stand in its corners; all of them must come out of intake.
"""

from functools import cache

from tests.intake.corpus import cues, decks, letters, pages, plain, sheets, tables, values, web, words
from tests.intake.corpus.file import CorpusFile

FAMILIES = (words, decks, sheets, pages, web, letters, tables, values, cues, plain)


@cache
def corpus() -> tuple[CorpusFile, ...]:
    """All files, in the order of the families."""
    return tuple(file for family in FAMILIES for file in family.files())
