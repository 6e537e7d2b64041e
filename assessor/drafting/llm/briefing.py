"""Stage 4: what a model is told about one artefact. All it may choose from has a label or an enum.

Untrusted fields are the text, the placeholders in it, and the texts and passages of examples; the nonce is
derived from all of them. Kind and language are enums, skill area and career
level are looked up in the rubric and printed from there, so nothing a person typed reaches a prompt unfenced.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import AnchorMatch, AreaMatch
from assessor.domain.exemplar import Exemplar
from assessor.domain.rubric import Anchor, CareerLevel, Rubric, SkillArea
from assessor.drafting.embedded.sentences import distinct, split_sentences
from assessor.drafting.llm.answer import Terms, response_format
from assessor.drafting.llm.chat import ChatRequest, Message
from assessor.drafting.llm.examples import ShownExample, attempts, is_within_share
from assessor.drafting.llm.fence import nonce_for
from assessor.drafting.llm.prompts import Prompt, load_prompt
from assessor.errors import InputError
from assessor.exemplar_ports import Examples
from assessor.ports import AreaRetrieval
from assessor.rubrics.names import find_career_level, find_skill_area

_MATCHES_KEPT = 5
_PLACEHOLDER = re.compile(r"<[A-Z_]+_\d+>")


@dataclass(frozen=True)
class LabelledAnchor:
    """An anchor under the label it has in one request; its id would give a career level away."""

    label: str
    anchor: Anchor

    @property
    def text(self) -> str:
        """The anchor's text."""
        return self.anchor.text


@dataclass(frozen=True)
class Briefing:
    """A request and what is needed to read the answer to it."""

    artefact: RedactedArtefact
    request: ChatRequest
    prompt: Prompt
    terms: Terms
    anchor_ids: dict[str, str]
    """Anchor id under each label."""
    areas: tuple[AreaMatch, ...]
    anchors: tuple[AnchorMatch, ...]
    index_id: str
    nearest_anchor: Callable[[Sequence[str]], str | None]
    """Id of the anchor shown that some quotes resemble most; null where retrieval finds none."""
    examples: tuple[str, ...] = ()
    """Ids of the exemplars that the request shows."""


class Briefings:
    """Makes requests.

    Args:
        retrieval: gives the areas and anchors of a rubric.
        fence_key: secret of the installation, or `fence.PUBLIC_KEY` where nothing is sent.
        max_tokens: how long an answer may be.
        examples: chooses examples; none are shown where left out.
        prompts: gives a prompt by its name; those that come with the program where left out.
    """

    def __init__(
        self,
        retrieval: Callable[[Rubric], AreaRetrieval],
        *,
        fence_key: bytes,
        max_tokens: int,
        examples: Examples | None = None,
        prompts: Callable[[str], Prompt] = load_prompt,
    ) -> None:
        self._prompts = prompts
        self._retrieval = retrieval
        self._fence_key = fence_key
        self._max_tokens = max_tokens
        self._examples = examples

    def brief(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        *,
        skill_area: str | None,
        career_level: str | None,
        model: str | None = None,
    ) -> Briefing | None:
        """The request for one artefact.

        Returns:
            None where the scale needs a career level and none is given: there is nothing to ask then.

        Raises:
            InputError: the artefact was stopped, so there is no text to send.
            NotFoundError: the rubric has no such skill area or career level.
        """
        if artefact.text is None:
            raise InputError(
                f"drafting needs redacted text; got a stopped artefact (verdict {artefact.verdict.value})",
                code="stopped_artefact",
                hint="Draft only artefacts that passed the entry guardrails.",
            )
        role = _role(rubric, career_level)
        if role is None and rubric.scale.role_dependent:
            return None
        retrieval = self._retrieval(rubric)
        given = None if skill_area is None else find_skill_area(rubric, skill_area).name
        areas, anchors = retrieval.match([one.text for one in distinct(split_sentences(artefact))], given)
        name = given or (areas[0].skill_area if areas else None)
        area = None if name is None else find_skill_area(rubric, name)
        return self._briefing(artefact, rubric, _Shown(area, _labelled(area), role), model, areas, anchors)

    def _briefing(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        shown: "_Shown",
        model: str | None,
        areas: tuple[AreaMatch, ...],
        anchors: tuple[AnchorMatch, ...],
    ) -> Briefing:
        prompt = self._prompts(f"draft-rating.{artefact.lang}")
        terms = Terms.of(rubric, tuple(one.label for one in shown.anchors))
        messages, nonce, examples = self._messages(artefact, rubric, prompt, shown)
        return Briefing(
            artefact=artefact,
            request=ChatRequest(
                model=model,
                messages=messages,
                response_format=response_format(terms),
                max_tokens=self._max_tokens,
                nonce=nonce,
            ),
            prompt=prompt,
            terms=terms,
            anchor_ids={one.label: one.anchor.id for one in shown.anchors},
            areas=areas[:_MATCHES_KEPT],
            anchors=anchors[:_MATCHES_KEPT],
            index_id=self._retrieval(rubric).index_id,
            nearest_anchor=partial(self._nearest_anchor, rubric, shown),
            examples=tuple(one.id for one in examples),
        )

    def _nearest_anchor(self, rubric: Rubric, shown: "_Shown", quotes: Sequence[str]) -> str | None:
        if shown.area is None:
            return None
        _, matches = self._retrieval(rubric).match(quotes, shown.area.name)
        offered = {one.anchor.id for one in shown.anchors}
        return next((one.id for one in matches if one.id in offered), None)

    def _messages(
        self, artefact: RedactedArtefact, rubric: Rubric, prompt: Prompt, shown: "_Shown"
    ) -> tuple[tuple[Message, ...], str, tuple[ShownExample, ...]]:
        """The turns with as many examples as their length allows, the nonce, and the examples."""
        for examples in attempts(self._chosen(artefact, rubric, shown), rubric):
            messages, nonce = self._rendered(artefact, rubric, prompt, shown, examples)
            length = sum(len(one.content) for one in messages)
            if not examples or is_within_share(length, rubric, artefact.text or ""):
                break
        return messages, nonce, examples

    def _chosen(self, artefact: RedactedArtefact, rubric: Rubric, shown: "_Shown") -> tuple[Exemplar, ...]:
        if self._examples is None:
            return ()
        return self._examples.examples_for(
            artefact,
            rubric,
            skill_area=None if shown.area is None else shown.area.name,
            career_level=None if shown.role is None else shown.role.name,
        )

    def _rendered(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        prompt: Prompt,
        shown: "_Shown",
        examples: tuple[ShownExample, ...],
    ) -> tuple[tuple[Message, ...], str]:
        text = artefact.text or ""
        subjects = [one for one in artefact.subject_placeholders if _PLACEHOLDER.fullmatch(one)]
        others = [field for one in examples for field in one.untrusted]
        nonce = nonce_for(self._fence_key, [text, *subjects, *others])
        system = prompt.render(
            "system",
            rubric=rubric,
            facets=rubric.facets,
            area=shown.area,
            anchors=shown.anchors,
            role=shown.role,
            examples=examples,
        )
        user = prompt.render(
            "user",
            kind=artefact.kind.value,
            requirement=_requirement(rubric, artefact.kind.value),
            subjects=subjects,
            nonce=nonce,
            text=text,
            examples=examples,
        )
        return (Message(role="system", content=system), Message(role="user", content=user)), nonce


@dataclass(frozen=True)
class _Shown:
    """The part of a rubric that one request shows beside scale and red lines."""

    area: SkillArea | None
    anchors: tuple[LabelledAnchor, ...]
    role: CareerLevel | None


def _role(rubric: Rubric, career_level: str | None) -> CareerLevel | None:
    """The role as the rubric describes it; none on absolute scales, which it must not influence."""
    if career_level is None or not rubric.scale.role_dependent:
        return None
    return find_career_level(rubric, career_level)


def _labelled(area: SkillArea | None) -> tuple[LabelledAnchor, ...]:
    anchors = area.anchors if area is not None else ()
    return tuple(LabelledAnchor(f"A{number}", anchor) for number, anchor in enumerate(anchors, start=1))


def _requirement(rubric: Rubric, kind: str) -> str | None:
    return next((one.requirement for one in rubric.evidence_types if one.kind == kind), None)
