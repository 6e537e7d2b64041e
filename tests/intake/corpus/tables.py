"""Tables saved as text: by the standard library in every dialect, and written by hand."""

import csv
import io
from collections.abc import Iterator

from tests.intake.corpus.file import CorpusFile, Prose

_HAND = {
    "sep-line": (b"sep=|\r\na|b\r\nSeparated|1\r\n", "Separated\t1"),
    "sep-semicolon": (b"\xef\xbb\xbfsep=;\nName;Wert\nGr\xc3\xbc\xc3\x9fe;Separated\n", "Grüße\tSeparated"),
    "quoted-lines": (b'a,"one\r\ntwo",Quoted\r\nb,"say ""hi""",x\r\n', 'say "hi"'),
    "unclosed": (b'a,b\nc,"Unclosed\nd,e\n', "Unclosed"),
    "ragged": (b"a,b,c\nd\n,,\ne,f,g,h,Ragged\n", "Ragged"),
    "one-column": (b"Name\nSingled\n", "Singled"),
    "old-mac": (b"a,b\rOldmac,c\r", "Oldmac\tc"),
    "nul": (b"a,b\nKat\0rin,Nulled\n", "Nulled"),
    "bidi": ("a,b\n\u202eBidied\u202c,c\n".encode(), "Bidied"),
    "combining": ("a,b\nGru\u0308\u00dfe,Combined\n".encode(), "Gru\u0308\u00dfe\tCombined"),
    "emoji": ("a,b\n👩‍👩‍👧,Emojied\n".encode(), "👩‍👩‍👧\tEmojied"),
    "long-cell": (b"a,b\n" + b"x" * 300_000 + b",Longcell\n", "Longcell"),
    "wide": (b"1," * 5_000 + b"Widened\n", "Widened"),
    "long": (b"a,b\n" * 6_000 + b"Longed,c\n", "Longed\tc"),
}


def files() -> Iterator[CorpusFile]:
    """All tables."""
    for label, (data, marker) in _HAND.items():
        yield CorpusFile(f"csv-{label}", ".csv", data, (marker,))
    for seed, (delimiter, encoding) in enumerate(
        [
            (",", "utf-8"),
            (";", "cp1252"),
            ("\t", "utf-16"),
            ("|", "utf-8-sig"),
            (";", "utf-16-le"),
            (",", "utf-16-be"),
        ]
    ):
        prose = Prose(f"csv {seed}")
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(["Risk", "Owner", "Note"])
        for number in range(4):
            writer.writerow([prose.sentence(german=True), number, f"Noted{seed}, für; {delimiter}"])
        label = f"csv-{encoding}-{seed}"
        yield CorpusFile(label, ".csv", out.getvalue().encode(encoding), (f"Noted{seed}, für; ",))
