"""What a trainee is shown of an item: the exemplar's text with what was put in, and the drill's draft."""

from assessor.domain.drill import DrillClaim, DrillItem, Flaw, ShownItem
from assessor.domain.exemplar import Exemplar
from assessor.drills.sentences import sentences
from assessor.i18n import said

_BREAK = "\n\n"


def composed(item: DrillItem, exemplar: Exemplar, *, number: int, of: int) -> ShownItem | None:
    """An item as it is shown; null where its exemplar was withdrawn or has no text any more.

    Args:
        item: as planted.
        exemplar: as it stands now.
        number: its place in the drill, from 1.
        of: how many items the drill has.
    """
    if exemplar.text is None or exemplar.withdrawn is not None:
        return None
    text, quotes = exemplar.text, list(exemplar.quotes)
    if item.flaw is not None and item.sentence is not None:
        put_in = sentences()[item.flaw][item.sentence].in_language(item.lang)
        text = _with(text, put_in)
        if item.flaw is not Flaw.RED_LINE_MISSED:
            quotes.insert(0, put_in)
    return ShownItem(
        number=number,
        of=of,
        lang=item.lang,
        skill_area=item.skill_area,
        text=text,
        level=item.drafted,
        # The same words for every passage: others would give the planted one away.
        claims=tuple(
            DrillClaim(text=said("This passage carries the level."), quote=quote) for quote in quotes
        ),
    )


def _with(text: str, sentence: str) -> str:
    """The text with a paragraph more, before its last one: the end often is a greeting."""
    head, mark, tail = text.rstrip().rpartition(_BREAK)
    return f"{head}{mark}{sentence}{_BREAK}{tail}\n" if mark else f"{text.rstrip()}{_BREAK}{sentence}\n"
