"""Stage 2 of 7: what a tagger is told of each word: itself, its neighbours, and what they look like together.

Training and running share this module: change it, and `make taggers` must follow.
"""

from collections.abc import Iterator, Sequence

from assessor.guardrails.tagging.lexicon import Lexicon, Listed, Use, fold
from assessor.guardrails.tagging.tokens import Token

_SENTENCE_END = frozenset(".!?:…")
_FEW, _MANY = 1, 4
_KEPT = 6000
"""Words whose features are kept: about 10 MB."""
_UNKNOWN_RANK = 16
_ABBREVIATION = 3
"""Letters of most abbreviations; longer words in capitals are shouted."""


class Word:
    """What is known of a word wherever it stands."""

    __slots__ = ("alike", "looks", "lower", "name", "near", "own", "shape")

    def __init__(self, token: Token, lexicon: Lexicon) -> None:
        text = token.text
        self.lower = fold(text) if token.kind in ("word", "short") else token.kind
        self.shape = _shape(token)
        if token.kind == "sign":
            self.lower = text
        listed = lexicon.listed(text) if token.kind == "word" else None
        self.name = f"{_bucket(listed.first)}{_bucket(listed.last)}" if listed else "00"
        use = lexicon.use(text) or lexicon.use(text.capitalize())
        self.alike = use.coarse if use else "?"
        self.looks = lexicon.likeness(self.lower) if listed else 0
        self.near = (f"w={self.lower}", f"s={self.shape}", f"g={self.name}", f"K={self.alike}")
        self.own = [
            *self.near,
            *(self._of_word(text, listed, use, lexicon.use(text.lower())) if listed else ()),
        ]

    def _of_word(self, text: str, listed: Listed, use: Use | None, plain: Use | None) -> Iterator[str]:
        """What is told of words only; `plain` is the use of the word written small."""
        rank = plain.rank if plain else _UNKNOWN_RANK
        yield from (
            f"o={listed.other}",
            f"o|g={listed.other}|{self.name}",
            f"k={use.fine if use else '?'}",
            f"r={use.rank if use else _UNKNOWN_RANK}",
            f"p={rank}",
            f"pk={plain.fine if plain else '?'}",
            f"e2={self.lower[-2:]}",
            f"e3={self.lower[-3:]}",
            f"e4={self.lower[-4:]}",
            f"e5={self.lower[-5:]}",
            f"e6={self.lower[-6:]}",
            f"b3={self.lower[:3]}",
            f"b5={self.lower[:5]}",
            f"q={self.looks}",
            f"q|s={self.looks}|{self.shape}",
            f"q|g={self.looks}|{self.name}",
            f"q|p={self.looks}|{rank}",
            f"s|g={self.shape}|{self.name}",
            f"n={min(len(text), 12)}",
        )


class WordCache:
    """What is known of words, kept from text to text.

    Only words of the lexicon are kept, and not without end: names and other rare words of the evidence are forgotten
    with the text they stood in.

    Args:
        lexicon: what tells of words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._kept: dict[str, Word] = {}

    def words(self, tokens: Sequence[Token]) -> list[Word]:
        """A `Word` for each token."""
        here: dict[str, Word] = {}
        words = []
        for token in tokens:
            word = self._kept.get(token.text) or here.get(token.text)
            if word is None:
                word = Word(token, self._lexicon)
                common = token.kind == "sign" or self._lexicon.use(token.text) is not None
                (self._kept if common and len(self._kept) < _KEPT else here)[token.text] = word
            words.append(word)
        return words


def features(tokens: Sequence[Token], cache: WordCache) -> list[list[str]]:
    """Features of each token of one block, in order."""
    words = cache.words(tokens)
    last = len(tokens) - 1
    rows = []
    for place, (token, word) in enumerate(zip(tokens, words, strict=True)):
        row = [*word.own, f"<{token.before}", f">{token.after}", f"s<{word.shape}{token.before}{token.after}"]
        if place:
            row += _with_left(words[place - 1], token, word)
            if place > 1:
                row += [f"-2{one}" for one in words[place - 2].near]
        else:
            row.append("first")
        if place < last:
            row += _with_right(word, token, words[place + 1])
            if place:
                row.append(f"w|g|w={words[place - 1].lower}|{word.name}|{words[place + 1].lower}")
            if place < last - 1:
                row += [f"+2{one}" for one in words[place + 2].near]
        else:
            row.append("last")
        rows.append(row)
    return rows


def _with_left(left: Word, token: Token, word: Word) -> list[str]:
    row = [f"-1{one}" for one in left.near]
    row += (
        f"-w|s={left.lower}|{word.shape}",
        f"-g|g={left.name}|{word.name}",
        f"-q|q={left.looks // 2}|{word.looks // 2}|{left.shape}{word.shape}",
        f"-K|K={left.alike}|{word.alike}",
        f"-s|s={left.shape}{token.before}{word.shape}",
    )
    if left.lower in _SENTENCE_END:
        row.append("begins")
    return row


def _with_right(word: Word, token: Token, right: Word) -> list[str]:
    row = [f"+1{one}" for one in right.near]
    row += (
        f"+w|s={word.shape}|{right.lower}",
        f"+g|g={word.name}|{right.name}",
        f"+q|q={word.looks // 2}|{right.looks // 2}|{word.shape}{right.shape}",
        f"+K|K={word.alike}|{right.alike}",
        f"+s|s={word.shape}{token.after}{right.shape}",
    )
    return row


def _bucket(count: int) -> str:
    return "0" if not count else "1" if count <= _FEW else "2" if count < _MANY else "3"


def _shape(token: Token) -> str:
    text = token.text
    if token.kind != "word":
        return token.kind[0] + ("X" if text[0].isupper() else "")
    if text.islower():
        return "x"
    if text.isupper():
        return "X" if len(text) == 1 else "XX" if len(text) <= _ABBREVIATION else "XXX"
    return "Xx" if text[0].isupper() and text[1:].islower() else "xX"
