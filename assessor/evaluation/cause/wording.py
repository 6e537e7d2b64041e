"""Cause: what was found, in sentences of both languages. Says nothing the figures do not say."""

from collections.abc import Iterator, Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.cause import CauseFactor, Dispute
from assessor.domain.comparison import ConditionChange
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language
from assessor.evaluation.cause.attribute import Attribution
from assessor.evaluation.reporting.wording import interval_text, value_text
from assessor.i18n import LANGUAGES, said


def headline_of(factors: Sequence[CauseFactor]) -> Sentences:
    """What carries most, or that nothing is shown to."""
    first = first_of(factors)
    if first is None:
        return said("No cause can be named: nothing that was tried moves the difference beyond chance.")
    return said(
        "{name} carries most: {levels} levels of the difference, sealed rating less draft.",
        name=name_of(first),
        levels=_statistic(first.shift, "levels"),
    )


def first_of(factors: Sequence[CauseFactor]) -> CauseFactor | None:
    """The one that carries most; null where none is beyond chance."""
    return next((one for one in factors if one.carries), None)


def sentences_of(
    found: Attribution, not_tried: Sequence[ConditionChange], dispute: Dispute | None
) -> Iterator[Sentences]:
    """The whole shift, what else carries, what does not, what is left or not tried, the line in dispute."""
    yield said("The mean difference moved by {levels} levels.", levels=_statistic(found.observed, "levels"))
    carrying = [one for one in found.factors if one.carries]
    for one in carrying[1:]:
        levels = _statistic(one.shift, "levels")
        yield said("{name} carries {levels} levels as well.", name=name_of(one), levels=levels)
    rest = [name_of(one) for one in found.factors if not one.carries]
    if rest:
        yield said("Not shown to carry anything: {names}.", names=rest)
    if found.unexplained is not None:
        levels = _statistic(found.unexplained, "levels")
        yield said("All candidates together leave {levels} levels unexplained.", levels=levels)
    if not_tried:
        names = list(dict.fromkeys(one.what for one in not_tried))
        yield said("The two runs also differ in what was not tried: {names}.", names=names)
    if dispute is not None:
        yield from dispute_sentences(dispute)


def dispute_sentences(one: Dispute) -> Iterator[Sentences]:
    """Where people and drafts part most, and which clause to look at first."""
    yield said(
        "People and drafts part most in {area} ({rubric} {version}) between {lower} and {upper}: {share} of "
        "{count} pairs; the draft stands above the line in {above}, below it in {below}.",
        area=one.skill_area,
        rubric=one.rubric,
        version=one.rubric_version,
        lower=one.lower,
        upper=one.upper,
        share=_statistic(one.disagreed, "share"),
        count=one.compared,
        above=one.draft_above,
        below=one.draft_below,
    )
    for clause in one.clauses:
        if clause.cited is None:
            yield said('To reword first: {id}, "{clause}"', id=clause.id, clause=clause.text)
        else:
            yield said(
                'Named most by the drafts in dispute ({count}): {id}, "{clause}"',
                count=clause.cited,
                id=clause.id,
                clause=clause.text,
            )


def name_of(one: CauseFactor) -> Sentences:
    """What a candidate is called."""
    kinds = {
        "again": said("nothing changed, drafted again (the program, or a model behind its name)"),
        "model": said("model {value}", value=one.value),
        "prompt": said("prompt {value}", value=one.value),
        "rubric": said("rubric wording {value}", value=one.value),
        "retrieval": said("retrieval {value}", value=one.value),
        "policy": said("guardrail policy {value}", value=one.value),
        "learned": said("fit version {value}", value=one.value),
        "raters": said("the raters together"),
    }
    return kinds[one.kind]


def _statistic(one: Statistic, unit: str) -> Sentences:
    texts = {lang: _in(one, unit, lang) for lang in LANGUAGES}
    return Sentences(en=texts["en"], de=texts["de"])


def _in(one: Statistic, unit: str, lang: Language) -> str:
    value = value_text(one.value, unit, lang)
    return value if one.low is None else f"{value} ({interval_text(one, unit, lang)})"
