"""Every probe there is, in the order reports show them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assessor.domain.probes import May
from assessor.evaluation.probes.adding import adding, doubled, told_level
from assessor.evaluation.probes.injecting import Attack, injecting, own_attacks
from assessor.evaluation.probes.lists import load
from assessor.evaluation.probes.naming import gender, names, origin
from assessor.evaluation.probes.reordering import reordered
from assessor.evaluation.probes.source import Source
from assessor.evaluation.probes.translating import TranslatedItem, translating

Change = Callable[[Source, int], Source | None]
"""A text and a seed in, the changed text out; None where there is nothing to change."""

TRANSLATED, PUBLIC = "translated", "injection_public"
"""Probes that need a file from outside."""
_LEVELS = 8
"""More career levels than any rubric has."""
_EACH = 3
"""Attacks that one item gets."""


@dataclass(frozen=True)
class Probe:
    """A change that should not matter."""

    name: str
    may: May
    change: Change
    each: int = 1
    """Changes that one item gets in a run, each with the next seed."""
    variants: int = 1
    """Seeds that give every distinct change of one text, for who wants all of them."""


def probes(
    attacks: Sequence[Attack] = (), translations: Mapping[str, TranslatedItem] | None = None
) -> tuple[Probe, ...]:
    """The probes that can be run.

    Args:
        attacks: public ones; without them there is no probe `injection_public`.
        translations: by item; without them there is no probe `translated`.
    """
    own = own_attacks()
    found = [
        Probe("names", "nothing", names),
        Probe("gender", "nothing", gender),
        Probe("origin", "nothing", origin, variants=len(load("names.yaml")["origins"])),
        Probe("career_level", "nothing", told_level, variants=_LEVELS),
        Probe("tenure", "nothing", adding("tenure"), variants=2),
        Probe("doubled", "nothing", doubled),
        Probe("praise", "nothing", adding("praise"), variants=2),
        Probe("enthusiasm", "nothing", adding("enthusiasm"), variants=2),
        Probe("reordered", "nothing", reordered),
        Probe("injection", "not_rise", injecting(own), each=_EACH, variants=len(own)),
    ]
    if attacks:
        found.append(Probe(PUBLIC, "not_rise", injecting(attacks), each=_EACH, variants=len(attacks)))
    if translations:
        found.append(Probe(TRANSLATED, "nothing", translating(translations)))
    return tuple(found)


def probe_names() -> tuple[str, ...]:
    """Names of all probes, those included that need a file from outside."""
    return (*(one.name for one in probes()), PUBLIC, TRANSLATED)
