"""The pre-check of a promotion packet: stages 1 to 3 for the person who hands in, with nothing kept.

    files -> intake -> entry guardrails -> proposed areas and marks -> report
             1         2                   3, cues

It knows no store, no keys and no audit log, so it cannot leave anything behind. It makes no draft: of the
drafter it uses the reading of sentences and cues alone, and of a cue nothing but that it is there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.precheck import PacketArea, PacketPart, PrecheckReport
from assessor.domain.rubric import Rubric
from assessor.domain.submission import Origin, ReadArtefact, ReadSubmission
from assessor.domain.verdict import Destination
from assessor.drafting.embedded.cues import find_cues
from assessor.drafting.embedded.modality import Voice
from assessor.drafting.embedded.sentences import distinct, split_sentences
from assessor.errors import InputError, NotFoundError, UnreadableError
from assessor.intake.read import read_text
from assessor.ports import AreaRetrieval, EntryGuardrails, Intake
from assessor.reading import SubmittedFile, read_file
from assessor.review.packets.gather import Item, Packet
from assessor.review.packets.looked import Looked
from assessor.review.packets.marks import CueSeen, marks_of
from assessor.review.packets.report import Aim, report_of
from assessor.rubrics.names import find_skill_area

_TEMPLATES = (ArtefactKind.PROMPT_TEMPLATE, ArtefactKind.PLAYBOOK)
Dates = Mapping[str, date]
"""Evidence dates given beside the packet, by path; they win over those of its manifest."""
DateFrom = Literal["manifest", "option", "mail_header"] | None


@dataclass(frozen=True)
class _Read:
    """One text of the packet after stage 1, or why there is none."""

    item: Item
    path: str
    artefact: ReadArtefact | None
    fault: str = ""


class Precheck:
    """Looks a packet over. Built by `bootstrap` from the same stages as the pipeline.

    Args:
        intake: stage 1.
        entry_guardrails: stage 2.
        retrieval: stage 3, proposes areas where the packet names none.
        contents: the bytes of a file; may raise `UnreadableError`.
    """

    def __init__(
        self,
        intake: Intake,
        entry_guardrails: EntryGuardrails,
        retrieval: Callable[[Rubric], AreaRetrieval],
        contents: Callable[[Item], bytes],
    ) -> None:
        self._intake = intake
        self._entry_guardrails = entry_guardrails
        self._retrieval = retrieval
        self._contents = contents

    def report(
        self, packet: Packet, aim: Aim, rubric: Rubric, *, dates: Dates, destination: Destination
    ) -> PrecheckReport:
        """Look a packet over.

        Args:
            packet: what it consists of.
            aim: what it is looked at for.
            rubric: the same in its own language, whose anchors are indexed.
            dates: given beside the packet.
            destination: where its text is to go later.

        Raises:
            NotFoundError: a piece of evidence is offered for an area the rubric does not have.
            InputError: the manifest does not fit the rubric, or not one of the packet's files can be read.
        """
        _verify_areas(packet, aim)
        read = [one for item in packet.items for one in self._read(item, dates)]
        _verify_some_readable(read)
        there = [one.artefact for one in read if one.artefact is not None]
        redacted: dict[int, RedactedArtefact] = {}
        if there:
            submission = ReadSubmission(artefacts=tuple(there), subject=packet.manifest.subject)
            done = self._entry_guardrails.redact(submission, destination).artefacts
            places = [place for place, one in enumerate(read) if one.artefact is not None]
            redacted = dict(zip(places, done, strict=True))
        looked = [
            self._looked(one, redacted.get(place), aim, rubric, dates) for place, one in enumerate(read)
        ]
        return report_of(looked, packet.manifest, aim, unused=packet.unused)

    def _read(self, item: Item, dates: Dates) -> list[_Read]:
        """A text of the packet, and what is attached to it."""
        if item.fault:
            return [_Read(item, item.path, None, item.fault)]
        kind = item.entry.kind if item.entry else None
        try:
            if item.text is not None:
                text = ReadArtefact(content=read_text(item.text), submitted_digest="", origin=Origin())
                read: tuple[ReadArtefact, ...] = (text,)
            else:
                given = dates.get(item.path) or (item.entry.date if item.entry else None)
                file = SubmittedFile(item.path, self._contents(item), kind, given)
                read = read_file(self._intake, file, _no_digest)
        except UnreadableError as error:
            return [_Read(item, item.path, None, error.code)]
        return [_Read(item, one.origin.path_in(item.path), one) for one in read]

    def _looked(
        self, read: _Read, redacted: RedactedArtefact | None, aim: Aim, rubric: Rubric, dates: Dates
    ) -> Looked:
        part = read.item.part
        seen = Looked(
            path=read.path,
            part=part,
            redacted=redacted,
            fault=read.fault,
            entry=read.item.entry,
            date_from=_date_from(read, redacted, dates),
        )
        if redacted is None or redacted.text is None or part is not PacketPart.EVIDENCE:
            return seen
        sentences = distinct(split_sentences(redacted))
        voice = Voice(redacted.lang, frozenset(redacted.subject_placeholders))
        found = find_cues(sentences, voice, redacted.kind)
        cues = [CueSeen(one.kind, one.sentence.locator) for one in found]
        return seen._replace(
            areas=self._areas(read.item, [one.text for one in sentences], aim, rubric),
            marks=marks_of(redacted.text, redacted.segments, cues, instructs=redacted.kind in _TEMPLATES),
        )

    def _areas(
        self, item: Item, sentences: Sequence[str], aim: Aim, rubric: Rubric
    ) -> tuple[PacketArea, ...]:
        named = item.entry.skill_area if item.entry else ()
        if named:
            found = dict.fromkeys(find_skill_area(aim.rubric, name).name for name in named)
            return tuple(PacketArea(skill_area=name, proposed=False) for name in found)
        areas, _ = self._retrieval(rubric).match(sentences, None)
        return tuple(
            PacketArea(
                skill_area=find_skill_area(aim.rubric, best.skill_area).name, proposed=True, score=best.score
            )
            for best in areas[:1]
        )


def _no_digest(_: bytes) -> tuple[str, ...]:
    """Digests are for records, and none is made."""
    return ("",)


def _date_from(read: _Read, redacted: RedactedArtefact | None, dates: Dates) -> DateFrom:
    if redacted is None or redacted.evidence_date is None:
        return None
    if read.item.path in dates:
        return "option"
    return "manifest" if read.item.entry and read.item.entry.date else "mail_header"


def _verify_areas(packet: Packet, aim: Aim) -> None:
    """Refuse an area that does not exist before anything is read, naming the piece it was given for."""
    for item in packet.items:
        for name in item.entry.skill_area if item.entry else ():
            try:
                find_skill_area(aim.rubric, name)
            except NotFoundError as error:
                raise NotFoundError(
                    f"{item.path}: {error.message}", code=error.code, hint=error.hint
                ) from None


def _verify_some_readable(read: Sequence[_Read]) -> None:
    if read and all(one.artefact is None for one in read):
        told = "; ".join(f"{one.path}: {one.fault}" for one in read)
        raise InputError(
            f"none of the packet's files can be read. {told}.",
            code="packet_unreadable",
            hint="Check the paths in the manifest, and that each file opens elsewhere.",
        )
