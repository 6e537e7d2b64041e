"""Files to artefacts: what is attached to a mail is read by itself, in bounds, and its failures never cost the mail."""

from collections.abc import Callable
from datetime import date

import pytest

from assessor import reading
from assessor.bootstrap import Application
from assessor.domain.artefact import ArtefactKind, AttachedFile, SubmittedArtefact
from assessor.domain.submission import Origin, ReadArtefact
from assessor.domain.text import Language
from assessor.errors import InputError, UnreadableError
from assessor.ports import Intake
from assessor.reading import MAX_ATTACHMENTS, MAX_LEVELS, SubmittedFile, read_file

from .intake.mails import as_bytes, mail

NOTE = "I checked the figures against the usage export."


class FakeIntake:
    """A mail is `MAIL` and the number of its attachments; each attachment is again a mail of one."""

    def __init__(self, *, fails: Callable[[bytes], InputError | None] = lambda _: None) -> None:
        self.names: list[str] = []
        self._fails = fails

    def read(
        self, data: bytes, name: str, *, kind: ArtefactKind | None = None, lang: Language | None = None
    ) -> SubmittedArtefact:
        self.names.append(name)
        if error := self._fails(data):
            raise error
        count = int(data.removeprefix(b"MAIL ")) if data.startswith(b"MAIL ") else 0
        text = "x" * 10
        return SubmittedArtefact(
            text=text,
            segments=(),
            lang=lang or "en",
            kind=kind or ArtefactKind.OTHER,
            attachments=tuple(
                AttachedFile(number=n + 1, extension=".eml", content=b"MAIL 1", start=n % 10, end=n % 10 + 1)
                for n in range(count)
            ),
        )


def read(intake: Intake, content: bytes, **given: object) -> tuple[ReadArtefact, ...]:
    return read_file(
        intake, SubmittedFile("mail.eml", content, **given), lambda data: (f"{len(data)}", f"old {len(data)}")
    )  # type: ignore[arg-type]  # the fields of a file


def rules(artefact: ReadArtefact) -> list[str]:
    return [finding.rule for finding in artefact.content.findings if finding.category == "attachment"]


def test_attachments_stand_behind_their_mail_each_followed_by_its_own(application: Application) -> None:
    outer = mail(NOTE + "\n", Date="Mon, 02 Nov 2026 09:00:00 +0100")
    inner = mail("Forwarded: the plan was wrong.\n", Date="Fri, 30 Oct 2026 09:00:00 +0100")
    inner.add_attachment("n;text\n1;checked\n", subtype="csv", filename="inner.csv")
    outer.add_attachment(inner)
    outer.add_attachment("second file\n", filename="second.txt")
    found = read(application.intake, as_bytes(outer))
    assert [(one.origin.attachment, one.evidence_date) for one in found] == [
        ((), date(2026, 11, 2)),
        ((1,), date(2026, 10, 30)),
        ((1, 1), date(2026, 10, 30)),
        ((2,), date(2026, 11, 2)),
    ]
    assert "checked" in found[2].content.text
    assert found[3].content.text == "second file\r\n"
    assert [one.content.kind for one in found] == ["email", "email", "other", "other"]
    assert all(not one.content.attachments for one in found)
    # Digests name each attachment's own bytes: `second file` and CRLF are 13.
    assert found[3].submitted_digest == "13"
    assert found[3].known_digests == ("13", "old 13")


def test_a_given_evidence_date_and_language_hold_for_the_file() -> None:
    found = read(FakeIntake(), b"MAIL 1", evidence_date=date(2026, 11, 1), lang="de")
    assert {one.evidence_date for one in found} == {date(2026, 11, 1)}
    # What is attached may be written in another language, which its own text tells.
    assert [one.content.lang for one in found[:2]] == ["de", "en"]


def test_an_unreadable_attachment_is_a_note_on_the_mail_where_it_is_named(application: Application) -> None:
    message = mail(NOTE + "\n")
    message.add_attachment(b"%PDF-1.7 cut", "application", "pdf", filename="cut.pdf")
    message.add_attachment(b"\x89PNG", "image", "png", filename="logo.png")
    (found,) = read(application.intake, as_bytes(message))
    first, second = (f for f in found.content.findings if f.category == "attachment")
    assert {first.rule, second.rule} == {"attachment_not_read", "attachment_not_read.damaged_file"}
    text = found.content.text
    shown = {f.rule: text[f.start : f.end] for f in (first, second)}
    assert shown["attachment_not_read.damaged_file"].startswith("Attachment: cut.pdf")
    assert shown["attachment_not_read"].startswith("Attachment: logo.png")


def test_mails_within_mails_end_at_the_deepest_level() -> None:
    intake = FakeIntake()
    found = read(intake, b"MAIL 1")
    # The mail itself, then one attachment on each level.
    assert len(found) == 1 + MAX_LEVELS
    assert rules(found[-1]) == ["attachment_not_read.too_deep"]
    assert [rules(one) for one in found[:-1]] == [[]] * MAX_LEVELS


def test_attachments_beyond_the_most_are_notes() -> None:
    def is_inner(data: bytes) -> InputError | None:
        return UnreadableError("empty", code="empty") if data == b"MAIL 1" else None

    intake = FakeIntake(fails=is_inner)
    (found,) = read(intake, f"MAIL {MAX_ATTACHMENTS + 2}".encode())
    assert rules(found).count("attachment_not_read.empty") == MAX_ATTACHMENTS
    assert rules(found).count("attachment_not_read.too_many") == 2
    assert len(intake.names) == 1 + MAX_ATTACHMENTS


def test_attachments_after_the_time_is_up_are_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 1.0, reading.ATTACHMENTS_S + 1])
    monkeypatch.setattr(reading, "monotonic", lambda: next(times, reading.ATTACHMENTS_S + 1))
    found = read(FakeIntake(), b"MAIL 2")
    assert rules(found[0]) == ["attachment_not_read.too_slow"]
    assert found[1].origin.attachment == (1,)


def test_a_machine_that_cannot_hold_limits_stops_everything() -> None:
    """Only what is wrong with an attachment is its own affair."""

    def unavailable(data: bytes) -> InputError | None:
        return InputError("no limits", code="sandbox_unavailable") if data == b"MAIL 1" else None

    with pytest.raises(InputError) as caught:
        read(FakeIntake(fails=unavailable), b"MAIL 1")
    assert caught.value.code == "sandbox_unavailable"


def test_intake_never_learns_the_name_of_an_attachment() -> None:
    intake = FakeIntake()
    read(intake, b"MAIL 1")
    assert intake.names == ["mail.eml", *["attachment.eml"] * MAX_LEVELS]


def test_the_error_of_the_file_itself_names_it() -> None:
    intake = FakeIntake(fails=lambda _: UnreadableError("The file is empty.", code="empty", hint="Check it."))
    with pytest.raises(UnreadableError) as caught:
        read(intake, b"")
    assert str(caught.value) == "mail.eml: The file is empty. Check it."


def test_an_origin_names_places_not_files() -> None:
    assert Origin(file=1).path_in("a/b.eml") == "a/b.eml"
    assert Origin(file=1, attachment=(3,)).path_in("a/b.eml") == "a/b.eml: attachment 3"
