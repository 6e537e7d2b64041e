"""Words in style sheets: what rules add to a page, comments, addresses; no names of fonts and files."""

import pytest

from assessor.intake.html.css_words import css_words


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("p::after{content:'said'}", ["said"]),
        ('p::after{content:"one" "two"}', ["one", "two"]),
        (r"p::after{content:'\53 aid'}", ["Said"]),
        ("q{quotes:'so said' '-'}", ["so said"]),
        (":root{--note:'said'}", ["said"]),
        ("li{list-style-type:'said '}", ["said"]),
        ("/* said */p{}/* by all */", ["said", "by all"]),
        ("/* never closed", ["never closed"]),
        ("Katrin katrin@sommer.example", ["katrin@sommer.example"]),
        ("p{background:url(x.png?katrin@sommer.example)}", ["katrin@sommer.example"]),
        ("p{font-family:'katrin@sommer.example'}", ["katrin@sommer.example"]),
        (r"i::before{content:'\f101'}", []),
        ("p{font-family:'Open Sans','Segoe UI'}", []),
        ("p{font:12px 'Segoe'}", []),
        ("@font-face{src:local('Arial'),url('arial.woff') format('woff')}", []),
        ("@import 'other.css';@charset 'utf-8';", []),
        ("a[title='said']{}", []),
        ("p{background:url('said.png')}", []),
    ],
)
def test_words(css: str, words: list[str]) -> None:
    assert list(css_words(css)) == words


@pytest.mark.parametrize("piece", ["/*", "'", '"', "\\", "url('", "a@", "/* *", "content:'x"])
def test_repetition_takes_linear_time(piece: str) -> None:
    list(css_words(piece * (60_000 // len(piece))))
