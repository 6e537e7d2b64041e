"""`assessor rubric gap`: a self-assessment beside a manager's rating."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.domain.gap import GapRow, GapView, GivenRating

_MOST_BYTES = 1_000_000
_WORDS = {
    "en": {
        "competency": "Competency", "own": "Self", "manager": "Manager", "gap": "Gap", "none": "-",
        "same": "same", "self_higher": "self higher", "manager_higher": "manager higher",
        "only_self": "only self", "only_manager": "only manager", "not_comparable": "not comparable",
        "neither": "not rated", "insufficient": "insufficient evidence",
        "first": "To talk about first", "coaching": "Coaching, apart from any rating",
        "note": "Both are for the talk: nothing is stored or averaged, and no rating follows from it.",
        "all_same": "No gap: both sides see every competency they rated alike.",
    },
    "de": {
        "competency": "Kompetenz", "own": "Selbst", "manager": "Führungskraft", "gap": "Abstand", "none": "-",
        "same": "gleich", "self_higher": "selbst höher", "manager_higher": "Führungskraft höher",
        "only_self": "nur selbst", "only_manager": "nur Führungskraft",
        "not_comparable": "nicht vergleichbar", "neither": "nicht bewertet",
        "insufficient": "Belege fehlen",
        "first": "Zuerst besprechen", "coaching": "Coaching, getrennt von jeder Bewertung",
        "note": "Beides dient dem Gespräch: Nichts wird gespeichert oder gemittelt, keine Bewertung folgt.",
        "all_same": "Kein Abstand: Beide Seiten sehen jede bewertete Kompetenz gleich.",
    },
}  # fmt: skip


@click.command(
    "gap",
    epilog="Example: assessor rubric gap --self mine.csv --manager theirs.csv --lang de",
    short_help="Show a self-assessment beside a manager's rating.",
)
@click.argument("rubric_id", metavar="[ID]", default="csm-evaluation")
@click.option("--self", "own", required=True, metavar="FILE", help="Self-assessment: CSV or YAML.")
@click.option("--manager", required=True, metavar="FILE", help="The manager's ratings: CSV or YAML.")
@click.option("--lang", type=click.Choice(["en", "de"]), default=None, help="Language of the view.")
@shell.json_option
def gap(rubric_id: str, own: str, manager: str, lang: str | None, *, as_json: bool) -> None:
    """Show both ratings of each competency of rubric ID, and where to begin the talk.

    A file names competencies and ratings: CSV with the columns competency and rating, or YAML lines such as
    "Written clarity: green". Numbers, words of the scale, N/A and insufficient are ratings. Nothing is
    stored.
    """
    from assessor.rubrics.gap import gap_view
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.rating_files import read_ratings
    from assessor.rubrics.translations import in_language

    rubric = load_rubric(rubric_id)
    shown = rubric if lang is None else in_language(rubric, lang)
    given = [read_ratings(shell.read_bytes(path, at_most=_MOST_BYTES), file=path) for path in (own, manager)]
    view = gap_view(shown, *given)
    if as_json:
        shell.put_model(view)
        return
    for line in gap_lines(view):
        click.echo(line)


def gap_lines(view: "GapView") -> Iterator[str]:
    """The view as a table in words and numbers, never by colour alone (S004-03)."""
    words = _WORDS.get(view.lang, _WORDS["en"])
    width = max(len(row.name) for row in view.rows)
    yield f"{view.rubric} {view.rubric_version}, {view.scale}"
    yield words["note"]
    group = None
    yield f"\n{words['competency']:<{width}}  {words['own']:<22}  {words['manager']:<22}  {words['gap']}"
    for row in view.rows:
        if row.group and row.group != group:
            group = row.group
            yield f"\n{group}"
        own, manager = _shown(row.own, words), _shown(row.manager, words)
        yield f"{row.name:<{width}}  {own:<22}  {manager:<22}  {_gap(row, words)}"
    by_id = {row.skill_area: row for row in view.rows}
    first = [by_id[area] for area in view.talk_first]
    if not first:
        yield f"\n{words['all_same']}"
        return
    yield f"\n{words['first']}"
    yield from (f"  {row.name}: {_gap(row, words)}" for row in first)
    yield f"\n{words['coaching']}"
    yield from (f"  {row.name}: {note}" for row in first for note in row.coaching_notes)


def _shown(given: "GivenRating | None", words: dict[str, str]) -> str:
    if given is None:
        return words["none"]
    if given.rating is None:
        return words.get(given.label, given.label)
    return f"{given.rating} {given.label}"


def _gap(row: "GapRow", words: dict[str, str]) -> str:
    told = words[row.standing.value]
    return told if not row.gap else f"{row.gap:+d}, {told}"
