"""Beside the stages: why a revealed draft has its level, by drafting its text again without parts of it.

Which sentences to leave out follows how far the model says each one moves the level; whether the level really
changes is seen by drafting what is left, guardrails included. Nothing is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation, Draft, DraftStatus
from assessor.domain.explanation import Explanation, SmallestRemoval, WithoutEvidence
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language, Span
from assessor.drafting.embedded.counterfactual import sentence_at, without
from assessor.drafting.embedded.sentences import Sentence, distinct, split_sentences
from assessor.review.views import RevealedEvidence

MOST_REMOVED = 4
"""Sentences left out together at most; a level that rests on more rests on the whole text."""
Direction = Literal["higher", "lower"]


@dataclass(frozen=True)
class Again:
    """How a text is drafted again, the way the stored draft was."""

    draft: Callable[[RedactedArtefact], Draft]
    moved: Callable[[RedactedArtefact], Sequence[tuple[Sentence, float]]] | None
    """Sentences with how far each moves the level; none where each draft costs a call."""


def explain(
    draft_id: str, evidence: RevealedEvidence, asked_in: Rubric, lang: Language, again: Again | None
) -> Explanation:
    """Why the draft has its level.

    Args:
        draft_id: of the draft.
        evidence: the draft with what it was made from.
        asked_in: its rubric in the language of the answer, for what the next level asks.
        lang: that language.
        again: drafts a text; without it nothing is drafted, and nothing said of what would change the level.
            A suspended draft is never drafted again.
    """
    stored = evidence.draft
    if stored.status is DraftStatus.SUSPENDED:
        again = None
    now = None if again is None else again.draft(evidence.artefact)
    level = (now or stored).rating
    return Explanation(
        draft=draft_id,
        drafter=stored.provenance.drafter,
        lang=lang,
        status=stored.status.value,
        rating=stored.rating,
        asked=now is not None,
        status_again=None if now is None else now.status.value,
        rating_again=None if now is None else now.rating,
        cited=() if again is None or now is None else tuple(_cited(evidence.artefact, stored, now, again)),
        removals=()
        if again is None or now is None
        else tuple(_removals(evidence.artefact, stored, now, again)),
        next_level=next_level(asked_in, level),
        next_asks=next_asks(asked_in, level),
        missing=stored.missing,
    )


def next_level(rubric: Rubric, level: int | None) -> int | None:
    """The level above; null at the top, and where there is no level."""
    above = [one.value for one in rubric.scale.levels if level is not None and one.value > level]
    return min(above, default=None)


def next_asks(rubric: Rubric, level: int | None) -> tuple[str, ...]:
    """What tells the level above from this one; its definition where the scale has no question for it."""
    above = next_level(rubric, level)
    if above is None:
        return ()
    questions = tuple(
        one.question for one in rubric.scale.discriminators if one.lower == level and one.upper == above
    )
    return questions or tuple(one.definition for one in rubric.scale.levels if one.value == above)


def _cited(artefact: RedactedArtefact, stored: Draft, now: Draft, again: Again) -> Iterator[WithoutEvidence]:
    """Each cited passage left out alone; a passage cited twice is looked at once."""
    citations = {(one.start, one.end): one for claim in stored.claims for one in claim.citations}
    for citation in citations.values():
        left = again.draft(without(artefact, [_place(citation)]))
        yield WithoutEvidence(
            citation=citation,
            status=left.status.value,
            rating=left.rating,
            changed=left.rating != now.rating,
        )


def _removals(
    artefact: RedactedArtefact, stored: Draft, now: Draft, again: Again
) -> Iterator[SmallestRemoval]:
    """The fewest sentences whose removal lowers the level, and those whose removal raises it."""
    if again.moved is None or now.rating is None:
        return
    cited = [_place(one) for claim in stored.claims for one in claim.citations]
    said = _Said(artefact, {one.key for place in cited if (one := sentence_at(artefact, place)) is not None})
    directions: tuple[Direction, ...] = ("lower", "higher")
    for direction in directions:
        found = _removal(said, now.rating, again, direction)
        if found is not None:
            yield found


@dataclass(frozen=True)
class _Said:
    """What an artefact says."""

    artefact: RedactedArtefact
    cited: set[str]
    """Keys of the sentences its draft cites."""

    def holding(
        self, left: RedactedArtefact, moved: Sequence[tuple[Sentence, float]], sign: int
    ) -> list[Sentence]:
        """Sentences still there that hold the level against moving that way, the one that does most first.

        Where no model says how far each moves it, the cited ones, in the order of the text.
        """
        if not moved:
            return [one for one in distinct(split_sentences(left)) if one.key in self.cited]
        ordered = sorted(moved, key=lambda one: -sign * one[1])
        return [one for one, by in ordered if sign * by > 0]

    def cite(self, sentence: Sentence) -> Citation:
        """A sentence of what is left, where the whole text has it first."""
        assert self.artefact.text is not None
        place = next(one for one in split_sentences(self.artefact) if one.key == sentence.key)
        return Citation(
            artefact=self.artefact.artefact_id,
            start=place.start,
            end=place.end,
            quote=place.text,
            locator=place.locator,
        )


def _removal(said: _Said, rating: int, again: Again, direction: Direction) -> SmallestRemoval | None:
    """Greedy: at each step the sentence that holds the level most, as what is left of the text says."""
    assert again.moved is not None
    sign = 1 if direction == "lower" else -1
    left, removed = said.artefact, list[Citation]()
    while len(removed) < MOST_REMOVED:
        holding = said.holding(left, again.moved(left), sign)
        if not holding:
            return None
        removed.append(said.cite(holding[0]))
        left = without(left, [Span(start=holding[0].start, end=holding[0].end)])
        draft = again.draft(left)
        # Without a level nothing has risen; and that the evidence carries no level any more is its lowest.
        if draft.rating is None and direction == "higher":
            return None
        if draft.rating is None or sign * (rating - draft.rating) > 0:
            return SmallestRemoval(
                direction=direction, citations=tuple(removed), status=draft.status.value, rating=draft.rating
            )
    return None


def _place(citation: Citation) -> Span:
    return Span(start=citation.start, end=citation.end)
