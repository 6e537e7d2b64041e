"""Stage 1: what a text says already, so that hidden copies of it are not said and noted again."""


class Known:
    """Text that was read so far."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._lines: set[str] = set()
        self._text = ""
        self._squeezed = ""
        self._left = 2_000_000_000
        """Characters that may still be looked through; beyond it only whole lines are known."""

    def add(self, text: str) -> None:
        """Remember a piece of text."""
        for line in text.splitlines():
            self._lines.add(" ".join(line.split()))
        self._pieces.append(text)

    def has(self, text: str) -> bool:
        """Whether these words stand somewhere in it, not as part of longer ones."""
        flat = " ".join(text.split())
        if not flat or flat in self._lines:
            return True
        self._flatten()
        at = self._text.find(flat) if self._may_look() else -1
        for _ in range(20):
            if at < 0:
                return False
            around = self._text[max(at - 1, 0) : at] + " " + self._text[at + len(flat) : at + len(flat) + 1]
            if not any(char.isalnum() for char in around):
                return True
            at = self._text.find(flat, at + 1)
        return False

    def has_line(self, line: str) -> bool:
        """The same for a line that may be broken or spaced in another way."""
        if self.has(line):
            return True
        bare = "".join(line.split())
        return len(bare) > 7 and self._may_look() and bare in self._squeezed  # noqa: PLR2004 - shorter ones stand anywhere

    def _may_look(self) -> bool:
        self._left -= len(self._text)
        return self._left > 0

    def _flatten(self) -> None:
        if self._pieces:
            new = " ".join(" ".join(self._pieces).split())
            self._text = f"{self._text} {new}"
            self._squeezed += new.replace(" ", "")
            self._pieces = []
