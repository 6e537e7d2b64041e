"""Stage 1: whose words the lines of a mail are: the sender's, their signature, or quoted history.

History is a line that begins with `>`, and everything below a separator: a line such as `-----Original
Message-----`, the header block that Outlook writes, or an attribution such as `On 3 March 2026 Anna wrote:`.
One exception: where a program marks the quotation itself, so that `>` follows the attribution, what stands
unmarked between and below is the sender's own answer.
"""

import re
from collections.abc import Iterator, Sequence

from assessor.domain.text import SegmentRole
from assessor.intake.lines import Line
from assessor.intake.mail.reply_library import find_reply_headers, find_sign_off

MAX_SIGNATURE_LINES = 15
"""A longer tail is no signature, unless the delimiter of RFC 3676, `-- `, stands above it."""
MAX_SIGN_OFF_WORDS = 6
"""A sign-off line such as `Kind regards, Anna` has no more words, nor have the two lines below it."""
_SEPARATOR_LINE = 400
"""Longest line, in code points, that is looked at as a separator."""
_HEADER_BLOCK_LINES = 8
"""The header block of a quoted mail is at most so long, wrapped lines included."""
_ATTRIBUTION_LINES = 3
"""Programs wrap an attribution to at most so many lines."""

_DIVIDER = re.compile(
    r"[-_ ]{2,}(?:original message|original appointment|ursprüngliche nachricht|urspruengliche nachricht"
    r"|original-?nachricht|forwarded message|weitergeleitete nachricht)[-_ ]{2,}"
    r"|begin forwarded message:|anfang der weitergeleiteten (?:nachricht|e-mail):",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[* ]{0,3}(?:(?P<sender>von|from)|(?P<date>gesendet|sent|datum|date)|(?P<to>an|to|cc)"
    r"|(?P<subject>betreff|subject))"
    r"[* ]{0,3}:",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_]{5,}")
_STAMP = re.compile(r"@|\d{1,2}:\d{2}|\b(?:19|20)\d\d\b")
"""Programs put an address, a time or a year into an attribution; prose ("On reflection he wrote:") not."""
_ITEM_MARKS = ("- ", "* ", "• ")


def roles_of(lines: Sequence[Line]) -> list[SegmentRole]:
    """Whose words each line holds: `BODY`, `QUOTED` or `SIGNATURE`.

    Args:
        lines: one text of a mail, as `lines_of` gives it.
    """
    roles = [SegmentRole.QUOTED if line.text.startswith(">") else SegmentRole.BODY for line in lines]
    ends = []
    for first, after in _separators(lines):
        if roles[first] is SegmentRole.QUOTED:
            continue
        ends.append(first)
        below = (
            after < len(lines) and lines[after].text.startswith(">") and _is_attribution(lines[first:after])
        )
        stop = after if below else len(lines)
        roles[first:stop] = [SegmentRole.QUOTED] * (stop - first)
        if not below:
            break
    ends.append(len(lines))
    for end in {ends[0], _end_of_own(roles)}:
        _mark_signature(lines, roles, end)
    return roles


def _end_of_own(roles: Sequence[SegmentRole]) -> int:
    end = len(roles)
    while end and roles[end - 1] is SegmentRole.QUOTED:
        end -= 1
    return end


def _separators(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Where history is introduced, in order: first line of the introduction, line after it."""
    found = dict(_own_separators(lines))
    for first, after in find_reply_headers(lines):
        if _is_reply_header(lines[first:after]):
            found.setdefault(first, after)
    return sorted(found.items())


def _is_reply_header(lines: Sequence[Line]) -> bool:
    """Whether what the library takes for a reply header names a sender, as a program would.

    It takes any two of From, To, Date, Subject for one; notes may hold two such lines as well.
    """
    if _is_attribution(lines):
        return True
    labels = [_LABEL.match(line.text) for line in lines]
    stamped = any(_STAMP.search(line.text) for line in lines)
    return stamped and any(label is not None and label["sender"] for label in labels)


def _own_separators(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for at, line in enumerate(lines):
        if len(line.text) > _SEPARATOR_LINE:
            continue
        if _DIVIDER.fullmatch(line.text):
            yield at, at + 1
        elif _is_header_block(lines, at):
            ruled = at > 0 and _RULE.fullmatch(lines[at - 1].text) is not None
            yield (at - 1 if ruled else at), at + 1
        elif _opens_attribution(line.text):
            ends = range(at + 1, min(at + _ATTRIBUTION_LINES, len(lines)) + 1)
            after = next((end for end in ends if _is_attribution(lines[at:end])), None)
            if after is not None:
                yield at, after


def _is_attribution(lines: Sequence[Line]) -> bool:
    """Whether exactly these lines say who wrote, and when, what follows."""
    first, last = lines[0], lines[-1]
    if not last.text.endswith(":") or last.number - first.number != len(lines) - 1:
        return False
    whole = " ".join(line.text for line in lines).casefold()
    says = " wrote" in whole or " schrieb" in whole
    stamped = len(whole) <= _SEPARATOR_LINE and _STAMP.search(whole) is not None
    return says and stamped and _opens_attribution(first.text)


def _opens_attribution(text: str) -> bool:
    opening = text.casefold()
    return opening.startswith(("on ", "am ")) or " schrieb am " in opening or " wrote on " in opening


def _is_header_block(lines: Sequence[Line], at: int) -> bool:
    """Whether sender, date, and recipient or subject of another mail stand from line `at` on."""
    if ":" not in lines[at].text or _LABEL.match(lines[at].text) is None:
        return False
    named: set[str | None] = set()
    for step, line in enumerate(lines[at : at + _HEADER_BLOCK_LINES]):
        if line.number - lines[at].number != step:
            break
        if label := _LABEL.match(line.text):
            named.add(label.lastgroup)
    return {"sender", "date"} <= named and not named.isdisjoint({"to", "subject"})


def _mark_signature(lines: Sequence[Line], roles: list[SegmentRole], end: int) -> None:
    """Mark the signature at the end of the sender's own lines that stop before line `end`."""
    begin = end
    while begin and roles[begin - 1] is SegmentRole.BODY:
        begin -= 1
    at = _delimiter(lines, begin, end)
    if at is None:
        at = _sign_off(lines, begin, end)
    if at is not None:
        roles[at:end] = [SegmentRole.SIGNATURE] * (end - at)


def _delimiter(lines: Sequence[Line], begin: int, end: int) -> int | None:
    for at in range(begin, end):
        if lines[at].text == "--" and (lines[at].trailing == " " or end - at - 1 <= MAX_SIGNATURE_LINES):
            return at
    return None


def _sign_off(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """Where the library's signature begins, if it reads like one.

    The library takes any line that begins with "Thanks," for a signature, with everything below it.
    """
    at = max(begin, end - MAX_SIGNATURE_LINES - 1)
    window = max(at - 1, 0)
    while at < end:
        found = find_sign_off(lines[window:end], begin=at - window)
        if found is None:
            return None
        at = window + found
        if _reads_like_sign_off(lines[at : min(at + 3, end)]):
            return at
        at += 1
    return None


def _reads_like_sign_off(lines: Sequence[Line]) -> bool:
    first, *below = (line.text for line in lines)
    short = all(len(text.split()) <= MAX_SIGN_OFF_WORDS for text in (first, *below))
    sentences = first.endswith((":", "?")) or any(text.endswith((".", ":", "?", "!", ";")) for text in below)
    return short and not sentences and not any(text.startswith(_ITEM_MARKS) for text in below)
