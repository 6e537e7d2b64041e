"""Import, for text without delimiters: only with the areas named, and where the sentences come out even."""

import re
from collections.abc import Sequence

from assessor.errors import InputError
from assessor.rubrics.importing.matrix import ImportedArea, ImportedCell, Matrix
from assessor.rubrics.load import list_rubrics

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])")


def matrix_of_lines(text: str, areas: Sequence[str], levels: Sequence[str], *, file: str) -> Matrix:
    """A matrix of lines that each begin with an area, followed by one sentence for each level.

    Args:
        text: the file.
        areas: their names, as the lines begin.
        levels: names of the career levels; where none are given, they are sought in the line before the first
            area, by the spellings of the packaged rubrics.
        file: its name for messages.

    Raises:
        InputError: an area has no line or several, or its sentences do not come out as one for each level.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    starts = [_line_of(area, lines, file) for area in areas]
    named = tuple(levels) or _levels_in(lines[: min(starts)])
    if not named:
        raise _uncertain(f"{file}: no line before the areas names career levels that are known.")
    cells = []
    for area, start in zip(areas, starts, strict=True):
        sentences = _SENTENCE_END.split(lines[start].removeprefix(area).strip())
        if len(sentences) != len(named):
            raise _uncertain(
                f"{file}, line {start + 1}: {len(sentences)} sentences for {len(named)} career levels."
            )
        cells += [
            ImportedCell(area=area, level=level, text=sentence, line=start + 1)
            for level, sentence in zip(named, sentences, strict=True)
        ]
    return Matrix(levels=named, areas=tuple(ImportedArea(name=one) for one in areas), cells=tuple(cells))


def _line_of(area: str, lines: Sequence[str], file: str) -> int:
    found = [number for number, line in enumerate(lines) if line.startswith(f"{area} ")]
    if len(found) != 1:
        raise _uncertain(f"{file}: {len(found)} lines begin with area {area!r}; expected one.")
    return found[0]


def _levels_in(lines: Sequence[str]) -> tuple[str, ...]:
    """The career levels of a packaged rubric that all stand in one line, in their order."""
    for line in reversed(lines):
        for rubric in list_rubrics():
            names = tuple(level.name for level in rubric.career_levels)
            if re.search(r"\s+".join(re.escape(name) for name in names), line):
                return names
    return ()


def _uncertain(message: str) -> InputError:
    return InputError(
        message,
        code="import_uncertain",
        hint='Give --areas "A; B; C" and --levels "L1; L2", or set the table in Markdown or CSV.',
    )
