"""What comes back from an export, through the real importer."""

from datetime import date
from typing import Any

from assessor.domain.rubric import Rubric
from assessor.rubrics.importing.read import draft_pack, read_matrix
from assessor.rubrics.importing.tables import FileWarning
from assessor.rubrics.tabular.cells import one_line

TODAY = date(2000, 1, 1)


def read_back(content: bytes, file: str) -> Rubric:
    """The pack that import makes of an export. Nothing may be told as odd."""
    read = read_matrix(content, file=file)
    more: list[FileWarning] = []
    pack = draft_pack(read, pack_id="other", title="Other", today=TODAY, warnings=more)
    assert (read.warnings, more) == ((), [])
    return Rubric.model_validate(pack)


def carried(rubric: Rubric) -> dict[str, Any]:
    """All that tables carry: everything but the digest, with runs of white space as one space."""

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            return one_line(value)
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        return [plain(one) for one in value] if isinstance(value, list) else value

    values: dict[str, Any] = plain(rubric.model_dump(mode="json", exclude={"sha256"}))
    return values
