"""Before stage 1: what a rubric that loads may still do badly, each finding with its line and advice.

Rules and their limits:

- `area_count`: fewer than 5 skill areas leave gaps, more than 10 tire raters (S001-14); areas in groups are
  counted by group.
- `unobservable`: an anchor opens with a state of mind, or praises a trait, and names no conduct (S003-09).
- `too_long`, `two_sentences`: more than 30 words, or several sentences: more than one behaviour.
- `duplicate`: the same anchor twice. `levels_alike`: neighbouring levels share most of their words.
- `same_scope`: two career levels own the same. `number_without_unit`: a number that counts nothing.
- `open_text`: owner or another text still to be written. `no_discriminators`: nothing parts two ratings.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from assessor.domain.base import Frozen
from assessor.domain.profile import RoleProfile
from assessor.domain.rubric import Anchor, Rubric, SkillArea
from assessor.errors import InputError
from assessor.rubrics.faults import in_area
from assessor.rubrics.names import folded

FEWEST_AREAS = 5
MOST_AREAS = 10
MOST_WORDS = 30
ALIKE = 0.7
"""Share of words two neighbouring levels may have in common."""
_STATE = re.compile(
    r"(?:Is|Has|Knows|Understands|Believes|Feels|Thinks|Wants|Loves|Appreciates|Seems|"
    r"Ist|Hat|Kennt|Weiß|Versteht|Glaubt|Fühlt|Denkt|Will|Liebt|Wirkt)\b"
)
_TRAIT = re.compile(
    r"\b(?:passionate|obsessed|mission-driven|motivated|mindset|team player|rock ?star|natural|talented|"
    r"great attitude|strong skills|self-starter|leidenschaftlich\w*|motiviert\w*|engagiert\w*|teamfähig\w*|"
    r"belastbar\w*|sympathisch\w*|talentiert\w*|kundenorientiert\w*)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:to be named|to be written|tbd|todo|folgt noch|wird noch benannt)\b", re.IGNORECASE)
_RANGE = re.compile(r"\d[\d.,]*\s*(?:-|–|to|and|or|bis|und|oder)\s*(?=\d)")
_BARE_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\+?(?=\s*(?:[.;:,)]|$|(?:and|or|und|oder)\b))")
_SECOND_SENTENCE = re.compile(r"[.!?]\s+[A-ZÄÖÜ]")
_SMALL_WORD = 4


class LintFinding(Frozen):
    """One weakness of a rubric."""

    rubric: str
    file: str
    line: int
    code: str
    place: str
    message: str
    advice: str


class LintReport(Frozen):
    """What `rubric lint` answers."""

    checked: tuple[str, ...]
    """Ids or files, as given."""
    findings: tuple[LintFinding, ...]


class Weakness(NamedTuple):
    """A finding before its line is known."""

    code: str
    place: str
    at: tuple[str, ...]
    """Words that lead to the line in the file, each sought from where the one before was found."""
    message: str
    advice: str


def lint(rubric: Rubric, content: str, *, file: str) -> tuple[LintFinding, ...]:
    """Every weakness of a rubric, in the order of its lines.

    Args:
        rubric: loaded from `content`.
        content: the file.
        file: its name.
    """
    rules = (_counts, _scope, _scale, _open_texts, _anchors, _duplicates, _neighbours)
    found = [weakness for rule in rules for weakness in rule(rubric)]
    return placed(found, content, rubric_id=rubric.id, file=file)


def placed(found: Iterable[Weakness], content: str, *, rubric_id: str, file: str) -> tuple[LintFinding, ...]:
    """Findings with the line on which their text begins; 1 where the file as a whole is meant."""
    lines = content.splitlines()
    findings = [
        LintFinding(
            rubric=rubric_id,
            file=file,
            line=_line_of(one.at, lines),
            code=one.code,
            place=one.place,
            message=one.message,
            advice=one.advice,
        )
        for one in found
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.line, finding.code)))


def unloadable(error: InputError, content: str, *, rubric_id: str, file: str) -> tuple[LintFinding, ...]:
    """Each fault of a pack that does not load, with its line.

    Args:
        error: what `load_pack` raised.
        content: the file; empty where it could not be read.
        rubric_id: the id by the file's name.
        file: its name.
    """
    advice = "Correct it; until then the pack cannot be loaded."
    found = []
    for fault in error.message.splitlines():
        place, _, what = fault.removeprefix(file).lstrip(", :").partition(": ")
        named = re.search(r"line (\d+)", place)
        at = (_nth(content, int(named[1])),) if named else tuple(re.findall(r"'([^']+)'", place))
        found.append(Weakness("invalid", place if what else "", at, (what or place).rstrip("."), advice))
    return placed(found, content, rubric_id=rubric_id, file=file)


def _nth(content: str, line: int) -> str:
    lines = content.splitlines()
    return lines[line - 1] if line <= len(lines) else ""


def unobservable(text: str) -> str | None:
    """The words in a sentence that name a state or trait nobody can watch, or None.

    >>> unobservable("Is a passionate team player.")
    'Is'
    >>> unobservable("Writes the minutes on the same day.")
    """
    match = _STATE.match(text) or _TRAIT.search(text)
    return None if match is None else match[0]


def trait_weaknesses(profile: RoleProfile) -> tuple[Weakness, ...]:
    """Weaknesses of the conduct that stands for a profile's traits (S003-09)."""
    return tuple(
        weakness
        for trait in profile.traits
        for weakness in sentence_weaknesses(
            trait.behaviour, place=f"trait {trait.name!r}", at=("traits:", trait.name)
        )
    )


def _areas(rubric: Rubric) -> tuple[SkillArea, ...]:
    return (*rubric.skill_areas, *rubric.optional_areas)


def _counts(rubric: Rubric) -> Iterator[Weakness]:
    groups = {area.group or area.id for area in rubric.skill_areas}
    if not FEWEST_AREAS <= len(groups) <= MOST_AREAS:
        few = len(groups) < FEWEST_AREAS
        yield Weakness(
            "area_count", "", ("skill_areas:",), f"{len(groups)} skill areas or groups of them",
            "Add the areas that are missing; fewer than 5 leave gaps."
            if few else "Merge areas or put them in groups; more than 10 tire raters.",
        )  # fmt: skip


def _scope(rubric: Rubric) -> Iterator[Weakness]:
    seen: dict[str, str] = {}
    for level in rubric.career_levels:
        place, key = f"career level {level.name!r}", folded(f"{level.ownership} {level.decisions}")
        at = ("career_levels:", level.name)
        if not key:
            message, advice = "says nothing about its scope", "Say what it owns and decides."
            yield Weakness("same_scope", place, at, message, advice)
        elif key in seen:
            message = f"has the same scope as {seen[key]!r}"
            advice = "Say what this level owns or decides beyond the other."
            yield Weakness("same_scope", place, at, message, advice)
        seen.setdefault(key, level.name)


def _scale(rubric: Rubric) -> Iterator[Weakness]:
    if not rubric.scale.discriminators:
        message, advice = "nothing parts two neighbouring ratings", "Give a question for each two neighbours."
        yield Weakness("no_discriminators", f"scale {rubric.scale.id!r}", ("scale:",), message, advice)


def _open_texts(rubric: Rubric) -> Iterator[Weakness]:
    texts: list[tuple[str, tuple[str, ...], str]] = [("", ("owner:",), rubric.owner)]
    for area in _areas(rubric):
        place, at = in_area(area.name), f"id: {area.id}"
        texts += [(place, (at, f"{key}:"), getattr(area, key)) for key in ("owner", "goal", "reason")]
        texts += [(place, (at, "outcomes:"), text) for text in area.outcomes]
        texts += [(place, (at, "indicators:"), one.text) for one in area.indicators]
    for level in rubric.scale.levels:
        at = f"value: {level.value}"
        for key in ("definition", "typical"):
            texts.append((f"rating {level.value}", (at, f"{key}:"), getattr(level, key)))
    for place, where, text in texts:
        if _OPEN.search(text):
            key = where[-1].rstrip(":")
            yield Weakness("open_text", place, where, f"{key} is still to be written", "Write it.")


def _anchors(rubric: Rubric) -> Iterator[Weakness]:
    for area in _areas(rubric):
        for anchor in area.anchors:
            yield from sentence_weaknesses(anchor.text, place=in_area(area.name), at=(anchor.id,))


def sentence_weaknesses(text: str, *, place: str, at: tuple[str, ...]) -> Iterator[Weakness]:
    """What is weak about one sentence that describes conduct.

    Args:
        text: the sentence.
        place: where it stands, for people.
        at: words that lead to its line.
    """
    vague, words = unobservable(text), len(text.split())
    if vague:
        advice = "Say what the person does and what others can see of it."
        yield Weakness("unobservable", place, at, f"{vague!r} names nothing one can observe", advice)
    if words > MOST_WORDS:
        advice = "Keep one behaviour, and make the rest an anchor of its own."
        yield Weakness("too_long", place, at, f"{words} words; at most {MOST_WORDS}", advice)
    if _SECOND_SENTENCE.search(text):
        yield Weakness(
            "two_sentences", place, at, "more than one sentence", "Make each an anchor of its own."
        )
    bare = _BARE_NUMBER.search(_RANGE.sub("", text))
    if bare:
        advice = "Name the unit, or move the target to `metrics`."
        yield Weakness("number_without_unit", place, at, f"{bare[0]} counts nothing", advice)


def _duplicates(rubric: Rubric) -> Iterator[Weakness]:
    first: dict[str, str] = {}
    for area in _areas(rubric):
        for anchor in area.anchors:
            other = first.setdefault(folded(anchor.text), anchor.id)
            if other != anchor.id:
                advice = "Say what differs here, or leave one out."
                yield Weakness("duplicate", in_area(area.name), (anchor.id,), f"the same as {other}", advice)


def _neighbours(rubric: Rubric) -> Iterator[Weakness]:
    for area in _areas(rubric):
        for lower, upper in pairwise(area.cells):
            shared = _shared(lower.anchors, upper.anchors)
            if shared >= ALIKE:
                place = in_area(area.name, upper.career_level)
                message = f"shares {shared:.0%} of its words with level {lower.career_level!r}"
                advice = "Say what reaches further at this level: whom it affects, what is decided."
                yield Weakness("levels_alike", place, (upper.anchors[0].id,), message, advice)


def _shared(lower: Iterable[Anchor], upper: Iterable[Anchor]) -> float:
    first, second = _words(lower), _words(upper)
    return len(first & second) / (len(first | second) or 1)


def _words(anchors: Iterable[Anchor]) -> frozenset[str]:
    found = (word for anchor in anchors for word in folded(anchor.text).split())
    return frozenset(word for word in found if len(word) >= _SMALL_WORD)


def _line_of(at: tuple[str, ...], lines: list[str]) -> int:
    """The line the words lead to; words not found leave it where it is."""
    number = 0
    for words in at:
        rest = range(number, len(lines))
        # A whole end first, so that `.../1` is not found in `.../10`.
        whole = (one for one in rest if lines[one].rstrip().endswith(words))
        number = next(whole, next((one for one in rest if words in lines[one]), number))
    return number + 1
