"""What is to be done about an exceeded limit: drafts of that drafter are withheld under that rubric."""

from assessor.domain.reliance import RelianceReport
from assessor.domain.suspension import Figure, SuspensionCause, SuspensionRequest


def requests_of(report: RelianceReport) -> tuple[SuspensionRequest, ...]:
    """A request for each drafter whose limit is exceeded, with the figures it rests on."""
    requests = []
    for group in report.groups:
        exceeded = [one for one in group.limits if one.exceeded and one.value is not None]
        figures: dict[str, Figure] = {one.measure: round(one.value or 0.0, 2) for one in exceeded}
        if exceeded:
            requests.append(
                SuspensionRequest(
                    rubric_id=group.rubric,
                    drafter=group.drafter,
                    cause=SuspensionCause.RELIANCE,
                    figures=figures | {"limit": exceeded[0].at_most, "ratings": group.cases},
                )
            )
    return tuple(requests)
