"""How one version of a rubric maps onto the next, declared by people and checked against both."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from assessor.domain.base import Frozen


class LinkKind(StrEnum):
    """What became of a part of the old version."""

    SAME = "same"
    REWORDED = "reworded"
    """Other words, the same meaning."""
    SPLIT = "split"
    """One became several."""
    MERGED = "merged"
    """Several became one."""
    DROPPED = "dropped"


class Link(Frozen):
    """What became of one part of the old version, or of several that were merged."""

    kind: LinkKind
    old: tuple[str, ...] = Field(min_length=1)
    """One, or several for `merged`."""
    new: tuple[str, ...] = ()
    """One; several for `split`, none for `dropped`."""
    note: str = ""


class LinkSet(Frozen):
    """Links of one sort. Every part of both versions stands in it exactly once."""

    links: tuple[Link, ...]
    added: tuple[str, ...] = ()
    """Parts of the new version that none of the old became."""


class VersionRef(Frozen):
    """A version of a rubric."""

    id: str
    version: str


class VersionMapping(Frozen):
    """A mapping file. It converts nothing by itself: it says which past ratings can stand beside new ones."""

    old: VersionRef
    new: VersionRef
    owner: str
    date: date
    status: str = Field(pattern="^(proposed|agreed)$")
    """`proposed` as `rubric map` writes it; `agreed` once the owner has read it."""
    areas: LinkSet
    """By id of the area."""
    levels: LinkSet
    """By name of the career level."""
    ratings: LinkSet
    """By value of the scale, as text."""
    anchors: LinkSet
    """By id of the anchor."""
    sha256: str = ""
    """Digest of the file, set by the loader."""
