"""`assessor examples`: labelled items that two persons let a model see."""

from typing import TYPE_CHECKING

import click

from assessor.cli import jsonl, shell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assessor.domain.actor import Actor
    from assessor.exemplars import Candidate, Exemplars
    from assessor.formats.exemplars import ExampleInput, ExampleOutput
    from assessor.formats.lines import LineFault


@click.group(
    short_help="Keep the labelled items that a model is shown as examples.",
    epilog="Example: assessor examples import train.jsonl --as erna",
)
def examples() -> None:
    """Examples in a model's prompt: labelled items of the train split, redacted and released by two persons.

    Enablement imports; somebody for Enablement and somebody else for privacy release; either withdraws.
    """


@examples.command(
    "import",
    short_help="Let labelled items in; nobody has released them yet.",
    epilog="Example: assessor examples import train.jsonl --team dach-2 --as erna",
)
@click.argument("path", metavar="FILE.jsonl")
@click.option("--team", metavar="CODE", default=None, help="Whose work it is, where a line does not say.")
@shell.actor_option
@shell.json_option
def import_(path: str, team: str | None, acting: str | None, as_json: bool) -> int:
    """Import the items of FILE.jsonl, a gold file's lines (`assessor schema example-input`).

    Each passes the entry guardrails first, as strictly as for an external model. A line that cannot be used
    is told with its number, and the others are kept; one that is there already changes nothing. Items of the
    splits gold and calibration are refused: they measure.
    """
    from assessor.bootstrap_exemplars import exemplars
    from assessor.formats.exemplars import ExampleInput

    application = shell.application()
    actor = application.accounts.acting(acting)
    keeper = exemplars(application)
    outcomes: list[ExampleOutput | LineFault] = []
    with jsonl.open_lines(path) as raw:
        numbered = jsonl.parsed_lines(raw, ExampleInput)
        for number, line in shell.with_progress(numbered, total=None, what="importing"):
            outcomes.append(_let_in(keeper, number, line, team, actor))
    if not outcomes:
        from assessor.errors import InputError

        raise InputError(
            f"{path}: holds no items.", code="gold_empty", hint="See: assessor schema example-input"
        )
    return _tell_import(outcomes, as_json=as_json)


def _let_in(
    keeper: "Exemplars", number: int, line: "ExampleInput | LineFault", team: str | None, actor: "Actor"
) -> "ExampleOutput | LineFault":
    from assessor.errors import InputError
    from assessor.formats.exemplars import ExampleOutput
    from assessor.formats.lines import LineFault

    if isinstance(line, LineFault):
        return line
    try:
        made = keeper.let_in(_candidate(line, team), actor)
    except InputError as error:
        return jsonl.line_fault(number, error.code, str(error))
    return ExampleOutput.of(made.exemplar, known=made.known)


def _candidate(item: "ExampleInput", team: str | None) -> "Candidate":
    from assessor.exemplars import Candidate

    return Candidate(
        item=item.id,
        split=item.split.value,
        rubric=item.rubric,
        skill_area=item.skill_area,
        career_level=item.career_level,
        lang=item.lang,
        kind=item.kind,
        rating=item.rating,
        text=item.text,
        quotes=item.evidence_quotes,
        do_not_enter=bool(item.do_not_enter),
        twin=item.twin,
        team=item.team or team,
        retain_until=item.retain_until,
    )


def _tell_import(outcomes: "list[ExampleOutput | LineFault]", *, as_json: bool) -> int:
    from assessor.formats.lines import LineFault

    faults = [one for one in outcomes if isinstance(one, LineFault)]
    if as_json:
        shell.put_json([one.model_dump(mode="json") for one in outcomes])
    else:
        for one in outcomes:
            if isinstance(one, LineFault):
                shell.talk(f"line {one.line}  [{one.error.code}] {one.error.message}")
            else:
                click.echo(f"{_line(one)}{'  was there' if one.known else ''}")
    if faults:
        shell.talk(f"{len(faults)} of {len(outcomes)} lines could not be used.")
    if len(faults) < len(outcomes):
        shell.talk("next: assessor examples show ID, then release ID, by Enablement and by privacy")
    return 2 if faults else 0


@examples.command(
    "list", short_help="List them, without their text.", epilog="Example: assessor examples list --as petra"
)
@click.option("--rubric", metavar="ID", default=None, help="Only those of one rubric.")
@click.option(
    "--state",
    type=click.Choice(["imported", "released", "withdrawn"]),
    default=None,
    help="Only those in one state.",
)
@shell.actor_option
@shell.json_option
def list_all(rubric: str | None, state: str | None, acting: str | None, as_json: bool) -> None:
    """List examples in whatever state. Needs role enablement or privacy."""
    from assessor.bootstrap_exemplars import exemplars
    from assessor.formats.exemplars import ExampleOutput

    application = shell.application()
    found = exemplars(application).listed(application.accounts.acting(acting), rubric)
    shown = [ExampleOutput.of(one) for one in found if state in (None, one.state)]
    _put(shown, as_json=as_json)
    if not shown and not as_json:
        shell.talk("none; see: assessor examples import --help")


@examples.command(
    short_help="Show one whole, as it would reach a model.",
    epilog="Example: assessor examples show exm_0123... --as petra",
)
@click.argument("example_id", metavar="ID")
@shell.actor_option
@shell.json_option
def show(example_id: str, acting: str | None, as_json: bool) -> None:
    """Show one example with its redacted text and the deciding passages: read it before you release it."""
    from assessor.bootstrap_exemplars import exemplars
    from assessor.formats.exemplars import ExampleOutput

    application = shell.application()
    found = exemplars(application).shown(example_id, application.accounts.acting(acting))
    output = ExampleOutput.of(found, whole=True)
    if as_json:
        shell.put_model(output)
        return
    click.echo(_line(output))
    click.echo(f"\n{shell.visible(found.text or 'withdrawn; its text is gone.')}\n")
    for quote in found.quotes:
        click.echo(f"decided by: {shell.fit(quote, 100)}")


@examples.command(
    short_help="Let a model see them; it takes two persons.",
    epilog="Example: assessor examples release exm_0123... exm_4567... --as petra",
)
@click.argument("example_ids", metavar="ID...", nargs=-1, required=True)
@shell.actor_option
@shell.json_option
def release(example_ids: tuple[str, ...], acting: str | None, as_json: bool) -> None:
    """Release examples in your role. A model sees what Enablement and another person for privacy released."""
    from assessor.bootstrap_exemplars import exemplars
    from assessor.formats.exemplars import ExampleOutput

    application = shell.application()
    done = exemplars(application).release(example_ids, application.accounts.acting(acting))
    _put([ExampleOutput.of(one) for one in done], as_json=as_json)
    waiting = sum(one.state == "imported" for one in done)
    if waiting:
        shell.talk(f"{waiting} of {len(done)} still wait for the other role; until then no model sees them.")


@examples.command(
    short_help="Take them back for good.",
    epilog="Example: assessor examples withdraw exm_0123... --as petra",
)
@click.argument("example_ids", metavar="ID...", nargs=-1, required=True)
@shell.actor_option
@shell.json_option
def withdraw(example_ids: tuple[str, ...], acting: str | None, as_json: bool) -> None:
    """Withdraw examples: text and passages leave the record, its files and the index. Cannot be undone."""
    from assessor.bootstrap_exemplars import exemplars, forget_withdrawn
    from assessor.formats.exemplars import ExampleOutput

    application = shell.application()
    actor = application.accounts.acting(acting)
    try:
        done = exemplars(application).withdraw(example_ids, actor)
    finally:
        # Even where the database's files are busy: what is withdrawn has left the record by then.
        cleared = forget_withdrawn(application)
    _put([ExampleOutput.of(one) for one in done], as_json=as_json)
    if not cleared:
        shell.talk(
            "the server does not answer; its index drops them at the next question, and shows none till then."
        )


def _put(outputs: "Iterable[ExampleOutput]", *, as_json: bool) -> None:
    if as_json:
        shell.put_json([one.model_dump(mode="json") for one in outputs])
        return
    for one in outputs:
        click.echo(_line(one))


def _line(one: "ExampleOutput") -> str:
    missing = [
        role
        for role, by in (
            ("enablement", one.released_for_enablement_by),
            ("privacy", one.released_for_privacy_by),
        )
        if by is None
    ]
    wants = f"  wants {' and '.join(missing)}" if one.state == "imported" else ""
    team = f"  team {one.team}" if one.team else ""
    return (
        f"{one.id}  {one.state:<9}  {one.rubric} {one.rubric_version}  {one.lang}  rated {one.rating}  "
        f"{one.item}  {one.skill_area}{team}{wants}"
    )
