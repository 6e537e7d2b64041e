"""Beside the pipeline: drafters learn from people's ratings, and a person puts in effect what was learned.

A fit writes a version and changes nothing. A version takes effect by an activation, a person's act with a
reason; the newest activation counts, and a rollback is one more. Nothing is ever overwritten.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessor.accounts import enablement, reason_to_keep
from assessor.domain.actor import Actor
from assessor.domain.audit import AuditEvent
from assessor.domain.digests import seen_digests
from assessor.domain.fit import (
    FEWEST,
    FEWEST_ASSESSEES,
    PROVEN_FROM,
    SHIPPED,
    Activation,
    DrafterName,
    Fit,
    FitFigures,
    FitVersion,
)
from assessor.domain.record import RatingRecord, StoredArtefact
from assessor.domain.rubric import Rubric
from assessor.drafting.calibration.choosing import choose
from assessor.drafting.calibration.layer import Ends
from assessor.drafting.calibration.places import Asked, Placed, Placer
from assessor.drafting.calibration.rated import Rated
from assessor.errors import InputError, NotFoundError, OrderError
from assessor.ports import Store, UnitOfWork
from assessor.usable import usable_ratings

if TYPE_CHECKING:
    from assessor.domain.draft import Draft
    from assessor.drafting.levels.model import Ruler

_NAME = re.compile(r"(?P<rubric>[^/\s]{1,80})/(?P<drafter>embedded|llm)/(?P<number>[1-9][0-9]{0,8})")
_ID = re.compile(r"fit_[0-9a-f]{32}")


@dataclass(frozen=True)
class DrafterUnderFit:
    """What a fit needs to know of a drafter as it comes."""

    name: DrafterName
    place: Placer
    ruler: Callable[[Rubric], "Ruler | None"]
    """Of the model of levels behind it; null where there is none."""
    base: Callable[[Rubric], str | None]
    """What stands behind its drafts now; null where only a draft can tell."""


@dataclass(frozen=True)
class Gathered:
    """What there is to learn from, and what is left aside."""

    rated: tuple[Rated, ...]
    sources: Counter[str]
    excluded: Counter[str]
    bases: tuple[str, ...]
    digests: frozenset[str]
    """Of every text in `rated`, see `domain.digests`."""


@dataclass(frozen=True)
class Evidence:
    """A usable rating with what it is of."""

    rating: RatingRecord
    artefact: StoredArtefact
    assessee_id: str
    career_level: str | None
    draft: "Draft | None"


Watched = Callable[[Sequence[Evidence]], Iterable[Evidence]]
"""Hands evidence on one by one, as a bar that shows progress does."""


class Fits:
    """Versions of one tenant's drafters.

    Args:
        store: the tenant's records.
        redact_reason: the entry guardrails for a person's own words; raises where they must not be kept.
    """

    def __init__(self, store: Store, redact_reason: Callable[[str], str]) -> None:
        self._store = store
        self._redact_reason = redact_reason
        self._known: dict[str, FitVersion] = {}

    def active(self, rubric_id: str, drafter: str) -> FitVersion | None:
        """The version in effect now, asked of the records each time; null for the drafter as it comes."""
        with self._store.read() as unit:
            fit_id = unit.fits.active(rubric_id, drafter)
            if fit_id is not None and fit_id not in self._known:
                # A version never changes, so what was read of one stays true.
                self._known[fit_id] = unit.fits.get(fit_id)
        return None if fit_id is None else self._known[fit_id]

    def fit(
        self, rubric: Rubric, drafter: DrafterUnderFit, actor: Actor, *, watched: Watched = iter
    ) -> FitVersion:
        """Learn from every usable rating, and keep what was learned as a version. It activates nothing.

        Args:
            rubric: in effect.
            drafter: as it comes.
            actor: who asks for it.
            watched: is handed the ratings and hands them on, one by one, as their texts are looked at.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            InputError: code `too_few_ratings`.
        """
        gathered = self.gather(rubric, drafter, actor, watched=watched)
        verify_enough(gathered, rubric, drafter.name)
        ends = Ends(rubric.scale.lowest, rubric.scale.highest)
        choice = choose(gathered.rated, ends, drafter.ruler(rubric))
        n = len(gathered.rated)
        fit = Fit(
            rubric=rubric.id,
            rubric_version=rubric.version,
            scale=rubric.scale.id,
            drafter=drafter.name,
            bases=gathered.bases,
            state="proven" if n >= PROVEN_FROM else "unproven",
            layer=choice.layer,
            weights=choice.weights,
            figures=FitFigures(
                n=n,
                assessees=len({one.group for one in gathered.rated}),
                sources=dict(gathered.sources),
                excluded=dict(gathered.excluded),
                errors=choice.errors,
                error_before=choice.error_before,
                error_after=choice.error_after,
            ),
            ratings=tuple(one.rating_id for one in gathered.rated),
            artefacts=tuple(sorted({one.artefact_id for one in gathered.rated})),
            digests=tuple(sorted(gathered.digests)),
        )
        with self._store.begin() as unit:
            person = enablement(unit, actor)
            version, added = unit.fits.add(fit, actor_id=person.id)
            facts: dict[str, str | int | bool | None] = {
                "rubric": fit.rubric,
                "rubric_version": fit.rubric_version,
                "drafter": fit.drafter,
                "kind": fit.chosen,
                "state": fit.state,
                "number": version.number,
                "ratings": n,
            }
            event = AuditEvent(event="drafter.fitted", actor=person.id, refs={"fit": version.id}, facts=facts)
            unit.record(event, {"fit": added.committed})
        return version

    def gather(
        self, rubric: Rubric, drafter: DrafterUnderFit, actor: Actor, *, watched: Watched = iter
    ) -> Gathered:
        """Usable ratings, each with where the drafter stood on its text.

        Args:
            rubric: in effect.
            drafter: as it comes.
            actor: who asks for it.
            watched: as for `fit`.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
        """
        with self._store.read() as unit:
            enablement(unit, actor)
            evidence, excluded = _evidence(unit, rubric)
        placed: list[tuple[Evidence, Placed]] = []
        for one in watched(evidence):
            asked = Asked(
                artefact=one.artefact.redacted,
                rubric=rubric,
                skill_area=one.rating.skill_area,
                career_level=one.career_level,
                draft=one.draft,
            )
            found = drafter.place(asked)
            if found is None:
                excluded["not_drafted"] += 1
            else:
                placed.append((one, found))
        # Of each language's bases the newest: ratings come oldest first.
        newest = {one.artefact.redacted.lang: found.base for one, found in placed}
        kept = [(one, found) for one, found in placed if found.base == newest[one.artefact.redacted.lang]]
        if len(kept) < len(placed):
            excluded["other_base"] += len(placed) - len(kept)
        return Gathered(
            rated=tuple(
                Rated(
                    rating_id=one.rating.id,
                    artefact_id=one.artefact.artefact_id,
                    group=one.assessee_id,
                    level=one.rating.value.level or 0,
                    place=found.place,
                    interval=found.interval,
                    features=found.features,
                )
                for one, found in kept
            ),
            sources=Counter(one.rating.source.value for one, _ in kept),
            excluded=excluded,
            bases=tuple(sorted(set(newest.values()))),
            digests=frozenset().union(*(seen_digests(one.artefact.redacted.text or "") for one, _ in kept)),
        )

    def listed(self, rubric: str | None = None) -> "tuple[ListedVersion, ...]":
        """Every version, with whether it is in effect and how many of its texts are gone since."""
        with self._store.read() as unit:
            return tuple(
                ListedVersion(
                    version=one,
                    active=unit.fits.active(one.fit.rubric, one.fit.drafter) == one.id,
                    gone=len(one.fit.artefacts) - len(unit.fits.kept_texts(one.fit.artefacts)),
                    activated=sum(
                        each.fit_id == one.id
                        for each in unit.fits.activations(one.fit.rubric, one.fit.drafter)
                    ),
                )
                for one in unit.fits.list_all(rubric)
            )

    def named(self, name: str) -> FitVersion:
        """The version of a name such as `ai-skills/embedded/2`, or of an id.

        Raises:
            NotFoundError: code `unknown_version`.
        """
        with self._store.read() as unit:
            if _ID.fullmatch(name):
                return unit.fits.get(name)
            found = _NAME.fullmatch(name)
            version = found and unit.fits.named(found["rubric"], found["drafter"], int(found["number"]))
        if not version:
            raise NotFoundError(
                f"version {name!r}: there is none of this name; expected RUBRIC/DRAFTER/NUMBER.",
                code="unknown_version",
                hint="See: assessor drafter list",
            )
        return version

    def activate(self, version: FitVersion, reason: str, actor: Actor, *, base: str | None) -> Activation:
        """Put a version in effect from the next draft on.

        Args:
            version: which.
            reason: at least 10 characters; kept after redaction, and never in the audit log.
            actor: who does so.
            base: what stands behind the drafter now; null where only a draft can tell.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            OrderError: code `already_active`; `fit_stale`, it was learned behind something else.
            InputError: code `reason_missing`, and what `redact_reason` raises.
        """
        if base is not None and base not in version.fit.bases:
            raise OrderError(
                f"version {version.name}: was learned behind {', '.join(version.fit.bases)}; now the drafter "
                f"rests on {base}.",
                code="fit_stale",
                hint=f"Fit anew: assessor drafter fit --rubric {version.fit.rubric}",
            )
        kept_reason = self._kept(reason, actor)
        with self._store.begin() as unit:
            person = enablement(unit, actor)
            if unit.fits.active(version.fit.rubric, version.fit.drafter) == version.id:
                raise OrderError(f"version {version.name} is in effect already.", code="already_active")
            return self._put(unit, version.fit.rubric, version.fit.drafter, version, kept_reason, person)

    def rollback(self, rubric_id: str, drafter: DrafterName, reason: str, actor: Actor) -> Activation:
        """Go back to the version before the one in effect, or to the drafter as it comes.

        Raises:
            PersonError: codes `role_missing`, `actor_revoked`.
            OrderError: code `nothing_active`.
            InputError: as for `activate`.
        """
        self._before(rubric_id, drafter)
        kept_reason = self._kept(reason, actor)
        with self._store.begin() as unit:
            person = enablement(unit, actor)
            earlier = _earlier(unit.fits.activations(rubric_id, drafter), rubric_id, drafter)
            version = None if earlier is None else unit.fits.get(earlier)
            return self._put(unit, rubric_id, drafter, version, kept_reason, person, rolled_back=True)

    def name_of(self, fit_id: str | None) -> str:
        """What a version is called; `shipped` for the drafter as it comes."""
        if fit_id is None:
            return SHIPPED
        with self._store.read() as unit:
            return unit.fits.get(fit_id).name

    def _before(self, rubric_id: str, drafter: DrafterName) -> None:
        """That there is something to go back from, before the reason is redacted, which takes seconds."""
        with self._store.read() as unit:
            _earlier(unit.fits.activations(rubric_id, drafter), rubric_id, drafter)

    def _kept(self, reason: str, actor: Actor) -> str:
        example = "closer to sealed ratings of October by .4 levels"
        return reason_to_keep(self._store, reason, actor, self._redact_reason, example=example)

    @staticmethod
    def _put(
        unit: UnitOfWork,
        rubric_id: str,
        drafter: DrafterName,
        version: FitVersion | None,
        reason: str,
        person: Actor,
        *,
        rolled_back: bool = False,
    ) -> Activation:
        activation, added = unit.fits.add_activation(
            rubric_id,
            drafter,
            None if version is None else version.id,
            action="rollback" if rolled_back else "activate",
            reason=reason,
            actor_id=person.id,
        )
        refs = {"activation": activation.id} | ({} if version is None else {"fit": version.id})
        facts: dict[str, str | int | bool | None] = {
            "rubric": rubric_id,
            "drafter": drafter,
            "number": None if version is None else version.number,
        }
        name = "drafter.rolled_back" if rolled_back else "drafter.activated"
        event = AuditEvent(event=name, actor=person.id, refs=refs, facts=facts)
        unit.record(event, {"activation": added.committed})
        return activation


@dataclass(frozen=True)
class ListedVersion:
    """A version and what became of it."""

    version: FitVersion
    active: bool
    gone: int
    """Texts it learned from that were erased or expired since; their digests stay in it."""
    activated: int
    """How often it was put in effect, going back to it included."""


def _evidence(unit: UnitOfWork, rubric: Rubric) -> tuple[list[Evidence], Counter[str]]:
    ratings = unit.ratings.of_rubric(rubric.id)
    usable, excluded = usable_ratings(ratings, rubric_version=rubric.version, scale=rubric.scale.id)
    evidence = []
    for one in usable:
        assert one.artefact_id is not None
        submission = unit.submissions.get(one.submission_id)
        artefact = unit.submissions.artefact(one.submission_id, one.artefact_id)
        if artefact.redacted.text is None:
            excluded["text_gone"] += 1
            continue
        if one.draft_id is not None and unit.drafts.header(one.draft_id).withdrawn_at is not None:
            excluded["withdrawn"] += 1
            continue
        draft = None if one.draft_id is None else unit.drafts.content(one.draft_id)
        evidence.append(Evidence(one, artefact, submission.assessee_id, submission.career_level, draft))
    return evidence, excluded


def verify_enough(gathered: Gathered, rubric: Rubric, drafter: DrafterName) -> None:
    """Whether there is enough to learn from, or to judge by.

    Raises:
        InputError: code `too_few_ratings`.
    """
    n, assessees = len(gathered.rated), len({one.group for one in gathered.rated})
    if n >= FEWEST and assessees >= FEWEST_ASSESSEES:
        return
    aside = ", ".join(f"{count} {reason}" for reason, count in sorted(gathered.excluded.items())) or "none"
    raise InputError(
        f"{rubric.id}, {drafter}: {n} usable ratings on evidence of {assessees} assessees; expected at least "
        f"{FEWEST} on evidence of {FEWEST_ASSESSEES}. Left aside: {aside}.",
        code="too_few_ratings",
        hint="Only ratings made before the draft was seen count: assessor rate DRAFT --rating N",
    )


def _earlier(activations: tuple[Activation, ...], rubric_id: str, drafter: str) -> str | None:
    """What was in effect before what is: every activation goes on top, every rollback takes one away.

    Raises:
        OrderError: code `nothing_active`.
    """
    stack: list[str | None] = []
    for one in activations:
        if one.action == "activate":
            stack.append(one.fit_id)
        else:
            stack.pop()
    if not stack:
        raise OrderError(
            f"{rubric_id}, {drafter}: drafts as it comes; there is nothing to go back from.",
            code="nothing_active",
            hint="See: assessor drafter list",
        )
    return stack[-2] if len(stack) > 1 else None
