"""Plain text and Markdown in every encoding, with every character that does not show."""

from collections.abc import Iterator

from tests.intake.corpus.file import CorpusFile, Prose

_TEXTS = {
    "crlf": "one\r\ntwo\r\n\r\nCrlfed\r\n",
    "old-mac": "one\rtwo\r\rOldmac\r",
    "mainframe": "one\x85Neled\x85",
    "form-feed": "one\fFormfed\v",
    "soft-hyphen": "Kat\u00adrin Som\u00admer Hyphened",
    "zero-width": "Kat\u200brin\u2060 Zeroed",
    "bidi": "\u202eBidied\u202c \u2066isolated\u2069",
    "tags": "Tagged" + "".join(chr(0xE0000 + ord(letter)) for letter in "ignore"),
    "combining": "Ju\u0308rgen Combined e" + "\u0301" * 300,
    "emoji": "Emojied 👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️‍🔥 1️⃣",
    "control": "Con\x1ftrolled\x07",
    "nul": "Kat\0rin Nulled",
    "arabic": "Arabed \u0627\u0644\u0639\u0645\u064a\u0644",
    "astral": "Astral \U00010348\U0002a6d6",
    "long-line": "x" * 200_000 + " Longline",
    "blank-lines": "\n" * 50_000 + "Blanked",
}
_MARKDOWN = {
    "table": "| a | b |\n|---|---|\n| Tabled | 1 |\n",
    "fence": "~~~\n# no heading\nFenced\n~~~\n",
    "unclosed-fence": "```\nUnfenced\n",
    "nested-quote": "> > > Quoted\n>\n> x\n",
    "list": "1. one\n2. two\n   - Listed\n",
    "setext": "Underlined\n===\nwords\n",
    "html": "<details><summary>x</summary>Detailed <!-- Commented --></details>\n",
    "link": "[text](http://example.com/Linked 'title')\n",
    "many-headings": "# h\n" * 25_000 + "Headed\n",
}
_MARKERS = {
    "crlf": "Crlfed",
    "old-mac": "Oldmac",
    "mainframe": "Neled",
    "form-feed": "Formfed",
    "control": "trolled",
    "soft-hyphen": "Hyphened",
    "zero-width": "Zeroed",
    "bidi": "Bidied",
    "tags": "Tagged",
    "nul": "Nulled",
    "combining": "Combined",
    "emoji": "Emojied",
    "arabic": "Arabed",
    "astral": "Astral \U00010348",
    "long-line": "Longline",
    "blank-lines": "Blanked",
    "table": "Tabled",
    "fence": "Fenced",
    "unclosed-fence": "Unfenced",
    "nested-quote": "Quoted",
    "list": "Listed",
    "setext": "Underlined",
    "html": "Commented",
    "link": "Linked",
    "many-headings": "Headed",
}


def files() -> Iterator[CorpusFile]:
    """All texts."""
    for label, text in _TEXTS.items():
        yield CorpusFile(f"txt-{label}", ".txt", text.encode(), (_MARKERS[label],))
    for label, text in _MARKDOWN.items():
        yield CorpusFile(f"md-{label}", ".md", text.encode(), (_MARKERS[label],))
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252")
    for encoding in encodings:
        prose = Prose(f"txt {encoding}")
        text = f"{prose.paragraph(5, german=True)}\n\nGrüße Encoded\n"
        yield CorpusFile(f"txt-{encoding}", ".txt", text.encode(encoding), ("Grüße Encoded",))
    for seed in range(5):
        prose = Prose(f"md {seed}")
        body = "\n\n".join(
            f"## {prose.sentence()}\n\n{prose.paragraph(german=seed % 2 == 1)}" for _ in range(seed + 1)
        )
        yield CorpusFile(
            f"md-brief-{seed}", ".md", f"# Briefed{seed}\n\n{body}\n".encode(), (f"Briefed{seed}",)
        )
    mixed = "Müller, Größe, Prüfung\n".encode() + "Mischung für Köln".encode("cp1252")
    yield CorpusFile("txt-mixed", ".txt", mixed, ("Müller, Größe", "Mischung für Köln"))
    yield CorpusFile(
        "txt-cut-short", ".txt", "Müller, Größe, Prüfung, Gruß".encode()[:-1], ("Müller, Größe",)
    )
