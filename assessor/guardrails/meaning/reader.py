"""Stage 2 of 7: finds the passages of a text that belong to a category, by meaning and not by words.

    words     a sentence without any gate word is done (most are)
    cues      the categories' cues are added up over a sentence, or over the paragraph it stands in
    vectors   a sentence that its cues do not settle is held against what the category means

Nothing here decides what happens to a passage: that is the policy's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessor.guardrails.meaning.cues import SUBJECTS, CategoryCues, Context, load_category, load_contexts
from assessor.guardrails.meaning.gate import Gate
from assessor.guardrails.meaning.vectors import MeaningVectors
from assessor.guardrails.windows import paragraphs, sentences

_FROM_BEFORE = 0.7
"""How much a person named in the sentence before counts as the subject of this one."""
_NEAR = 1.0
"""So far below its threshold a passage still belongs where its vector leans to the category."""
_LEANS = -1.0
_SURE = 0.0
"""Log-odds from which the vector suffices beside a cue."""
_ALONE = 0.5
"""Log-odds from which it suffices where no cue points to the category."""
_PERSON: Context = "person"
"""Context of the categories about people; a sentence about nobody is not looked at closer."""
_CLEAR = 0.8
"""A subject of this share of a person's weight is one in the sentence itself."""
_TELLING_WORDS = 2
"""So many gate words make a sentence worth a vector where no person has to be in it."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """A stretch of text that belongs to a category."""

    category: str
    start: int
    end: int


@dataclass(frozen=True)
class _Candidate:
    """A sentence that a category may apply to.

    Attributes:
        margin: how far its cues are above the threshold.
        against: sum of the weights that speak against it, 0 or less; the vector must outweigh them too.
        has_cue: whether any cue points to the category.
        deserves_vector: whether enough points to the category to pay for a vector.
    """

    category: str
    text: str
    place: Place
    margin: float
    against: float
    has_cue: bool
    deserves_vector: bool


class MeaningReader:
    """Reads texts for some categories.

    Args:
        names: categories with a file in `categories/`.
        vectors: the second look; without it, only what the cues settle is found.
    """

    def __init__(self, names: Iterable[str], vectors: MeaningVectors | None) -> None:
        self._categories = {name: load_category(name) for name in sorted(names)}
        self._gate = Gate(self._categories.values())
        self._contexts = load_contexts()
        self._vectors = vectors

    def passages(self, text: str, people: Sequence[Place] = ()) -> list[Passage]:
        """Every sentence that belongs to a category, in text order for each.

        Args:
            text: what detectors read.
            people: where names of people stand, in text order.
        """
        candidates = [one for offset, block in paragraphs(text) for one in self._in(offset, block, people)]
        settled = [one for one in candidates if one.margin >= 0]
        open_ones = [one for one in candidates if one.margin < 0 and one.deserves_vector]
        settled += self._by_vector(open_ones)
        return [Passage(one.category, *one.place) for one in settled]

    def _by_vector(self, candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
        if self._vectors is None:
            return
        texts = sorted({one.text for one in candidates})
        odds = dict(zip(texts, self._vectors.resemblance(texts), strict=True))
        for one in candidates:
            leaning = odds[one.text][one.category] + one.against
            enough = _SURE if one.has_cue else _ALONE
            if leaning > enough or (leaning > _LEANS and one.margin >= -_NEAR):
                yield one

    def _in(self, offset: int, block: str, people: Sequence[Place]) -> Iterator[_Candidate]:
        parts = list(sentences(block))
        for index, (start, sentence) in enumerate(parts):
            opened = self._gate.opened_by(sentence)
            if not opened:
                continue
            before = parts[index - 1][1] if index else ""
            stripped = sentence.strip()
            begin = offset + start + sentence.index(stripped)
            place = (begin, begin + len(stripped))
            named = any(first < place[1] and place[0] < last for first, last in people)
            for name, words in sorted(opened.items()):
                category = self._categories[name]
                subject = self._subject(category, sentence, before, named=named)
                telling = (
                    subject >= _CLEAR * category.context[_PERSON]
                    if _PERSON in category.context
                    else words >= _TELLING_WORDS
                )
                window = block if category.window == "paragraph" else sentence
                yield self._judged(category, sentence.strip(), place, window, subject, telling=telling)

    def _judged(
        self,
        category: CategoryCues,
        sentence: str,
        place: Place,
        window: str,
        subject: float,
        *,
        telling: bool,
    ) -> _Candidate:
        weights = [cue.weight for cue in category.cues if cue.pattern.search(window)]
        weights += [
            weight
            for context, weight in category.context.items()
            if context not in SUBJECTS and self._contexts[context].search(window)
        ]
        has_cue = any(weight > 0 for weight in weights)
        return _Candidate(
            category=category.id,
            text=sentence,
            place=place,
            margin=sum(weights) + subject - category.threshold if has_cue else -category.threshold,
            against=sum(weight for weight in weights if weight < 0),
            has_cue=has_cue,
            deserves_vector=has_cue or telling,
        )

    def _subject(self, category: CategoryCues, sentence: str, before: str, *, named: bool) -> float:
        """How clearly the sentence, or the one before it, is about a person."""
        best = category.context.get(_PERSON, 0.0) if named else 0.0
        for context in SUBJECTS:
            weight = category.context.get(context, 0.0)
            if self._contexts[context].search(sentence):
                best = max(best, weight)
            elif before and self._contexts[context].search(before):
                best = max(best, weight * _FROM_BEFORE)
        return best
