"""Export: a rubric as tables, the same for Markdown, CSV and XLSX, so that `rubric import` reads each back.

They carry all a pack holds but its digest, with two limits: a run of white space is one space, and ids of
anchors are made anew from rubric, area and the level's short name. Packs keep both rules anyway.
"""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from assessor.domain.rubric import CareerLevel, MetricCheck, Rubric, SkillArea
from assessor.rubrics.tabular.cells import anchors_cell, one_line
from assessor.rubrics.tabular.further import further_parts
from assessor.rubrics.tabular.layout import (
    ABOUT,
    AREA,
    COLUMNS,
    JSON,
    NO,
    OPTIONAL,
    PARTS,
    RATED,
    STRONG,
    TITLES,
    YES,
    Sheet,
    Word,
)

Cell = str | int | float


class SheetTable(NamedTuple):
    """One table with its heading row."""

    sheet: Sheet
    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(rubric: Rubric, lang: str, *, template: bool = False) -> tuple[SheetTable, ...]:
    """The tables of a rubric; those without rows are left out, a template has them all.

    Args:
        rubric: what to write.
        lang: `en` or `de`, for headings; the rubric's own texts stay in its language.
        template: names of areas, levels and ratings stay, everything else is left for others to write.
    """
    made = (
        _matrix(rubric, lang, empty=template),
        _by_rating(rubric, lang, empty=template),
        _scale(rubric, lang, empty=template),
        _areas(rubric, lang, empty=template),
        _levels(rubric, lang, empty=template),
        _table(Sheet.DETAILS, lang, () if template else _details(rubric, lang)),
        _table(Sheet.TARGETS, lang, () if template else _targets(rubric)),
        _table(Sheet.ABOUT, lang, _about(rubric, lang, empty=template)),
    )
    wanted = {Sheet.DETAILS, Sheet.TARGETS} if template else set()
    return tuple(table for table in made if table.rows or table.sheet in wanted)


def short_names(rubric: Rubric) -> dict[str, str]:
    """The part of anchor ids that names each career level; empty where no anchor has one."""
    return {
        cell.career_level: cell.anchors[0].id.split("/")[-2]
        for area in reversed(every_area(rubric))
        for cell in area.cells
    }


def every_area(rubric: Rubric) -> tuple[SkillArea, ...]:
    """Rated areas, then optional ones."""
    return (*rubric.skill_areas, *rubric.optional_areas)


def _table(sheet: Sheet, lang: str, rows: Iterable[tuple[Cell, ...]]) -> SheetTable:
    header = tuple(word.in_words_of(lang) for word in COLUMNS[sheet].values())
    return SheetTable(sheet, TITLES[sheet].in_words_of(lang), header, tuple(_clean(row) for row in rows))


def _clean(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(one_line(cell) if isinstance(cell, str) else cell for cell in row)


def _matrix(rubric: Rubric, lang: str, *, empty: bool) -> SheetTable:
    names = [level.name for level in rubric.career_levels]
    areas = [area for area in every_area(rubric) if area.cells]
    rows = [
        (
            one_line(area.name),
            *("" if empty else _cell(area, name) for name in names),
        )
        for area in areas
    ]
    header = (AREA.in_words_of(lang), *names)
    return SheetTable(Sheet.MATRIX, TITLES[Sheet.MATRIX].in_words_of(lang), header, tuple(rows))


def _cell(area: SkillArea, level: str) -> str:
    anchors = next(cell.anchors for cell in area.cells if cell.career_level == level)
    return anchors_cell(tuple(one.text for one in anchors))


def _by_rating(rubric: Rubric, lang: str, *, empty: bool) -> SheetTable:
    ratings = [f"{level.value} {level.label}" for level in rubric.scale.levels]
    rows = []
    for area in every_area(rubric):
        if area.by_rating:
            by_value = {found.rating: found.indicators for found in area.by_rating}
            groups = [area.strong, *(by_value[level.value] for level in rubric.scale.levels)]
            texts = ["" if empty else anchors_cell(tuple(one.text for one in group)) for group in groups]
            rows.append((one_line(area.name), *texts))
    header = (AREA.in_words_of(lang), STRONG.in_words_of(lang), *ratings)
    return SheetTable(Sheet.BY_RATING, TITLES[Sheet.BY_RATING].in_words_of(lang), header, tuple(rows))


def _scale(rubric: Rubric, lang: str, *, empty: bool) -> SheetTable:
    return _table(
        Sheet.SCALE,
        lang,
        [
            (level.value, level.label, "" if empty else level.definition, "" if empty else level.typical)
            for level in rubric.scale.levels
        ],
    )


def _areas(rubric: Rubric, lang: str, *, empty: bool) -> SheetTable:
    rated = {area.id for area in rubric.skill_areas}
    rows: list[tuple[Cell, ...]] = []
    for area in every_area(rubric):
        texts = ("",) * 4 if empty else (area.owner, area.goal, area.reason, area.group)
        standing = (RATED if area.id in rated else OPTIONAL).in_words_of(lang)
        authored = (YES if area.authored and not empty else NO).in_words_of(lang)
        rows.append((area.name, area.id, *texts, standing, authored))
    return _table(Sheet.AREAS, lang, rows)


def _levels(rubric: Rubric, lang: str, *, empty: bool) -> SheetTable:
    shorts = short_names(rubric)
    rows: list[tuple[Cell, ...]] = []
    for level in rubric.career_levels:
        texts = (level.ownership, level.decisions, level.contribution, level.experience, *_band(level))
        filled = ("",) * 7 if empty else texts
        rows.append((level.name, shorts.get(level.name, ""), *filled))
    return _table(Sheet.LEVELS, lang, rows)


def _band(level: CareerLevel) -> tuple[Cell, ...]:
    band = level.expected
    return ("", "", "") if band is None else (band.lowest, band.highest, band.note)


def _details(rubric: Rubric, lang: str) -> Iterator[tuple[Cell, ...]]:
    def part(key: str, where: str, text: str, more: Cell = "") -> tuple[Cell, ...]:
        return (PARTS[key].in_words_of(lang), where, text, more)

    for area in every_area(rubric):
        yield from (part("area_name", area.name, one) for one in area.aliases)
        yield from (part("outcome", area.name, one) for one in area.outcomes)
        yield from (part("indicator", area.name, one.text, one.kind.value) for one in area.indicators)
        yield from (part("coaching", area.name, one) for one in area.coaching_notes)
        yield from (part("question", area.name, one.question, one.proof) for one in area.interview)
    for level in rubric.career_levels:
        yield from (part("level_name", level.name, one) for one in level.aliases)
        yield from (part("scope_test", level.name, one) for one in level.scope_tests)
    between = Word("or", "oder").in_words_of(lang)
    for step in rubric.scale.discriminators:
        # Not `1-2`, which a spreadsheet takes for a date.
        yield part("discriminator", f"{step.lower} {between} {step.upper}", step.question)
    yield from (part("facet", "", one) for one in rubric.facets)
    yield from (part("sign_off", "", one) for one in rubric.sign_off)
    yield from (part("reading_rule", "", one) for one in rubric.reading_rules)
    yield from (part("evidence", one.kind, one.requirement) for one in rubric.evidence_types)
    yield from (part("red_line", one.id, one.text, one.cap) for one in rubric.red_lines)
    yield from (part("growth", one.id, one.text) for one in rubric.growth_signals)
    yield from (part("warning", one.id, one.text) for one in rubric.warning_signs)
    for entry in rubric.changelog:
        yield part("changelog", entry.version, entry.change, f"{entry.date}; {entry.author}")
    for path, value in further_parts(rubric):
        text, kind = (value, "") if isinstance(value, str) else (json.dumps(value), JSON)
        yield part("further", "/".join(path), text, kind)


def _targets(rubric: Rubric) -> Iterator[tuple[Cell, ...]]:
    for level in rubric.career_levels:
        yield from (_target("", level.name, check) for check in level.scope_metrics)
    for area in every_area(rubric):
        for cell in area.cells:
            yield from (_target(area.name, cell.career_level, check) for check in cell.metrics)


def _target(area: str, level: str, check: MetricCheck) -> tuple[Cell, ...]:
    return (
        check.id, area, level, check.metric, check.direction.value, check.value,
        "" if check.upper is None else check.upper, check.unit.value,
        check.period, check.segment, check.source,
    )  # fmt: skip


def _about(rubric: Rubric, lang: str, *, empty: bool) -> Iterator[tuple[Cell, ...]]:
    values: dict[str, Cell] = {
        "id": rubric.id, "title": rubric.title, "version": rubric.version, "owner": rubric.owner,
        "status": rubric.status, "date": rubric.date.isoformat(), "lang": rubric.lang,
        "source_id": rubric.source.id, "source_title": rubric.source.title, "source_note": rubric.source.note,
        "scale_id": rubric.scale.id,
        "not_applicable": (YES if rubric.scale.not_applicable else NO).in_words_of(lang),
        "role_dependent": (YES if rubric.scale.role_dependent else NO).in_words_of(lang),
        "min_artefacts": rubric.evidence.min_artefacts, "max_age_months": rubric.evidence.max_age_months,
    }  # fmt: skip
    kept = {"lang", "not_applicable", "role_dependent", "min_artefacts", "max_age_months"}
    for key, value in values.items():
        yield (ABOUT[key].in_words_of(lang), "" if empty and key not in kept else value)
