"""What a probe changes: a text as submitted, or redacted, with what is known of it. Lives in memory only."""

from dataclasses import dataclass, replace

from assessor.domain.artefact import ArtefactKind
from assessor.domain.editing import Edit, edited
from assessor.domain.text import Language, Segment, SegmentRole

ADDED = "added by a probe"
_GAP = "\n\n"


@dataclass(frozen=True)
class Source:
    """One text and what is told about it."""

    item: str
    text: str
    segments: tuple[Segment, ...]
    lang: Language
    kind: ArtefactKind
    names: tuple[str, ...] = ()
    """Names of people known to stand in it; none in redacted text, where placeholders stand for them."""
    subject_placeholders: tuple[str, ...] = ()
    career_level: str | None = None
    career_levels: tuple[str, ...] = ()
    """Levels that may be told without effect; none where the scale depends on the level."""
    beside: str | None = None
    """Text of an attachment that a change added."""
    redacted: bool = False
    """Whether it is a stored artefact's: then it has no attachment any more and no names."""


def with_edits(source: Source, edits: list[Edit]) -> Source | None:
    """The source with edits made; None where they change nothing."""
    text, segments = edited(source.text, source.segments, edits)
    if text == source.text:
        return None
    return replace(source, text=text, segments=segments)


def with_added(
    source: Source, addition: str, *, early: bool = False, role: SegmentRole = SegmentRole.BODY
) -> Source:
    """The source with a paragraph of its own added.

    Args:
        source: as it was.
        addition: the paragraph.
        early: after the first paragraph that is the author's own, where there are two; else at the end.
        role: whose words it holds.
    """
    body = [one for one in source.segments if one.role is SegmentRole.BODY]
    at = body[0].end if early and len(body) > 1 else len(source.text)
    before = source.text[:at]
    text, segments = edited(
        source.text,
        source.segments,
        [Edit(at, at, _GAP + addition + (_GAP if at < len(source.text) else ""))],
    )
    start = len(before) + len(_GAP)
    paragraph = Segment(start=start, end=start + len(addition), locator=ADDED, role=role)
    return replace(
        source, text=text, segments=tuple(sorted((*segments, paragraph), key=lambda one: one.start))
    )
