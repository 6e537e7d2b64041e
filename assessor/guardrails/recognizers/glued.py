"""Stage 2 of 7: names glued to something: `der Müller-Termin`, `Gesprächsnotiz_Stojanović.docx`.

Places and brands stand there too, so the lists of names decide.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import LETTER, UPPER, is_plausible
from assessor.guardrails.tagging.lexicon import Lexicon, load_lexicon

_COMPOUND = re.compile(
    rf"(?<![\w-])(?P<name>[{UPPER}][{LETTER}]{{2,}}(?:-[{UPPER}][{LETTER}]{{2,}})?)-(?:Termin|Konto|Projekt|Gespräch|Fall|Account|Meeting|Thema|"
    r"Team|Vertrag|Ticket|Call|Deal|Workshop|Angebot|Anruf|Mail|Notiz|Review|Präsentation|Zugang|Plan|Bericht|Liste|Datei|Vorschlag|access|account)"
    r"(?:s|e|en|n)?\b"
)
"""A person's name before what is theirs; places and brands stand there too, so the lists decide."""
_FILE = re.compile(r"[\w.-]+\.(?:docx?|xlsx?|pptx?|pdf|txt|csv|md|eml|msg|png|jpe?g|zip|json|ya?ml|html?)\b")
_FILE_WORD = re.compile(rf"[{LETTER}]{{3,}}")
_LIKE_A_NAME = 2


def find_glued(text: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON over names in compounds of the moment and in names of files."""
    lexicon = load_lexicon()
    found: set[int] = set()
    for match in _COMPOUND.finditer(text):
        known = lexicon.listed(match.group("name").rpartition("-")[2])
        known_as_name = known.last > 1 or (known.other[1] == "0" and (known.last > 0 or known.first > 1))
        known_as_name = known_as_name or _is_only_a_name(match.group("name"), lexicon)
        if known.other[0] == known.other[2] == "0" and known_as_name and is_plausible(match.group("name")):
            found.add(match.start("name"))
            yield _span(*match.span("name"), 0.75, "compound")
    for file in _FILE.finditer(text):
        for word in _FILE_WORD.finditer(file.group(), 0, file.group().rindex(".")):
            if file.start() + word.start() not in found and _is_only_a_name(word.group(), lexicon):
                yield _span(file.start() + word.start(), file.start() + word.end(), 0.7, "file")


def _is_only_a_name(word: str, lexicon: Lexicon) -> bool:
    """Whether a name, listed or by its looks, is no word, place or brand besides: file names are short on context."""
    if lexicon.listed(word).other != "000" or lexicon.use(word.lower()) is not None or not is_plausible(word):
        return False
    return lexicon.is_name(word) or lexicon.looks(word) >= _LIKE_A_NAME


def _span(start: int, end: int, score: float, rule: str) -> DetectedSpan:
    return DetectedSpan(start=start, end=end, type="PERSON", score=score, rule=f"people.glued_{rule}")
