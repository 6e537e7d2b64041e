"""Stage 7: what a verification has found so far, first bad entry first, and never more than a page."""

from bisect import insort
from typing import Final

from assessor.domain.audit import VerificationFault

MAX_FAULTS: Final = 20


class Faults:
    """The faults with the lowest positions; those of no entry come last, equal ones as they were found."""

    def __init__(self, most: int = MAX_FAULTS) -> None:
        self._most = most
        self._kept: list[VerificationFault] = []

    def add(self, code: str, seq: int | None, message: str) -> None:
        """Note a fault; where the page is full, the one with the highest position falls off."""
        insort(self._kept, VerificationFault(code=code, seq=seq, message=message), key=_place)
        del self._kept[self._most :]

    def listed(self) -> tuple[VerificationFault, ...]:
        """The faults kept, lowest position first."""
        return tuple(self._kept)


def _place(fault: VerificationFault) -> tuple[bool, int]:
    return fault.seq is None, fault.seq or 0
