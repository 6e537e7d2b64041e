"""Stage 2 of 7, first step: the text as detectors read it, with every offset mapped back.

Invisible and control characters split words, tag characters spell hidden ones, and decomposed umlauts hide German names
from every pattern. Detectors therefore read a cleaned view; what is kept is always the text as submitted.
"""

import re
import unicodedata
from itertools import accumulate

_TAG_ASCII = range(0xE0020, 0xE007F)
_INVISIBLE = (
    # Controls, but for white space and line ends.
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
_COMPATIBILITY = (
    "\u00a0\u2000-\u200a\u202f\u205f\u3000\ufe50-\ufe6b\uff01-\uff5e\U0001d400-\U0001d7ff\ufb00-\ufb06"
)
_COMBINING = "\u0300-\u036f"
_NEEDS_WORK = re.compile(f"[{_INVISIBLE}{_COMPATIBILITY}{_COMBINING}]")
# An accent belongs to its letter even where something invisible stands between them. Tag characters are no such
# thing: they spell text of their own.
_CLUSTER = re.compile(f".(?:(?:(?![\U000e0000-\U000e007f])[{_INVISIBLE}])*[{_COMBINING}])*", re.DOTALL)
_DROPPED = re.compile(f"[{_INVISIBLE}]")
_COMPATIBLE = re.compile(f"[{_COMPATIBILITY}]")


class DetectionView:
    r"""A cleaned reading of a text, one for all detectors.

    Args:
        submitted: text as submitted.

    Attributes:
        text: what detectors read. Equals `submitted` where nothing needed cleaning.

    >>> view = DetectionView("jo\u200bhn")
    >>> view.text, view.to_submitted(0, 4)
    ('john', (0, 5))
    """

    def __init__(self, submitted: str) -> None:
        self.text = submitted
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        if _NEEDS_WORK.search(submitted):
            self._clean(submitted)

    def to_submitted(self, start: int, end: int) -> tuple[int, int]:
        """Map a non-empty range of the view to the range of the submitted text that it was read from."""
        if self._starts is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def _clean(self, submitted: str) -> None:
        clusters = _CLUSTER.findall(submitted)
        ends = list(accumulate(map(len, clusters)))
        self._starts = []
        pieces: list[str] = []
        for cluster, end in zip(clusters, ends, strict=True):
            shown = _as_read(cluster)
            pieces.append(shown)
            self._starts += [end - len(cluster)] * len(shown)
            self._ends += [end] * len(shown)
        self.text = "".join(pieces)


def _as_read(cluster: str) -> str:
    if ord(cluster[0]) in _TAG_ASCII:
        return chr(ord(cluster[0]) - 0xE0000)
    shown = _DROPPED.sub("", cluster)
    if _COMPATIBLE.search(shown):
        return unicodedata.normalize("NFKC", shown)
    return unicodedata.normalize("NFC", shown) if len(shown) > 1 else shown
