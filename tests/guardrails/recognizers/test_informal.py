import pytest

from assessor.guardrails.recognizers.informal import find_informal


def found(text: str) -> set[str]:
    return {text[span.start : span.end] for span in find_informal(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kann jemand herrn baumgartner zurückrufen?", "baumgartner"),
        ("kundin war sauer, frau yilmaz hat sie beruhigt", "yilmaz"),
        ("mr celik's boss would like a quote", "celik's"),
        ("hi benny,\nthe export is back", "benny"),
        ("moin jenny, machst du das protokoll?", "jenny"),
        ("bis morgen. vg malte", "malte"),
        ("i'll ring her now. cheers steffi", "steffi"),
        ("danke emine!", "emine"),
        ("frag mal katrin sommer, ob das so bleibt", "katrin sommer"),
        ("please ask mehmet yilmaz about it", "mehmet yilmaz"),
    ],
)
def test_names_written_small_are_found_by_their_place(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "hallo zusammen, anbei die zahlen",
        "hi all, the export is back",
        "hi team, here is the deck",
        "danke für die auswertung!",
        "thanks again!",
        "die frau hat recht, der herr auch",
        "will grace apply in may or june?",
        "the answer came 250 ms later than usual",
        "viele grüße, euer team",
        "we mark the bill as paid, the cook and the miller agree",
    ],
)
def test_what_only_looks_like_an_address_is_left_alone(text: str) -> None:
    assert found(text) == set()
