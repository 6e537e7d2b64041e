"""Whose words the lines of a mail are."""

import pytest

from assessor.intake.lines import lines_of
from assessor.intake.mail.history import roles_of

ANNOUNCED = [
    "On Tue, Mar 3, 2026 at 10:00 AM Anna Muster <anna@example.com> wrote:",
    "On Tue, Mar 3, 2026 at 10:00 AM Anna Muster <\nanna@example.com> wrote:",
    "On 3 Mar 2026, at 10:00, Anna Muster <anna@example.com> wrote:",
    "Am Di., 3. März 2026 um 10:00 Uhr schrieb Anna Muster <anna@example.com>:",
    "Am Di., 3. März 2026 um 10:00 Uhr schrieb Anna Muster <\nanna@example.com>:",
    "Am 03.03.26 um 10:00 schrieb Anna Muster:",
    "Anna Muster <anna@example.com> schrieb am Di., 3. März 2026, 10:00:",
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "________________\nVon: Anna\nGesendet: Dienstag, 3. März 2026 10:00\nAn: Ben\nBetreff: Plan",
    "Von: Anna\nGesendet: Dienstag, 3. März 2026 10:00\nAn: Ben\nCc: Cem\nBetreff: AW: Plan",
    "From: Anna\nSent: Tuesday, March 3, 2026 10:00 AM\nTo: Ben\nSubject: RE: Plan",
    "*From:* Anna\n*Date:* Tuesday\n*To:* Ben\n*Subject:* Plan",
    "Gesendet: Dienstag, 03. März 2026 um 10:00 Uhr\nVon: Anna\nAn: Ben\nBetreff: Plan",
    "---------- Forwarded message ---------",
    "-------- Weitergeleitete Nachricht --------",
    "Begin forwarded message:",
    "From: Anna Muster <anna@example.com>\nSubject: Plan",
    "Von: Anna <anna@example.com>\nAn: Ben <ben@example.com>",
]


def shape(text: str) -> str:
    """One letter for each line that is not blank: Body, Quoted, Signature."""
    return "".join(role.value[0].upper() for role in roles_of(lines_of(text)))


@pytest.mark.parametrize("announcement", ANNOUNCED)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_everything_below_a_separator_is_history(announcement: str, ends: str) -> None:
    text = f"I moved the call to Friday.\n\n{announcement}\n\nCan we move it?\n\nAnna said so.\n"
    lines = announcement.count("\n") + 1
    assert shape(text.replace("\n", ends)) == "B" + "Q" * (lines + 2)


@pytest.mark.parametrize(
    "line",
    [
        "On reflection, the customer wrote:",
        "Am Ende schrieb der Kunde:",
        "On Monday I wrote a plan.",
        "On 3 March 2026 we met: it went well.",
        "From: Acme, a customer since 2020",
        "To: everyone\nSubject: my view",
        "From: Acme\nTo: Beta",
        "Date: 3 May\nOwner: Ben",
        "Original Message",
        "-----",
        "From: Acme\n\nSent: 3 May\n\nTo: Ben",
    ],
)
def test_near_misses_are_the_senders_own_words(line: str) -> None:
    assert "Q" not in shape(f"Here is what happened, in short.\n{line}\nThen I called them at once.\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\n> b\n> c\nd.", "BQQB", id="marked-lines"),
        pytest.param("a\n\nOn 3 Mar 2026 Anna wrote:\n> b\n> c", "BQQQ", id="top-posted"),
        pytest.param(
            "On 3 Mar 2026 Anna wrote:\n> May we?\n\nYes, on Friday I can.\n> Where?\n\nIn Bonn, I think.",
            "QQBQB",
            id="answers-between-marked-lines",
        ),
        pytest.param(
            "On 3 Mar 2026 Anna wrote:\n> b\nI did.\n-----Original Message-----\nc\nd",
            "QQBQQQ",
            id="then-outlook",
        ),
        pytest.param("I did.\n-----Original Message-----\n> b\nc", "BQQQ", id="marks-below-a-divider"),
        pytest.param(
            "> On 3 Mar 2026 Anna wrote:\n>> b\nI did it.", "QQB", id="attribution-inside-a-quotation"
        ),
    ],
)
def test_mixtures(text: str, expected: str) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("I did.\n-- \nBen\nAcme GmbH", "BSSS", id="delimiter"),
        pytest.param("I did.\n--\nBen", "BSS", id="delimiter-without-its-space"),
        pytest.param("I did.\n-- \n" + "x\n" * 30, "B" + "S" * 31, id="long-behind-a-true-delimiter"),
        pytest.param("I did.\n\nBest regards\nBen", "BSS", id="english"),
        pytest.param("Erledigt.\n\nMit freundlichen Grüßen\nBen Muster\nAcme GmbH", "BSSS", id="german"),
        pytest.param("Erledigt.\n\nViele Grüße\nBen", "BSS", id="german-short"),
        pytest.param("I did.\n\nSent from my iPhone", "BS", id="phone"),
        pytest.param(
            "I did.\n\nBest regards\nBen\n\n-----Original Message-----\nc", "BSSQQ", id="above-the-history"
        ),
        pytest.param("On 3 Mar 2026 Anna wrote:\n> b\nI did.\n-- \nBen", "QQBSS", id="below-an-answer"),
    ],
)
def test_signatures(text: str, expected: str) -> None:
    assert shape(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hi Anna,\n\nThanks, that helps.\nI moved the review to May.", id="thanks-in-prose"),
        pytest.param("Hi Anna,\n\nThanks, see the plan below:\n- call\n- review", id="thanks-then-a-list"),
        pytest.param("Plan:\n\n- call\n- review", id="list-with-hyphens"),
        pytest.param("Before.\n--\n" + "We did this and that.\n" * 16, id="rule-above-a-long-text"),
        pytest.param("Best regards from the fair, where I met three customers", id="long-line"),
    ],
)
def test_near_misses_are_no_signatures(text: str) -> None:
    assert set(shape(text)) == {"B"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("On " + "a " * 100_000, id="one-long-line"),
        pytest.param(("Am " + "schrieb " * 24 + "\n") * 1_000, id="attributions-that-never-end"),
        pytest.param(("Am " + "schrieb " * 120 + "\n") * 200, id="long-attributions"),
        pytest.param("\n" * 200_000 + "x", id="blank-lines"),
        pytest.param("> " * 100_000, id="one-line-of-marks"),
        pytest.param("> x\n" * 50_000, id="many-marked-lines"),
        pytest.param("From: x\n" * 25_000, id="many-senders"),
        pytest.param("On 2026 wrote:\n> x\ny\n" * 9_000, id="many-attributions"),
        pytest.param("Thanks,\n" * 25_000, id="many-thanks"),
        pytest.param("_" * 40 + "\n\n" + ("\n\n" + "-" * 40) * 4_000, id="many-rules"),
    ],
)
def test_bodies_of_200_kb_made_to_hang_the_library_do_not(text: str) -> None:
    # Unguarded the library needs minutes to hours for the second, third and fourth.
    roles_of(lines_of(text))
