"""Stage 4, second step: is what a clause says a deed of the assessee, or something else?

Denied, planned, supposed, asked for, heard of or done by somebody else: none of these is a deed. The words
stand in `modality.yaml`; here stands how far each of them reaches.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import takewhile

from assessor.domain.text import Language
from assessor.drafting.embedded.lexicon import Families, families_of, load
from assessor.drafting.embedded.sentences import Clause, Sentence

_REACH_BEFORE = 6
_REACH_AFTER = {"en": 0, "de": 4}
"""German puts the negation after a finite verb ("das prüfe ich nicht"); English never does."""
_WORD = re.compile(r"<[A-Z_]+_\d+>|[\w'’-]+|[,;:()]")
_STOPS_NEGATION = frozenset({",", ";", ":", "(", ")", "and", "und", "oder", "but", "aber", "then"})
_CLOSED = re.compile(r"\w(?:t|en)(?:,| und\b)")
_INFINITIVE = re.compile(r"\w(?:en|ern|eln)$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"ge\w+(?:t|en)\b|\w+iert\b|(?:ver|über|be)\w+(?:t|ichen)\b", re.IGNORECASE)


class Modality(StrEnum):
    """Why a clause is no deed of the assessee."""

    NEGATED = "negated"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    REQUESTED = "requested"
    HEARSAY = "hearsay"
    THIRD_PARTY = "third_party"
    QUESTION = "question"
    INSTRUCTION = "instruction"


@dataclass(frozen=True)
class Voice:
    """Who speaks in an artefact: what `I` means and which placeholders are the assessee."""

    lang: Language
    subjects: frozenset[str] = frozenset()
    author_is_assessee: bool = True


@dataclass(frozen=True)
class Action:
    """Where in a clause the action word stands, relative to the clause's start."""

    start: int
    end: int


def modalities(
    sentence: Sentence, clause: Clause, action: Action, voice: Voice, previous: Sentence | None = None
) -> frozenset[Modality]:
    """Everything that keeps the action from being a deed of the assessee; empty where it is one.

    Args:
        sentence: the sentence the clause belongs to; questions, hearsay and instructions reach all of it.
        clause: the clause that holds the action.
        action: the place of the action word in the clause.
        voice: language of the artefact and who the assessee is.
        previous: the sentence before, to find whom a `she` or `er` means.
    """
    words = _words(voice.lang)
    found = {
        Modality.QUESTION: sentence.text.rstrip("\"'»“”)").endswith("?"),
        Modality.INSTRUCTION: words.has("instruction", sentence.text),
        Modality.HEARSAY: words.has("hearsay", sentence.text),
        Modality.REQUESTED: _is_requested(words, sentence, clause, action),
        Modality.HYPOTHETICAL: _is_hypothetical(words, clause, action),
        Modality.PLANNED: _is_planned(words, clause, action, voice.lang),
        Modality.NEGATED: _is_negated(words, clause, action, voice.lang),
        Modality.THIRD_PARTY: _is_third_party(words, clause, action, voice, previous),
    }
    return frozenset(modality for modality, holds in found.items() if holds)


@cache
def _words(lang: Language) -> Families:
    return families_of(load("modality.yaml")["families"], lang)


def _is_requested(words: Families, sentence: Sentence, clause: Clause, action: Action) -> bool:
    if words.has("request", sentence.text):
        return True
    starts_sentence = clause.start + action.start == sentence.start
    return starts_sentence and words.has("imperative", clause.text[action.start : action.end])


def _is_hypothetical(words: Families, clause: Clause, action: Action) -> bool:
    if words.has("hypothetical", clause.text):
        return True
    # "If it drops, I check": the condition ends at the comma.
    return words.has("conditional", clause.text) and "," not in clause.text[: action.start]


def _is_planned(words: Families, clause: Clause, action: Action, lang: Language) -> bool:
    if words.has("plan_anywhere", clause.text) or words.has("plan_before", clause.text[: action.start]):
        return True
    if lang != "de":
        return False
    # "werde prüfen" is a plan, "wird geprüft" a standing practice: the infinitive tells them apart, unless
    # the auxiliary already belongs to another verb ("wird genutzt, alle arbeiten damit").
    deed = clause.text[action.start : action.end]
    return (
        _INFINITIVE.search(deed) is not None
        and not _PARTICIPLE.search(deed)
        and any(
            not _CLOSED.search(clause.text[auxiliary.end() : action.start])
            for auxiliary in words.finditer("future_auxiliary", clause.text)
        )
    )


def _is_negated(words: Families, clause: Clause, action: Action, lang: Language) -> bool:
    text = words.blank("not_a_negation", clause.text)
    before = _reach(_WORD.findall(text[: action.start])[::-1], _REACH_BEFORE)
    after = _reach(_WORD.findall(text[action.end :]), _REACH_AFTER[lang])
    if any(words.has("negation", word) for word in (*before, *after)):
        return True
    # "without checking" denies the check; "without help I checked" does not.
    deed = clause.text[action.start : action.end]
    return words.has("lacking", " ".join(before[:4])) and words.has(
        "bare_form", f"{' '.join(before[:1])} {deed}"
    )


def _reach(words: list[str], limit: int) -> list[str]:
    return list(takewhile(lambda word: word.casefold() not in _STOPS_NEGATION, words[:limit]))


def _is_third_party(
    words: Families, clause: Clause, action: Action, voice: Voice, previous: Sentence | None
) -> bool:
    """Whether somebody else does it, judged from who is named where around the action.

    In turn: "by X" and "X (has) checked" are X's, but not "habe ich X gefragt"; otherwise a first person or
    the assessee in reach makes it theirs; otherwise any X that no preposition makes an object; otherwise a
    pronoun that means an X.
    """
    before = clause.text[: action.start]
    german = voice.lang == "de"
    ours = _names_assessee(words, clause.text if german else before, voice)
    others = _other_people(words, clause, voice)
    ahead = [match for match in others if match.end() <= action.start]
    by_other = any(words.has("agent", clause.text[: match.start()]) for match in others)
    if by_other and not (german and ours):
        return True
    deed = clause.text[action.start : action.end]
    ours_to_them = words.has("own_auxiliary", before) and _PARTICIPLE.search(deed)
    if not ours_to_them and any(words.has("only_auxiliaries", before[match.end() :]) for match in ahead):
        return not words.has("preposition", before[: ahead[-1].start()])
    if ours:
        return False
    follows_verb = german and any(clause.text[action.end : match.start()].isspace() for match in others)
    author_is_other = not voice.author_is_assessee and words.has("first_person", clause.text)
    named = any(not words.has("preposition", before[: match.start()]) for match in ahead)
    meant = words.has("pronoun", before) and _speaks_of_another(words, previous, voice)
    return follows_verb or author_is_other or named or meant


def _other_people(words: Families, clause: Clause, voice: Voice) -> list[re.Match[str]]:
    return [
        match for match in words.finditer("other_person", clause.text) if match.group() not in voice.subjects
    ]


def _names_assessee(words: Families, text: str, voice: Voice) -> bool:
    if any(subject in text for subject in voice.subjects):
        return True
    return voice.author_is_assessee and words.has("first_person", text)


def _speaks_of_another(words: Families, previous: Sentence | None, voice: Voice) -> bool:
    if previous is None or any(subject in previous.text for subject in voice.subjects):
        return False
    return words.has("other_person", previous.text)
