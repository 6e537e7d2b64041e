"""Builds real adapters from settings, each on first use; nothing else does."""

import atexit
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.domain.artefact import Subject
from assessor.domain.audit import TreeHead
from assessor.domain.rubric import Rubric
from assessor.domain.verdict import Destination
from assessor.errors import InputError
from assessor.keyring import Keyring
from assessor.ports import AreaRetrieval, Drafter, Embedder, Intake
from assessor.resources import resource_folder
from assessor.settings import TENANT, Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from assessor.accounts import Accounts
    from assessor.domain.fit import FitVersion
    from assessor.drafting.levels.model import LevelModel
    from assessor.drafting.levels.shipped import ShippedLevels
    from assessor.drills.keeper import Drills
    from assessor.exemplar_ports import Examples
    from assessor.fits import DrafterUnderFit, Fits
    from assessor.guardrails.entry import EntryGuardrailChain
    from assessor.guardrails.personal_data import PersonalDataGuardrail
    from assessor.guardrails.policy import Policy
    from assessor.guardrails.presidio import PresidioRecognizers
    from assessor.guardrails.secrets import SecretGuardrail
    from assessor.guardrails.terms import TenantTerms
    from assessor.intake.pool import IntakePool
    from assessor.intake.sandbox import Confinement
    from assessor.pipeline import Pipeline
    from assessor.prechecking import Precheck
    from assessor.privacy.vault import VaultSealer
    from assessor.retrieval.timed import TimedRetrieval
    from assessor.review.packets.gather import Item
    from assessor.review.service import Review
    from assessor.store.spend_ledger import SqlSpendLedger
    from assessor.store.unit_of_work import SqlStore
    from assessor.store.watch_rounds import SqlWatchRounds
    from assessor.suspensions import Suspensions


class SystemClock:
    """The machine's clock, UTC."""

    def now(self) -> datetime:
        """Current time, aware, UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class Parts:
    """What a replay puts in the place of what comes with the program."""

    prompts: Mapping[str, Path] = field(default_factory=dict)
    """Prompt files by name, such as `draft-rating.en`."""
    rows: int | None = None
    """Closest rows of an area in the search; the program's own where null."""
    share: float | None = None
    """Share of the sentences that count in it, likewise."""
    remembers: bool = True
    """Whether a remembered answer of a model will do."""


class Application:
    """Everything one process needs, built from settings part by part on first use.

    Args:
        settings: the settings in effect.
        run_id: the run that model calls are counted under; processes of one run share it.
        versions: for rubrics the name of the version to draft with, or `shipped`, in place of the one in
            effect.
        measuring: drafts are measured and shown to nobody who rates, so suspended ones are made too:
            recalibration needs them.
        parts: of a replay.
    """

    def __init__(
        self,
        settings: Settings,
        run_id: str | None = None,
        versions: Mapping[str, str] | None = None,
        parts: Parts = Parts(),
        *,
        measuring: bool = False,
    ) -> None:
        self.settings = settings
        self._parts = parts
        self.versions = dict(versions or {})
        self.run_id = run_id or f"run_{secrets.token_hex(16)}"
        self.measuring = measuring
        self.clock = SystemClock()
        self._retrievals: dict[tuple[str, str], TimedRetrieval] = {}

    @cached_property
    def keyring(self) -> Keyring:
        """The installation's keys; the file is made on first use."""
        return Keyring.load_or_create(self.settings.keys)

    @cached_property
    def policy(self) -> "Policy":
        """What may not enter."""
        from assessor.guardrails.policy import load_policy

        return load_policy(self.settings.policy)

    @cached_property
    def terms(self) -> "TenantTerms":
        """Names the tenant gave beforehand."""
        from assessor.guardrails.terms import load_terms

        return load_terms(self.settings.terms)

    @cached_property
    def personal_data(self) -> "PersonalDataGuardrail":
        """Finds personal data, at the entry and in drafts."""
        from assessor.guardrails.personal_data import PersonalDataGuardrail

        return PersonalDataGuardrail(_presidio(), self.terms)

    @cached_property
    def entry_guardrails(self) -> "EntryGuardrailChain":
        """Stage 2. Needs neither home nor keys."""
        from assessor.guardrails.entry import EntryGuardrailChain
        from assessor.guardrails.forgery import ForgeryGuardrail

        first = (ForgeryGuardrail(), _secrets(), self.personal_data)
        return EntryGuardrailChain(self.policy, first=first, embedder=sentence_embedder())

    @property
    def intake(self) -> Intake:
        """Stage 1, in limited child processes. Needs neither home nor keys."""
        return _intake()

    def confinement(self) -> "Confinement":
        """Which limits hold in the children that read files."""
        return _intake().confinement()

    @cached_property
    def pipeline(self) -> "Pipeline":
        """Stages 1 to 5."""
        from assessor.guardrails.draft import DraftGuardrailChain
        from assessor.pipeline import Pipeline

        return Pipeline(
            digests=self.keyring.digests,
            intake=self.intake,
            entry_guardrails=self.entry_guardrails,
            drafter=self.drafter,
            draft_guardrails=DraftGuardrailChain(self.personal_data.find),
            retrieval_seconds=lambda: sum(one.seconds for one in self._retrievals.values()),
            sealer=self.sealer,
        )

    def precheck(self, contents: Callable[["Item"], bytes]) -> "Precheck":
        """The pre-check of a packet. Needs neither home nor keys."""
        from assessor.prechecking import Precheck

        return Precheck(self.intake, self.entry_guardrails, self.retrieval, contents)

    @property
    def sealer(self) -> "VaultSealer | None":
        """Seals what redaction removes; null where the vault is off."""
        from assessor.privacy.vault import VaultSealer

        return VaultSealer(self.keyring) if self.settings.vault else None

    @cached_property
    def drafter(self) -> Drafter:
        """Stage 4, as the settings choose it, with what was learned from ratings in effect behind it."""
        from assessor.bootstrap_fits import calibrated_drafter
        from assessor.drafting.withholding import WithholdingDrafter

        shipped = self.shipped_drafter
        if shipped.name == "llm":
            drafter = calibrated_drafter(shipped, self.version_in_effect)
        else:
            drafter = calibrated_drafter(shipped, self.version_in_effect, self.levels, self.embedded_drafter)
        if self.measuring:
            return drafter
        return WithholdingDrafter(drafter, self.suspensions.standing, self.retrieval)

    def version_in_effect(self, rubric: Rubric) -> "FitVersion | None":
        """What a draft is made with now; null for the drafter as it comes.

        Raises:
            NotFoundError, InputError: a version asked for by name is not there, or is of something else.
        """
        from assessor.bootstrap_fits import version_in_effect

        return version_in_effect(self.fits, self.versions, rubric.id, self.settings.drafter)

    def drafter_under_fit(self) -> "DrafterUnderFit":
        """What a fit needs of the drafter that the settings choose. No model has to be set for it."""
        from assessor.bootstrap_fits import embedded_under_fit, llm_under_fit

        if self.settings.drafter == "llm":
            return llm_under_fit()
        return embedded_under_fit(self.shipped_drafter, self.levels, remembering_embedder())

    @cached_property
    def shipped_drafter(self) -> Drafter:
        """Stage 4 as it comes."""
        if self.settings.drafter == "llm":
            from assessor.bootstrap_llm import Sources, build_drafter

            return build_drafter(
                self.settings,
                policy=self.policy,
                keyring=self.keyring,
                ledger=self.spend_ledger,
                clock=self.clock,
                sources=Sources(self.retrieval, self._examples, self._parts.prompts, self._parts.remembers),
                run_id=self.run_id,
            )
        return self.embedded_drafter(self.levels)

    def embedded_drafter(self, levels: "Callable[[Rubric], LevelModel | None]") -> Drafter:
        """The embedded drafter on models of levels."""
        from assessor.drafting.embedded.drafter import EmbeddedDrafter
        from assessor.drafting.embedded.fitted import FittedLevels

        return EmbeddedDrafter(self.retrieval, FittedLevels(levels, remembering_embedder()))

    @cached_property
    def levels(self) -> "ShippedLevels":
        """The models of levels that come with the program."""
        from assessor.drafting.levels.shipped import ShippedLevels

        embedder = remembering_embedder()
        return ShippedLevels(lambda: resource_folder("models"), lambda: embedder.id)

    @cached_property
    def fits(self) -> "Fits":
        """What drafters learned from ratings."""
        from assessor.fits import Fits

        return Fits(self.store, self.redacted_reason)

    @cached_property
    def suspensions(self) -> "Suspensions":
        """Which drafts are withheld. Rules have theirs carried out by its `carry_out`."""
        from assessor.rubrics.load import load_rubric
        from assessor.suspensions import Suspensions

        def rubric(rubric_id: str) -> Rubric:
            return load_rubric(self.settings.rubric_in_effect(rubric_id))

        return Suspensions(self.store, self.redacted_reason, rubric)

    @cached_property
    def drills(self) -> "Drills":
        """Training on drafts in which an error was planted."""
        from assessor.drills.keeper import Drills
        from assessor.rubrics.load import load_rubric

        def digests(text: str) -> tuple[str, ...]:
            return self.keyring.digests(text.encode(), purpose="drill")

        return Drills(
            self.store, digests, lambda rubric_id: load_rubric(self.settings.rubric_in_effect(rubric_id))
        )

    @cached_property
    def engine(self) -> "Engine":
        """The database; it and its tables are made on first use."""
        from assessor.store.engine import open_engine
        from assessor.store.schema import upgrade

        self.settings.home_path.mkdir(mode=0o700, parents=True, exist_ok=True)
        engine = open_engine(self.settings.database)
        upgrade(engine)
        return engine

    @property
    def _examples(self) -> "Examples":
        """Chooses examples by the server's index; without a server there are none."""
        from assessor.retrieval.examples import ReleasedExamples
        from assessor.work.example_socket import SocketIndex

        index = SocketIndex(self.settings.example_folder)
        return ReleasedExamples(self.store, index, remembering_embedder())

    @property
    def has_store(self) -> bool:
        """Whether there is a database to look into; one on a server is taken to be there."""
        place = self.settings.database
        return not place.startswith("sqlite:///") or Path(place.removeprefix("sqlite:///")).is_file()

    @cached_property
    def spend_ledger(self) -> "SqlSpendLedger":
        """What model calls have cost this tenant."""
        from assessor.store.spend_ledger import SqlSpendLedger

        return SqlSpendLedger(self.engine, self.clock, TENANT)

    @cached_property
    def watch_rounds(self) -> "SqlWatchRounds":
        """Rounds of the watch over time."""
        from assessor.store.watch_rounds import SqlWatchRounds

        return SqlWatchRounds(self.engine, self.clock, TENANT)

    @cached_property
    def store(self) -> "SqlStore":
        """The tenant's records."""
        from assessor.audit.chain import Chain
        from assessor.auditing import CheckpointFile
        from assessor.store.unit_of_work import SqlStore

        checkpoint = CheckpointFile(self.settings.checkpoint, self.keyring)

        def on_commit(tenant: str, head: TreeHead) -> None:
            checkpoint.advance(store, tenant, head)

        store = SqlStore(self.engine, Chain(self.keyring), self.clock, TENANT, on_commit=on_commit)
        return store

    def close(self) -> None:
        """Let go of the database, where it was opened."""
        if "engine" in vars(self):
            self.engine.dispose()

    @cached_property
    def accounts(self) -> "Accounts":
        """Who acts."""
        from assessor.accounts import Accounts

        return Accounts(self.store, lambda name: self.keyring.digests(name.encode(), purpose="actor"))

    @cached_property
    def review(self) -> "Review":
        """Stage 6."""
        return self.review_with(self.redacted_reason)

    def review_with(self, redact_reason: Callable[[str], str]) -> "Review":
        """Stage 6 with reasons redacted elsewhere, as a process without engines needs it."""
        from assessor.review.service import Review
        from assessor.rubrics.load import load_rubric

        return Review(
            self.store,
            self.clock,
            rubrics=load_rubric,
            redact_reason=redact_reason,
            look_back_days=self.settings.look_back_days,
        )

    def retrieval(self, rubric: Rubric) -> AreaRetrieval:
        """Stage 3 for one rubric version; built once."""
        from assessor.retrieval.match import ROWS_PER_AREA, SENTENCE_SHARE, AnchorRetrieval, SearchRule
        from assessor.retrieval.timed import TimedRetrieval

        key = (rubric.id, rubric.version)
        if key not in self._retrievals:
            rule = SearchRule(self._parts.rows or ROWS_PER_AREA, self._parts.share or SENTENCE_SHARE)
            retrieval = AnchorRetrieval(rubric, remembering_embedder(), rule=rule)
            self._retrievals[key] = TimedRetrieval(retrieval)
        return self._retrievals[key]

    def redacted_reason(self, reason: str) -> str:
        """A reviewer's own words as they may be kept.

        Raises:
            InputError: the entry guardrails stop the text.
        """
        from assessor.domain.submission import ReadArtefact, ReadSubmission
        from assessor.intake.read import read_text

        read = ReadArtefact(content=read_text(reason, kind=None, lang=None), submitted_digest="")
        submission = ReadSubmission(artefacts=(read,), subject=Subject())
        redacted = self.entry_guardrails.redact(submission, Destination.STORE).artefacts[0]
        if redacted.text is None:
            rules = ", ".join(one.rule for one in redacted.findings if one.action in ("refuse", "escalate"))
            raise InputError(
                f"--reason: stopped by {rules}.",
                code="reason_stopped",
                hint="Say why without the material itself; cite the passage instead.",
            )
        return redacted.text


# Engines take seconds to load and hold no state of a home, so a process needs one of each.
@cache
def _intake() -> "IntakePool":
    from assessor.intake.pool import IntakePool

    pool = IntakePool()
    atexit.register(pool.close)
    return pool


@cache
def _presidio() -> "PresidioRecognizers":
    from assessor.guardrails.presidio import PresidioRecognizers

    return PresidioRecognizers()


@cache
def _secrets() -> "SecretGuardrail":
    from assessor.guardrails.secrets import SecretGuardrail

    return SecretGuardrail()


@cache
def sentence_embedder() -> Embedder:
    """The one embedder of this process."""
    from assessor.retrieval.embedder import UseEmbedder

    return UseEmbedder()


@cache
def remembering_embedder() -> Embedder:
    """The same one for search and draft, which ask for the same sentences one after the other."""
    from assessor.retrieval.remembering import RememberingEmbedder

    return RememberingEmbedder(sentence_embedder())
