"""The probe `translated`: the same artefact in the other language, from a file of translations.

Each line is `{"id", "of", "lang", "text"}`: a text, the labelled item it translates, and its language.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import Field, ValidationError

from assessor.domain.base import Frozen
from assessor.domain.faults import first_fault
from assessor.domain.text import Language
from assessor.errors import InputError, NotFoundError
from assessor.evaluation.probes.source import Source
from assessor.intake.read import read_text

_FORMAT = '{"id": "...", "of": "ITEM", "lang": "de", "text": "..."}'


class TranslatedItem(Frozen):
    """A labelled item in the other language."""

    id: str = Field(min_length=1)
    of: str = Field(min_length=1)
    """Id of the item."""
    lang: Language
    text: str = Field(min_length=1)


def read_translations(path: Path | None) -> dict[str, TranslatedItem]:
    """Translations by the id of their item.

    Raises:
        NotFoundError: code `translations_missing`.
        InputError: code `translations_invalid`; the message names the line and never repeats a text.
    """
    try:
        content = b"" if path is None else path.read_bytes()
    except OSError:
        content = b""
    if path is None or not content:
        raise NotFoundError(
            f"translations: {'no file' if path is None else f'{path.name} is not there or empty'}.",
            code="translations_missing",
            hint="Name a file with --translations, or leave the probe translated out.",
        )
    found: dict[str, TranslatedItem] = {}
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if not line.strip():
            continue
        one = _parsed(line, f"{path.name}:{number}")
        if one.of in found:
            raise _invalid(f"{path.name}:{number}", f"item {one.of!r} has a translation already")
        found[one.of] = one
    return found


def translating(translations: Mapping[str, TranslatedItem]) -> Callable[[Source, int], Source | None]:
    """A change that puts an item's translation in its place; None for items without one."""

    def change(source: Source, seed: int) -> Source | None:  # noqa: ARG001 - every change takes a seed
        one = translations.get(source.item)
        if one is None or one.lang == source.lang:
            return None
        segments = read_text(one.text, kind=source.kind, lang=one.lang).segments
        return replace(source, text=one.text, segments=segments, lang=one.lang)

    return change


def _parsed(line: bytes, where: str) -> TranslatedItem:
    try:
        return TranslatedItem.model_validate(json.loads(line.decode("utf-8")))
    except UnicodeDecodeError:
        reason = "is not UTF-8"
    except (json.JSONDecodeError, RecursionError):
        reason = "is not JSON"
    except ValidationError as error:
        reason = first_fault(error, whole="the translation")
    raise _invalid(where, reason)


def _invalid(where: str, reason: str) -> InputError:
    return InputError(f"{where}: {reason}.", code="translations_invalid", hint=f"The format: {_FORMAT}")
