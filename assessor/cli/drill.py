"""`assessor drill`: training on drafts in which an error was planted. No command here touches a rating."""

from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.drill import Drill, DrillAnswer, DrillCounts, DrillLine, DrillSheet, ShownItem
    from assessor.domain.text import Language
    from assessor.drills.keeper import OpenDrill


@click.group(
    short_help="Train on drafts in which an error was planted.",
    epilog="Example: assessor drill take drl_0123... --as mara",
)
def drill() -> None:
    """Train on drafts in which an error was planted. A drill is no draft, and its results are no ratings.

    A result is kept without person and time, told to the trainee alone, and counted for Enablement in full
    groups of five.
    """


@drill.command(
    short_help="Make one from released examples.",
    epilog="Example: assessor drill make --rubric ai-skills --items 6 --as erik",
)
@click.option("--rubric", "rubric_id", required=True, metavar="ID", help="Whose examples.")
@click.option("--items", type=click.IntRange(3, 20), default=6, show_default=True, help="At most so many.")
@click.option(
    "--text-lang", type=click.Choice(["en", "de"]), default=None, help="Only texts in it.  [default: both]"
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=None, help="Makes the same choice again.  [default: chance]"
)
@shell.actor_option
@shell.json_option
def make(
    rubric_id: str,
    items: int,
    text_lang: str | None,
    seed: int | None,
    acting: str | None,
    *,
    as_json: bool,
) -> None:
    """Make a drill: released examples, a third of them with a sound draft, the others with an error.

    Errors: a level off by one or two, somebody else's deed, a plan sold as a deed, a red line passed over.
    What was planted where is told to nobody before they have taken it. Needs the role enablement.
    """
    from random import Random

    application = shell.application()
    actor = application.accounts.acting(acting)
    # No secret hangs on the choice; a seed has to give the same drill again.
    made = application.drills.make(rubric_id, items, actor, Random(seed), text_lang)  # noqa: S311 - see above
    _put([made], as_json=as_json, one=True)
    shell.talk(f"next: assessor drill take {made.id} --as MANAGER")


@drill.command("list", short_help="List them.", epilog="Example: assessor drill list --as mara")
@shell.actor_option
@shell.json_option
def list_all(acting: str | None, as_json: bool) -> None:
    """List drills: of which rubric, how many items. Never what was planted, or how it went."""
    application = shell.application()
    _put(application.drills.listed(application.accounts.acting(acting)), as_json=as_json)


@drill.command(
    short_help="Rate, see the drill's draft, settle; what was planted is told at the end.",
    epilog="Example: assessor drill take drl_0123... --as mara",
)
@click.argument("drill_id", metavar="DRILL")
@shell.actor_option
@shell.lang_option
@shell.json_option
def take(drill_id: str, acting: str | None, lang: "Language | None", *, as_json: bool) -> None:
    """Take a drill: for each text your own level, then the drill's draft, then the level you settle on.

    Texts and questions come on stderr, answers are read line by line; the answer sheet comes on stdout. Who
    stops half-way leaves no trace. Your first result is kept without you, under a receipt that you alone are
    shown; a second one is told and not kept.
    """
    from assessor.cli.drill_view import sheet_lines

    application = shell.application()
    actor = application.accounts.acting(acting)
    opened, language = application.drills.opened(drill_id, actor), shell.language(lang)
    answers = [_asked(one, opened, language) for one in opened.items]
    sheet = application.drills.kept(opened, answers, actor)
    _tell(sheet, sheet_lines(sheet, language), as_json=as_json)


@drill.command(
    short_help="Your own answer sheet, or for Enablement counts from five trainees up.",
    epilog="Example: assessor drill result att_0123...",
)
@click.argument("which", metavar="RECEIPT|DRILL")
@shell.actor_option
@shell.lang_option
@shell.json_option
def result(which: str, acting: str | None, lang: "Language | None", *, as_json: bool) -> None:
    """Show a result again by its RECEIPT, or count the results of a DRILL in full groups of five.

    Whoever has a receipt is taken for the trainee. Counts need the role enablement.
    """
    from assessor.cli.drill_view import count_lines, sheet_lines

    application, language = shell.application(), shell.language(lang)
    if which.startswith("drl_"):
        counts = application.drills.counts(which, application.accounts.acting(acting))
        _tell(counts, count_lines(counts, language), as_json=as_json)
    else:
        sheet = application.drills.result(which)
        _tell(sheet, sheet_lines(sheet, language), as_json=as_json)


@drill.command(
    short_help="Delete your result for good.", epilog="Example: assessor drill forget att_0123... --as mara"
)
@click.argument("receipt", metavar="RECEIPT")
@shell.actor_option
@shell.json_option
def forget(receipt: str, acting: str | None, as_json: bool) -> None:
    """Delete your result by its RECEIPT. It leaves the counts, and you can take the drill again."""
    application = shell.application()
    gone = application.drills.forget(receipt, application.accounts.acting(acting))
    if as_json:
        shell.put_json({"drill": True, "id": gone, "forgotten": True})
        return
    click.echo(f"{gone}: the result is deleted")


def _asked(item: "ShownItem", opened: "OpenDrill", lang: "Language") -> "DrillAnswer":
    """Ask for one item: the text, the own level, the drill's draft, the settled level."""
    from assessor.cli.drill_view import draft_lines, text_lines
    from assessor.domain.drill import DrillAnswer
    from assessor.i18n import tr

    level = click.IntRange(opened.rubric.scale.lowest, opened.rubric.scale.highest)
    for line in text_lines(item, opened.drill.rubric, lang):
        shell.talk(line)
    own = click.prompt(tr(lang, "your own level"), type=level, err=True)
    for line in draft_lines(item, lang):
        shell.talk(line)
    final = click.prompt(tr(lang, "the level you settle on"), type=level, err=True)
    return DrillAnswer(number=item.number, own=own, final=final)


def _tell(found: "DrillSheet | DrillCounts", lines: "Iterable[str]", *, as_json: bool) -> None:
    if as_json:
        shell.put_model(found)
        return
    for line in lines:
        click.echo(line)


def _put(found: "tuple[Drill, ...] | list[Drill]", *, as_json: bool, one: bool = False) -> None:
    lines = [_line(drill) for drill in found]
    if as_json:
        shown = [line.model_dump(mode="json") for line in lines]
        shell.put_json(shown[0] if one else shown)
        return
    for line in lines:
        langs = "/".join(line.lang)
        click.echo(f"{line.id}  DRILL  {line.rubric} {line.rubric_version}  {line.items} items  {langs}")
    if not lines:
        shell.talk("none; see: assessor drill make --help")


def _line(drill: "Drill") -> "DrillLine":
    from assessor.domain.drill import DrillLine

    return DrillLine(
        id=drill.id,
        rubric=drill.rubric,
        rubric_version=drill.rubric_version,
        items=len(drill.items),
        lang=tuple(sorted({one.lang for one in drill.items})),
        made_at=drill.made_at,
    )
