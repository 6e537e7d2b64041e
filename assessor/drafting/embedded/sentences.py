"""Stage 4, first step: the author's own sentences and clauses, with exact places in the redacted text.

Only BODY segments are read. Quoted mail, headers, headings, signatures and attachments hold other people's
words or none, and must never count as the author's deeds.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.text import SegmentRole

# fmt: off
_ABBREVIATIONS = frozenset({
    "a.", "abs.", "approx.", "apr.", "art.", "aug.", "b.", "bspw.", "bzw.", "ca.", "d.", "d.h.", "dec.",
    "dept.", "dez.", "dr.", "e.", "e.g.", "etc.", "evtl.", "excl.", "exkl.", "feb.", "fig.", "fr.",
    "gez.", "ggf.", "h.", "hr.", "i.", "i.d.r.", "i.e.", "inc.", "incl.", "inkl.", "jan.", "jul.", "jun.",
    "ltd.", "mar.", "max.", "min.", "mind.", "mio.", "mr.", "mrd.", "mrs.", "ms.", "no.", "nov.", "nr.",
    "o.", "o.ä.", "oct.", "okt.", "prof.", "resp.", "s.", "s.o.", "s.u.", "sep.", "sept.", "sog.", "st.",
    "str.", "tel.", "u.", "u.a.", "u.u.", "usw.", "vgl.", "vs.", "z.", "z.b.", "zzgl.", "ä.",
})
# fmt: on
_ORDINAL_OR_DATE = re.compile(r"(?:^|[\s(])(?:\d{1,2}|\d{1,2}\.\d{1,2})\.$")
_LONGEST_CHARS = 800
_MONTH = re.compile(
    r"(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|quartal)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…]+[\"'»“”)\]]*(?=\s)")
_BREAK = re.compile(r"\n[ \t]*\r?\n|\n(?=[ \t]*(?:[-*•–+]|\d{1,2}[.)]|[a-z]\))[ \t])|(?<=[:|])[ \t]*\n")
_LEAD = re.compile(r"(?:[-*•–+>|]|\d{1,2}[.)](?=\s)|\[[ x]\]|\s)+")
_CLAUSE = re.compile(
    r";|\s[–—]\s|:\s|\s(?=until\s)"
    r"|,?\s(?=(?:but|although|though|whereas|because|so that|aber|sondern|obwohl|weil)\s)"
    r"|,\s(?=(?:so|and\s(?:I|we|the|they|she|he)|which|who|if|when|before|after|while|since|or|yet"
    r"|dass|wenn|falls|bevor|nachdem|während|damit|sodass|doch|denn|ob|wobei|worauf|also|deshalb|als"
    r"|und\s(?:ich|wir|der|die|das|er|sie)|in\s(?:dem|der|denen))\s)"
    r"|,(?=\s(?:(?:it|this|they|I)\s(?:is|was|are|were|has|had)\s))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence in which one negation or modal verb reaches; places are in the artefact."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Sentence:
    """A sentence or list item of the author's own; `text` equals the artefact's `[start:end]` exactly."""

    start: int
    end: int
    text: str
    locator: str

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The sentence cut at conjunctions and semicolons; never empty, in order."""
        cuts = [0, *(match.end() for match in _CLAUSE.finditer(self.text)), len(self.text)]
        return tuple(
            Clause(self.start + low, self.start + high, self.text[low:high])
            for low, high in pairwise(cuts)
            if self.text[low:high].strip()
        )

    @cached_property
    def key(self) -> str:
        """The text without regard to case and spacing: a sentence said twice counts once."""
        return " ".join(self.text.casefold().split())


def split_sentences(artefact: RedactedArtefact) -> tuple[Sentence, ...]:
    """Every sentence of the BODY segments, in the order of the text.

    Abbreviations (`z. B.`, `e.g.`), dates (`14.05.`), ordinals, decimals and placeholders do not end a
    sentence; blank lines and list items do. A stopped artefact has none.
    """
    if artefact.text is None:
        return ()
    return tuple(
        sentence
        for segment in artefact.segments
        if segment.role is SegmentRole.BODY
        for sentence in sentences_in(artefact.text, segment.start, segment.end, segment.locator)
    )


def distinct(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The first of each sentence, in order: what is said twice counts once."""
    first: dict[str, Sentence] = {}
    for sentence in sentences:
        first.setdefault(sentence.key, sentence)
    return tuple(first.values())


def sentences_in(text: str, start: int = 0, end: int | None = None, locator: str = "") -> Iterator[Sentence]:
    """The sentences of one stretch of a text; places count from the beginning of the whole text.

    Args:
        text: the whole text.
        start: where the stretch begins.
        end: where it ends; the end of the text if not given.
        locator: where a reader finds it, for each of the sentences.
    """
    body = text[start:end]
    cuts = sorted({0, len(body), *(m.end() for m in _BREAK.finditer(body)), *_stops(body)})
    for low, high in pairwise(_with_long_ones_cut(body, cuts)):
        lead = _LEAD.match(body, low, high)
        first = lead.end() if lead else low
        last = low + len(body[low:high].rstrip())
        if any(char.isalnum() for char in body[first:last]):
            yield Sentence(start + first, start + last, body[first:last], locator)


def _with_long_ones_cut(body: str, cuts: list[int]) -> list[int]:
    """More cuts, at spaces where there are any, so that no piece is longer than a sentence can be.

    Text without full stops (a table, an attack) would otherwise let every cue be sought beside every other.
    """
    finer = [0]
    for cut in cuts[1:]:
        while cut - finer[-1] > _LONGEST_CHARS:
            space = body.rfind(" ", finer[-1] + 1, finer[-1] + _LONGEST_CHARS)
            finer.append(space + 1 if space >= 0 else finer[-1] + _LONGEST_CHARS)
        finer.append(cut)
    return finer


def _stops(body: str) -> Iterator[int]:
    for match in _STOP.finditer(body):
        rest = body[match.end() : match.end() + 40].lstrip()
        if rest and not _continues(body[: match.end()], rest):
            yield match.end()


def _continues(before: str, rest: str) -> bool:
    """Whether a full stop after `before` is part of a word, date or number and the sentence goes on."""
    word = before[-40:].rsplit(maxsplit=1)[-1].lstrip("(„\"'").casefold()
    if rest[0].islower() or word in _ABBREVIATIONS:
        return True
    if not _ORDINAL_OR_DATE.search(before[-12:]):
        return False
    # "am 3. Mai" and "der 2. Workshop" go on; after a full date such as "14.05." a capital starts anew.
    return bool(_MONTH.match(rest)) or "." not in word[:-1]
