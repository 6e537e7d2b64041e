"""Stage 4, third step: finds in sentences, each a cue of `cues.yaml` with the words that show it.

A find is evidence for or against; the level rules weigh finds, never words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from assessor.domain.artefact import ArtefactKind
from assessor.domain.text import Language
from assessor.drafting.embedded.lexicon import Families, families_of, load
from assessor.drafting.embedded.modality import Action, Modality, Voice, modalities
from assessor.drafting.embedded.sentences import Clause, Sentence

_MOST_ACTIONS = 8
"""How many matches of a rule are weighed in one clause; prose has one or two, word lists have hundreds."""


@dataclass(frozen=True)
class CueRule:
    """One row of `rules` in cues.yaml."""

    kind: str
    act: str
    objects: tuple[str, ...]
    without: tuple[str, ...]
    gap_without: tuple[str, ...]
    allow: frozenset[Modality]
    needs: frozenset[Modality]
    negated: str | None
    only_negated: bool
    whole_sentence: bool
    artefacts: frozenset[ArtefactKind]


@dataclass(frozen=True)
class CueKind:
    """What a find of this kind means."""

    positive: bool
    red_line: str | None


@dataclass(frozen=True)
class Find:
    """A cue seen in one of the author's sentences."""

    kind: str
    sentence: Sentence
    clause: Clause
    action_start: int
    """Where the deciding word stands in the artefact."""


@cache
def cue_kinds() -> dict[str, CueKind]:
    """Every kind of cue, in the order in which claims are listed."""
    return {
        name: CueKind(row["polarity"] == "positive", row.get("red_line"))
        for name, row in load("cues.yaml")["kinds"].items()
    }


def find_cues(sentences: Sequence[Sentence], voice: Voice, kind: ArtefactKind) -> tuple[Find, ...]:
    """All finds in n sentences, in the order of the text, at most one of a kind for each sentence.

    Args:
        sentences: in the order of the text; each is read with the one before it.
        voice: language, and who `I` is.
        kind: some rules read templates and playbooks alone, where an imperative is the work itself.
    """
    finds: list[Find] = []
    for previous, sentence in zip((None, *sentences), sentences, strict=False):
        by_kind: dict[str, Find] = {}
        for find in _in_sentence(sentence, voice, kind, previous):
            by_kind.setdefault(find.kind, find)
        finds.extend(by_kind.values())
    return tuple(finds)


def _in_sentence(
    sentence: Sentence, voice: Voice, kind: ArtefactKind, previous: Sentence | None
) -> Iterator[Find]:
    words = _words(voice.lang)
    whole = Clause(sentence.start, sentence.end, sentence.text)
    for rule in _rules():
        if rule.artefacts and kind not in rule.artefacts:
            continue
        for clause in (whole,) if rule.whole_sentence else sentence.clauses:
            for action in islice(_actions(rule, clause.text, words), _MOST_ACTIONS):
                inner, place = _narrowed(sentence, clause, action)
                shown = _shown(rule, modalities(sentence, inner, place, voice, previous))
                if shown is not None:
                    yield Find(shown, sentence, inner, inner.start + place.start)
                    break


def _narrowed(sentence: Sentence, clause: Clause, action: Action) -> tuple[Clause, Action]:
    """The clause that holds the action, and the action's place in it, where a rule read a whole sentence."""
    start, end = clause.start + action.start, clause.start + action.end
    for inner in sentence.clauses:
        if inner.start <= start and end <= inner.end:
            return inner, Action(start - inner.start, end - inner.start)
    return clause, action


def _actions(rule: CueRule, text: str, words: Families) -> Iterator[Action]:
    if any(words.has(family, text) for family in rule.without):
        return
    for act in words.finditer(rule.act, text):
        if all(_object_beside(family, act, rule, text, words) for family in rule.objects):
            yield Action(act.start(), act.end())


def _object_beside(family: str, act: re.Match[str], rule: CueRule, text: str, words: Families) -> bool:
    for match in words.finditer(family, text):
        apart = match.end() <= act.start() or act.end() <= match.start()
        enclosed = act.start() < match.start() and match.end() < act.end()  # "gleiche ... mit dem CRM ab"
        if not (apart or enclosed):
            continue
        gap = text[min(act.end(), match.end()) : max(act.start(), match.start())]
        if not any(words.has(between, gap) for between in rule.gap_without):
            return True
    return False


def _shown(rule: CueRule, holding: frozenset[Modality]) -> str | None:
    """The kind a match stands for, given its modality; None where it is no deed."""
    if not rule.needs <= holding:
        return None
    void = holding - rule.allow
    if rule.only_negated:
        return rule.kind if void == {Modality.NEGATED} else None
    if void == {Modality.NEGATED}:
        return rule.negated
    return None if void else rule.kind


@cache
def _words(lang: Language) -> Families:
    return families_of(load("cues.yaml")["families"], lang)


@cache
def _rules() -> tuple[CueRule, ...]:
    return tuple(
        CueRule(
            kind=row["kind"],
            act=row["act"],
            objects=tuple(row.get("with", ())),
            without=tuple(row.get("without", ())),
            gap_without=tuple(row.get("gap_without", ())),
            allow=frozenset(map(Modality, row.get("allow", ()))),
            needs=frozenset(map(Modality, row.get("needs", ()))),
            negated=row.get("negated"),
            only_negated=row.get("only_negated", False),
            whole_sentence=row.get("scope") == "sentence",
            artefacts=frozenset(map(ArtefactKind, row.get("kinds_of_artefact", ()))),
        )
        for row in load("cues.yaml")["rules"]
    )
