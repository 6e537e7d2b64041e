"""Accounts, cards and machines: the check digit, or the standard library, has the last word."""

import pytest

from assessor.guardrails.recognizers.accounts import find_accounts

from .catching import caught, types_of

# Published examples of the IBAN registry and the card schemes' test numbers.
IBANS = (
    "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "de89 3704 0044 0532 0130 00", "DE 89 37040044 0532013000",
    "DE89-3704-0044-0532-0130-00", "DE89 3704 0044\n0532 0130 00", "AT611904300234573201", "CH93 0076 2011 6238 5295 7",
    "LI21 0881 0000 2324 013A A", "GB29 NWBK 6016 1331 9268 19", "gb29nwbk60161331926819", "FR14 2004 1010 0505 0001 3M02 606",
    "NL91 ABNA 0417 1643 00", "ES91 2100 0418 4502 0005 1332", "IT60 X054 2811 1010 0000 0123 456",
)  # fmt: skip
CARDS = (
    "4111-1111-1111-1111", "4111 1111 1111 1111", "4111111111111111", "4111.1111.1111.1111", "3782 822463 10005", "378282246310005",
    "5555 5555 5555 4444", "6011 1111 1111 1117", "3530 1113 3330 0000", "3056 9309 0259 04",
)  # fmt: skip
MACHINES = (
    "192.0.2.17", "10.0.0.0/8", "192[.]0[.]2[.]17", "2001:db8::8a2e:370:7334", "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
    "fe80::1ff:fe23:4567:890a", "fe80::1%eth0", "::ffff:192.0.2.1", "00:1A:2B:3C:4D:5E", "00-1A-2B-3C-4D-5E",
)  # fmt: skip
FRAMES = ("{}", "from {} and on", "an {} überwiesen", "({})", "{}.", "{}, danke")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("IBAN_CODE", value) for value in IBANS),
        *(("CREDIT_CARD", value) for value in CARDS),
        *(("IP_ADDRESS", value) for value in MACHINES),
    ],
)
def test_a_valid_number_goes_whole_with_its_type(kind: str, value: str, frame: str) -> None:
    text = frame.format(value)
    assert caught(find_accounts, text) == [value]
    assert types_of(find_accounts, text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "DE89 3704 0044 0532 0130 01",  # one digit off
        "DE89 3704 0044 0532 0130",  # two digits short
        "ZZ89 3704 0044 0532 0130 00",  # no such country
        "DE 12 Kunden 3 und 4 sind da und 5 auch noch 6 7",
        "4111 1111 1111 1112",
        "4111 1111 1111",
        "1234567890123456",
        "0000 0000 0000 0000",
        "Bestellung 4111111111111111-22",
        "Version 10.15.7.1",
        "v1.2.3.4",
        "Section 1.2.3.4.5",
        "999.1.1.1",
        "12:34:56 and 1:2",
        "2026-11-20 10:30:00",
        "std::vector and Foo::Bar",
        "a::b",
    ],
)
def test_a_number_that_fails_its_check_stays(text: str) -> None:
    assert caught(find_accounts, text) == []


def test_a_short_card_counts_only_after_the_word_card() -> None:
    # 12 digits pass the check digit one time in ten: 5038 9054 7220 is one of the public set.
    assert caught(find_accounts, "my card # 503890547220 for") == ["503890547220"]
    assert caught(find_accounts, "Vorgang 503890547220 offen") == []


def test_the_text_after_a_spaced_account_stays() -> None:
    text = "an DE89 3704 0044 0532 0130 00 12 EUR"
    assert caught(find_accounts, text) == ["DE89 3704 0044 0532 0130 00"]
