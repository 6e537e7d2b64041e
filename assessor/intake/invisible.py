"""Stage 1: characters that a reader does not see, or that turn the order of what they see.

They are only noted, with their places; the text stays as it is. Four rules:

- `invisible_characters`: zero width, soft hyphens, variation selectors, interlinear annotation;
- `bidi_control`: marks, embeddings, overrides and isolates of the bidirectional algorithm;
- `tag_characters`: U+E0000 to U+E007F, which can spell out a whole hidden message;
- `control_characters`: what no screen shows and no text needs; the odd one splits a word or a number.

Left alone: joiners and selectors inside emoji, the flags of England, Scotland and Wales, joiners between
letters of scripts that need them, and a byte order mark at the very start.
"""

import re

from assessor.domain.verdict import Action, Finding

MAX_FINDINGS = 1_000
"""The last finding reaches to the end of the last run, so that no place is lost beyond this number."""

_EMOJI = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_EMOJI_PRESENTED = f"{_EMOJI}[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
# Arabic, Syriac, N'Ko; the Indic blocks with Sinhala; Myanmar; Khmer and Mongolian; Arabic forms.
_JOINING = "[\u0620-\u06ff\u0700-\u07ff\u08a0-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
_SUBDIVISION_FLAG = "\U0001f3f4(?:{})\U000e007f".format(
    "|".join("".join(chr(0xE0000 + ord(letter)) for letter in code) for code in ("gbeng", "gbsct", "gbwls"))
)
_LEGITIMATE = "|".join(
    (
        _SUBDIVISION_FLAG,
        f"{_EMOJI_PRESENTED}(?:\u200d{_EMOJI_PRESENTED})*",
        "[0-9#*]\ufe0f\u20e3",
        f"(?<={_JOINING})[\u200c\u200d](?={_JOINING})",
    )
)
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_SUSPECT = re.compile(
    f"(?:{_LEGITIMATE})"
    "|(?P<invisible_characters>[\u00ad\u180e\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0100-\U000e01ef]+)"
    "|(?P<bidi_control>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+)"
    "|(?P<tag_characters>[\U000e0000-\U000e007f]+)"
    f"|(?P<control_characters>[{_CONTROLS}]+)"
)
_ANY_CONTROL = re.compile(f"[{_CONTROLS}]")


def find_invisible(text: str) -> tuple[Finding, ...]:
    r"""One note for each run of characters that are hidden by the same rule, in order.

    At most `MAX_FINDINGS`; the last of so many covers everything from its run to the end of the last one.

    >>> [(f.rule, f.start, f.end) for f in find_invisible("a\u200b\u2060b\u202ec")]
    [('invisible_characters', 1, 3), ('bidi_control', 4, 5)]
    """
    if text.isascii() and not _ANY_CONTROL.search(text):
        return ()
    begin = 1 if text.startswith("\ufeff") else 0
    found: list[Finding] = []
    overflow: tuple[str, int, int] | None = None
    for match in _SUSPECT.finditer(text, begin):
        if match.lastgroup is None:
            continue
        if len(found) < MAX_FINDINGS - 1:
            found.append(_note(match.lastgroup, match.start(), match.end()))
        elif overflow is None:
            overflow = match.lastgroup, match.start(), match.end()
        else:
            overflow = overflow[0], overflow[1], match.end()
    return (*found, _note(*overflow)) if overflow else tuple(found)


def _note(rule: str, start: int, end: int) -> Finding:
    return Finding(category="hidden_text", rule=rule, action=Action.NOTE, start=start, end=end)
