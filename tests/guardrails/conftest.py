"""The real chain, loaded once: Presidio, the taggers and CredSweeper are not imitated here."""

from collections.abc import Callable

import pytest

from assessor.domain.artefact import RedactedArtefact, Subject
from assessor.domain.text import Language
from assessor.domain.verdict import Destination
from assessor.guardrails.entry import EntryGuardrailChain
from assessor.guardrails.policy import Policy, load_policy
from assessor.retrieval.embedder import UseEmbedder

from .submissions import submission_of

Redact = Callable[..., tuple[RedactedArtefact, ...]]


@pytest.fixture(scope="session")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="session")
def chain(policy: Policy) -> EntryGuardrailChain:
    return EntryGuardrailChain(policy, embedder=UseEmbedder())


@pytest.fixture(scope="session")
def redact(chain: EntryGuardrailChain) -> Redact:
    def redact_texts(
        *texts: str,
        lang: Language = "en",
        subject: Subject | None = None,
        destination: Destination = Destination.STORE,
    ) -> tuple[RedactedArtefact, ...]:
        return chain.redact(submission_of(*texts, lang=lang, subject=subject), destination).artefacts

    return redact_texts
