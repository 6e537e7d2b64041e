"""Drift: what was found, in sentences of both languages. Says nothing the figures do not say."""

from collections.abc import Iterable, Iterator, Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.drift import (
    DriftRubric,
    DriftScope,
    GoldDrift,
    GoldStep,
    PeopleDrift,
    PopulationShift,
    SuspensionOutcome,
)
from assessor.domain.probe_drift import ProbeDrift
from assessor.domain.sentences import Sentences
from assessor.domain.text import Language
from assessor.evaluation.reporting.wording import interval_text, value_text
from assessor.i18n import LANGUAGES, said, said_n


def headline_of(
    rubrics: Sequence[DriftRubric],
    people: Sequence[PeopleDrift],
    gold: Sequence[GoldDrift],
    probes: Sequence[ProbeDrift] = (),
) -> Sentences:
    """What to take away, if it is all somebody reads."""
    signal = [one.title for one in rubrics if any(scope.signals for scope in one.scopes)]
    moved = [one.title for one in gold if one.signals]
    if signal:
        return said("Drafts have moved away from people's ratings: {rubrics}.", rubrics=_once(signal))
    if moved:
        return said("Drafts of the same gold texts have moved: {rubrics}.", rubrics=_once(moved))
    shaken = [one.title for one in probes if one.signals]
    if shaken:
        return said(
            "Changes that should not matter move drafts more than before: {rubrics}.", rubrics=_once(shaken)
        )
    if any(one.signals for one in people):
        return said("Drafts stand where they stood, but people agree less than before.")
    if not any(one.state == "charted" for one in rubrics):
        return said("Nothing can be said yet: no rubric has ratings enough to be watched.")
    return said("No chart signals: drafts stand to people's ratings as they did.")


def sentences_of(
    rubrics: Sequence[DriftRubric], people: Sequence[PeopleDrift], gold: Sequence[GoldDrift]
) -> tuple[Sentences, ...]:
    """What was found, one thing each: drafts, evidence, people, gold runs."""
    return (
        *(sentence for one in rubrics for sentence in rubric_sentences(one)),
        *(people_sentence(one) for one in people),
        *(gold_sentence(one, step) for one in gold for step in one.steps),
    )


def rubric_sentences(one: DriftRubric) -> Iterator[Sentences]:
    """What a rubric's charts and mixtures say."""
    for scope in one.scopes:
        if scope.skill_area is None or scope.signals:
            yield scope_sentence(one, scope)
    evidence = [shift for shift in one.population if shift.shifted and shift.about == "evidence"]
    if evidence:
        yield said(
            "{name}: the evidence changed ({what}), not necessarily the drafter.",
            name=name_of(one.title, None, one.drafter),
            what=[mixture_name(shift) for shift in evidence],
        )
    drafts = [shift for shift in one.population if shift.shifted and shift.about == "drafts"]
    if drafts:
        yield said(
            "{name}: drafts are another mixture than before ({what}).",
            name=name_of(one.title, None, one.drafter),
            what=[mixture_name(shift) for shift in drafts],
        )


def scope_sentence(one: DriftRubric, scope: DriftScope) -> Sentences:
    """What the charts of a scope say."""
    name = name_of(one.title, one.area_title(scope.skill_area), scope.drafter)
    if scope.signals:
        return _signal_sentence(scope, name)
    return {
        "unproven": said(
            "{name}: unproven, {n} of at least 30 sealed ratings; not charted.", name=name, n=one.sealed
        ),
        "no_baseline": said(
            "{name}: {n} of at least 30 sealed ratings before the window; not charted.",
            name=name,
            n=scope.baseline.n,
        ),
        "no_window": said("{name}: no sealed rating in the window.", name=name),
        "charted": said("{name}: no chart signals on {n} ratings.", name=name, n=scope.window.n),
    }[scope.state]


def _signal_sentence(scope: DriftScope, name: Sentences) -> Sentences:
    """Which way drafts moved, since when and how far; less where few people stand behind it."""
    if scope.began_on is None:
        return said(
            "{name}: a chart signals. Fewer than five people stand behind it, so no figure is shown.",
            name=name,
        )
    if scope.shift is None or scope.shift.value is None:
        return said(
            "{name}: a chart signals, the change began about {began}; so few people rated since then that "
            "its size is not shown.",
            name=name,
            began=scope.began_on,
        )
    if scope.shift.value > 0:
        return said(
            "{name}: since about {began} drafts are lower than before by {size} levels, held against sealed "
            "ratings.",
            name=name,
            began=scope.began_on,
            size=_statistic(scope.shift, "levels"),
        )
    return said(
        "{name}: since about {began} drafts are higher than before by {size} levels, held against sealed "
        "ratings.",
        name=name,
        began=scope.began_on,
        size=_statistic(_turned(scope.shift), "levels"),
    )


def people_sentence(one: PeopleDrift) -> Sentences:
    """What became of agreement among people."""
    if one.few_people:
        return said(
            "{name}: agreement among people is not shown, fewer than five of them rated the same texts.",
            name=one.title,
        )
    if one.change is None:
        return said_n(
            "{name}: {count} pair of ratings of one text in the window; too few to compare people.",
            "{name}: {count} pairs of ratings of one text in the window; too few to compare people.",
            one.window.pairs,
            name=one.title,
        )
    size = _statistic(one.change, "levels")
    if one.signals:
        return said(
            "{name}: people agree less than before, they lie further apart by {size} levels.",
            name=one.title,
            size=size,
        )
    return said(
        "{name}: people agree no less than before, a change of {size} levels.", name=one.title, size=size
    )


def gold_sentence(one: GoldDrift, step: GoldStep) -> Sentences:
    """What became of one run of a suite."""
    moved, name = _statistic(step.moved, "share"), name_of(one.title, None, one.drafter)
    if not step.signals:
        return said(
            "{name}, gold run of {day}: {moved} of the answers differ from the first run; no signal.",
            name=name,
            day=step.at.date(),
            moved=moved,
        )
    if not step.changed:
        return said(
            "{name}, gold run of {day}: {moved} of the answers differ from the first run under the same "
            "conditions: the model changed under us.",
            name=name,
            day=step.at.date(),
            moved=moved,
        )
    return said(
        "{name}, gold run of {day}: {moved} of the answers differ from the first run; what differs too: "
        "{what}.",
        name=name,
        day=step.at.date(),
        moved=moved,
        what=[change.what for change in step.changed],
    )


def outcome_sentence(one: SuspensionOutcome, *, acted: bool) -> Sentences:
    """What became, or would become, of drafts."""
    scope = one.request.skill_area or one.request.rubric_id
    where = said("{scope}, drafter {drafter}", scope=scope, drafter=one.request.drafter or "-")
    if not acted:
        return said("Would be suspended with --act: {where}.", where=where)
    if one.new:
        return said("Suspended: {where} ({id}).", where=where, id=one.suspension or "-")
    return said("Suspended before, left as it is: {where} ({id}).", where=where, id=one.suspension or "-")


def mixture_name(one: PopulationShift) -> Sentences:
    """What a mixture is of."""
    return {
        "level": said("level of the draft"),
        "abstained": said("abstentions"),
        "skill_area": said("skill area"),
        "kind": said("kind of artefact"),
        "lang": said("language"),
        "length": said("length of the text"),
    }[one.of]


def name_of(title: Sentences, area: Sentences | None, drafter: str) -> Sentences:
    """What a scope is called."""
    if area is None:
        return said("{rubric} ({drafter})", rubric=title, drafter=drafter)
    return said("{rubric}, {area} ({drafter})", rubric=title, area=area, drafter=drafter)


def _statistic(one: Statistic, unit: str) -> Sentences:
    """Value and interval as each language writes them."""
    texts = {lang: _in(one, unit, lang) for lang in LANGUAGES}
    return Sentences(en=texts["en"], de=texts["de"])


def _in(one: Statistic, unit: str, lang: Language) -> str:
    value = value_text(one.value, unit, lang)
    return value if one.low is None else f"{value} ({interval_text(one, unit, lang)})"


def _turned(one: Statistic) -> Statistic:
    """The same below zero as above."""
    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    return one.model_copy(update={"value": -one.value, "low": -one.high, "high": -one.low})


def _once(titles: Iterable[Sentences]) -> list[Sentences]:
    return list({one.en: one for one in titles}.values())
