"""The child's loop, run here on streams in memory; `test_pool.py` runs it in real children."""

import io
import json

import pytest
from pydantic import ValidationError

from assessor.domain.artefact import ArtefactKind, SubmittedArtefact
from assessor.intake import frames
from assessor.intake.frames import Breakage, Refusal, Request, read_frame, write_frame
from assessor.intake.sandbox import Limits
from assessor.intake.worker import Order, Reader, answer_to, serve
from tests.intake.hostile import artefact, obey

TICKET = bytes(range(16))
MEGABYTE = 1_000_000


def header(extension: str = ".txt", **fields: object) -> bytes:
    return json.dumps({"extension": extension, **fields}).encode()


def answer(deed: str, read: Reader = obey, answer_bytes: int = MEGABYTE) -> tuple[bytes, bytes]:
    found = answer_to(read, header(), deed.encode(), answer_bytes=answer_bytes)
    return found[:1], found[1:]


def served(*deeds: str) -> list[bytes]:
    """The answers to some requests, and how often the processor limit was renewed as the last item."""
    requests, answers = io.BytesIO(), io.BytesIO()
    for deed in deeds:
        write_frame(requests, TICKET + header())
        write_frame(requests, deed.encode())
    requests.seek(0)
    renewed: list[int] = []
    serve(requests, answers, obey, answer_bytes=MEGABYTE, before_each=lambda: renewed.append(1))
    answers.seek(0)
    frames_of = list(iter(lambda: read_frame(answers), None))
    assert len(renewed) == len(frames_of)
    return [frame for frame in frames_of if frame is not None]


def test_a_file_becomes_an_artefact() -> None:
    tag, body = answer("echo Grüße\r\n\tfrom Köln")
    assert tag == frames.ARTEFACT
    assert SubmittedArtefact.model_validate_json(body) == artefact("Grüße\r\n\tfrom Köln")


def test_the_reader_is_told_kind_language_and_extension_and_no_name() -> None:
    asked = header(".eml", kind="email", lang="de")
    body = answer_to(obey, asked, b"name", answer_bytes=MEGABYTE)[1:]
    assert SubmittedArtefact.model_validate_json(body) == artefact("file.eml", ArtefactKind.EMAIL, "de")


def test_a_refusal_keeps_code_message_and_hint() -> None:
    tag, body = answer("refuse bomb")
    assert tag == frames.REFUSED
    assert Refusal.model_validate_json(body) == Refusal(
        code="bomb", message="The file is a bomb: expected a letter.", hint="Send a letter."
    )


def test_an_unexpected_error_says_where_and_nothing_of_the_file() -> None:
    tag, body = answer("break Anna-Huber")
    assert tag == frames.FAILED
    assert Breakage.model_validate_json(body).where.startswith("KeyError at assessor.intake.worker:")
    assert b"Anna" not in body


@pytest.mark.parametrize(
    ("error", "tag"), [(MemoryError, frames.OUT_OF_MEMORY), (RecursionError, frames.FAILED)]
)
def test_errors_of_the_machine_become_answers(error: type[Exception], tag: bytes) -> None:
    def read(*args: object, **options: object) -> SubmittedArtefact:
        raise error

    assert answer("echo", read=read)[0] == tag


def test_an_answer_as_long_as_allowed_passes_and_one_byte_more_is_refused() -> None:
    longest = len(b"".join(answer("long 100")))
    assert answer("long 100", answer_bytes=longest)[0] == frames.ARTEFACT
    tag, body = answer("long 100", answer_bytes=longest - 1)
    assert (tag, Refusal.model_validate_json(body).code) == (frames.REFUSED, "too_large")


def test_a_request_of_another_shape_is_a_failure_not_a_crash() -> None:
    assert answer_to(obey, b'{"name": "x"}', b"echo", answer_bytes=MEGABYTE)[:1] == frames.FAILED


def test_answers_come_in_order_under_the_ticket_of_their_request() -> None:
    first, second = served("echo one", "refuse bomb")
    assert (first[:17], second[:17]) == (TICKET + frames.ARTEFACT, TICKET + frames.REFUSED)
    assert b'"one"' in first


def test_the_child_ends_after_a_reader_broke_and_not_after_a_refusal() -> None:
    assert [frame[16:17] for frame in served("refuse bomb", "break", "echo never")] == [
        frames.REFUSED,
        frames.FAILED,
    ]


def test_a_request_cut_short_is_not_read() -> None:
    requests = io.BytesIO()
    write_frame(requests, TICKET + header())
    write_frame(requests, b"echo whole")
    cut = io.BytesIO(requests.getvalue()[:-1])
    answers = io.BytesIO()
    serve(cut, answers, obey, answer_bytes=MEGABYTE, before_each=lambda: None)
    assert answers.getvalue() == b""


def test_an_order_survives_the_command_line() -> None:
    order = Order(parent_id=7, entry="a:b", limits=Limits(memory_bytes=5, wall_s=0.5))
    assert Order.model_validate_json(order.model_dump_json()) == order


@pytest.mark.parametrize(
    "fields",
    [
        {"code": "Anna Huber", "message": "m"},
        {"code": "", "message": "m"},
        {"code": "ok", "message": "x" * 601},
        {"code": "ok", "message": "two\nlines"},
        {"code": "ok", "message": "m", "hint": "\x1b[31m"},
        {"code": "ok", "message": "m", "text": "Anna"},
    ],
)
def test_what_is_no_error_of_ours_is_no_refusal(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Refusal.model_validate_json(json.dumps(fields))


def test_a_request_holds_no_name() -> None:
    assert set(Request.model_fields) == {"extension", "kind", "lang"}
