"""Searches bytes for values in every writing they could have survived in."""

import base64
import contextlib
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

_GZIP_MAGIC = b"\x1f\x8b\x08"
_ZLIB_MAGICS = (b"\x78\x01", b"\x78\x9c", b"\x78\xda")


def writings(value: str) -> set[bytes]:
    """Raw, UTF-16, base64 at each of its three alignments, URL- and JSON-encoded."""
    raw = value.encode()
    forms = {
        raw,
        value.encode("utf-16-le"),
        value.encode("utf-16-be"),
        quote(value).encode(),
        quote_plus(value).encode(),
        json.dumps(value)[1:-1].encode(),
    }
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw)
        # The first and last groups also hold neighbours' bits: only the inner ones are the value's own.
        inner = encoded[4 if shift else 0 : -4]
        if len(inner) >= 8:
            forms |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
    return forms


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes themselves, and whatever compressed streams inside them hold."""
    yield content
    for magic in (_GZIP_MAGIC, *_ZLIB_MAGICS):
        at = content.find(magic)
        while at >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(wbits=47).decompress(content[at:], 50_000_000)
            at = content.find(magic, at + 1)


def hits(values: Iterable[str], places: dict[str, bytes]) -> set[tuple[str, str]]:
    """Every (value, place) in which a writing of the value stands."""
    opened = {name: list(unpacked(content)) for name, content in places.items()}
    return {
        (value, name)
        for value in values
        for form in writings(value)
        for name, contents in opened.items()
        for content in contents
        if form in content
    }


def files_below(*folders: Path) -> dict[str, bytes]:
    """All files below some folders, by path."""
    return {
        str(file): file.read_bytes() for folder in folders for file in folder.rglob("*") if file.is_file()
    }


def canaries(value: str) -> dict[str, bytes]:
    """One place for each way of hiding a value that the scan claims to see through."""
    return {
        "raw": b"x" + value.encode() + b"y",
        "utf-16": value.encode("utf-16-le"),
        "base64": base64.b64encode(b"before " + value.encode() + b" and after"),
        "url": quote(value).encode(),
        "json": json.dumps({"k": value}).encode(),
        "gzip": b"head" + gzip.compress(value.encode()),
        "zlib": b"head" + zlib.compress(value.encode()),
    }
