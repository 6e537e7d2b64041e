"""What one artefact of a submission gives away, all of them lose; numbers depend on no order of files."""

from itertools import permutations

from .conftest import Redact


def test_the_order_of_files_changes_no_number(redact: Redact) -> None:
    texts = (
        "Hi Jana Petersen,\n\nthe plan is ready.\n\nRegards\nTom Baker",
        "Mrs Petersen agreed. Tom Baker will call her.",
        "Dear Ruth Okonkwo,\n\nJana Petersen sent the file.",
    )
    outcomes = set()
    for order in permutations(range(3)):
        redacted = redact(*(texts[index] for index in order))
        by_text = {index: redacted[place].text for place, index in enumerate(order)}
        outcomes.add(tuple(by_text[index] for index in range(3)))
    assert len(outcomes) == 1
    assert not any(name in text for text in outcomes.pop() for name in ("Jana", "Petersen", "Baker", "Ruth"))


def test_what_one_artefact_gives_away_is_removed_in_the_other(redact: Redact) -> None:
    mail, note = redact(
        "Hallo Frau Sommerfeld,\n\ndie Nordwind Logistik GmbH hat zugesagt.",
        "Mit Sommerfeld besprochen: Nordwind startet im Mai.",
        lang="de",
    )
    assert mail.text is not None
    assert note.text is not None
    assert "Sommerfeld" not in note.text
    assert "Nordwind" not in note.text


def test_numbers_do_not_link_submissions(redact: Redact) -> None:
    text = "Dear Ruth Okonkwo,\n\nthe plan is ready."
    (alone,) = redact(text)
    numbers = set()
    for week in range(30):
        _, beside = redact(f"Dear Jana Petersen,\n\nsee you in week {week}.", text)
        numbers.add(beside.spans[0].placeholder)
    assert alone.spans[0].placeholder == "<PERSON_1>"
    # Where the other text sorts first, the same person has another number.
    assert numbers == {"<PERSON_1>", "<PERSON_2>"}
