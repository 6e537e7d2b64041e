"""Before stage 1: which files come with the package, by the id their name gives.

`packs/ID.yaml` is the version in force. One that was replaced moves to `packs/archive/ID-VERSION.yaml` and
stays there unchanged, since ratings pin it (S002-51).
"""

from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

_SUFFIX = ".yaml"


def shipped(
    kind: Literal["packs", "packs/archive", "profiles", "translations"],
) -> dict[str, Traversable]:
    """Packaged files of a kind by id, in order; the same from a checkout and from a wheel."""
    folder = resources.files("assessor.rubrics") / kind
    found = folder.iterdir() if folder.is_dir() else ()  # no version was replaced yet
    files = sorted((file for file in found if file.name.endswith(_SUFFIX)), key=lambda file: file.name)
    return {file.name.removesuffix(_SUFFIX): file for file in files}
