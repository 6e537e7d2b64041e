"""Before stage 1: which files come with the package, by the id their name gives."""

from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

_SUFFIX = ".yaml"


def shipped(kind: Literal["packs", "profiles", "translations"]) -> dict[str, Traversable]:
    """Packaged files of a kind by id, in order; the same from a checkout and from a wheel."""
    folder = resources.files("assessor.rubrics") / kind
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(_SUFFIX)), key=lambda file: file.name
    )
    return {file.name.removesuffix(_SUFFIX): file for file in files}
