"""Drafts for people's eyes."""

import click

from assessor.domain.draft import Draft


def _calibrated(draft: Draft) -> str:
    resting = draft.calibration
    if resting.basis == "tenant":
        return f"{resting.state}: calibrated on {resting.n} ratings made here ({draft.provenance.fit})"
    return f"{resting.state}: not calibrated on human ratings"


def show_draft(draft: Draft) -> None:
    """A draft for people: rating first, then what it rests on."""
    if draft.rating is None:
        code = f" ({draft.reason_code})" if draft.reason_code else ""
        click.echo(f"no rating: {draft.status}{code}")
    else:
        low, high = draft.interval or (draft.rating, draft.rating)
        capped = f", capped from {draft.rating_before_cap}" if draft.cap is not None else ""
        click.echo(
            f"draft rating {draft.rating} on {draft.scale}, compatible with {low} to {high}{capped}; "
            f"{_calibrated(draft)}"
        )
    click.echo(draft.reason)
    if draft.areas:
        click.echo(f"area: {draft.areas[0].skill_area}")
    for line in draft.red_lines:
        click.echo(f"red-line candidate: {line.id}, to be confirmed or dismissed by the reviewer")
        for citation in line.citations:
            click.echo(f"    {citation.locator}: {citation.quote!r}")
    for claim in draft.claims:
        click.echo(f"- {claim.text}")
        for citation in claim.citations:
            click.echo(f"    {citation.locator}: {citation.quote!r}")
    for missing in draft.missing:
        click.echo(f"missing: {missing}")
