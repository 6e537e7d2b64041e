"""Codes of outcomes, stops and failures as people read them."""

from assessor.domain.draft import DraftStatus
from assessor.domain.eval_report import ReportReason
from assessor.domain.run import RunItem, RunMeasures
from assessor.domain.text import Language
from assessor.i18n import tr
from assessor.review.packets.words import stop_reason


def outcome_name(item: RunItem, lang: Language) -> str:
    """What became of an item without a rating, in a word or two."""
    if item.failure is not None:
        return tr(lang, "failed")
    if item.stopped:
        return tr(lang, "stopped")
    return _statuses(lang)[DraftStatus.ABSTAINED if item.draft is None else item.draft.status]


def draft_reason(code: str | None, lang: Language) -> str | None:
    """Why a draft guardrail withheld a draft; null for other codes, whose drafts give their own reason."""
    return _withheld(lang).get(code or "")


def stop_text(categories: tuple[str, ...], lang: Language) -> str:
    """Why an item was stopped, a sentence for each category."""
    return " ".join(f"{stop_reason(one)[0].in_language(lang)} [{one}]" for one in categories)


def reasons(measures: RunMeasures, lang: Language) -> tuple[ReportReason, ...]:
    """Every reason for a missing rating, most frequent first."""
    return tuple(
        ReportReason(code=code, says=_says(code, lang), count=count)
        for code, count in measures.failures.items()
    )


def _says(code: str, lang: Language) -> str:
    kind, _, rest = code.partition(":")
    if kind == "stopped":
        return stop_text(tuple(rest.split("+")), lang)
    if kind == "failed":
        return tr(lang, "The program failed on the item ({code}).", code=rest)
    known = {**_withheld(lang), **_abstained(lang)}.get(rest)
    return known or {one.value: name for one, name in _statuses(lang).items()}.get(kind, kind)


def _statuses(lang: Language) -> dict[DraftStatus, str]:
    return {
        DraftStatus.DRAFTED: tr(lang, "rated"),
        DraftStatus.INSUFFICIENT_EVIDENCE: tr(lang, "too little evidence"),
        DraftStatus.NOT_APPLICABLE: tr(lang, "not applicable"),
        DraftStatus.ABSTAINED: tr(lang, "no usable draft"),
        DraftStatus.REFUSED: tr(lang, "draft refused"),
        DraftStatus.SUSPENDED: tr(lang, "drafts are suspended"),
    }


def _withheld(lang: Language) -> dict[str, str]:
    return {
        "guardrail_failed": tr(lang, "A check of the draft failed, so the draft was refused."),
        "personal_data": tr(lang, "The draft held personal data, so it was refused."),
        "draft_rule": tr(
            lang, "The draft touched a protected attribute, a feeling or pay, so it was refused."
        ),
        "gives_orders": tr(lang, "The draft told its reader or a model what to do, so it was refused."),
        "off_scale": tr(lang, "The proposed rating is not on the scale."),
        "ungrounded": tr(lang, "Too few claims of the draft are borne out by verbatim quotes."),
        "contradicted": tr(lang, "The highest rating was proposed, and every claim spoke against it."),
    }


def _abstained(lang: Language) -> dict[str, str]:
    return {
        "unsupported_scale": tr(lang, "The drafter has no level rules for this scale."),
        "wide_interval": tr(lang, "The evidence fits too many levels."),
        "unparsed": tr(lang, "The model's answer could not be read."),
        "wrong_language": tr(lang, "The model answered in another language."),
        "model_failed": tr(lang, "The model did not answer."),
        "budget": tr(lang, "The budget for model calls was used up."),
    }
