"""Table of format x size x time x memory for stage 1, beside what a plain library takes for the same file.

`python -m eval.benchmarks.intake [--json] [--only .pdf ...]`. Two figures for us: `cpu_s` is the reader alone
in this process, as that of the peer is; `child_*` is the whole way through a limited child of its own. Trust
CPU times; wall times are those of a busy machine.
"""

import argparse
import io
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from assessor.intake.pool import IntakePool
from assessor.intake.read import read_artefact
from assessor.intake.sandbox import Limits
from eval.benchmarks.intake_files import LARGE, typical

_TICKS_PER_S = 100
_PATIENT = Limits(cpu_s=60, wall_s=120.0)
"""Time enough that a busy machine costs no row; the limit on memory is that of production."""
_ROUNDS_UNDER_S = 0.2
"""What takes less is measured several times, and the quickest counts."""


@dataclass(frozen=True)
class Row:
    """One file, measured. Times in seconds of CPU unless they say wall."""

    format: str
    size: str
    """`typical` or `large`."""
    file_kb: float
    characters: int
    """Of our text."""
    cpu_s: float
    child_cpu_s: float
    child_wall_s: float
    child_peak_mb: float
    """Largest resident memory of the child, its code and libraries (about 50 MB) included."""
    peer: str | None
    peer_cpu_s: float | None
    peer_characters: int | None


def measured(extension: str, size: str, data: bytes) -> Row:
    """Measure one file."""
    cpu_s, artefact = _cpu_of(lambda: read_artefact(data, f"a{extension}", lang="en"))
    child_cpu_s, child_wall_s, peak_mb = _in_child(data, extension)
    peer = _PEERS.get(extension)
    peer_cpu_s, peer_text = _cpu_of(lambda: peer[1](data)) if peer else (None, None)
    return Row(
        format=extension,
        size=size,
        file_kb=round(len(data) / 1e3, 1),
        characters=len(artefact.text),
        cpu_s=round(cpu_s, 4),
        child_cpu_s=child_cpu_s,
        child_wall_s=round(child_wall_s, 3),
        child_peak_mb=round(peak_mb, 1),
        peer=peer[0] if peer else None,
        peer_cpu_s=None if peer_cpu_s is None else round(peer_cpu_s, 4),
        peer_characters=None if peer_text is None else len(peer_text),
    )


def _cpu_of(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of some work after a first run that loads what it needs, and its result."""
    result, best, spent = work(), float("inf"), 0.0
    while spent < _ROUNDS_UNDER_S:
        start = process_time()
        work()
        best = min(best, process_time() - start)
        spent += best
    return best, result


def _in_child(data: bytes, extension: str) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of a fresh child that reads the file."""
    before = _children()
    with IntakePool(limits=_PATIENT) as pool:
        pool.confinement()
        (child,) = _children() - before
        cpu, wall = _cpu_s(child), monotonic()
        pool.read(data, f"a{extension}", lang="en")
        return round(_cpu_s(child) - cpu, 2), monotonic() - wall, _peak_mb(child)


def _children() -> set[str]:
    """Process ids of all that this process has started and that live."""
    lists = Path("/proc/self/task").glob("*/children")
    return {child for one in lists for child in one.read_text().split()}


def _cpu_s(process: str) -> float:
    # After the name, which may hold anything in its brackets: fields 14 and 15 are user and system time.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S


def _peak_mb(process: str) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


def _docx_text(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _pptx_text(data: bytes) -> str:
    import pptx

    slides = pptx.Presentation(io.BytesIO(data)).slides
    frames = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    return "\n".join([*frames, *(s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide)])


def _xlsx_text(data: bytes) -> str:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    return "\n".join("\t".join("" if value is None else str(value) for value in row) for row in rows)


def _pdf_text(data: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _html_text(data: bytes) -> str:
    import bs4

    return bs4.BeautifulSoup(data, "html.parser").get_text("\n")


def _eml_text(data: bytes) -> str:
    from email import message_from_bytes, policy

    body = message_from_bytes(data, policy=policy.default).get_body(("plain", "html"))
    return "" if body is None else str(body.get_content())


def _csv_text(data: bytes) -> str:
    import csv

    return "\n".join("\t".join(row) for row in csv.reader(io.StringIO(data.decode("utf-8", "replace"))))


_PEERS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    ".docx": ("python-docx", _docx_text),
    ".pptx": ("python-pptx", _pptx_text),
    ".xlsx": ("openpyxl", _xlsx_text),
    ".pdf": ("pypdf", _pdf_text),
    ".html": ("beautifulsoup4", _html_text),
    ".eml": ("email", _eml_text),
    ".csv": ("csv", _csv_text),
}
"""What reads the visible text, and no more; ours finds hidden text and places besides."""


def table_of(rows: Sequence[Row]) -> Any:
    """The rows for people."""
    from rich.table import Table

    table = Table(title="Intake: format x size x time x memory")
    for name in Row.__dataclass_fields__:
        table.add_column(
            name.replace("_", " "), justify="left" if name in {"format", "size", "peer"} else "right"
        )
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in asdict(row).values()))
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; the table is data and goes to stdout."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.intake", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON value instead of a table")
    parser.add_argument("--only", nargs="+", metavar="EXT", help="these formats alone, e.g. .pdf")
    parser.add_argument("--size", choices=["typical", "large"], help="these files alone")
    chosen = parser.parse_args(arguments)
    rows = [
        measured(extension, size, build())
        for size, files in (("typical", typical()), ("large", LARGE))
        if chosen.size in (None, size)
        for extension, build in files.items()
        if not chosen.only or extension in chosen.only
    ]
    if chosen.json:
        json.dump([asdict(row) for row in rows], sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        from rich.console import Console

        Console(width=150).print(table_of(rows))


if __name__ == "__main__":
    main()
