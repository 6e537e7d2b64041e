"""WebVTT: cues with their times; what no player shows is hidden."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.errors import AssessorError, UnreadableError
from assessor.intake.vtt import read_vtt

CUE = "00:04:12.500 --> 00:04:15.000"


def cue(payload: str, timing: str = CUE) -> bytes:
    return f"WEBVTT\n\n{timing}\n{payload}\n".encode()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (cue("<v Anna Berg>Hello <b>you</b></v>"), "Anna Berg: Hello you"),
        (cue("<v.loud Anna>One\n<v Ben>Two"), "Anna: One\nBen: Two"),
        (cue("R&amp;D &lt;soon&gt;"), "R&D <soon>"),
        (cue("a<00:04:13.000> b"), "a b"),
        (cue("<lang de-AT>Servus</lang>"), "Servus"),
        (cue("1 < 2"), "1 < 2"),
        (cue("x", "04:12.500 --> 04:15.000 align:start position:0%"), "x"),
        (b"\xef\xbb\xbfWEBVTT\r\n\r\n7\r\n" + CUE.encode() + "\r\nGrüße 🙂\r\n".encode(), "Grüße 🙂"),
        (cue("Grüße").decode().encode("utf-16"), "Grüße"),
    ],
)
def test_cues_are_read_as_shown(data: bytes, text: str) -> None:
    extract = read_vtt(data)
    assert extract.text == text
    assert [s.locator for s in extract.segments] == ["cue 00:04:12"]
    assert extract.findings == ()


@pytest.mark.parametrize(
    "data",
    [
        b"WEBVTT MARKER\n\n" + CUE.encode() + b"\nseen",
        b"WEBVTT\nX-Note: MARKER\n\n" + CUE.encode() + b"\nseen",
        cue("seen\n\nNOTE MARKER"),
        cue("seen\n\nSTYLE\n::cue { content: MARKER }"),
        cue("seen\n\nREGION\nid:MARKER"),
        cue("seen\n\nMARKER without times"),
        b"WEBVTT\n\nMARKER intro\n" + CUE.encode() + b"\nseen",
        cue("seen<c.red MARKER></c>"),
        cue("seen<MARKER x>"),
        cue("seen", CUE + " MARKER"),
        cue("seen\n\n00:05.000 --> 00:05.000\nMARKER"),
        cue("seen\n\n00:05.000 --> 00:06.000 size:0%\nMARKER"),
    ],
)
def test_what_no_player_shows_is_hidden(data: bytes) -> None:
    extract = read_vtt(data)
    at = extract.text.index("MARKER")
    assert [f.rule for f in extract.findings if f.start is not None and f.start <= at < (f.end or 0)] == [
        "vtt_note"
    ]
    assert len(extract.findings) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nsubrip", "damaged_file"),
        (b"WEBVTT\n\nno times", "damaged_file"),
        (b"WEBVTTS\n\n" + CUE.encode() + b"\nx", "damaged_file"),
        (cue("a\0\0\0\0b"), "binary_content"),
        (cue("<" * 1_999_999), "too_large"),
    ],
)
def test_bad_files_have_their_code(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_vtt(data)
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)


@pytest.mark.parametrize("piece", ["<", "<a.", "<v ", "-->", "\n\n", f"\n{CUE}\n", "&lt"])
def test_repetition_takes_linear_time(piece: str) -> None:
    read_vtt(cue("x" + piece * (300_000 // len(piece))))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["\n", "\n\n", CUE, "<v A>", "<", ">", "NOTE", "a", "-->", "\x00", "&#x0;", "é"])
    )
)
def test_anything_is_read_or_refused_by_our_errors(pieces: list[str]) -> None:
    with contextlib.suppress(AssessorError):
        read_vtt(("WEBVTT\n\n" + "".join(pieces)).encode())
