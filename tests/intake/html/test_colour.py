"""Colours of style sheets in every way of writing them."""

import pytest

from assessor.intake.html.colour import BLACK, WHITE, Colour, parse_colour


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("rebeccapurple", (102, 51, 153)),
        ("#fff", WHITE),
        ("#0000ff80", (0, 0, 255)),
        ("rgb(100% 0% 0%)", (255, 0, 0)),
        ("hsl(120, 100%, 50%)", (0, 255, 0)),
        ("hsla(240deg 100% 50% / 1)", (0, 0, 255)),
        ("hsl(0 0% 100%)", WHITE),
        ("hwb(0 100% 0%)", WHITE),
        ("hwb(0 0% 0%)", (255, 0, 0)),
        ("hwb(0 50% 50%)", (128, 128, 128)),
        ("lab(100% 0 0)", WHITE),
        ("oklch(1 0 0)", WHITE),
        ("oklab(0 0 0)", BLACK),
        ("lch(52% 40 90)", None),
        ("color(srgb 1 1 1)", WHITE),
        ("color(srgb 1 1)", None),
        ("canvas", WHITE),
        ("canvastext", BLACK),
        ("transparent", 0.0),
        ("hsl(0 0% 0% / 0)", 0.0),
        ("oklch(1 0 0 / 0)", 0.0),
        ("#12345", None),
        ("hsl(1)", None),
        ("no colour", None),
    ],
)
def test_colours(value: str, colour: Colour | float | None) -> None:
    assert parse_colour(value) == colour
