"""What a rubric says to the people who work with it, beside areas and levels: none of it sets a rating."""

from pydantic import Field

from assessor.domain.base import Frozen


class ContrastSide(Frozen):
    """One of two ways to have done the same work."""

    rating: int
    text: str


class ContrastCase(Frozen):
    """Two ways of doing the same work that belong to neighbouring ratings; for training raters."""

    id: str
    skill_area: str
    """Id of the area."""
    situation: str
    lower: ContrastSide
    upper: ContrastSide
    difference: str
    """What parts the two ratings."""


class EvidenceField(Frozen):
    """Something that is noted with every piece of evidence."""

    id: str
    text: str


class ReviewDuty(Frozen):
    """Who looks over a text drafted with AI before it goes out, by the author's career level."""

    career_level: str
    text: str
    """Sort of text."""
    review: str


class TenantRules(Frozen):
    """Rules that every organisation sets for itself before it begins; the pack only proposes some."""

    count: int = Field(ge=1)
    """How many there are, no more and no fewer."""
    topics: tuple[str, ...]
    """What they must be about."""
    proposals: tuple[str, ...]


class StarterKit(Frozen):
    """The smallest set of interview questions to begin hiring with."""

    skill_areas: tuple[str, ...]
    """Ids of the areas."""
    questions_per_area: int = Field(ge=1)
    probe_required: bool
    """Whether every one of these questions has a verification probe."""
    note: str


class PeerPrompt(Frozen):
    """A question to another department, against judging from a single source."""

    function: str
    prompt: str


class Term(Frozen):
    """A word of the other language that evidence may hold."""

    term: str
    meaning: str


class Guide(Frozen):
    """Questions, checklists and examples around a rubric; every part is optional."""

    audience: tuple[str, ...] = ()
    rater_questions: tuple[str, ...] = ()
    """Asked of a rater before a rating is settled."""
    coaching_prompts: tuple[str, ...] = ()
    """For one-to-one talks, whatever the area; kept apart from any rating."""
    coaching_resources: tuple[str, ...] = ()
    goal_template: str = ""
    """A goal of development, with its gaps in square brackets."""
    session_inputs: tuple[str, ...] = ()
    """What lies on the table in a calibration session."""
    peer_prompts: tuple[PeerPrompt, ...] = ()
    workflow_questions: tuple[str, ...] = ()
    """Answered once for each workflow, before it is used."""
    contrast_cases: tuple[ContrastCase, ...] = ()
    evidence_fields: tuple[EvidenceField, ...] = ()
    outbound_review: tuple[ReviewDuty, ...] = ()
    absolute_rules: TenantRules | None = None
    starter_kit: StarterKit | None = None
    glossary: tuple[Term, ...] = ()
