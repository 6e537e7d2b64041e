"""Mail addresses, spelled for machines and spelled for people."""

import pytest

from assessor.guardrails.recognizers.mails import find_mails

from .catching import caught

ADDRESSES = (
    "anna.schmidt@firma.example", "anna+crm@mail.co.uk", "j.müller@müller-bau.de", "a_b-c@sub.nordwind.test", "info@xn--mller-kva.de",
    "x@intern.corp", "O'Neil@x.example", "A.B@C-D.COM", "user@[192.168.1.1]", "anna@firma . de", "anna @ firma.de", "anna&#64;firma.de",
)  # fmt: skip
OBFUSCATED = (
    "name (at) firma punkt de", "name [at] x dot com", "anna(at)firma.de", "anna.schmidt [at] firma [dot] de", "anna{at}firma{dot}com",
    "anna.schmidt(at)sub.firma.co.uk", "buero (at) bergmann-toechter (punkt) example", "export [ät] wetterstein-reisen [punkt] example",
    "reise (ät) duenamuende.example", "anna dot schmidt at firma dot de", "kanzlei at ohlendorf punkt example",
    "miriam dot okafor at ospreylane dot example", "travel at dunmore dot example", "anna AT firma DOT com", "anna_at_firma_dot_de",
    "o'neil (at) firma (punkt) de",
)  # fmt: skip
FRAMES = ("{}", "Bitte an {} schreiben.", "write to {}, please", "<{}>", "({}).")
NO_ADDRESSES = (
    "we look at the dot com era", "Meet at 10 (at noon) in room 3", "@KatrinSommer sag Bescheid", "score @ risk", "3 @ 4.5 EUR",
    "the dot product", "Treffpunkt at Firma", "a (at) b", "Auf den Punkt com", "we are at amazon dot com levels", "x@y",
    "@media screen", "user@ host", "Punkt 3 der Liste: at risk",
)  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("address", [*ADDRESSES, *OBFUSCATED])
def test_an_address_goes_whole(address: str, frame: str) -> None:
    assert caught(find_mails, frame.format(address)) == [address]


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_talk_with_at_and_dot_stays(text: str) -> None:
    assert caught(find_mails, text) == []


def test_a_host_without_a_dot_counts_where_it_is_marked_as_an_address() -> None:
    assert caught(find_mails, "mailto:anna@mailhost and <tom@mailhost>") == ["anna@mailhost", "tom@mailhost"]
    assert caught(find_mails, "anna@mailhost") == []
