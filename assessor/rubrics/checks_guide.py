"""Before stage 1: what must hold in a rubric's interview questions and in its guide."""

from collections import Counter
from collections.abc import Iterator

from assessor.domain.artefact import ArtefactKind
from assessor.domain.rubric import Rubric
from assessor.rubrics.faults import Fault, in_area


def interviews(rubric: Rubric) -> Iterator[Fault]:
    """Questions name kinds of artefact that exist, and have a probe where the area asks for one (S000-68)."""
    for area in (*rubric.skill_areas, *rubric.optional_areas):
        for number, one in enumerate(area.interview, start=1):
            if one.artefact and one.artefact not in set(ArtefactKind):
                known = ", ".join(ArtefactKind)
                yield Fault(
                    in_area(area.name), f"interview question {number}: artefact {one.artefact!r}; "
                    f"expected one of: {known}",
                )  # fmt: skip
            if area.probe_required and not one.probe:
                yield Fault(
                    in_area(area.name), f"interview question {number} has no probe; it is required here"
                )


def guide(rubric: Rubric) -> Iterator[Fault]:
    """The guide speaks of areas, levels and ratings that the rubric has."""
    yield from _starter_kit(rubric)
    yield from _contrasts(rubric)
    yield from _reviews(rubric)
    rules = rubric.guide.absolute_rules
    if rules is not None and len(rules.proposals) != rules.count:
        got = len(rules.proposals)
        yield Fault("", f"guide.absolute_rules has {got} proposals; expected {rules.count}, as count says")


def _starter_kit(rubric: Rubric) -> Iterator[Fault]:
    kit = rubric.guide.starter_kit
    if kit is None:
        return
    areas = {area.id: area for area in rubric.skill_areas}
    for one in kit.skill_areas:
        if one not in areas:
            yield Fault(
                "", f"guide.starter_kit names skill area {one!r}; expected one of: {', '.join(areas)}"
            )
            continue
        questions = areas[one].interview
        if len(questions) < kit.questions_per_area:
            wanted = f"the starter kit needs {kit.questions_per_area}"
            yield Fault(in_area(areas[one].name), f"{len(questions)} interview questions; {wanted}")
        if kit.probe_required and not all(question.probe for question in questions):
            yield Fault(in_area(areas[one].name), "an interview question of the starter kit has no probe")


def _contrasts(rubric: Rubric) -> Iterator[Fault]:
    areas, values = {area.id for area in rubric.skill_areas}, [level.value for level in rubric.scale.levels]
    for case, count in Counter(one.id for one in rubric.guide.contrast_cases).items():
        if count > 1:
            yield Fault("", f"contrast case {case!r} is given {count} times; expected once")
    for one in rubric.guide.contrast_cases:
        place = f"contrast case {one.id!r}"
        if one.skill_area not in areas:
            yield Fault(place, f"no skill area {one.skill_area!r}")
        lower, upper = one.lower.rating, one.upper.rating
        if not (lower in values and upper in values and lower < upper):
            scale = f"{values[0]}-{values[-1]}"
            yield Fault(place, f"ratings {lower} and {upper}; expected two of {scale} in ascending order")


def _reviews(rubric: Rubric) -> Iterator[Fault]:
    """Who may send what is told for every level or for none, or a gap would read as leave."""
    levels = [level.name for level in rubric.career_levels]
    duties = Counter((one.text, one.career_level) for one in rubric.guide.outbound_review)
    for one in rubric.guide.outbound_review:
        if one.career_level not in levels:
            yield Fault("guide.outbound_review", f"no career level {one.career_level!r}")
    for text in dict.fromkeys(text for text, _ in duties):
        for level in levels:
            if duties[text, level] != 1:
                got = duties[text, level]
                yield Fault("guide.outbound_review", f"{text!r} has {got} rows for {level!r}; expected 1")
