"""The figures of a run under their names, each with what it means to somebody who knows no statistics."""

from collections.abc import Iterable
from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.eval_report import ReportFigure, ReportGroup
from assessor.domain.run import RunMeasures
from assessor.domain.text import Language
from assessor.evaluation.reporting.undefined import why_text
from assessor.i18n import tr

Unit = Literal["coefficient", "share", "levels"]
Row = tuple[str, Unit, str, str]
"""Name of the measure, unit, title, meaning."""


def agreement_group(measures: RunMeasures, lang: Language) -> ReportGroup:
    """How near drafts come to labels."""
    several = len(measures.by["rubric"]) > 1
    return ReportGroup(
        id="agreement",
        title=tr(lang, "How near drafts come to labels"),
        says=tr(
            lang,
            "Only items with both a label and a drafted rating count. Each rubric is measured on its own "
            "scale; the figures here are means over rubrics, weighted by their rated items.",
        )
        if several
        else tr(lang, "Only items with both a label and a drafted rating count."),
        figures=_figures(measures, _agreement_rows(lang), lang),
    )


def kappa_figure(name: str, one: Statistic, lang: Language) -> ReportFigure:
    """A weighted kappa of a part of the run."""
    _, unit, title, says = _agreement_rows(lang)[0]
    return _figure((name, unit, title, says), one, lang)


def other_groups(measures: RunMeasures, lang: Language) -> tuple[ReportGroup, ...]:
    """Everything else that was measured, by subject."""
    twins = measures.twins
    return (
        ReportGroup(
            id="abstentions",
            title=tr(lang, "When not to rate"),
            says=tr(
                lang,
                "A drafter should stay silent where evidence is too thin, and speak where it is there. "
                "Silence is never counted as a low rating.",
            ),
            figures=_figures(measures, _abstention_rows(lang), lang),
        ),
        ReportGroup(
            id="twins",
            title=tr(lang, "Pairs one step apart"),
            says=tr(
                lang,
                "Twins tell of one situation and differ in what decides the level. Of the pairs, {count}: "
                "in order ({in_order}), tied ({tied}), reversed ({reversed}), one side or both unrated "
                "({unrated}).",
                count=twins.pairs,
                in_order=twins.in_order,
                tied=twins.tied,
                reversed=twins.reversed,
                unrated=twins.unrated,
            ),
            figures=_figures(measures, _twin_rows(lang), lang),
        ),
        ReportGroup(
            id="citations",
            title=tr(lang, "Citations"),
            says=tr(lang, "What drafts cite, held against the passages that the label rests on."),
            figures=_figures(measures, _citation_rows(lang), lang),
        ),
        ReportGroup(
            id="retrieval",
            title=tr(lang, "Finding the skill area"),
            says=tr(
                lang, "Where the labelled skill area stands among those that retrieval names, best first."
            ),
            figures=_figures(measures, _retrieval_rows(lang), lang),
        ),
        ReportGroup(
            id="guardrails",
            title=tr(lang, "Guardrails"),
            says=tr(
                lang,
                "Misses let personal data or forbidden content through and are the dangerous error; harm and "
                "wrong stops only cost work. Redaction is measured on items that went on.",
            ),
            figures=_figures(measures, (*_stop_rows(lang), *_redaction_rows(measures, lang)), lang),
        ),
    )


def _figures(measures: RunMeasures, rows: Iterable[Row], lang: Language) -> tuple[ReportFigure, ...]:
    return tuple(_figure(row, measures.statistics[row[0]], lang) for row in rows)


def _figure(row: Row, one: Statistic, lang: Language) -> ReportFigure:
    name, unit, title, says = row
    return ReportFigure(name=name, title=title, says=says, unit=unit, statistic=one, why=why_text(one, lang))


def _agreement_rows(lang: Language) -> tuple[Row, ...]:
    return (
        (
            "qwk",
            "coefficient",
            tr(lang, "Weighted kappa"),
            tr(
                lang,
                "1: always the same level; 0: no better than chance. Two levels off weigh four times as "
                "much as one.",
            ),
        ),
        (
            "qwk_abstain_as_median",
            "coefficient",
            tr(lang, "Weighted kappa, silence as the middle"),
            tr(
                lang,
                "The same over all labelled items, where an item without a rating gets the level a drafter "
                "who knows nothing would give.",
            ),
        ),
        (
            "exact",
            "share",
            tr(lang, "Equal"),
            tr(lang, "Drafts that gave exactly the label's level."),
        ),
        (
            "within_one",
            "share",
            tr(lang, "Within one level"),
            tr(lang, "Drafts that were at most one level off."),
        ),
        (
            "mae",
            "levels",
            tr(lang, "Mean distance in levels"),
            tr(lang, "How many levels lie between draft and label on average, up or down."),
        ),
        (
            "bias",
            "levels",
            tr(lang, "Bias in levels"),
            tr(lang, "Draft less label: above zero, drafts are too high; below, too low."),
        ),
        (
            "alpha",
            "coefficient",
            tr(lang, "Krippendorff's alpha, ordinal"),
            tr(lang, "Agreement beyond chance that takes only the order of the levels for granted."),
        ),
        (
            "ac2",
            "coefficient",
            tr(lang, "Gwet's AC2, quadratic"),
            tr(lang, "Agreement beyond chance that does not collapse where one level is very frequent."),
        ),
        (
            "spearman",
            "coefficient",
            tr(lang, "Rank correlation"),
            tr(lang, "Whether drafts put items in the order of the labels, however high or low they are."),
        ),
    )


def _abstention_rows(lang: Language) -> tuple[Row, ...]:
    return (
        (
            "abstentions.wrongly_abstained",
            "share",
            tr(lang, "Enough evidence, not rated"),
            tr(lang, "Items with a label that got no rating; stops and failures count. Lower is better."),
        ),
        (
            "abstentions.insufficient_abstained",
            "share",
            tr(lang, "Too little evidence, not rated"),
            tr(lang, "Items labelled as holding too little evidence that rightly got no rating."),
        ),
    )


def _twin_rows(lang: Language) -> tuple[Row, ...]:
    return (
        (
            "twin_order",
            "share",
            tr(lang, "Twins in order"),
            tr(lang, "Pairs whose higher label got the higher draft; a tie is not in order."),
        ),
    )


def _citation_rows(lang: Language) -> tuple[Row, ...]:
    return (
        (
            "evidence_hit",
            "share",
            tr(lang, "A citation meets a deciding passage"),
            tr(lang, "Rated items of which at least one citation touches what the label rests on."),
        ),
        (
            "cited_share",
            "share",
            tr(lang, "Share of the text cited"),
            tr(
                lang,
                "Mean over rated items. Who cites everything always hits, so both figures count together.",
            ),
        ),
        (
            "citation_validity",
            "share",
            tr(lang, "Citations that match"),
            tr(lang, "Quotes that equal their place in the redacted text character for character."),
        ),
    )


def _retrieval_rows(lang: Language) -> tuple[Row, ...]:
    return (
        (
            "retrieval.recall_at.1",
            "share",
            tr(lang, "Named first"),
            tr(lang, "The labelled area is the first named."),
        ),
        (
            "retrieval.recall_at.2",
            "share",
            tr(lang, "Among the first two"),
            tr(lang, "The labelled area is the first or second named."),
        ),
        (
            "retrieval.recall_at.3",
            "share",
            tr(lang, "Among the first three"),
            tr(lang, "The labelled area is one of the first three named."),
        ),
    )


def _stop_rows(lang: Language) -> tuple[Row, ...]:
    return (
        (
            "do_not_enter.recall",
            "share",
            tr(lang, "Must not enter: stopped"),
            tr(lang, "Items with forbidden content that were stopped, or lost the passage."),
        ),
        (
            "do_not_enter.false_stops",
            "share",
            tr(lang, "Others: wrongly stopped"),
            tr(lang, "Items without forbidden content that were stopped. Lower is better."),
        ),
        (
            "redaction.harm",
            "share",
            tr(lang, "Harmless words redacted"),
            tr(lang, "Words outside of all personal data that redaction took. Lower is better."),
        ),
    )


def _redaction_rows(measures: RunMeasures, lang: Language) -> Iterable[Row]:
    for kind in measures.redaction.recall:
        yield (
            f"redaction.recall.{kind}",
            "share",
            tr(lang, "Found: {type}", type=kind),
            tr(lang, "Labelled values that redaction touched; each one is a value, not an item."),
        )
        yield (
            f"redaction.recall_whole.{kind}",
            "share",
            tr(lang, "Wholly redacted: {type}", type=kind),
            tr(lang, "Labelled values of which every character went."),
        )
