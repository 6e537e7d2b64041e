"""Stage 1: subtitles and call transcripts (WebVTT) to text, a cue at a time.

What a player shows is text; speaker tags become `Name: `. What no player shows is a hidden passage with rule
`vtt_note`: NOTE, STYLE and REGION blocks, words after WEBVTT, blocks without times, names of cues, notes in
tags, cues that never appear.
"""

import html
import re
from collections.abc import Iterator
from itertools import groupby

from assessor.intake.bundle import bundled
from assessor.intake.damaged import damaged_file
from assessor.intake.decode import decode_plain, verify_text
from assessor.intake.extract import Extract, Passage, put_together

_HEADER = re.compile(r"WEBVTT(?:[ \t]+(?P<words>.*))?", re.DOTALL)
_LINE_END = re.compile(r"\r\n|\n|\r")
_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?P<settings>[^\r\n]*)")
_SETTING = re.compile(r"(?:align|line|position|region|size|vertical):\S+")
_SIZE_ZERO = re.compile(r"size:0+(?:\.0+)?%")
_MACHINE_ID = re.compile(r"[\da-fA-F/_:.-]*")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\s<>./]*)(?P<classes>\.[^\s<>]*)?(?P<note>[^<>]*)>")
_LANGUAGE = re.compile(r"\s*[A-Za-z]{2,3}(?:-[A-Za-z\d]{2,8})*\s*")
_VISIBLE_TAGS = frozenset({"", "b", "c", "i", "lang", "rt", "ruby", "u", "v"})
_CUE_TIME = re.compile(r"[\d:.]+")


def read_vtt(data: bytes) -> Extract:
    """Read a .vtt file.

    Args:
        data: UTF-8, UTF-16 with a byte order mark, or Windows-1252 (noted).

    Returns:
        A segment for each cue (`cue 00:04:12`, by its start) and for each hidden block (`block 3`).

    Raises:
        UnreadableError: code `damaged_file` (no WEBVTT at the start, or no cue), `empty`, `binary_content`,
            `too_large`.
    """
    text, findings = decode_plain(data)
    verify_text(text)
    blocks = list(_blocks(text.removeprefix("\ufeff")))
    header = _HEADER.fullmatch(blocks[0][0]) if blocks else None
    if header is None:
        raise damaged_file(
            "WebVTT",
            "expected WEBVTT at the start of the first line",
            "Export the transcript as .vtt again, or hand it in as .txt.",
        )
    passages = list(_passages(header["words"] or "", blocks))
    if not any(passage.locator.startswith("cue ") for passage in passages):
        raise damaged_file("WebVTT", "expected at least one cue with times, got none")
    return put_together(bundled(passages), findings)


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines that are not blank."""
    for is_blank, lines in groupby(_LINE_END.split(text), key=lambda line: not line.strip()):
        if not is_blank:
            yield list(lines)


def _passages(header_words: str, blocks: list[list[str]]) -> Iterator[Passage]:
    yield _note(header_words, 1)
    yield from _block_passages(blocks[0][1:], 1)
    for number, block in enumerate(blocks[1:], 2):
        yield from _block_passages(block, number)


def _block_passages(block: list[str], number: int) -> Iterator[Passage]:
    """A block's cues: a file without blank lines between them still has its cues apart."""
    starts = [at for at, line in enumerate(block) if _TIMES.match(line)]
    before = block[: starts[0]] if starts else block
    if len(before) == 1 and starts:
        yield _note("" if _MACHINE_ID.fullmatch(before[0].strip()) else before[0], number)
    else:
        yield _note("\n".join(before), number)
    for start, after in zip(starts, [*starts[1:], len(block)], strict=False):
        yield from _cue(block[start], block[start + 1 : after])


def _note(text: str, number: int) -> Passage:
    return Passage(text.strip(), f"block {number}", hidden="vtt_note")


def _cue(timing: str, lines: list[str]) -> Iterator[Passage]:
    times = _TIMES.match(timing)
    if times is None:
        return
    begin, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:8])
    whole = int(begin)
    locator = f"cue {whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    settings = times["settings"].split()
    shown, notes = _payload("\n".join(lines))
    never_shown = end <= begin or any(_SIZE_ZERO.fullmatch(setting) for setting in settings)
    yield Passage(shown, locator, hidden="vtt_note" if never_shown else None)
    notes += [setting for setting in settings if not _SETTING.fullmatch(setting)]
    yield Passage(" ".join(notes), locator, hidden="vtt_note")


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + fraction / 1000


def _payload(text: str) -> tuple[str, list[str]]:
    """What a player shows of a cue, and the words in its tags that no player shows."""
    notes: list[str] = []

    def replace(tag: re.Match[str]) -> str:
        name, note = tag["name"].lower(), tag["note"].strip()
        if name == "v" and not tag["end"]:
            return f"{note}: " if note else ""
        if name not in _VISIBLE_TAGS and not _CUE_TIME.fullmatch(name):
            notes.append(tag[0][1:-1])
        elif note and not (name == "lang" and _LANGUAGE.fullmatch(note)) and not _CUE_TIME.fullmatch(note):
            notes.append(note)
        return ""

    shown = _TAG.sub(replace, text)
    return html.unescape(shown), [html.unescape(note) for note in notes]
