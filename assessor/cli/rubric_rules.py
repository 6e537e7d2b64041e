"""`assessor rubric rules` and `assessor rubric targets`: the rules, and numeric targets against figures."""

from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.domain.rule_verdict import Rule
    from assessor.domain.text import Language


@click.command(
    "rules",
    epilog="Example: assessor rubric rules stability --lang de",
    short_help="Explain the rules on evidence, ratings and promotion.",
)
@click.argument("rule_id", metavar="[RULE]", required=False)
@shell.lang_option
@shell.json_option
def show_rules(rule_id: str | None, lang: "Language | None", *, as_json: bool) -> None:
    """Show every rule, or RULE alone: what it says, its numbers, and an example made by the rule itself.

    --json gives every sentence in both languages.
    """
    from assessor.domain.rule_verdict import RuleList
    from assessor.rubrics.rules.catalogue import find_rule, rules

    chosen = rules() if rule_id is None else (find_rule(rule_id),)
    if as_json:
        shell.put_model(RuleList(rules=chosen))
        return
    language = shell.language(lang)
    for number, rule in enumerate(chosen):
        click.echo(
            "\n".join(_lines(rule, language)) if number == 0 else "\n" + "\n".join(_lines(rule, language))
        )


def _lines(rule: "Rule", lang: "Language") -> list[str]:
    from assessor.i18n import tr

    rows = [f"{rule.id} ({', '.join(rule.requirements)})", f"  {rule.says.in_language(lang)}"]
    if rule.defaults:
        numbers = ", ".join(f"{name} {value}" for name, value in rule.defaults.items())
        rows.append("  " + tr(lang, "Numbers: {numbers}", numbers=numbers))
    example = tr(
        lang, "Example ({outcome}): {sentence}", outcome=_outcome(rule.example.outcome.value, lang),
        sentence=rule.example.sentence,
    )  # fmt: skip
    rows.append(f"  {example}")
    return rows


@click.command(
    "targets",
    epilog="Example: assessor rubric targets csm-laufbahn --level senior --figures figures.csv --lang de",
    short_help="Compare figures with the numeric targets of a career level.",
)
@click.argument("rubric_id", metavar="ID")
@click.option("--level", required=True, metavar="NAME", help="Career level.")
@click.option(
    "--figures", metavar="FILE", default=None, help="CSV with a figure for each target; - reads stdin."
)
@click.option("--template", is_flag=True, help="Print such a file to fill in, and nothing else.")
@shell.lang_option
@shell.json_option
def show_targets(
    rubric_id: str,
    level: str,
    figures: str | None,
    lang: "Language | None",
    *,
    template: bool,
    as_json: bool,
) -> None:
    """Say for each numeric target of rubric ID whether a figure meets it.

    Only figures of the target's unit, period and segment are compared. What is missing is not judged, and
    never failed. Targets set no rating.
    """
    from assessor.domain.rule_verdict import RuleVerdictList
    from assessor.rubrics.figures import MOST_BYTES, figures_template, read_figures, targets_of
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.names import find_career_level
    from assessor.rubrics.rules.metrics import metric_targets

    rubric = load_rubric(rubric_id)
    found = find_career_level(rubric, level)
    if template and (figures is not None or as_json):
        raise click.UsageError("--template prints a file to fill in; leave --figures and --json out.")
    if template:
        click.echo(figures_template(rubric, found), nl=False)
        return
    given = (
        ()
        if figures is None
        else read_figures(
            shell.read_bytes(figures, at_most=MOST_BYTES),
            rubric,
            file="standard input" if figures == "-" else figures,
        )
    )
    verdicts = metric_targets(rubric, found, given)
    if as_json:
        shell.put_model(RuleVerdictList(verdicts=verdicts))
        return
    language = shell.language(lang)
    for verdict in verdicts:
        outcome = _outcome(verdict.outcome.value, language)
        click.echo(f"{verdict.about} ({outcome}): {verdict.sentence.in_language(language)}")
    elsewhere = {figure.check for figure in given} - {check.id for check in targets_of(rubric, found)}
    if elsewhere:
        shell.talk(f"not used, targets of other career levels: {', '.join(sorted(elsewhere))}")
    if not verdicts:
        shell.talk(f"{rubric.id} has no numeric targets at {found.name}")


def _outcome(outcome: str, lang: "Language") -> str:
    from assessor.i18n import tr

    words = {"met": tr(lang, "met"), "not_met": tr(lang, "not met"), "not_judged": tr(lang, "not judged")}
    return words[outcome]
