"""A rubric, a retrieval and artefacts made by hand for the tests of stage 4."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.draft import AnchorMatch, AreaMatch
from assessor.domain.rubric import EvidenceRule, RedLine, Rubric, RubricSource, Scale, ScaleLevel
from assessor.domain.text import Language, Segment, SegmentRole
from assessor.domain.verdict import Verdict

POLICY_SHA256 = "ab" * 32
AREA = "Data, privacy & CRM/CSM hygiene"


class FakeRetrieval:
    """Answers every question with one area; knows an anchor for sentences that name a CRM."""

    index_id = "sha256:fake-index"

    def __init__(self, area: str = AREA) -> None:
        self._area = area

    def match(
        self, sentences: Sequence[str], skill_area: str | None
    ) -> tuple[tuple[AreaMatch, ...], tuple[AnchorMatch, ...]]:
        """One area, and one anchor where a CRM is named."""
        if not sentences:
            return (), ()
        anchors = (AnchorMatch(id="hygiene.csm.1", score=0.7),) if any("CRM" in s for s in sentences) else ()
        return (AreaMatch(skill_area=skill_area or self._area, score=0.6),), anchors


class SilentRetrieval:
    """Finds nothing at all."""

    index_id = "sha256:silent-index"

    def match(
        self,
        sentences: Sequence[str],  # noqa: ARG002 - the port's signature
        skill_area: str | None,  # noqa: ARG002 - the port's signature
    ) -> tuple[tuple[AreaMatch, ...], tuple[AnchorMatch, ...]]:
        """Two empty tuples."""
        return (), ()


def rubric(scale: str = "ai-skills-1-5") -> Rubric:
    """A rubric with a scale of five and the three red lines, and nothing else."""
    return Rubric(
        id="ai-skills",
        title="AI skills",
        version="1.0.0",
        owner="enablement",
        status="released",
        date=date(2026, 1, 1),
        lang="en",
        source=RubricSource(id="S000", title="source", note="restated"),
        changelog=(),
        scale=Scale(
            id=scale,
            levels=tuple(
                ScaleLevel(value=value, label=str(value), definition="d", typical="t")
                for value in range(1, 6)
            ),
        ),
        career_levels=(),
        skill_areas=(),
        facets=(),
        evidence=EvidenceRule(min_artefacts=2, max_age_months=6),
        evidence_types=(),
        red_lines=tuple(
            RedLine(id=id_, text=id_, cap=2)
            for id_ in ("privacy_breach", "invented_commitment", "missing_documentation")
        ),
        growth_signals=(),
        warning_signs=(),
    )


def artefact(
    text: str,
    lang: Language = "en",
    kind: ArtefactKind = ArtefactKind.CRM_NOTE,
    subjects: tuple[str, ...] = (),
    role: SegmentRole = SegmentRole.BODY,
) -> RedactedArtefact:
    """A redacted artefact with a segment for each paragraph, all of one role."""
    return RedactedArtefact(
        verdict=Verdict.REDACT,
        text=text,
        segments=paragraphs(text, role),
        lang=lang,
        kind=kind,
        subject_placeholders=subjects,
        policy_sha256=POLICY_SHA256,
    )


def paragraphs(text: str, role: SegmentRole = SegmentRole.BODY) -> tuple[Segment, ...]:
    """A segment for each stretch between blank lines."""
    cuts = [0]
    while (cut := text.find("\n\n", cuts[-1])) >= 0:
        cuts.append(cut + 2)
    cuts.append(len(text))
    return tuple(
        Segment(start=low, end=high, locator=f"paragraph {number}", role=role)
        for number, (low, high) in enumerate(pairwise(cuts), start=1)
        if high > low
    )
