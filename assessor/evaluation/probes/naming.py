"""The probes `names`, `gender` and `origin`: other people did the same work.

In redacted text placeholders stand for names: there `names` gives them other numbers, `gender` changes titles
and English pronouns alone, and `origin` has nothing to change.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from assessor.domain.editing import Edit
from assessor.evaluation.probes.addressing import swapped_addresses
from assessor.evaluation.probes.lists import dice, load
from assessor.evaluation.probes.people import Gender, NameWord, name_words, replaced
from assessor.evaluation.probes.source import Source, with_edits

_PERSON = re.compile(r"<PERSON_(\d+)>")
_OTHER: Mapping[Gender, Gender] = {"female": "male", "male": "female"}


def names(source: Source, seed: int) -> Source | None:
    """Everybody gets another name, common in the text's language, of the same gender."""
    if source.redacted:
        return _renumbered(source)
    people = load("names.yaml")[source.lang]
    return _renamed(source, dice(seed, "names", source.text), people, gender=lambda one: one)


def gender(source: Source, seed: int) -> Source | None:
    """Everybody is of the other gender: given names, titles, salutations, and pronouns in English."""
    words = name_words(source.text, source.names)
    given = [one for one in words if one.part == "given"]
    people = load("names.yaml")[source.lang]
    chosen = _chosen(source, given, dice(seed, "gender", source.text), people, gender=_OTHER.__getitem__)
    addresses = swapped_addresses(source.text, source.lang, [one.word for one in words])
    return with_edits(source, [*replaced(source.text, chosen), *addresses])


def origin(source: Source, seed: int) -> Source | None:
    """Everybody gets a name that is common somewhere else, of the same gender; the next seed, elsewhere."""
    origins = load("names.yaml")["origins"]
    name = sorted(origins)[seed % len(origins)]
    return _renamed(source, dice(seed, "origin", source.text), origins[name], gender=lambda one: one)


def _renamed(
    source: Source, chance: Random, people: Mapping[str, Any], *, gender: Callable[[Gender], Gender]
) -> Source | None:
    words = name_words(source.text, source.names)
    return with_edits(source, replaced(source.text, _chosen(source, words, chance, people, gender=gender)))


def _chosen(
    source: Source,
    words: Sequence[NameWord],
    chance: Random,
    people: Mapping[str, Any],
    *,
    gender: Callable[[Gender], Gender],
) -> dict[str, str]:
    """A new word for each; none that the text has already, none twice."""
    pools = {kind: _pool(people[kind], source.text, chance) for kind in ("female", "male", "family")}
    return {
        word.word: next(pools["family" if word.part == "family" else gender(word.gender)]) for word in words
    }


def _pool(names: Sequence[str], text: str, chance: Random) -> Iterator[str]:
    """Names in a random order; double ones where a text has more people than the list has names."""
    order = [one for one in chance.sample(names, len(names)) if one not in text]
    yield from order
    yield from (f"{first}-{second}" for first in order for second in order if first != second)


def _renumbered(source: Source) -> Source | None:
    """Every person gets the number of the next one, the last of them that of the first."""
    numbers = sorted({int(match[1]) for match in _PERSON.finditer(source.text)})
    # A single one gets a number that nobody has.
    following = [*numbers[1:], numbers[0] if len(numbers) > 1 else numbers[0] + 1] if numbers else []
    new = {f"<PERSON_{a}>": f"<PERSON_{b}>" for a, b in zip(numbers, following, strict=True)}
    edits = [Edit(match.start(), match.end(), new[match[0]]) for match in _PERSON.finditer(source.text)]
    changed = with_edits(source, edits)
    if changed is None:
        return None
    subjects = tuple(new.get(one, one) for one in source.subject_placeholders)
    return replace(changed, subject_placeholders=subjects)
