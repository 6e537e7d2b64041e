"""Stage 2 of 7: who speaks in a transcript or a chat: `00:25 Jonah: ...`, `<v Jana Petersen>`, `Jana Petersen 09:14`.

A log has such lines too (`09:40 Alert: export stopped`), so words that texts hold are left to the taggers.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import NAME_RUN, is_plausible
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("voice", 0.95, re.compile(r"<v(?:\.[\w.]+)?[ \t]+(?P<name>[^<>\n]{2,60})>")),
    (
        "speaker",
        0.85,
        re.compile(
            rf"^[ \t>]*[\[(]?{_CLOCK}[\])]?(?:[ \t]*(?:-->|-|–)[ \t]*{_CLOCK})?[ \t]*[|–-]?[ \t]*"
            rf"(?P<name>{NAME_RUN})[ \t]*(?:\([^()\n]{{1,30}}\))?:(?=[ \t])",
            re.MULTILINE,
        ),
    ),
    ("speaker", 0.85, re.compile(rf"^[ \t]*(?P<name>{NAME_RUN})[ \t]+[\[(]?{_CLOCK}[\])]?:?[ \t]*(?:$|\r)", re.MULTILINE)),
)  # fmt: skip


def find_speakers(text: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON; they may overlap."""
    lexicon = load_lexicon()
    for rule, score, pattern in _RULES:
        for match in pattern.finditer(text):
            name = match.group("name")
            if rule == "voice" or (is_plausible(name) and not _is_entry(name, lexicon)):
                start, end = match.span("name")
                yield DetectedSpan(start=start, end=end, type="PERSON", score=score, rule=f"people.{rule}")


def _is_entry(name: str, lexicon: Lexicon) -> bool:
    """Whether what stands by a clock heads an entry of a log: no first name, and nothing but words that texts hold."""
    words = name.split()
    if lexicon.listed(words[0]).first:
        return False
    return all(
        lexicon.use(word.lower()) is not None or lexicon.listed(word).other[1] != "0" for word in words
    )
