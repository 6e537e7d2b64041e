"""Transcripts: as meeting tools export them, and every corner of the format."""

from collections.abc import Iterator

from tests.intake.corpus.file import CorpusFile, Prose

_TIMES = "00:00:01.000 --> 00:00:04.000"
_CORNERS = {
    "voice": (f"WEBVTT\n\n{_TIMES}\n<v Katrin Sommer>Voiced</v>\n", "Katrin Sommer: Voiced"),
    "voice-class": (f"WEBVTT\n\n{_TIMES}\n<v.loud Katrin>Voiced\n", "Katrin: Voiced"),
    "note": (f"WEBVTT\n\nNOTE\nNoted\nlines\n\n{_TIMES}\nSeen\n", "Noted"),
    "style": (f"WEBVTT\n\nSTYLE\n::cue {{ content: 'Styled' }}\n\n{_TIMES}\nSeen\n", "Styled"),
    "region": (f"WEBVTT\n\nREGION\nid:Regioned\n\n{_TIMES}\nSeen\n", "Regioned"),
    "cue-id": (f"WEBVTT\n\nIdentified\n{_TIMES}\nSeen\n", "Identified"),
    "settings": (f"WEBVTT\n\n{_TIMES} align:start Settled position:10%\nSeen\n", "Settled"),
    "header-words": (f"WEBVTT - Headed\nKind: captions\n\n{_TIMES}\nSeen\n", "Headed"),
    "never-shown": ("WEBVTT\n\n00:05.000 --> 00:05.000\nNevershown\n", "Nevershown"),
    "ruby": (f"WEBVTT\n\n{_TIMES}\n<ruby>x<rt>Rubied</rt></ruby>\n", "Rubied"),
    "unknown-tag": (f"WEBVTT\n\n{_TIMES}\n<secret Tagged>Seen\n", "Tagged"),
    "entities": (f"WEBVTT\n\n{_TIMES}\nA &amp; B &lt;Entitied&gt;\n", "A & B <Entitied>"),
    "no-blank-lines": (f"WEBVTT\n{_TIMES}\none\n00:05.000 --> 00:06.000\nUnparted\n", "Unparted"),
    "crlf": (f"WEBVTT\r\n\r\n{_TIMES}\r\nCrlfed\r\n", "Crlfed"),
    "old-mac": (f"WEBVTT\r\r{_TIMES}\rOldmac\r", "Oldmac"),
    "hours": ("WEBVTT\n\n1234:00:00.000 --> 1234:00:01.000\nHoured\n", "Houred"),
}


def files() -> Iterator[CorpusFile]:
    """All transcripts."""
    for label, (text, marker) in _CORNERS.items():
        yield CorpusFile(f"vtt-{label}", ".vtt", text.encode(), (marker,))
    for seed, encoding in enumerate(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]):
        prose = Prose(f"vtt {seed}")
        cues = (
            f"{n}\n00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n<v Jürgen>{prose.sentence(german=True)}\n"
            for n in range(5 + seed * 40)
        )
        text = "WEBVTT\n\n" + "\n".join(cues) + f"\n\n{_TIMES}\nMet{seed} für\n"
        yield CorpusFile(f"vtt-meeting-{encoding}", ".vtt", text.encode(encoding), (f"Met{seed} für",))
