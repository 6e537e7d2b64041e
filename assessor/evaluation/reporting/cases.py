"""Items that went wrong, worst first, with what their drafts cite and what their labels rest on.

Only redacted text is shown: a run keeps no other. An item that was stopped has none.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from assessor.domain.eval_report import ReportCases, ReportItem
from assessor.domain.run import RunItem
from assessor.domain.text import Language
from assessor.evaluation.measures.citations import citations_of
from assessor.evaluation.reporting.codes import draft_reason, outcome_name, stop_text
from assessor.evaluation.reporting.rubrics import Names
from assessor.evaluation.reporting.slices import kind_names
from assessor.i18n import tr

CaseId = Literal[
    "disagreements", "missed_stops", "unwarranted", "wrong_abstentions", "wrong_stops", "failures"
]


def all_cases(
    items: Sequence[RunItem], names: Names, lang: Language, *, worst: int
) -> tuple[ReportCases, ...]:
    """Every way to go wrong that came, at most `worst` items of each."""
    made = (
        _cases(name, title, says, sorted(filter(chosen, items), key=_worst_first), names, lang, worst)
        for name, (title, says, chosen) in _ways(lang).items()
    )
    return tuple(one for one in made if one.total)


def distance(item: RunItem) -> int | None:
    """Levels between label and draft."""
    if item.labels.rating is None or item.rating is None:
        return None
    return abs(item.rating - item.labels.rating)


_Way = tuple[str, str, Callable[[RunItem], bool]]


def _ways(lang: Language) -> dict[CaseId, _Way]:
    return {
        "disagreements": (
            tr(lang, "Worst disagreements"),
            tr(lang, "Drafts that are off by the most levels come first."),
            lambda one: bool(distance(one)),
        ),
        "missed_stops": (
            tr(lang, "Not stopped, though it must not enter"),
            tr(lang, "The dangerous error: forbidden content went on to the drafter."),
            lambda one: (
                bool(one.labels.do_not_enter)
                and one.verdict is not None
                and not one.stopped
                and not set(one.stopped_by) & set(one.labels.do_not_enter)
            ),
        ),
        "unwarranted": (
            tr(lang, "Rated, though the evidence is too thin"),
            tr(lang, "The label says that no level can be given; the draft gave one."),
            lambda one: one.labels.insufficient and one.rating is not None,
        ),
        "wrong_abstentions": (
            tr(lang, "Not rated, though the evidence is there"),
            tr(lang, "The label gives a level; the draft stayed silent."),
            lambda one: (
                one.labels.rating is not None
                and one.rating is None
                and one.failure is None
                and not one.stopped
            ),
        ),
        "wrong_stops": (
            tr(lang, "Stopped, though nothing in it is forbidden"),
            tr(
                lang, "A guardrail stopped the item. Nothing of a stopped text is kept, so there is no quote."
            ),
            lambda one: one.stopped and not one.labels.do_not_enter,
        ),
        "failures": (
            tr(lang, "Failed"),
            tr(lang, "There is no answer to these items. They count as failures, never as a rating."),
            lambda one: one.failure is not None,
        ),
    }


def _worst_first(item: RunItem) -> tuple[int, str]:
    return (-(distance(item) or 0), item.id)


def _cases(
    name: CaseId,
    title: str,
    says: str,
    found: Sequence[RunItem],
    names: Names,
    lang: Language,
    worst: int,
) -> ReportCases:
    return ReportCases(
        id=name,
        title=title,
        says=says,
        total=len(found),
        items=tuple(_report_item(one, names, lang) for one in found[:worst]),
    )


def _report_item(item: RunItem, names: Names, lang: Language) -> ReportItem:
    labels = item.labels
    reason, reason_lang = _reason(item, lang)
    return ReportItem(
        id=item.id,
        rubric=names.rubric(labels.rubric),
        skill_area=names.area(labels.rubric, labels.skill_area),
        lang=labels.lang,
        kind=kind_names(lang).get(labels.kind.value, labels.kind.value),
        label=_label(item, names, lang),
        draft=_draft(item, names, lang),
        distance=distance(item),
        reason=reason,
        reason_lang=reason_lang,
        cited=tuple(dict.fromkeys(one.quote for one in citations_of(item))),
        deciding=() if item.text is None else tuple(item.text[start:end] for start, end in item.deciding),
    )


def _label(item: RunItem, names: Names, lang: Language) -> str:
    labels = item.labels
    said = []
    if labels.rating is not None:
        said.append(names.level(labels.rubric, labels.rating))
    if labels.insufficient:
        said.append(tr(lang, "too little evidence"))
    if labels.do_not_enter:
        said.append(tr(lang, "must not enter ({categories})", categories=_listed(labels.do_not_enter)))
    return "; ".join(said)


def _draft(item: RunItem, names: Names, lang: Language) -> str:
    if item.rating is not None:
        return names.level(item.labels.rubric, item.rating)
    return outcome_name(item, lang)


def _reason(item: RunItem, lang: Language) -> tuple[str, Language]:
    """The reason and the language it is in: drafts speak that of their artefact."""
    if item.failure is not None:
        # Messages of failures are for those who run it, and English.
        return item.failure.message, "en"
    if item.stopped:
        return stop_text(item.stopped_by, lang), lang
    if item.draft is None:
        return "", lang
    ours = draft_reason(item.draft.reason_code, lang)
    return (item.draft.reason, item.labels.lang) if ours is None else (ours, lang)


def _listed(categories: Iterable[str]) -> str:
    return ", ".join(sorted(categories))
