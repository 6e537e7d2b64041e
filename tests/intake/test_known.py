"""What a text says already."""

from assessor.intake.known import Known


def test_known_words_are_whole_words_in_any_spacing() -> None:
    known = Known()
    known.add("Susanna called\nKatrin  Sommer about the contract-\nnumber")
    assert known.has("Katrin Sommer")
    assert known.has("called Katrin")
    assert not known.has("Anna")
    assert not known.has("Sommer called")
    assert known.has_line("aboutthecontract- number")
    assert not known.has_line("anna")
    known.add("Anna")
    assert known.has("Anna")
