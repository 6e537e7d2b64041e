"""Stage 2 of 7: finds the passages of a text that belong to a category, by meaning and not by words.

    words     a sentence without a gate word and without a telling wording is done (most are)
    cues      the categories' cues are added up over a sentence, or over the paragraph it stands in
    model     cues, contexts, wording and the sentence's vector together say how near it comes to a category

Nothing here decides what happens to a passage: that is the policy's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessor.guardrails.meaning.cues import (
    SUBJECTS,
    CategoryCues,
    Context,
    known_categories,
    load_category,
    load_contexts,
)
from assessor.guardrails.meaning.features import Place, Searched, Sentence, Told, of_cues, told_of
from assessor.guardrails.meaning.gate import Gate
from assessor.guardrails.meaning.vectors import MeaningVectors, Question
from assessor.guardrails.windows import paragraphs, sentences

_FROM_BEFORE = 0.7
"""How much a person named in the sentence before counts as the subject of this one."""
_PERSON: Context = "person"
"""Context of the categories about people; a sentence about nobody is not looked at closer."""
_CLEAR = 0.8
"""A subject of this share of a person's weight is one in the sentence itself."""
_TELLING_WORDS = 2
"""So many gate words make a sentence worth a vector where no person has to be in it."""


@dataclass(frozen=True)
class Passage:
    """A stretch of text that belongs to a category."""

    category: str
    start: int
    end: int


@dataclass(frozen=True)
class Candidate:
    """A sentence that some category may apply to.

    Attributes:
        margins: for each category that a word of it opens, how far its cues are above the threshold.
        told: what cues and contexts say, for the model (`features.py`).
        deserves_vector: whether enough points to any category to pay for a vector.
    """

    text: str
    place: Place
    margins: Mapping[str, float]
    told: Told
    deserves_vector: bool


class MeaningReader:
    """Reads texts for some categories.

    Args:
        names: categories with a file in `categories/`.
        vectors: the second look; without it, only what the cues settle is found.
    """

    def __init__(self, names: Iterable[str], vectors: MeaningVectors | None) -> None:
        self._wanted = frozenset(names)
        # All of them are read, since the model knows a sentence by what speaks for the others, too.
        self._categories = {name: load_category(name) for name in sorted(known_categories() | self._wanted)}
        self._gate = Gate(self._categories.values())
        self._contexts = load_contexts()
        self._vectors = vectors

    def passages(self, text: str, people: Sequence[Place] = ()) -> list[Passage]:
        """Every sentence that belongs to a category, in text order.

        Args:
            text: what detectors read.
            people: where names of people stand, in text order.
        """
        candidates = [
            one for offset, block in paragraphs(text) for one in self.candidates(offset, block, people)
        ]
        found = (
            self._by_cues(candidates) if self._vectors is None else self._by_model(candidates, self._vectors)
        )
        return [Passage(name, *one.place) for one, name in found if name in self._wanted]

    def _by_cues(self, candidates: Iterable[Candidate]) -> list[tuple[Candidate, str]]:
        return [(one, name) for one in candidates for name, margin in one.margins.items() if margin >= 0]

    def _by_model(
        self, candidates: Iterable[Candidate], vectors: MeaningVectors
    ) -> list[tuple[Candidate, str]]:
        looked_at = list(candidates)
        leanings = vectors.leanings([Question(one.text, one.told) for one in looked_at])
        return [
            (one, name)
            for one, leaning in zip(looked_at, leanings, strict=True)
            for name, value in leaning.items()
            if value > 0 or (one.margins.get(name, -1) >= 0 and value > vectors.doubtful)
        ]

    def candidates(self, offset: int, block: str, people: Sequence[Place]) -> Iterator[Candidate]:
        """What of a paragraph deserves a closer look, sentence by sentence."""
        parts = list(sentences(block))
        searched = Searched()
        for index, (start, sentence) in enumerate(parts):
            opened = self._gate.opened_by(sentence)
            worth = self._vectors is not None and self._vectors.is_worth_a_look(sentence)
            if not opened and not worth:
                continue
            before = parts[index - 1][1] if index else ""
            stripped = sentence.strip()
            begin = offset + start + sentence.index(stripped)
            place = (begin, begin + len(stripped))
            named = any(first < place[1] and place[0] < last for first, last in people)
            given = Sentence(stripped, place, before, block, named)
            found = self._candidate(given, opened, searched, whatever=worth)
            if worth or found.deserves_vector:
                yield found

    def judged(self, given: Sentence) -> Candidate:
        """A sentence as a candidate, whether or not anything points to a category."""
        return self._candidate(given, self._gate.opened_by(given.text), Searched(), whatever=True)

    def _candidate(
        self, given: Sentence, opened: Mapping[str, int], searched: Searched, *, whatever: bool = False
    ) -> Candidate:
        margins, told, deserves = {}, {}, False
        for name, words in sorted(opened.items()):
            category = self._categories[name]
            window = given.block if category.window == "paragraph" else given.text
            cues = [cue.weight for cue in category.cues if searched.has(cue.pattern, window)]
            has_cue = any(weight > 0 for weight in cues)
            subject = self._subject(category, given, searched)
            margins[name] = -category.threshold
            if has_cue:
                margins[name] += sum(cues) + subject + self._around(category, window, searched)
            told[name] = of_cues(cues, category.threshold)
            deserves |= has_cue or self._is_telling(category, subject, words)
        numbers = whatever or deserves
        names = tuple(self._categories)
        return Candidate(
            text=given.text,
            place=given.place,
            margins=margins,
            told=told_of(names, told, given, self._contexts, searched) if numbers else (),
            deserves_vector=deserves,
        )

    def _around(self, category: CategoryCues, window: str, searched: Searched) -> float:
        """What contexts other than whom it is about add to the cues, or take from them."""
        return sum(
            weight
            for context, weight in category.context.items()
            if context not in SUBJECTS and searched.has(self._contexts[context], window)
        )

    @staticmethod
    def _is_telling(category: CategoryCues, subject: float, words: int) -> bool:
        """Whether a sentence without a cue is worth a look: it is about somebody, or has several gate words."""
        if _PERSON in category.context:
            return subject >= _CLEAR * category.context[_PERSON]
        return words >= _TELLING_WORDS

    def _subject(self, category: CategoryCues, given: Sentence, searched: Searched) -> float:
        """How clearly the sentence, or the one before it, is about a person."""
        best = category.context.get(_PERSON, 0.0) if given.named else 0.0
        for context in SUBJECTS:
            weight = category.context.get(context, 0.0)
            if searched.has(self._contexts[context], given.text):
                best = max(best, weight)
            elif given.before and searched.has(self._contexts[context], given.before):
                best = max(best, weight * _FROM_BEFORE)
        return best
