"""JSON: exports of every shape, by the standard library and by hand."""

import json
from collections.abc import Iterator

from tests.intake.corpus.file import CorpusFile, Prose

_HAND = {
    "escapes": (b'{"a": "Gr\\u00fc\\u00dfe \\ud83d\\ude42 Escaped"}', "Grüße 🙂 Escaped"),
    "key": (b'{"Keyed": {"Inner key": null}}', "Inner key: null"),
    "duplicate": (b'{"a": "Duplicated", "a": 1}', "Duplicated"),
    "not-a-number": (b'[NaN, Infinity, "Numbered"]', "Numbered"),
    "lines": (b'{"a": 1}\n{"a": "Lined"}\n', "Lined"),
    "lines-crlf": (b'"a"\r\n\r\n"Crlfed"\r\n', "Crlfed"),
    "top-string": (b'"Stringed"', "Stringed"),
    "deep": (b"[" * 199 + b'"Deeper"' + b"]" * 199, "Deeper"),
    "big-number": (b'{"n": ' + b"9" * 400 + b', "m": "Bigged"}', "Bigged"),
    "raw-line-end": (b'{"a": "one\nRawed"}', "one\nRawed"),
    "nul-escape": (b'{"a": "x\\u0000 Nulled"}', "Nulled"),
    "stray-nul": (b'{"a": "x\0 Strayed"}', "Strayed"),
    "bom": (b'\xef\xbb\xbf{"a": "Marked"}', "a: Marked"),
    "long-string": (b'{"a": "' + b"x " * 100_000 + b'Longest"}', "Longest"),
    "many": (b"[" + b"1," * 30_000 + b'"Lastly"]', "Lastly"),
}


def files() -> Iterator[CorpusFile]:
    """All JSON files."""
    for label, (data, marker) in _HAND.items():
        yield CorpusFile(f"json-{label}", ".json", data, (marker,))
    for seed, encoding in enumerate(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]):
        prose = Prose(f"json {seed}")
        value = {
            "account": prose.sentence(),
            "notes": [{"text": prose.paragraph(german=True), "ok": True} for _ in range(seed + 1)],
            f"Schlüssel{seed}": f"Valued{seed} für",
        }
        text = json.dumps(value, ensure_ascii=False, indent=seed % 3 or None)
        markers = (f"Schlüssel{seed}: Valued{seed} für",)
        yield CorpusFile(f"json-export-{encoding}", ".json", text.encode(encoding), markers)
