"""The run cut by rubric, skill area, language, kind and length, each part with what it rests on."""

from typing import Literal

from assessor.domain.eval_report import ReportSlice, ReportSlicing
from assessor.domain.run import RunMeasures, SliceMeasures
from assessor.domain.text import Language
from assessor.evaluation.reporting.rubrics import Names
from assessor.evaluation.reporting.undefined import why_text
from assessor.i18n import tr

By = Literal["rubric", "skill_area", "lang", "kind", "length"]
_SHOWN = ("qwk", "exact", "within_one", "mae", "bias")


def slicings(measures: RunMeasures, names: Names, lang: Language) -> tuple[ReportSlicing, ...]:
    """All slices."""
    titles: dict[By, str] = {
        "rubric": tr(lang, "By rubric"),
        "skill_area": tr(lang, "By skill area"),
        "lang": tr(lang, "By language"),
        "kind": tr(lang, "By kind of artefact"),
        "length": tr(lang, "By length"),
    }
    return tuple(
        ReportSlicing(
            by=by,
            title=title,
            slices=tuple(
                _slice(value, slice_name(by, value, names, lang), part, lang)
                for value, part in sorted(measures.by[by].items(), key=lambda one: _place(one[0]))
            ),
        )
        for by, title in titles.items()
    )


def slice_name(by: By, value: str, names: Names, lang: Language) -> str:
    """What a slice is called."""
    if by == "rubric":
        return names.rubric(value)
    if by == "skill_area":
        rubric_id, _, area = value.partition(": ")
        return f"{rubric_id}: {names.area(rubric_id, area)}"
    known = {"lang": _languages, "kind": kind_names, "length": _lengths}[by](lang)
    return known.get(value, value)


def _place(value: str) -> tuple[int, str]:
    """Short texts before long ones; everything else by name."""
    lengths = list(_lengths("en"))
    return (lengths.index(value) if value in lengths else 0, value)


def _slice(value: str, title: str, part: SliceMeasures, lang: Language) -> ReportSlice:
    statistics = {name: getattr(part, name) for name in _SHOWN}
    reasons = dict.fromkeys(why_text(one, lang) for one in statistics.values())
    return ReportSlice(
        value=value,
        title=title,
        items=part.n,
        rated=part.rated,
        abstained=part.abstained,
        failed=part.failed,
        why=tuple(one for one in reasons if one),
        **statistics,
    )


def _languages(lang: Language) -> dict[str, str]:
    return {"en": tr(lang, "English"), "de": tr(lang, "German")}


def _lengths(lang: Language) -> dict[str, str]:
    return {
        "up to 130 words": tr(lang, "up to 130 words"),
        "131 to 260 words": tr(lang, "131 to 260 words"),
        "over 260 words": tr(lang, "over 260 words"),
    }


def kind_names(lang: Language) -> dict[str, str]:
    """Kinds of artefacts as people read them."""
    return {
        "email": tr(lang, "e-mail"),
        "qbr_notes": tr(lang, "business review notes"),
        "renewal_brief": tr(lang, "renewal brief"),
        "crm_note": tr(lang, "CRM note"),
        "prompt_template": tr(lang, "prompt template"),
        "escalation_summary": tr(lang, "escalation summary"),
        "post_mortem": tr(lang, "post-mortem"),
        "health_review": tr(lang, "health review"),
        "call_transcript": tr(lang, "call transcript"),
        "onboarding_plan": tr(lang, "onboarding plan"),
        "playbook": tr(lang, "playbook"),
        "feedback": tr(lang, "feedback"),
        "other": tr(lang, "other"),
    }
