"""Stage 2 of 7: people whom a heading is about: `PEER FEEDBACK for Herbst`, `Bewertung von Koch`, `1:1 with May`.

A heading may be about anything (`Feedback für Kunden`, `Übergabe an Support`), so the word must be borne as a name
or be one that no text holds.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import NAME_RUN, is_plausible
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon

_ABOUT = (
    r"(?:(?:peer|360|manager|upward|quarterly|annual|mid-?year)?[ -]?(?:feedback|review|assessment|appraisal|evaluation)|"
    r"(?:development|coaching|onboarding|growth) (?:plan|goals?|notes)|handover|interview|notes|one[- ]on[- ]one|1[:-](?:1|on-1)|1on1|check-in|"
    r"(?:peer|kollegen|team|jahres|halbjahres)?-?(?:feedback|bewertung|beurteilung|einschätzung|rückmeldung|gespräch|mitarbeitergespräch)|"
    r"jahresgespräch|entwicklungsplan|coaching(?:ziele?|notizen)?|übergabe|zielvereinbarung|stellungnahme|notizen?|austausch|vier-augen-gespräch)"
)
_JOIN = r"(?:for|from|with|by|of|to|about|on|für|von|vom|mit|an|zu|über|durch)"
_HEADING = re.compile(
    rf"(?:^[ \t>#*•-]*(?i:{_ABOUT})|(?<![\d:.])1:1)[ \t]+(?i:{_JOIN})[ \t]+(?P<name>{NAME_RUN})"
    rf"(?:[ \t]*(?:,|&|/|und|and)[ \t]*(?P<other>{NAME_RUN}))?(?=[ \t]*(?:[,;:.(*|–—-]|\r?$|\Z)|[ \t]+\d)",
    re.MULTILINE,
)


def find_in_headings(text: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON over the people whom a heading names."""
    lexicon = load_lexicon()
    for match in _HEADING.finditer(text):
        for group in ("name", "other"):
            name = match.group(group)
            if name and is_plausible(name) and all(_may_name(word, lexicon) for word in name.split()):
                start, end = match.span(group)
                yield DetectedSpan(start=start, end=end, type="PERSON", score=0.85, rule="people.heading")


def _may_name(word: str, lexicon: Lexicon) -> bool:
    if word.endswith(".") or lexicon.is_name(word):
        return True
    use = lexicon.use(word) or lexicon.use(word.lower())
    return use is None and lexicon.listed(word).other == "000" and lexicon.looks(word) > 0
