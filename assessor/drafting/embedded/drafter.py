"""Stage 4: the embedded drafter. Sentences in, a level with its evidence out; no network, no chance.

The level comes from the rubric's fitted model where there is one, else from cues by stated rules. Cues name
red lines either way; caps belong to stage 5. Retrieval proposes areas and anchors beside it and never touches
the level. The career level is asked for where the scale depends on the role; no level is read from it.
"""

from collections.abc import Callable, Sequence
from functools import partial

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.draft import Calibration, Claim, Draft, DraftStatus, Provenance, RedLineCandidate
from assessor.domain.rubric import Rubric
from assessor.domain.verdict import Destination
from assessor.drafting.embedded.citing import cite, cite_sentence
from assessor.drafting.embedded.cues import Find, cue_kinds, find_cues
from assessor.drafting.embedded.fitted import FittedLevels, FittedLook, Outcome, decide
from assessor.drafting.embedded.level import judge, scale_id, sufficiency, unsettled
from assessor.drafting.embedded.modality import Voice
from assessor.drafting.embedded.moving import MOST_CITED
from assessor.drafting.embedded.sentences import Sentence, distinct, split_sentences
from assessor.drafting.embedded.wording import claim_text, missing_of, phrase, reason_of
from assessor.errors import InputError
from assessor.ports import AreaRetrieval

_MATCHES_KEPT = 5
"""Areas and anchors listed in a draft, best first."""


class EmbeddedDrafter:
    """Drafts on any machine, without a model server. Implements `ports.Drafter`.

    Args:
        retrieval: gives the areas and anchors of a rubric; asked once for each draft, and once more for each
            claim.
        fitted: rates texts under the rubrics that have a model; without it there are cues alone.
    """

    def __init__(
        self, retrieval: Callable[[Rubric], AreaRetrieval], fitted: FittedLevels | None = None
    ) -> None:
        self._retrieval = retrieval
        self._fitted = fitted

    @property
    def name(self) -> str:
        """`embedded`."""
        return "embedded"

    @property
    def destination(self) -> Destination:
        """The text goes no further than the store."""
        return Destination.STORE

    def draft_rating(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        *,
        skill_area: str | None,
        career_level: str | None,
    ) -> Draft:
        """Propose a rating with a citation for every claim, or say why there is none.

        Returns:
            `drafted`; `insufficient_evidence` where too little is said or the scale needs a career level and
            none is given; `abstained` with reason code
            `wide_interval` where the evidence is compatible with the whole scale, or
            `unsupported_scale` for a rubric that has neither a model nor rules here.

        Raises:
            InputError: the artefact was stopped by a guardrail, so it has no text.
            ModelError: the rubric's model cannot be read, or was fitted with another embedder.
        """
        if artefact.text is None:
            raise InputError(
                f"drafting needs redacted text; got a stopped artefact (verdict {artefact.verdict.value})",
                code="stopped_artefact",
                hint="Draft only artefacts that passed the entry guardrails.",
            )
        lacks_role = rubric.scale.role_dependent and career_level is None
        retrieval = self._retrieval(rubric)
        drafting = _Drafting(artefact, rubric, retrieval, skill_area, lacks_role=lacks_role)
        # A model that cannot be used is an error: cues in its place would look like its answer.
        if self._fitted is not None and (model := self._fitted.model_of(rubric)) is not None:
            return drafting.draft(partial(self._fitted.look, model))
        return drafting.draft()

    def moved(self, artefact: RedactedArtefact, rubric: Rubric) -> tuple[tuple[Sentence, float], ...]:
        """Each distinct sentence with how far it moves the level, in levels; empty without a model.

        Raises:
            ModelError: as for `draft_rating`.
        """
        model = None if self._fitted is None else self._fitted.model_of(rubric)
        sentences = distinct(split_sentences(artefact))
        if self._fitted is None or model is None or not sentences:
            return ()
        look = self._fitted.look(model, sentences).look
        return tuple(zip(sentences, look.moved, strict=True))


class _Drafting:
    """One artefact on its way to a draft."""

    def __init__(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        retrieval: AreaRetrieval,
        skill_area: str | None,
        *,
        lacks_role: bool,
    ) -> None:
        self._lacks_role = lacks_role
        self._artefact = artefact
        self._rubric = rubric
        self._retrieval = retrieval
        self._sentences = distinct(split_sentences(artefact))
        self._areas, self._anchors = retrieval.match([s.text for s in self._sentences], skill_area)
        self._area = skill_area or (self._areas[0].skill_area if self._areas else None)

    def draft(self, look: Callable[[Sequence[Sentence]], FittedLook] | None = None) -> Draft:
        """Everything about this artefact, in one value.

        Args:
            look: at its sentences with the rubric's model, where there is one.
        """
        found = find_cues(self._sentences, _voice_of(self._artefact), self._artefact.kind)
        counting = unsettled({find.kind for find in found})
        finds = [find for find in found if find.kind in counting]
        seen = look(self._sentences) if look and self._sentences and not self._lacks_role else None
        if seen is None:
            outcome = self._decide(finds)
        else:
            outcome = decide(seen, self._rubric, self._artefact.lang, self._few_words())
        return Draft(
            status=outcome.status,
            reason_code=outcome.reason_code,
            reason=outcome.reason,
            rating=outcome.rating,
            rating_before_cap=outcome.rating,
            place=outcome.place,
            scale=self._rubric.scale.id,
            interval=outcome.interval,
            coverage=outcome.coverage,
            claims=self._claims(finds) if seen is None else self._moving(seen),
            anchors=self._anchors[:_MATCHES_KEPT],
            areas=self._areas[:_MATCHES_KEPT],
            red_lines=self._red_lines(finds),
            missing=outcome.missing,
            calibration=Calibration(basis="authored", n=0 if seen is None else seen.n, state="unproven"),
            provenance=Provenance(
                drafter="embedded",
                model=None if seen is None else seen.model,
                rubric=self._rubric.id,
                rubric_version=self._rubric.version,
                policy_sha256=self._artefact.policy_sha256,
                index_id=self._retrieval.index_id,
            ),
        )

    def _moving(self, seen: FittedLook) -> tuple[Claim, ...]:
        """A claim for each sentence that moved the level most; none where too little is said to rate."""
        lang = self._artefact.lang
        most_chars = int(MOST_CITED * sum(len(sentence.text) for sentence in self._sentences))
        return tuple(
            Claim(
                text=phrase("raised" if seen.look.moved[place] > 0 else "lowered", lang),
                anchor=self._nearest_anchor(self._sentences[place]),
                citations=(cite_sentence(self._artefact, self._sentences[place], most_chars),),
            )
            for place in (seen.cited if seen.look.enough else ())
        )

    def _decide(self, finds: Sequence[Find]) -> Outcome:
        lang, scale = self._artefact.lang, self._rubric.scale
        if self._lacks_role:
            reason = phrase("no_role", lang)
            return Outcome(DraftStatus.INSUFFICIENT_EVIDENCE, reason, missing=("career_level",))
        if scale.id != scale_id():
            return Outcome(DraftStatus.ABSTAINED, phrase("unsupported", lang), "unsupported_scale")
        missing = self._too_little(finds)
        if missing:
            return Outcome(DraftStatus.INSUFFICIENT_EVIDENCE, phrase("insufficient", lang), missing=missing)
        kinds = {find.kind for find in finds}
        found = judge(kinds, lowest=scale.lowest, highest=scale.highest)
        missing = missing_of(found, kinds, lang)
        if found.interval == (scale.lowest, scale.highest):
            reason = phrase("wide", lang)
            return Outcome(
                DraftStatus.ABSTAINED, reason, "wide_interval", interval=found.interval, missing=missing
            )
        reason = reason_of(found, kinds, lang)
        return Outcome(
            DraftStatus.DRAFTED,
            reason,
            rating=found.level,
            place=float(found.level),
            interval=found.interval,
            missing=missing,
        )

    def _too_little(self, finds: Sequence[Find]) -> tuple[str, ...]:
        """What is needed before a level can be proposed; empty where there is enough."""
        floor, lang = sufficiency(), self._artefact.lang
        missing = list(self._few_words())
        carrying = any(find.kind not in floor.supporting for find in finds)
        if not carrying or len({find.sentence.key for find in finds}) < floor.min_cue_sentences:
            missing.append(phrase("few_cues", lang, count=floor.min_cue_sentences))
        return tuple(missing)

    def _few_words(self) -> tuple[str, ...]:
        floor = sufficiency().min_words
        words = sum(len(sentence.text.split()) for sentence in self._sentences)
        return (phrase("few_words", self._artefact.lang, count=floor),) if words < floor else ()

    def _claims(self, finds: Sequence[Find]) -> tuple[Claim, ...]:
        by_kind = {kind: [find for find in finds if find.kind == kind] for kind in cue_kinds()}
        return tuple(
            Claim(
                text=claim_text(kind, self._artefact.lang),
                anchor=self._nearest_anchor(shown[0].sentence),
                citations=tuple(cite(self._artefact, find) for find in shown),
            )
            for kind, shown in by_kind.items()
            if shown
        )

    def _nearest_anchor(self, sentence: Sentence) -> str | None:
        _, anchors = self._retrieval.match([sentence.text], self._area)
        return anchors[0].id if anchors else None

    def _red_lines(self, finds: Sequence[Find]) -> tuple[RedLineCandidate, ...]:
        """Candidates for the rubric's own red lines; one the rubric does not know is left out."""
        known = [red_line.id for red_line in self._rubric.red_lines]
        shown = {id_: [f for f in finds if cue_kinds()[f.kind].red_line == id_] for id_ in known}
        return tuple(
            RedLineCandidate(id=id_, citations=tuple(cite(self._artefact, find) for find in found))
            for id_, found in shown.items()
            if found
        )


def _voice_of(artefact: RedactedArtefact) -> Voice:
    """In feedback about a named person, `I` is the one who gives it."""
    subjects = frozenset(artefact.subject_placeholders)
    about_someone = artefact.kind is ArtefactKind.FEEDBACK and bool(subjects)
    return Voice(artefact.lang, subjects, author_is_assessee=not about_someone)
