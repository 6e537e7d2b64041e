"""Builds what keeps and shows exemplars, from an application; beside `bootstrap`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.exemplar import ExemplarState
from assessor.domain.rubric import Rubric
from assessor.domain.verdict import Destination
from assessor.errors import InputError, OrderError
from assessor.settings import TENANT

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.exemplar_ports import Examples
    from assessor.exemplars import Candidate, Exemplars


def exemplars(application: "Application") -> "Exemplars":
    """Lets exemplars in, releases and withdraws them."""
    from assessor.bootstrap_llm import forget_answers
    from assessor.exemplars import Exemplars
    from assessor.rubrics.load import load_rubric

    def in_effect(rubric_id: str) -> Rubric:
        return load_rubric(application.settings.rubric_in_effect(rubric_id))

    return Exemplars(
        application.store,
        lambda one: _redacted(application, one),
        in_effect,
        lambda: forget_answers(application.settings),
    )


def examples_of_record(application: "Application") -> "Examples | None":
    """Chooses from the record without an index; null where nothing is released. Makes no store."""
    from assessor.bootstrap import remembering_embedder
    from assessor.retrieval.examples import MemoryIndex, ReleasedExamples

    if not any_released(application):
        return None
    embedder = remembering_embedder()
    return ReleasedExamples(application.store, MemoryIndex(application.store, embedder), embedder)


@contextmanager
def example_service(application: "Application") -> Iterator[None]:
    """Own the index of examples and answer questions to it, as the server of a home does.

    Raises:
        OrderError: code `index_locked`; another process has it open.
    """
    from assessor.bootstrap import sentence_embedder
    from assessor.retrieval.example_index import PersistentExampleIndex
    from assessor.work.example_socket import ExampleService

    settings = application.settings
    if settings.examples == "off":
        yield
        return
    folder = settings.example_folder
    index = PersistentExampleIndex(folder, application.store, sentence_embedder(), tenant=TENANT)
    with index, ExampleService(folder, index):
        yield


def forget_withdrawn(application: "Application") -> bool:
    """Have what was withdrawn leave the index: the server's, else its files; whether that is done now."""
    from assessor.retrieval.example_index import forget
    from assessor.work.example_socket import SocketIndex

    folder = application.settings.example_folder
    if SocketIndex(folder).refresh():
        return True
    try:
        forget(folder)
    except OrderError:
        return False  # a server that does not answer; it looks again at the next question and at its start
    return True


def drafts_without_examples(application: "Application") -> bool:
    """Whether examples are released that drafts of this process do without, since no server runs."""
    from assessor.bootstrap_llm import model_destination, sends_examples
    from assessor.file_lock import is_locked

    settings = application.settings
    if settings.drafter != "llm" or is_locked(settings.server_lock):
        return False
    return sends_examples(settings, model_destination(settings, application.policy)) and any_released(
        application
    )


def any_released(application: "Application") -> bool:
    """Whether any exemplar may be shown. Makes no store."""
    if not application.has_store:
        return False
    with application.store.read() as unit:
        return any(one.state is ExemplarState.RELEASED for one in unit.exemplars.list_all())


def _redacted(application: "Application", candidate: "Candidate") -> RedactedArtefact:
    """Stage 2 for one item, whose assessee is nobody we know.

    Raises:
        InputError: code `invalid_text`; intake reads the text differently, so no passage would be found.
    """
    from assessor.domain.submission import ReadArtefact, ReadSubmission
    from assessor.intake.read import read_text

    content = read_text(candidate.text, kind=candidate.kind, lang=candidate.lang)
    if content.text != candidate.text:
        raise InputError(
            "the text holds characters that are not read as they stand.",
            code="invalid_text",
            hint="Take out control characters and a byte order mark.",
        )
    # Its digest is for records of submissions; this is none.
    read = ReadSubmission(artefacts=(ReadArtefact(content=content, submitted_digest=""),))
    return application.entry_guardrails.redact(read, Destination.EXTERNAL_MODEL).artefacts[0]
