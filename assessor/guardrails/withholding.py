"""Stage 5 of 7: what is left of a draft that may not propose anything."""

from assessor.domain.draft import Draft, DraftStatus


def withheld(draft: Draft, status: DraftStatus, reason_code: str, reason: str) -> Draft:
    """The same draft without anything it proposed; provenance, calibration and counts stay."""
    return Draft(
        status=status,
        reason_code=reason_code,
        reason=reason,
        scale=draft.scale,
        dropped=draft.dropped,
        areas=draft.areas,
        calibration=draft.calibration,
        provenance=draft.provenance,
    )
