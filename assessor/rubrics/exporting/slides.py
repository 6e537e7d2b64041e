"""Export: a handout as slides, one for each skill area.

Text is set in the largest size that fits its box by an estimate on the safe side; what does not fit at the
smallest readable size goes on to another slide, so that nothing runs over an edge.
"""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

from assessor.rubrics.exporting.handout import AreaPage, Column, Handout, sign_of

_WIDTH_IN, _HEIGHT_IN = 13.333, 7.5
_MARGIN_IN, _GAP_IN = 0.5, 0.2
_TOP_IN, _BOTTOM_IN = 1.35, 6.95
_SIZES_PT = (18, 17, 16, 15, 14, 13, 12)
_SMALL_PT = 10
"""For the line at the foot alone."""
_LINE = 1.25
"""Height of a line in sizes."""
_CHAR = 0.56
"""Width of an average character in sizes, wide fonts included."""
_INSET_IN = 0.1
_HEAD_IN = 0.65
_INK, _KEY, _BAND, _SOFT = "1C2530", "1F4E79", "EAF0F6", "4B5866"
_MIN_PT = _SIZES_PT[-1]


class Box(NamedTuple):
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


def slides_bytes(handout: Handout) -> bytes:
    """The deck: title, how to use it, scale, one slide for each area, evidence and red lines."""
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDTH_IN), Inches(_HEIGHT_IN)
    deck.core_properties.title = f"{handout.rubric.title}: {handout.subtitle}"
    deck.core_properties.author = handout.rubric.owner
    deck.core_properties.language = handout.lang
    _opening(deck, handout)
    _listing(deck, handout, handout.word("how"), handout.how)
    _listing(deck, handout, handout.word("scale"), _scale_lines(handout))
    for area in handout.areas:
        _area(deck, handout, area)
    _listing(deck, handout, handout.word("evidence"), _evidence_lines(handout))
    red = [f"{one.text} ({handout.word('cap')} {one.cap})" for one in handout.rubric.red_lines]
    _listing(deck, handout, handout.word("red_lines"), red)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def lines_needed(text: str, width_in: float, size_pt: float) -> int:
    """Lines a text takes at most, broken at words.

    >>> lines_needed("word " * 20, 3.0, 14)
    4
    """
    room = max(1, int(width_in * 72 / (size_pt * _CHAR)))
    lines, used = 1, 0
    for word in text.split():
        longer = used + (1 if used else 0) + len(word)
        if longer <= room:
            used = longer
        else:
            # A word longer than a line is broken inside.
            lines += (1 if used else 0) + (len(word) - 1) // room
            used = (len(word) - 1) % room + 1
    return lines


def fitting_size(texts: Sequence[str], width_in: float, height_in: float) -> int | None:
    """The largest size in which the paragraphs fit a box; None where the smallest does not."""
    inner = width_in - 2 * _INSET_IN - 0.2  # room of the bullet
    for size in _SIZES_PT:
        height = sum(lines_needed(text, inner, size) * _LINE * size + size * 0.4 for text in texts)
        if height <= (height_in - 2 * _INSET_IN) * 72:
            return size
    return None


def _opening(deck: Any, handout: Handout) -> None:
    slide = _slide(deck, handout, handout.rubric.title, size=36)
    rubric = handout.rubric
    about = f"{handout.word('version')} {rubric.version} {handout.word('of')} {rubric.date}"
    lines = [handout.subtitle, about, f"{handout.word('owner')}: {rubric.owner}"]
    _paragraphs(slide, Box(_MARGIN_IN, 2.2, _WIDTH_IN - 2 * _MARGIN_IN, 2.5), lines, size=22, bullets=False)


def _scale_lines(handout: Handout) -> list[str]:
    scale = handout.rubric.scale
    lines = [
        f"{sign_of(level.value, handout.rubric)} {level.value} {level.label}: {level.definition}".strip()
        for level in scale.levels
    ]
    lines += [handout.word("not_applicable")] if scale.not_applicable else []
    return [*lines, *(f"{step.lower} / {step.upper}? {step.question}" for step in scale.discriminators)]


def _evidence_lines(handout: Handout) -> list[str]:
    rubric = handout.rubric
    kinds = [f"{one.kind}: {one.requirement}" for one in rubric.evidence_types]
    return [*kinds, *rubric.reading_rules, *rubric.sign_off]


def _listing(deck: Any, handout: Handout, title: str, lines: Sequence[str]) -> None:
    """A list over as many slides as it needs."""
    box = Box(_MARGIN_IN, _TOP_IN, _WIDTH_IN - 2 * _MARGIN_IN, _BOTTOM_IN - _TOP_IN)
    for part in _parts(lines, box):
        slide = _slide(deck, handout, title)
        size = fitting_size(part, box.width, box.height) or _MIN_PT
        _paragraphs(slide, box, part, size=size, bullets=True)


def _parts(lines: Sequence[str], box: Box) -> list[list[str]]:
    """The lines in groups that fit a box; a line too long for any box stands alone."""
    parts: list[list[str]] = []
    for line in lines:
        if parts and fitting_size([*parts[-1], line], box.width, box.height) is not None:
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _area(deck: Any, handout: Handout, area: AreaPage) -> None:
    top = _TOP_IN + 0.65
    height = _BOTTOM_IN - top - _HEAD_IN - 0.05 - (0.75 if not handout.for_leader else 0)
    groups = _groups(area.columns, height)
    for number, columns in enumerate(groups, start=1):
        more = f" ({number}/{len(groups)})" if len(groups) > 1 else ""
        optional = f" ({handout.word('optional')})" if area.optional else ""
        slide = _slide(deck, handout, f"{area.name}{optional}{more}")
        goal = Box(_MARGIN_IN, _TOP_IN - 0.1, _WIDTH_IN - 2 * _MARGIN_IN, 0.8)
        text = f"{handout.word('goal')}: {area.goal}"
        _paragraphs(
            slide, goal, [text], size=fitting_size([text], goal.width, goal.height) or _MIN_PT, bullets=False
        )
        _columns(slide, columns, top, height)
        if handout.for_leader:
            _notes(slide, handout, area)
        else:
            own = Box(_MARGIN_IN, _BOTTOM_IN - 0.7, _WIDTH_IN - 2 * _MARGIN_IN, 0.7)
            lines = [
                f"{handout.word('own_view')}: ____   {handout.word('my_evidence')}: ____________________"
            ]
            _paragraphs(slide, own, lines, size=14, bullets=False)


def _groups(columns: Sequence[Column], height: float) -> list[Sequence[Column]]:
    """All columns on one slide, else halves of them, until each fits."""
    width = _column_width(len(columns))
    texts = [_texts(column) for column in columns]
    if len(columns) == 1 or all(fitting_size(one, width, height) is not None for one in texts):
        return [columns]
    middle = (len(columns) + 1) // 2
    return [*_groups(columns[:middle], height), *_groups(columns[middle:], height)]


def _column_width(count: int) -> float:
    return (_WIDTH_IN - 2 * _MARGIN_IN - (count - 1) * _GAP_IN) / count


def _texts(column: Column) -> list[str]:
    return [*column.anchors, *column.targets]


def _columns(slide: Any, columns: Sequence[Column], top: float, height: float) -> None:
    width = _column_width(len(columns))
    sizes = [fitting_size(_texts(column), width, height) or _MIN_PT for column in columns]
    headings = [f"{column.sign} {column.heading}".strip() for column in columns]
    head_size = min(14, *(fitting_size([one], width, _HEAD_IN) or _MIN_PT for one in headings))
    for number, column in enumerate(columns):
        left = _MARGIN_IN + number * (width + _GAP_IN)
        head = Box(left, top, width, _HEAD_IN)
        _paragraphs(slide, head, [headings[number]], size=head_size, bullets=False, filled=True)
        body = Box(left, top + _HEAD_IN + 0.05, width, height)
        _paragraphs(slide, body, _texts(column), size=min(16, *sizes), bullets=True)


def _notes(slide: Any, handout: Handout, area: AreaPage) -> None:
    """For the speaker: what leaders ask and coach by."""
    lines = [f"{handout.word('owner')}: {area.owner}"]
    lines += [f"{handout.word('reason')}: {area.reason}"] if area.reason else []
    groups = (
        ("indicators", area.indicators),
        ("questions", [f"{question} {proof}" for question, proof in area.questions]),
        ("coaching", area.coaching),
    )
    for key, texts in groups:
        if texts:
            lines += [handout.word(key), *(f"- {text}" for text in texts)]
    slide.notes_slide.notes_text_frame.text = "\n".join(lines)


def _slide(deck: Any, handout: Handout, title: str, *, size: int = 26) -> Any:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Inches, Pt

    slide = deck.slides.add_slide(deck.slide_layouts[5])  # a title and nothing else
    shape = slide.shapes.title
    shape.left, shape.top = Inches(_MARGIN_IN), Inches(0.3)
    shape.width, shape.height = Inches(_WIDTH_IN - 2 * _MARGIN_IN), Inches(0.95)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.text = title
    wide = _WIDTH_IN - 2 * _MARGIN_IN - 2 * _INSET_IN
    while size > _MIN_PT and lines_needed(title, wide, size) * _LINE * size > 0.85 * 72:
        size -= 1
    for paragraph in frame.paragraphs:
        paragraph.alignment = PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), True
            run.font.color.rgb = _colour(_KEY)
    number = len(deck.slides)
    foot = Box(_MARGIN_IN, 7.0, _WIDTH_IN - 2 * _MARGIN_IN, 0.35)
    line = f"{handout.rubric.id} {handout.rubric.version} · {handout.subtitle} · {number}"
    _paragraphs(slide, foot, [line], size=_SMALL_PT, bullets=False, color=_SOFT)
    return slide


def _paragraphs(
    slide: Any,
    box: Box,
    texts: Sequence[str],
    *,
    size: int,
    bullets: bool,
    filled: bool = False,
    color: str = _INK,
) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.util import Inches, Pt

    shape = slide.shapes.add_textbox(*(Inches(one) for one in box))
    if filled:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _colour(_BAND)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), filled
        run.font.color.rgb = _colour(color)
        paragraph.space_after = Pt(size * 0.4)
        if bullets:
            _bullet(paragraph)


def _bullet(paragraph: Any) -> None:
    """A real bullet with a hanging indent, which python-pptx has no call for."""
    from pptx.oxml.ns import qn

    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the only way to its XML
    properties.set("marL", "171450")
    properties.set("indent", "-171450")
    bullet = properties.makeelement(qn("a:buChar"), {"char": "•"})
    properties.append(bullet)


def _colour(hexadecimal: str) -> Any:
    from pptx.dml import color

    made: Any = color.RGBColor  # its constructor has no types
    return made(*bytes.fromhex(hexadecimal))
