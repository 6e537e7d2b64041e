"""Headings and heads of tables of the page."""

from assessor.domain.eval_report import EvalReport
from assessor.domain.text import Language
from assessor.i18n import tr


def gate_words(report: EvalReport, lang: Language) -> str:
    """The state of the gate in words."""
    return {
        "passed": tr(lang, "Gate passed"),
        "missed": tr(lang, "Gate not passed"),
        "not_asked": tr(lang, "No threshold asked"),
    }[report.verdict.gate]


def words_of(lang: Language) -> dict[str, str]:
    """Everything the page says besides the report itself."""
    return {**_headings(lang), **_table_words(lang), **_case_words(lang)}


def _headings(lang: Language) -> dict[str, str]:
    return {
        "skip": tr(lang, "To the content"),
        "contents": tr(lang, "Contents"),
        "verdict": tr(lang, "Verdict"),
        "confusion": tr(lang, "Labels and drafts, rubric by rubric"),
        "slices": tr(lang, "Parts of the run"),
        "slices_note": tr(
            lang,
            "Each part by itself. Small parts have wide intervals, and among many parts one looks bad by "
            "chance: read them as questions.",
        ),
        "groups": tr(lang, "Further measures"),
        "cases": tr(lang, "Items that went wrong"),
        "cases_note": tr(
            lang,
            "All texts are redacted; placeholders such as <PERSON_1> stand where something was replaced.",
        ),
        "reasons": tr(lang, "Why there was no rating"),
        "gate": tr(lang, "Gate"),
        "probes": tr(lang, "What must not move a draft"),
        "probes_caption": tr(
            lang,
            "Below each share its 95 % interval. Moved: another outcome, over all pairs. Raised, lowered, "
            "withheld: over those rated before; appeared: over the others.",
        ),
        "not_run": tr(lang, "Not run:"),
        "overlap": tr(lang, "Items that a fitted model has seen"),
        "overlap_note": tr(lang, "Figures on these items are worth nothing; the gate does not pass."),
        "conditions": tr(lang, "How the run was made"),
        "no_agreement": tr(lang, "No rubric has a weighted kappa, so there is no plot."),
        "no_bias": tr(lang, "No part of the run has a bias, so there is no plot."),
        "bias_note": tr(
            lang,
            "Bias with its 95 % interval: the point is the value, the line the interval. Skill areas and "
            "parts without a value are in the tables alone.",
        ),
        "agreement_note": tr(
            lang, "Weighted kappa with its 95 % interval: the point is the value, the line the interval."
        ),
        "confusion_note": tr(
            lang,
            "Rows are labels, columns drafts. Framed: equal. The darker, the larger the share of the "
            "label's items.",
        ),
        "footer": tr(
            lang,
            "Drafts are proposals; people decide about every rating. Figures hold for these items and this "
            "version alone.",
        ),
    }


def _table_words(lang: Language) -> dict[str, str]:
    return {
        "figure": tr(lang, "Figure"),
        "value": tr(lang, "Value"),
        "interval": tr(lang, "95 % interval"),
        "n": "n",
        "n_long": tr(lang, "what it rests on: items, pairs, citations, values or words"),
        "meaning": tr(lang, "What it means"),
        "undefined": tr(lang, "undefined:"),
        "part": tr(lang, "Part"),
        "items": tr(lang, "Items"),
        "rated": tr(lang, "Rated"),
        "kappa": tr(lang, "Kappa"),
        "exact": tr(lang, "Equal"),
        "within_one": tr(lang, "±1 level"),
        "mae": tr(lang, "Distance"),
        "bias": tr(lang, "Bias"),
        "label_down": tr(lang, "Label ↓ Draft →"),
        "no_rating": tr(lang, "no rating"),
        "change": tr(lang, "Change"),
        "pairs": tr(lang, "Pairs"),
        "moved": tr(lang, "Moved"),
        "raised": tr(lang, "Raised"),
        "lowered": tr(lang, "Lowered"),
        "withheld": tr(lang, "Withheld"),
        "appeared": tr(lang, "Appeared"),
        "condition": tr(lang, "Condition"),
        "state": tr(lang, "State"),
        "met": tr(lang, "met"),
        "not_met": tr(lang, "not met"),
        "found": tr(lang, "What was found"),
        "code": tr(lang, "Code"),
        "reason": tr(lang, "Reason"),
        "count": tr(lang, "Count"),
        "item": tr(lang, "Item"),
        "model": tr(lang, "Model"),
        "split": tr(lang, "Split"),
        "sentences": tr(lang, "Sentences seen"),
        "same_text": tr(lang, "the whole text"),
        "of": tr(lang, "of"),
        "more": tr(lang, "More of them with --json:"),
        "slice_caption": tr(lang, "Below each value: its 95 % interval, or why there is none."),
    }


def _case_words(lang: Language) -> dict[str, str]:
    return {
        "label": tr(lang, "Label"),
        "draft": tr(lang, "Draft"),
        "area": tr(lang, "Skill area"),
        "why": tr(lang, "The draft's reason"),
        "why_not": tr(lang, "Reason"),
        "cited": tr(lang, "The draft cites"),
        "deciding": tr(lang, "The label rests on"),
        "nothing_cited": tr(lang, "nothing"),
    }
