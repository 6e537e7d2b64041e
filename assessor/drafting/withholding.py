"""Stage 4, a drafter whose drafts may be suspended. Implements `ports.Drafter`.

What is suspended is asked of the records for every draft, so a running server learns of it at once; where it
cannot be read, there is no draft but an error. Nothing is drafted, and no model asked, for a text whose area
is suspended: the area given, else the one that retrieval proposes.
"""

from collections.abc import Callable

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Draft, Provenance
from assessor.domain.rubric import Rubric
from assessor.domain.suspension import Suspension, covering
from assessor.domain.verdict import Destination
from assessor.drafting.embedded.sentences import distinct, split_sentences
from assessor.ports import AreaRetrieval, Drafter
from assessor.suspended import held_back, suspended_draft

_MATCHES_KEPT = 5
"""Areas listed in a draft, best first."""


class WithholdingDrafter:
    """A drafter behind what is suspended.

    Args:
        drafter: drafts where nothing is.
        standing: the suspensions of a rubric in force now.
        retrieval: gives the areas of a rubric.
    """

    def __init__(
        self,
        drafter: Drafter,
        standing: Callable[[str], tuple[Suspension, ...]],
        retrieval: Callable[[Rubric], AreaRetrieval],
    ) -> None:
        self._drafter = drafter
        self._standing = standing
        self._retrieval = retrieval

    @property
    def name(self) -> str:
        """That of the drafter."""
        return self._drafter.name

    @property
    def destination(self) -> Destination:
        """That of the drafter."""
        return self._drafter.destination

    def draft_rating(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        *,
        skill_area: str | None,
        career_level: str | None,
    ) -> Draft:
        """As the drafter does; `suspended` where drafts of the area are.

        Raises:
            RecordError: what is suspended cannot be read.
        """
        standing = [one for one in self._standing(rubric.id) if one.drafter in (None, self.name)]
        if standing and artefact.text is not None:
            withheld = self._withheld(artefact, rubric, skill_area, standing)
            if withheld is not None:
                return withheld
        draft = self._drafter.draft_rating(artefact, rubric, skill_area=skill_area, career_level=career_level)
        # The drafter's own word on the area counts too, should it be another one.
        proposed = draft.areas[0].skill_area if draft.areas else None
        return held_back(draft, standing, rubric.id, skill_area or proposed, artefact.lang)

    def _withheld(
        self, artefact: RedactedArtefact, rubric: Rubric, skill_area: str | None, standing: list[Suspension]
    ) -> Draft | None:
        retrieval = self._retrieval(rubric)
        sentences = [one.text for one in distinct(split_sentences(artefact))]
        areas, _ = retrieval.match(sentences, skill_area)
        area = skill_area or (areas[0].skill_area if areas else None)
        found = covering(standing, rubric.id, area, self.name)
        if found is None:
            return None
        return suspended_draft(
            found,
            artefact.lang,
            scale=rubric.scale.id,
            areas=areas[:_MATCHES_KEPT],
            provenance=Provenance(
                drafter=self.name,
                rubric=rubric.id,
                rubric_version=rubric.version,
                policy_sha256=artefact.policy_sha256,
                index_id=retrieval.index_id,
            ),
        )
