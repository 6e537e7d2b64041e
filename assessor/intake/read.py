"""Stage 1 of 7, entry: bytes or a string in, text with places out. Nothing is written to disk or logged."""

import re
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import PurePath

from assessor.domain.artefact import ArtefactKind, SubmittedArtefact
from assessor.domain.text import Language, Segment, SegmentRole
from assessor.domain.verdict import Finding
from assessor.errors import UnreadableError
from assessor.intake.decode import decode_plain, empty, verify_size, verify_text, without_nul
from assessor.intake.extract import Extract
from assessor.intake.invisible import find_invisible
from assessor.intake.language import detect_language
from assessor.intake.lines import lines_of
from assessor.intake.mail.read import read_mail
from assessor.intake.office.zip_check import wrong_extension
from assessor.intake.segment import segments_of
from assessor.intake.signature import is_text, real_format

PLAIN_EXTENSIONS = (".md", ".txt")
MAIL_EXTENSION = ".eml"
_READERS = {
    ".docx": ("office.read", "read_docx"),
    ".pptx": ("office.read", "read_pptx"),
    ".xlsx": ("office.read", "read_xlsx"),
    ".pdf": ("pdf.read", "read_pdf"),
    ".html": ("html.file", "read_html"),
    ".htm": ("html.file", "read_html"),
    ".csv": ("csv_file", "read_csv"),
    ".json": ("json_file", "read_json"),
    ".vtt": ("vtt", "read_vtt"),
}
SUPPORTED = (*PLAIN_EXTENSIONS, MAIL_EXTENSION, *_READERS)
"""Every extension that is read."""
_OFFICE_EXTENSIONS = frozenset({".docx", ".pptx", ".xlsx"})
_PDF_STARTS_WITHIN_BYTES = 1_024
_LIKE_HTML = frozenset({*PLAIN_EXTENSIONS, ".html", ".htm"})
"""Markdown may begin with a tag, and a page saved as text shows all there is in it."""
_KINDS = {".vtt": ArtefactKind.CALL_TRANSCRIPT}
_SHOWABLE_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")
_OWN_WORDS = (SegmentRole.BODY, SegmentRole.HEADING)


def read_artefact(
    data: bytes, name: str, *, kind: ArtefactKind | None = None, lang: Language | None = None
) -> SubmittedArtefact:
    """Read one file.

    Args:
        data: the file's bytes, at most `decode.max_bytes` of its extension.
        name: its name; only the extension counts, in any case.
        kind: what sort of work product it is; `email` for .eml, `call_transcript` for .vtt and `other` for
            the rest where not given.
        lang: its language; found from the text where not given.

    Returns:
        The text as submitted (a mail's as `mail.read_mail` composes it, other formats' as their reader puts
        it together), its segments, and notes on guessed encodings, hidden text and attachments. Line ends
        and odd characters of plain text stay as they are, but that a NUL is read as a zero width space.

    Raises:
        UnreadableError: code `unsupported_format`, `too_large`, `empty`, `wrong_extension`,
            `binary_content`; for the others those their readers name.
    """
    extension = supported_extension(name)
    verify_size(data, extension)
    _verify_format(data, extension)
    if extension == MAIL_EXTENSION:
        mail = read_mail(data)
        extract = Extract(mail.text, mail.segments, mail.findings)
        artefact = _artefact(extract, kind or ArtefactKind.EMAIL, lang, sent_on=mail.sent_on)
        return artefact.model_copy(update={"attachments": mail.attachments})
    if extension in PLAIN_EXTENSIONS:
        text, findings = decode_plain(data)
        return _plain(text, findings, kind, lang)
    module, function = _READERS[extension]
    # Each reader brings its own libraries; a process that reads mails only never loads a PDF engine.
    read: Callable[[bytes], Extract] = getattr(import_module(f"assessor.intake.{module}"), function)
    return _artefact(read(data), kind or _KINDS.get(extension, ArtefactKind.OTHER), lang)


def read_text(
    text: str, *, kind: ArtefactKind | None = None, lang: Language | None = None
) -> SubmittedArtefact:
    r"""Read a text that is a string already, as from a JSONL line or a request.

    Args:
        text: at most `decode.MAX_CODE_POINTS`; cut into segments as a .md or .txt file is.
        kind: what sort of work product it is; `other` where not given.
        lang: its language; found from the text where not given.

    Raises:
        UnreadableError: code `too_large`, `empty`, `binary_content`, or `invalid_text` for a lone surrogate.

    >>> artefact = read_text("# Plan\n\nCall the customer on Monday.")
    >>> [segment.locator for segment in artefact.segments], artefact.lang
    (['line 1', 'line 3'], 'en')
    """
    return _plain(text, (), kind, lang)


def _plain(
    text: str, findings: tuple[Finding, ...], kind: ArtefactKind | None, lang: Language | None
) -> SubmittedArtefact:
    verify_text(text)
    segments = tuple(segments_of(lines_of(text)))
    return _artefact(Extract(text, segments, findings), kind or ArtefactKind.OTHER, lang)


def _artefact(
    extract: Extract, kind: ArtefactKind, lang: Language | None, *, sent_on: date | None = None
) -> SubmittedArtefact:
    verify_text(extract.text)
    text, notes = without_nul(extract.text)
    return SubmittedArtefact(
        text=text,
        segments=extract.segments,
        lang=lang or language_of(text, extract.segments),
        kind=kind,
        sent_on=sent_on,
        findings=(*extract.findings, *notes, *find_invisible(text)),
    )


def language_of(text: str, segments: tuple[Segment, ...]) -> Language:
    """The language of the author's own words, or of everything where a text is all headers and quotation.

    Args:
        text: text as submitted.
        segments: its places; headings and bodies are the author's own.
    """
    own = "\n".join(text[s.start : s.end] for s in segments if s.role in _OWN_WORDS)
    rest = "\n".join(text[s.start : s.end] for s in segments if s.role is not SegmentRole.HEADER)
    return detect_language(own or rest or text)


def supported_extension(name: str) -> str:
    """The extension of a file's name, lower case with its dot.

    Raises:
        UnreadableError: code `unsupported_format`; it is none of `SUPPORTED`.
    """
    extension = PurePath(name).suffix.lower()
    if extension in SUPPORTED:
        return extension
    # An extension of another shape may be part of a name; the message must not repeat it.
    got = extension if _SHOWABLE_EXTENSION.fullmatch(extension) else "none that is known"
    supported = ", ".join(SUPPORTED)
    raise UnreadableError(
        f"The file cannot be read: expected one of {supported}, got {got}.",
        code="unsupported_format",
        hint="Save it in one of these formats; plain text or Markdown in UTF-8 always works.",
    )


def _verify_format(data: bytes, extension: str) -> None:
    """Raise where a file is of another format than its name says, before its reader is puzzled by it."""
    if extension in _OFFICE_EXTENSIONS:
        return  # `zip_check` looks closer
    if not data.strip(b"\0 \t\r\n"):
        raise empty()
    if extension == ".pdf" and b"%PDF-" in data[:_PDF_STARTS_WITHIN_BYTES]:
        return
    real = real_format(data)
    if real is None and extension == ".pdf" and is_text(data):
        real = "plain text"
    if real is None or real == extension or (real == ".html" and extension in _LIKE_HTML):
        return
    raise wrong_extension(extension, real)
