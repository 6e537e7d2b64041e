"""Translations: the texts of one pack at one version, in another language and with a version of their own."""

from datetime import date

from pydantic import JsonValue

from assessor.domain.base import Frozen
from assessor.domain.rubric import ChangelogEntry


class Translation(Frozen):
    """Texts of a rubric or role profile in another language; ids, numbers and structure stay in the pack."""

    id: str
    """Of the pack that is translated."""
    lang: str
    version: str
    translates: str
    """Version of the pack these texts belong to."""
    owner: str
    status: str
    date: date
    changelog: tuple[ChangelogEntry, ...]
    texts: dict[str, JsonValue]
    """Nested as the pack is: by id where things have one, a list where their order tells them apart."""
    sha256: str = ""
    """Digest of the file, set by the loader."""
