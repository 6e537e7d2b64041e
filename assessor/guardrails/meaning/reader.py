"""Stage 2 of 7: finds the passages of a text that belong to a category, by meaning and not by words.

    words     a sentence without any gate word is done (most are)
    cues      the categories' cues are added up over a sentence, or over the paragraph it stands in
    model     cues, contexts and the sentence's vector together say how likely the category is

Nothing here decides what happens to a passage: that is the policy's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessor.guardrails.meaning.cues import SUBJECTS, CategoryCues, Context, load_category, load_contexts
from assessor.guardrails.meaning.features import Place, Sentence, features
from assessor.guardrails.meaning.gate import Gate
from assessor.guardrails.meaning.vectors import MeaningVectors, Question
from assessor.guardrails.windows import paragraphs, sentences

_FROM_BEFORE = 0.7
"""How much a person named in the sentence before counts as the subject of this one."""
_LIKELY = 2.0
"""Log-odds from which a sentence belongs to a category."""
_OBJECTION = 1.0
"""How much a cue that speaks against a category counts beyond what the model made of it."""
_UNLIKELY = 1.0
"""Log-odds below which cues alone are not believed."""
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
    """A sentence that a category may apply to.

    Attributes:
        margin: how far its cues are above the threshold.
        against: sum of the cues that speak against it, 0 or less.
        features: what its cues and contexts say, for the model (`features.py`).
        deserves_vector: whether enough points to the category to pay for a vector.
    """

    category: str
    text: str
    place: Place
    margin: float
    against: float
    features: tuple[float, ...]
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
        candidates = [
            one for offset, block in paragraphs(text) for one in self.candidates(offset, block, people)
        ]
        if self._vectors is None:
            found = [one for one in candidates if one.margin >= 0]
        else:
            looked_at = [one for one in candidates if one.margin >= 0 or one.deserves_vector]
            odds = self._vectors.odds([Question(one.category, one.text, one.features) for one in looked_at])
            found = [
                one
                for one, leaning in zip(looked_at, odds, strict=True)
                if leaning + _OBJECTION * one.against > _LIKELY or (one.margin >= 0 and leaning > _UNLIKELY)
            ]
        return [Passage(one.category, *one.place) for one in found]

    def candidates(self, offset: int, block: str, people: Sequence[Place]) -> Iterator[Candidate]:
        """What a paragraph may belong to, sentence by sentence."""
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
                yield self.judged(name, Sentence(stripped, place, before, block, named), words)

    def judged(self, name: str, given: Sentence, words: int = 0) -> Candidate:
        """How a category may apply to a sentence.

        Args:
            name: the category.
            given: the sentence where it stands.
            words: how many different gate words of the category it has.
        """
        category = self._categories[name]
        subject = self._subject(category, given)
        telling = (
            subject >= _CLEAR * category.context[_PERSON]
            if _PERSON in category.context
            else words >= _TELLING_WORDS
        )
        window = given.block if category.window == "paragraph" else given.text
        cues = [cue.weight for cue in category.cues if cue.pattern.search(window)]
        contexts = [
            weight
            for context, weight in category.context.items()
            if context not in SUBJECTS and self._contexts[context].search(window)
        ]
        has_cue = any(weight > 0 for weight in cues)
        settled = sum(cues) + sum(contexts) + subject - category.threshold
        return Candidate(
            category=category.id,
            text=given.text,
            place=given.place,
            margin=settled if has_cue else -category.threshold,
            against=sum(weight for weight in cues if weight < 0),
            features=features(cues, category.threshold, given, self._contexts),
            deserves_vector=has_cue or telling,
        )

    def _subject(self, category: CategoryCues, given: Sentence) -> float:
        """How clearly the sentence, or the one before it, is about a person."""
        best = category.context.get(_PERSON, 0.0) if given.named else 0.0
        for context in SUBJECTS:
            weight = category.context.get(context, 0.0)
            if self._contexts[context].search(given.text):
                best = max(best, weight)
            elif given.before and self._contexts[context].search(given.before):
                best = max(best, weight * _FROM_BEFORE)
        return best
