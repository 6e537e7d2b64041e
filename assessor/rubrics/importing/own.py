"""Import, third step: the tables that `rubric export` adds beside the matrix, laid over a draft pack.

Every table may be missing, and so may every column but the first. What names an area or level the matrix does
not have, or holds a value there is no place for, is told with its cell and left out.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from assessor.rubrics.importing.tables import FileWarning, Row, Table, Warnings
from assessor.rubrics.names import folded
from assessor.rubrics.tabular.cells import anchors_in
from assessor.rubrics.tabular.further import put_part
from assessor.rubrics.tabular.layout import ABOUT, JSON, NO, OPTIONAL, PARTS, YES, Sheet, key_of, sheet_of

OPEN = "To be named by the owner."
"""Stands in a draft pack where the file says nothing; `rubric lint` finds it."""
Pack = dict[str, Any]


class OwnRow(NamedTuple):
    """A row of one of our tables, by the keys of its columns."""

    row: Row
    cells: dict[str, str]
    places: dict[str, int]

    def get(self, key: str) -> str:
        """The cell under a column; empty where the column is missing."""
        return self.cells.get(key, "")

    def told(self, key: str, what: str, advice: str) -> FileWarning:
        """A warning at the cell under a column."""
        return FileWarning(place=self.row.place(self.places.get(key)), what=what, advice=advice)


class OwnTables(NamedTuple):
    """Our tables of a file, and the rest of its tables."""

    rows: dict[Sheet, list[OwnRow]]
    by_rating: Table | None
    others: list[Table]

    @property
    def is_empty(self) -> bool:
        """Whether the file has none of our tables."""
        return not self.rows and self.by_rating is None


def own_tables(tables: Sequence[Table], warnings: Warnings) -> OwnTables:
    """Take our tables out of a file's; columns that are not ours are told."""
    found = OwnTables({}, None, [])
    for table in tables:
        ours = sheet_of(table.header.cells)
        if ours is None:
            found.others.append(table)
        elif ours[0] is Sheet.BY_RATING:
            found = found._replace(by_rating=table)
        else:
            sheet, places = ours
            advice = "move what matters into a column of the template"
            warnings += [
                FileWarning(place=table.header.place(at), what="an unknown column; left out", advice=advice)
                for at, said in enumerate(table.header.cells)
                if at not in places.values() and said
            ]
            found.rows.setdefault(sheet, []).extend(
                OwnRow(row, {key: row.cells[at] for key, at in places.items()}, places) for row in table.rows
            )
    return found


def overlay(pack: Pack, own: OwnTables, warnings: Warnings) -> Pack:
    """Lay our tables over a draft pack, which is changed and returned.

    Args:
        pack: as `draft_pack` makes it from the matrix and the scale.
        own: our tables.
        warnings: what is left out is told here.
    """
    _about(pack, own.rows.get(Sheet.ABOUT, ()), warnings)
    levels = _levels(pack, own.rows.get(Sheet.LEVELS, ()), warnings)
    _areas(pack, own.rows.get(Sheet.AREAS, ()), warnings)
    if own.by_rating is not None:
        _by_rating(pack, own.by_rating)
    _numbered(pack, levels)
    places = _Places(pack, warnings)
    if Sheet.DETAILS in own.rows:
        for area in pack["skill_areas"]:
            area["outcomes"] = []
    for one in own.rows.get(Sheet.DETAILS, ()):
        _detail(pack, one, places)
    for one in own.rows.get(Sheet.TARGETS, ()):
        _target(one, places)
    _optional(pack, own.rows.get(Sheet.AREAS, ()))
    return pack


class _Places:
    """Finds the area or level a row speaks of."""

    def __init__(self, pack: Pack, warnings: Warnings) -> None:
        self.pack = pack
        self.warnings = warnings

    def area(self, one: OwnRow, key: str) -> Pack | None:
        return self._named(one, key, self.pack["skill_areas"], "skill area")

    def level(self, one: OwnRow, key: str) -> Pack | None:
        return self._named(one, key, self.pack["career_levels"], "career level")

    def _named(self, one: OwnRow, key: str, parts: Iterable[Pack], what: str) -> Pack | None:
        wanted = folded(one.get(key))
        found = next((part for part in parts if folded(part["name"]) == wanted), None)
        if found is None:
            advice = "write the name as in the matrix"
            self.warnings.append(one.told(key, f"no such {what}; the row is left out", advice))
        return found

    def whole(self, one: OwnRow, key: str) -> int | None:
        """A whole number, or None, told."""
        text = one.get(key)
        if text.lstrip("-").isdigit():
            return int(text)
        self.warnings.append(one.told(key, "expected a whole number; the row is left out", "write one"))
        return None

    def number(self, one: OwnRow, key: str) -> float | None:
        try:
            return float(one.get(key))
        except ValueError:
            self.warnings.append(one.told(key, "expected a number; the row is left out", "write one"))
            return None


def _about(pack: Pack, rows: Iterable[OwnRow], warnings: Warnings) -> None:
    for one in rows:
        key, value = key_of(one.get("key"), ABOUT), one.get("value")
        if key is None:
            known = ", ".join(word.en for word in ABOUT.values())
            warnings.append(one.told("key", "an unknown entry; left out", f"there are: {known}"))
        elif value:
            _entry(pack, key, value, one, warnings)


def _entry(pack: Pack, key: str, value: str, one: OwnRow, warnings: Warnings) -> None:
    if key.startswith("source_"):
        pack["source"][key.removeprefix("source_")] = value
    elif key == "scale_id":
        pack["scale"]["id"] = value
    elif key in ("not_applicable", "role_dependent"):
        said = key_of(value, {"yes": YES, "no": NO})
        if said is None:
            warnings.append(one.told("value", "expected yes or no; left out", "write one of them"))
        else:
            pack["scale"][key] = said == "yes"
    elif key in ("min_artefacts", "max_age_months"):
        number = _Places(pack, warnings).whole(one, "value")
        if number is not None:
            pack["evidence"][key] = number
    elif key == "date":
        try:
            pack["date"] = date.fromisoformat(value[:10])
        except ValueError:
            warnings.append(one.told("value", "expected a date as YYYY-MM-DD; left out", "write it so"))
    else:
        pack[key] = value


def _levels(pack: Pack, rows: Iterable[OwnRow], warnings: Warnings) -> dict[str, str]:
    """Texts of career levels; returns the short name of each, for ids of anchors."""
    shorts = {}
    known = {folded(level["name"]): level for level in pack["career_levels"]}
    told_by_ratings = not known
    for one in rows:
        level = known.get(folded(one.get("level")))
        if level is None and told_by_ratings:
            level = {"name": one.get("level")}
            pack["career_levels"].append(level)
        elif level is None:
            advice = "write the name as in the matrix"
            warnings.append(one.told("level", "no such career level; the row is left out", advice))
            continue
        if one.get("short"):
            shorts[level["name"]] = one.get("short")
        for key in ("ownership", "decisions", "contribution", "experience"):
            if one.get(key):
                level[key] = one.get(key)
        if one.get("lowest") or one.get("highest"):
            _band(level, one, _Places(pack, warnings))
    return shorts


def _band(level: Pack, one: OwnRow, places: _Places) -> None:
    lowest, highest = places.whole(one, "lowest"), places.whole(one, "highest")
    if lowest is not None and highest is not None:
        level["expected"] = {"lowest": lowest, "highest": highest}
        if one.get("note"):
            level["expected"]["note"] = one.get("note")


def _areas(pack: Pack, rows: Iterable[OwnRow], warnings: Warnings) -> None:
    places = _Places(pack, warnings)
    for one in rows:
        area = places.area(one, "area")
        if area is None:
            continue
        if one.get("short"):
            area["id"] = one.get("short")
        for key in ("owner", "goal", "reason", "group"):
            if one.get(key):
                area[key] = one.get(key)
            elif key in one.places and key in ("reason", "group"):
                area.pop(key, None)
        if key_of(one.get("authored"), {"yes": YES}):
            area["authored"] = True


def _optional(pack: Pack, rows: Iterable[OwnRow]) -> None:
    names = {folded(one.get("area")) for one in rows if key_of(one.get("standing"), {"optional": OPTIONAL})}
    areas = pack["skill_areas"]
    pack["optional_areas"] = [area for area in areas if folded(area["name"]) in names]
    pack["skill_areas"] = [area for area in areas if folded(area["name"]) not in names]


def rated_columns(table: Table) -> dict[int, int]:
    """For the table of indicators by rating: the rating over each column."""
    found = {}
    for at, heading in enumerate(table.header.cells[2:], start=2):
        number = heading.split(" ", 1)[0].strip("().:")
        if number.isdigit():
            found[at] = int(number)
    return found


def _by_rating(pack: Pack, table: Table) -> None:
    known = {folded(area["name"]): area for area in pack["skill_areas"]}
    columns = rated_columns(table)
    for row in table.rows:
        area = known[folded(row.cells[0])]
        area["strong"] = [{"text": text} for text in anchors_in(row.cells[1])]
        area["by_rating"] = [
            {"rating": rating, "indicators": [{"text": text} for text in anchors_in(row.cells[at])]}
            for at, rating in columns.items()
        ]


def _numbered(pack: Pack, shorts: dict[str, str]) -> None:
    """Ids of anchors: rubric, area, level or rating, and a number."""
    labels = {level["value"]: level["label"].casefold() for level in pack["scale"]["levels"]}
    for area in pack["skill_areas"]:
        start = f"{pack['id']}/{area['id']}"
        for cell in area.get("cells", ()):
            level = cell["career_level"]
            _name(cell["anchors"], f"{start}/{shorts.get(level, folded(level))}")
        _name(area.get("strong", ()), f"{start}/strong")
        for found in area.get("by_rating", ()):
            _name(found["indicators"], f"{start}/{labels.get(found['rating'], '?')}")


def _name(anchors: Iterable[Pack], start: str) -> None:
    for number, anchor in enumerate(anchors, start=1):
        text = anchor.pop("text")
        anchor |= {"id": f"{start}/{number}", "text": text}


def _detail(pack: Pack, one: OwnRow, places: _Places) -> None:
    part = key_of(one.get("part"), PARTS)
    if part is None:
        known = ", ".join(word.en for word in PARTS.values())
        places.warnings.append(
            one.told("part", "an unknown part; the row is left out", f"there are: {known}")
        )
    elif not one.get("text"):
        places.warnings.append(one.told("text", "no text; the row is left out", "write one"))
    else:
        _DETAILS[part](pack, one, places)


def _of_area(key: str, made: Callable[[OwnRow], object]) -> Callable[[Pack, OwnRow, _Places], None]:
    def put(_pack: Pack, one: OwnRow, places: _Places) -> None:
        area = places.area(one, "where")
        if area is not None:
            _add(area, key, made(one))

    return put


def _of_level(key: str) -> Callable[[Pack, OwnRow, _Places], None]:
    def put(_pack: Pack, one: OwnRow, places: _Places) -> None:
        level = places.level(one, "where")
        if level is not None:
            _add(level, key, _text(one))

    return put


def _of_pack(key: str, made: Callable[[OwnRow], object]) -> Callable[[Pack, OwnRow, _Places], None]:
    def put(pack: Pack, one: OwnRow, _places: _Places) -> None:
        _add(pack, key, made(one))

    return put


def _add(whole: Pack, key: str, part: object) -> None:
    """Add to a list; what the draft held there until somebody wrote it goes."""
    whole[key] = [*(one for one in whole.get(key, ()) if one not in _PLACEHOLDERS), part]


_PLACEHOLDERS: tuple[object, ...] = (OPEN, {"text": OPEN, "kind": "quality"})


def _text(one: OwnRow) -> str:
    return one.get("text")


def _named(one: OwnRow) -> Pack:
    return {"id": one.get("where"), "text": one.get("text")}


def _discriminator(pack: Pack, one: OwnRow, places: _Places) -> None:
    numbers = [int(word) for word in one.get("where").split() if word.isdigit()]
    if len(numbers) != 2:  # noqa: PLR2004 - between two
        advice = "write it as `1 or 2`"
        places.warnings.append(one.told("where", "expected two ratings; the row is left out", advice))
        return
    step = {"lower": numbers[0], "upper": numbers[1], "question": one.get("text")}
    _add(pack["scale"], "discriminators", step)


def _red_line(pack: Pack, one: OwnRow, places: _Places) -> None:
    cap = places.whole(one, "more")
    if cap is not None:
        _add(pack, "red_lines", {**_named(one), "cap": cap})


def _change(pack: Pack, one: OwnRow, places: _Places) -> None:
    day, _, author = one.get("more").partition("; ")
    try:
        when = date.fromisoformat(day)
    except ValueError:
        advice = "write it as `2027-03-01; author`"
        places.warnings.append(one.told("more", "expected date and author; the row is left out", advice))
        return
    pack["changelog"] = [one for one in pack["changelog"] if one["author"] != OPEN]
    entry = {"version": one.get("where"), "date": when, "author": author, "change": one.get("text")}
    _add(pack, "changelog", entry)


def _further(pack: Pack, one: OwnRow, places: _Places) -> None:
    value: Any = one.get("text")
    try:
        value = json.loads(value) if one.get("more") == JSON else value
    except ValueError:
        places.warnings.append(one.told("text", "no JSON; the row is left out", "write true or a number"))
        return
    if not put_part(pack, tuple(one.get("where").split("/")), value):
        advice = "leave rows of further entries as they were exported, in their order"
        places.warnings.append(one.told("where", "no such place in a rubric; the row is left out", advice))


def _target(one: OwnRow, places: _Places) -> None:
    level = places.level(one, "level")
    area = places.area(one, "area") if one.get("area") else None
    value = places.number(one, "value")
    if level is None or value is None or (area is None and one.get("area")):
        return
    check = {"id": one.get("id"), "value": value}
    check |= {key: one.get(key) for key in ("metric", "direction", "unit", "period", "segment", "source")}
    if one.get("upper"):
        upper = places.number(one, "upper")
        if upper is None:
            return
        check["upper"] = upper
    if area is None:
        _add(level, "scope_metrics", check)
        return
    cell = next((cell for cell in area.get("cells", ()) if cell["career_level"] == level["name"]), None)
    if cell is not None:
        _add(cell, "metrics", check)


_DETAILS: dict[str, Callable[[Pack, OwnRow, _Places], None]] = {
    "outcome": _of_area("outcomes", _text),
    "indicator": _of_area("indicators", lambda one: {"text": one.get("text"), "kind": one.get("more")}),
    "coaching": _of_area("coaching_notes", _text),
    "question": _of_area("interview", lambda one: {"question": one.get("text"), "proof": one.get("more")}),
    "area_name": _of_area("aliases", _text),
    "level_name": _of_level("aliases"),
    "scope_test": _of_level("scope_tests"),
    "discriminator": _discriminator,
    "facet": _of_pack("facets", _text),
    "sign_off": _of_pack("sign_off", _text),
    "reading_rule": _of_pack("reading_rules", _text),
    "evidence": _of_pack(
        "evidence_types", lambda one: {"kind": one.get("where"), "requirement": one.get("text")}
    ),
    "red_line": _red_line,
    "growth": _of_pack("growth_signals", _named),
    "warning": _of_pack("warning_signs", _named),
    "changelog": _change,
    "further": _further,
}
