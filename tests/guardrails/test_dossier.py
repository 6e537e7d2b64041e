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


def test_names_of_a_chat_are_removed_elsewhere_in_either_case(redact: Redact) -> None:
    chat, note = redact(
        "olu  10:04\nthe export is back\n\nines.castellano  10:06\nthx olu",
        "Call with Olu on Monday; Castellano sent the figures.",
    )
    for artefact in (chat, note):
        assert artefact.text is not None
        assert not any(name in artefact.text.casefold() for name in ("olu", "castellano"))


def test_people_of_a_table_are_removed_in_other_artefacts(redact: Redact) -> None:
    _, note = redact(
        "Konto | Verantwortlich\nA-17 | Sommer / Pak",
        "Sommer meldet sich bis Freitag, Pak prüft die Zahlen. Im Sommer ist Pause.",
        lang="de",
    )
    assert note.text is not None
    assert note.text.count("Sommer") == 1
    assert "Pak" not in note.text


def test_initials_take_the_number_of_their_full_name(redact: Redact) -> None:
    (artefact,) = redact(
        "Dear Katrin Sommer,\n\nthe plan is ready. KS has it, SL as well.\n\nRegards\nTom Baker"
    )
    assert artefact.text is not None
    assert artefact.text.count("<PERSON_1>") + artefact.text.count("<PERSON_2>") == 3
    assert "KS" not in artefact.text
    assert "SL" in artefact.text


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
