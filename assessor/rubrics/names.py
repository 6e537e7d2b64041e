"""Before stage 3: what a person typed becomes a skill area or career level of the rubric.

Case, punctuation, a leading ordinal ("1) ") and the words "and" and "und", which stand for "&", do not
count. Everything else does: the beginning of a name is not enough, so that no typing error rates the
wrong area.
"""

import re
import unicodedata
from collections.abc import Iterable

from assessor.domain.rubric import CareerLevel, Rubric, SkillArea
from assessor.errors import NotFoundError

_ORDINAL = re.compile(r"^\s*\(?\d{1,2}\s*[.):\-]+\s*(?=\D)")
_PUNCTUATION = re.compile(r"[\W_]+")
_AMPERSAND_WORDS = frozenset({"and", "und"})
_SHOWN_CHARS = 60


def folded(name: str) -> str:
    """The part of a name that counts when names are compared; empty where nothing counts.

    >>> folded("1) AI in Onboarding & Adoption") == folded("ai in onboarding and adoption")
    True
    >>> folded("1:1 meetings")
    '1 1 meetings'
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    words = _PUNCTUATION.sub(" ", _ORDINAL.sub("", text)).split()
    return " ".join(word for word in words if word not in _AMPERSAND_WORDS)


def skill_area_spellings(area: SkillArea) -> tuple[str, ...]:
    """Every spelling that means this skill area: its name, its id, its aliases."""
    return (area.name, area.id, *area.aliases)


def career_level_spellings(level: CareerLevel) -> tuple[str, ...]:
    """Every spelling that means this career level: its name and its aliases."""
    return (level.name, *level.aliases)


def find_skill_area(rubric: Rubric, name: str) -> SkillArea:
    """The skill area that `name` means: its name, id or an alias, in full.

    Raises:
        NotFoundError: code `unknown_skill_area`; the message lists the accepted names.
    """
    for area in rubric.skill_areas:
        if _means(name, skill_area_spellings(area)):
            return area
    accepted = [f"{area.name} [{area.id}]" for area in rubric.skill_areas]
    raise _unknown(rubric, "skill area", name, accepted)


def find_career_level(rubric: Rubric, name: str) -> CareerLevel:
    """The career level that `name` means: its name or an alias, in full.

    Raises:
        NotFoundError: code `unknown_career_level`; the message lists the accepted names.
    """
    for level in rubric.career_levels:
        if _means(name, career_level_spellings(level)):
            return level
    accepted = [
        f"{level.name} [{', '.join(level.aliases)}]" if level.aliases else level.name
        for level in rubric.career_levels
    ]
    raise _unknown(rubric, "career level", name, accepted)


def _means(typed: str, spellings: Iterable[str]) -> bool:
    wanted = folded(typed)
    return bool(wanted) and wanted in {folded(spelling) for spelling in spellings}


def _unknown(rubric: Rubric, what: str, typed: str, accepted: Iterable[str]) -> NotFoundError:
    shown = typed if len(typed) <= _SHOWN_CHARS else typed[:_SHOWN_CHARS] + "…"
    return NotFoundError(
        f"rubric {rubric.id} {rubric.version} has no {what} {shown!r}; "
        f"expected one of: {'; '.join(accepted)}.",
        code=f"unknown_{what.replace(' ', '_')}",
        hint="Give the whole name, or a short form shown in brackets.",
    )
