"""Gold files in: every line an item, or an error that says which line and why."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import rfc8785
from pydantic import ValidationError

from assessor.domain.faults import first_fault
from assessor.domain.run import GoldSource
from assessor.errors import InputError, NotFoundError
from assessor.formats.gold import GoldItem

_MOST_BYTES = 200_000_000
_FORMAT = "assessor schema gold"


@dataclass(frozen=True)
class GoldFile:
    """One file of labelled items."""

    source: GoldSource
    items: tuple[GoldItem, ...]


def read_gold(paths: Iterable[Path]) -> tuple[GoldFile, ...]:
    """Read gold files.

    Raises:
        NotFoundError: code `gold_missing`.
        InputError: code `gold_invalid`, a line breaks the format; `gold_empty`; `gold_repeated`, two items of
            one id. The text of an item is never repeated.
    """
    files = tuple(_read(path) for path in paths)
    _verify_unique(files)
    return files


def parse_gold(content: bytes, name: str) -> tuple[GoldItem, ...]:
    """The items of a file; blank lines are passed over.

    Raises:
        InputError: as for `read_gold`.
    """
    items = []
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").splitlines(), start=1):
        if line.strip():
            items.append(_item(line, f"{name}:{number}"))
    if not items:
        raise InputError(
            f"{name}: holds no items.", code="gold_empty", hint=f"Each line is an item: {_FORMAT}"
        )
    return tuple(items)


def item_digest(item: GoldItem) -> str:
    """Digest of text and labels: an item that was edited is another one."""
    return "sha256:" + hashlib.sha256(rfc8785.dumps(item.model_dump(mode="json"))).hexdigest()


def _read(path: Path) -> GoldFile:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path.name}: is larger than {_MOST_BYTES / 1e6:g} MB.", code="too_large")
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotFoundError(
            f"{path}: there is no such gold file.",
            code="gold_missing",
            hint="Gold files are not in the installed package: run from a checkout, or name one with --gold.",
        ) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"{path}: cannot be read ({reason}).", code="file_unreadable") from None
    items = parse_gold(content, path.name)
    digest = "sha256:" + hashlib.sha256(content).hexdigest()
    return GoldFile(GoldSource(name=path.name, sha256=digest, items=len(items)), items)


def _item(line: bytes, where: str) -> GoldItem:
    try:
        return GoldItem.model_validate(json.loads(line.decode("utf-8")))
    except UnicodeDecodeError:
        reason = "is not UTF-8"
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg} at column {error.colno}"
    except RecursionError:
        reason = "is nested too deeply"
    except ValidationError as error:
        reason = first_fault(error, whole="the item")
    raise InputError(f"{where}: {reason}.", code="gold_invalid", hint=f"The format: {_FORMAT}")


def _verify_unique(files: Sequence[GoldFile]) -> None:
    seen: dict[str, str] = {}
    for file in files:
        for item in file.items:
            if item.id in seen:
                raise InputError(
                    f"{file.source.name}: the id {item.id!r} is in {seen[item.id]} already.",
                    code="gold_repeated",
                    hint="Every item needs an id of its own.",
                )
            seen[item.id] = file.source.name
