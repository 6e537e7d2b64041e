"""Addresses of any country, told by the words around them; counts, versions and meetings stay."""

import pytest

from assessor.guardrails.recognizers.addresses import find_addresses

from .catching import caught

WHOLE = (
    "4127 Skovbrynet 18\n Suite 204\n Hjallerup\n Denmark 94410",
    "> 301 Nádor u. 44.\n> Apt. 512\n> Tatabánya\n> Hungary 28001",
    "??? 77 Rua Nova 12\n??? Apt. 3\n??? Évora\n??? Portugal 40011",
    "905 Calle Olmo 5 Suite 77, Getafe, Spain 20911",
    "0411 λεύκας 20 apt. 9",
    "Apt. 12 9 Birkevej 3\nAalborg",
)
FRAMED = (
    ("Please meet me at {}.", "6076 Quadra 104"),
    ("She lives at {}, Kolding", "382 Elmehaven 31"),
    ("Ask the driver to stop at the corner of {}.", "Elm Street and Kaja Hill"),
    ("My new address is {}", "Tamme 12"),
    ("zip code is {}", "35350"),
    ("PLZ: {}", "8592"),
    ("ZIP: {}", "394 13"),
)
HARMLESS = (
    "Meet me at 9 and we look at Sprint 12.", "The customer is in Phase 2 of 4.", "I am in Release 14 planning.", "It's in Ticket 4711.",
    "The account moved to Tier 2 and the score went to 71.", "We sent it to 12 accounts in Week 40.", "send a note to 3 teams by 2026",
    "The stop at Step 3 is on purpose.", "user: Login 400 failed", "Suite of 3 reports, apt 2 say", "The office is in Berlin.",
    "Wir sind in Woche 12 von 20.", "The lesson lives in Chapter 4.", "zip files 3", "It refers to Section 12", "Health score 71 of 100",
    "The address book has 400 entries.", "at the corner of usage and value", "Suite A covers 12 plans", "Unit tests 400 of 412 pass",
)  # fmt: skip


@pytest.mark.parametrize("address", WHOLE)
@pytest.mark.parametrize("frame", ["{}", "Ship the spare set here:\n{}\nThanks"])
def test_a_block_around_a_flat_is_found_whole(address: str, frame: str) -> None:
    text = frame.format(address)
    start = text.index(address)
    covered = {place for span in find_addresses(text) for place in range(span.start, span.end)}
    left = [place for place, letter in enumerate(address, start) if letter.isalnum() and place not in covered]
    assert left == []


@pytest.mark.parametrize(("frame", "address"), FRAMED)
def test_words_of_going_and_labels_announce_an_address(frame: str, address: str) -> None:
    assert address in "\n".join(caught(find_addresses, frame.format(address)))


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_of_the_trade_are_left(text: str) -> None:
    assert caught(find_addresses, text) == []
