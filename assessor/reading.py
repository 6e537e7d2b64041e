"""Stage 1 for what is handed in: files in, artefacts out; what is attached to a mail becomes one of its own.

Each attachment is read as if it had been handed in by itself, in a child of its own limits. One that cannot
be read is a finding on the mail that carries it, and never costs the mail.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from time import monotonic

from assessor.domain.artefact import ArtefactKind, AttachedFile, SubmittedArtefact
from assessor.domain.submission import Origin, ReadArtefact
from assessor.domain.text import Language
from assessor.domain.verdict import Action, Finding
from assessor.errors import InputError, UnreadableError
from assessor.ports import Intake

MAX_ATTACHMENTS = 50
"""So many attachments of one file are read, all levels together."""
MAX_LEVELS = 5
"""So deep mails inside mails are read."""
ATTACHMENTS_S = 10.0
"""Attachments of one file that come after this time are not begun."""


@dataclass(frozen=True)
class SubmittedFile:
    """One file as handed in. Its name may hold personal data and is never kept."""

    name: str
    content: bytes
    kind: ArtefactKind | None = None
    evidence_date: date | None = None
    lang: Language | None = None


def read_file(
    intake: Intake, file: SubmittedFile, digests: Callable[[bytes], tuple[str, ...]], *, position: int = 0
) -> tuple[ReadArtefact, ...]:
    """Read one file and what is attached in it.

    Args:
        intake: reads files one by one.
        file: the file.
        digests: names bytes by their keyed digests, the one under the active key first.
        position: the file's place among those handed in.

    Returns:
        The file first, then its attachments, each followed by its own. An attachment's evidence date is the
        one given for the file, else its own Date header, else that of the mail around it. Attachments that
        were not read are notes on the mail, rule `attachment_not_read.REASON`: the code intake gave, or
        `too_many`, `too_deep`, `too_slow`.

    Raises:
        InputError: intake cannot use the file itself; the message begins with its name.
    """
    return tuple(_Opening(intake, file, digests, position).artefacts())


class _Opening:
    """One file on its way to artefacts."""

    def __init__(
        self, intake: Intake, file: SubmittedFile, digests: Callable[[bytes], tuple[str, ...]], position: int
    ) -> None:
        self._intake = intake
        self._file = file
        self._digests = digests
        self._position = position
        self._begun = 0
        self._deadline = monotonic() + ATTACHMENTS_S

    def artefacts(self) -> Iterator[ReadArtefact]:
        file = self._file
        try:
            content = self._intake.read(file.content, file.name, kind=file.kind, lang=file.lang)
        except InputError as error:
            raise type(error)(f"{file.name}: {error.message}", code=error.code, hint=error.hint) from None
        yield from self._with_attachments(content, file.content, (), None)

    def _with_attachments(
        self, content: SubmittedArtefact, raw: bytes, numbers: tuple[int, ...], sent_on: date | None
    ) -> Iterator[ReadArtefact]:
        sent_on = content.sent_on or sent_on
        opened: list[tuple[AttachedFile, SubmittedArtefact]] = []
        unread: list[Finding] = []
        for attached in content.attachments:
            read = self._opened(attached, numbers)
            if isinstance(read, str):
                unread.append(_not_read(attached, read))
            else:
                opened.append((attached, read))
        current, *older = self._digests(raw)
        yield ReadArtefact(
            content=content.model_copy(update={"attachments": (), "findings": (*content.findings, *unread)}),
            submitted_digest=current,
            older_digests=tuple(older),
            evidence_date=self._file.evidence_date or sent_on,
            origin=Origin(file=self._position, attachment=numbers),
        )
        for attached, inner in opened:
            yield from self._with_attachments(inner, attached.content, (*numbers, attached.number), sent_on)

    def _opened(self, attached: AttachedFile, numbers: tuple[int, ...]) -> SubmittedArtefact | str:
        """The attachment as text, or the code that says why not."""
        if len(numbers) >= MAX_LEVELS:
            return "too_deep"
        if self._begun >= MAX_ATTACHMENTS:
            return "too_many"
        if monotonic() > self._deadline:
            return "too_slow"
        self._begun += 1
        try:
            return self._intake.read(attached.content, f"attachment{attached.extension}")
        except UnreadableError as error:
            return error.code


def _not_read(attached: AttachedFile, reason: str) -> Finding:
    return Finding(
        category="attachment",
        rule=f"attachment_not_read.{reason}",
        action=Action.NOTE,
        start=attached.start,
        end=attached.end,
    )
