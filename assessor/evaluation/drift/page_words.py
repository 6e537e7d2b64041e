"""Drift: headings of the page, and what classes of breakdowns are called."""

from assessor.domain.text import Language
from assessor.i18n import tr


def words_of(lang: Language) -> dict[str, str]:
    """Everything the page says besides the report itself."""
    return {
        "skip": tr(lang, "To the content"),
        "verdict": tr(lang, "Verdict"),
        "suspensions": tr(lang, "Drafts that are taken away"),
        "drafts": tr(lang, "Draft against human"),
        "drafts_note": tr(
            lang,
            "Only ratings made before the draft was seen count. Figures on fewer than five people, raters "
            "included, are not shown; small groups are joined.",
        ),
        "numbers": tr(lang, "The same as numbers"),
        "people": tr(lang, "Human against human"),
        "people_note": tr(
            lang, "Texts that two people rated, neither having seen the draft. No drafter is involved."
        ),
        "people_none": tr(lang, "No text was rated by two people."),
        "gold": tr(lang, "A gold run against itself"),
        "gold_note": tr(
            lang,
            "The same texts drafted again. What moves here, no person moved: the drafter or its model did.",
        ),
        "gold_none": tr(lang, "No gold runs were given (--gold-runs)."),
        "probes": tr(lang, "Probes over time"),
        "probes_note": tr(
            lang,
            "The same texts with and without changes that should not matter, round after round. A share "
            "signals where it is larger than the first rounds let chance explain.",
        ),
        "probes_none": tr(lang, "No rounds were made twice (assessor eval watch)."),
        "footer": tr(
            lang,
            "Drafts are proposals; people decide about every rating. The report names and ranks nobody.",
        ),
    }


def by_words(by: str, lang: Language) -> str:
    """What a breakdown is by."""
    return {
        "skill_area": tr(lang, "By skill area"),
        "lang": tr(lang, "By language"),
        "month": tr(lang, "By month"),
        "version": tr(lang, "By version of the drafter"),
    }[by]


def class_word(by: str, value: str | None, lang: Language) -> str:
    """What one part is called; codes without a word of their own stay as they are."""
    if value is None:
        return tr(lang, "further ones, joined")
    known = {
        ("lang", "en"): tr(lang, "English"),
        ("lang", "de"): tr(lang, "German"),
        ("abstained", "yes"): tr(lang, "no level"),
        ("abstained", "no"): tr(lang, "with a level"),
    }
    if by == "length":
        return tr(
            lang, "{range} characters", range=value.removesuffix("-") + ("+" if value[-1] == "-" else "")
        )
    return known.get((by, value), value)
