"""A rubric named on the command line by id, `ID@VERSION` or pack file, and the file a command writes."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.domain.rubric import Rubric


def rubric_of(target: str) -> "Rubric":
    """Load what is named; a shipped id wins over a file of the same name.

    Raises:
        InputError: code `unknown_rubric` or `unknown_version`, with what there is; or the pack is invalid.
    """
    from assessor.errors import NotFoundError
    from assessor.rubrics.load import load_pack, load_rubric
    from assessor.rubrics.shipped import shipped

    identity = target.partition("@")[0].partition(":")[0]
    if identity in shipped("packs") or identity in shipped("profiles"):
        return load_rubric(target)
    path = Path(target)
    if path.is_file():
        return load_pack(path)
    raise NotFoundError(
        f"{target}: no such file, and no rubric; rubrics: {', '.join(shipped('packs'))}.",
        code="unknown_rubric",
        hint="Give an id, ID@VERSION, or the path of a pack file (YAML).",
    )


def write_file(path: Path, content: bytes) -> None:
    """Write what a command made, in the place of a file that is there.

    Raises:
        InputError: code `unwritable`.
    """
    from assessor.errors import InputError

    try:
        path.write_bytes(content)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written ({error.strerror}).", code="unwritable", hint="Name another file."
        ) from error
