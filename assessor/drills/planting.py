"""Which error goes into which item: a third stay sound, flaws take turns, chance decides among equals."""

from collections.abc import Sequence
from random import Random

from assessor.domain.drill import DrillItem, Flaw
from assessor.domain.exemplar import Exemplar
from assessor.domain.rubric import Rubric
from assessor.drills.sentences import sentences
from assessor.rubrics.caps import apply_caps

_ONE_SOUND_IN = 3


def planted(exemplars: Sequence[Exemplar], rubric: Rubric, chance: Random) -> tuple[DrillItem, ...]:
    """An item for each exemplar, in a random order.

    Of three items one at least is sound. Among flaws that an exemplar's level leaves room for, the one used
    least so far is taken.

    Args:
        exemplars: released ones of this rubric version.
        rubric: its scale and red lines.
        chance: decides order and choice; the same one makes the same drill.
    """
    shuffled = list(exemplars)
    chance.shuffle(shuffled)
    sound = set(chance.sample(range(len(shuffled)), -(-len(shuffled) // _ONE_SOUND_IN)))
    used = dict.fromkeys(Flaw, 0)
    items = []
    for number, exemplar in enumerate(shuffled):
        fitting = [] if number in sound else [one for one in Flaw if _fits(one, exemplar, rubric)]
        if not fitting:
            items.append(_item(exemplar, exemplar.rating, exemplar.rating))
            continue
        least = min(used[one] for one in fitting)
        flaw = chance.choice([one for one in fitting if used[one] == least])
        used[flaw] += 1
        items.append(_flawed(flaw, exemplar, rubric, chance))
    return tuple(items)


def _fits(flaw: Flaw, exemplar: Exemplar, rubric: Rubric) -> bool:
    """Whether the exemplar's level leaves room for the flaw."""
    level, scale = exemplar.rating, rubric.scale
    match flaw:
        case Flaw.ONE_OFF | Flaw.TWO_OFF:
            return bool(_shifts(flaw, exemplar, rubric))
        case Flaw.FOREIGN_DEED | Flaw.PLAN_AS_DEED:
            return level < scale.highest
        case Flaw.RED_LINE_MISSED:
            return bool(_biting(level, rubric))


def _shifts(flaw: Flaw, exemplar: Exemplar, rubric: Rubric) -> list[int]:
    size = 1 if flaw is Flaw.ONE_OFF else 2
    lowest, highest = rubric.scale.lowest, rubric.scale.highest
    return [by for by in (-size, size) if lowest <= exemplar.rating + by <= highest]


def _biting(level: int, rubric: Rubric) -> list[str]:
    """Red lines there is a sentence for, and whose cap lies below the level."""
    known = {one.id for one in rubric.red_lines} & sentences()[Flaw.RED_LINE_MISSED].keys()
    return sorted(one for one in known if apply_caps(level, [one], rubric)[0] < level)


def _flawed(flaw: Flaw, exemplar: Exemplar, rubric: Rubric, chance: Random) -> DrillItem:
    level = exemplar.rating
    match flaw:
        case Flaw.ONE_OFF | Flaw.TWO_OFF:
            by = chance.choice(_shifts(flaw, exemplar, rubric))
            return _item(exemplar, level, level + by, flaw)
        case Flaw.FOREIGN_DEED | Flaw.PLAN_AS_DEED:
            return _item(exemplar, level, level + 1, flaw, chance.choice(sorted(sentences()[flaw])))
        case Flaw.RED_LINE_MISSED:
            red_line = chance.choice(_biting(level, rubric))
            return _item(exemplar, apply_caps(level, [red_line], rubric)[0], level, flaw, red_line)


def _item(
    exemplar: Exemplar, settled: int, drafted: int, flaw: Flaw | None = None, sentence: str | None = None
) -> DrillItem:
    return DrillItem(
        exemplar=exemplar.id,
        lang=exemplar.lang,
        skill_area=exemplar.skill_area,
        settled=settled,
        drafted=drafted,
        flaw=flaw,
        sentence=sentence,
    )
