"""Pre-check: a folder or manifest becomes the list of what the packet consists of. Nothing is opened here.

A folder may hold `packet.yaml` (or `.yml`, `.json`, or named manifest), files named after the parts, and the
folder `evidence`; all of it is put together. A path leads nowhere out of the packet's folder, by `..`, from
the root, or over a link: a packet somebody sent must not show what else lies on this machine.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from assessor.domain.precheck import PacketPart
from assessor.errors import InputError
from assessor.review.packets.manifest import (
    CODE,
    MAX_BYTES,
    EvidenceEntry,
    PacketManifest,
    PartEntry,
    read_manifest,
)
from assessor.rubrics.names import folded

MAX_FILES = 50
MAX_LISTED = 500
"""Files looked at in a folder; one with more is hardly a packet."""
MANIFESTS = ("packet.yaml", "packet.yml", "packet.json", "manifest.yaml", "manifest.yml", "manifest.json")
NAMES: dict[PacketPart, frozenset[str]] = {
    PacketPart.SCOPE: frozenset({"scope", "umfang", "verantwortung"}),
    PacketPart.EVIDENCE: frozenset({"evidence", "belege", "nachweise"}),
    PacketPart.RISKS: frozenset({"risks", "risk", "risks handled", "risiken", "bewältigte risiken"}),
    PacketPart.CUSTOMERS: frozenset(
        {
            "customers", "customer", "what changed for customers", "changed for customers", "customer impact",
            "kunden", "wirkung", "wirkung für kunden", "was sich für kunden geändert hat",
        }
    ),
}  # fmt: skip
"""How a file or folder of each part may be called, in either language."""
_NOTES = frozenset({"readme", "liesmich"})
_HINT = "A folder needs packet.yaml or files named after the parts; see `assessor precheck --template DIR`."


class Item(NamedTuple):
    """One text of a packet: a file still to be read, or text that stands in the manifest."""

    part: PacketPart
    path: str
    """As people call it."""
    file: Path | None
    text: str | None = None
    entry: EvidenceEntry | None = None
    fault: str = ""
    """Why there is nothing to read."""


class Packet(NamedTuple):
    """What a packet consists of."""

    manifest: PacketManifest
    items: tuple[Item, ...]
    unused: tuple[str, ...]


def gather(path: Path) -> Packet:
    """The packet in a folder, or told by a manifest.

    Raises:
        InputError: code `packet_invalid`, `packet_empty`, `too_many_files`, or `file_not_found`.
    """
    if not path.exists():
        raise InputError(
            f"{path}: there is no such file or folder.", code="file_not_found", hint="Check the path."
        )
    folder, manifest_file = (path, _manifest_in(path)) if path.is_dir() else (path.parent, path)
    manifest = PacketManifest() if manifest_file is None else _read(manifest_file)
    inside = _Inside(folder, path.is_dir(), manifest_file)
    items = (
        *inside.written(PacketPart.SCOPE, manifest.scope),
        *inside.evidence(manifest.evidence),
        *inside.written(PacketPart.RISKS, manifest.risks),
        *inside.written(PacketPart.CUSTOMERS, manifest.customers),
    )
    if not items and manifest_file is None:
        raise InputError(f"{path}: holds no part of a packet.", code="packet_empty", hint=_HINT)
    if len(items) > MAX_FILES:
        raise InputError(
            f"{path}: {len(items)} texts; expected at most {MAX_FILES}.",
            code="too_many_files",
            hint="Choose the pieces that show the most; two or three for each skill area are enough.",
        )
    return Packet(manifest, items, inside.unused(items))


def _manifest_in(folder: Path) -> Path | None:
    found = [folder / name for name in MANIFESTS if (folder / name).is_file()]
    if len(found) > 1:
        names = ", ".join(one.name for one in found)
        raise InputError(f"{folder}: has several manifests: {names}.", code=CODE, hint="Keep one of them.")
    return found[0] if found else None


def _read(file: Path) -> PacketManifest:
    if file.suffix.lower() not in (".yaml", ".yml", ".json"):
        raise InputError(
            f"{file}: is neither a folder nor a manifest (.yaml, .yml, .json).", code=CODE, hint=_HINT
        )
    try:
        if not file.is_file():
            raise InputError(f"{file}: expected a file, got a pipe or device.", code="not_a_file")
        if file.stat().st_size > MAX_BYTES:
            raise InputError(f"{file}: a manifest has at most {MAX_BYTES / 1e6:g} MB.", code="too_large")
        return read_manifest(file.read_bytes(), file=str(file))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"{file}: cannot be read ({reason}).", code="file_unreadable") from None


class _Inside:
    """The folder of a packet."""

    def __init__(self, folder: Path, searched: bool, manifest: Path | None) -> None:
        self._folder = folder
        self._root = folder.resolve()
        self._manifest = manifest
        self._found = tuple(islice(self._listed(folder), MAX_LISTED + 1)) if searched else ()
        if len(self._found) > MAX_LISTED:
            raise InputError(
                f"{folder}: holds more than {MAX_LISTED} files, so it is taken for no packet.",
                code="too_many_files",
                hint="Put the packet into a folder of its own.",
            )

    def written(self, part: PacketPart, entry: PartEntry) -> Iterator[Item]:
        """One of the three written parts: what the manifest says, else files of its name."""
        if entry.text:
            yield Item(part, part.value, None, text=entry.text)
        if entry.file:
            yield self._item(part, entry.file)
        if not (entry.text or entry.file):
            yield from (self._item(part, name) for name in self._named(part))

    def evidence(self, entries: tuple[EvidenceEntry, ...]) -> Iterator[Item]:
        """What the manifest lists, then what else lies in the folder of evidence."""
        listed = [self._item(PacketPart.EVIDENCE, one.file)._replace(entry=one) for one in entries]
        yield from listed
        known = {item.file.resolve() for item in listed if item.file is not None}
        for name in self._named(PacketPart.EVIDENCE):
            if (self._folder / name).resolve() not in known:
                yield self._item(PacketPart.EVIDENCE, name)

    def unused(self, items: tuple[Item, ...]) -> tuple[str, ...]:
        """Files that nobody named and that go by the name of no part."""
        used = {item.file.resolve() for item in items if item.file is not None}
        left = (name for name in self._found if (self._folder / name).resolve() not in used)
        return tuple(
            name
            for name in left
            if self._folder / name != self._manifest and folded(Path(name).stem) not in _NOTES
        )

    def _item(self, part: PacketPart, name: str) -> Item:
        file = self._folder / name
        if Path(name).is_absolute() or not file.resolve().is_relative_to(self._root):
            return Item(part, name, None, fault="outside_packet")
        return Item(part, name, file) if file.exists() else Item(part, name, None, fault="file_not_found")

    def _named(self, part: PacketPart) -> Iterator[str]:
        for name in self._found:
            top = Path(name).parts[0]
            stem = folded(top if top != name else Path(name).stem)
            in_place = top == name or part is PacketPart.EVIDENCE
            if stem in NAMES[part] and in_place and folded(Path(name).stem) not in _NOTES:
                yield name

    def _listed(self, folder: Path) -> Iterator[str]:
        """Files below a folder by their paths in it, in order; hidden ones and links to folders left out."""
        try:
            paths = sorted(folder.iterdir())
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            raise InputError(f"{folder}: cannot be read ({reason}).", code="file_unreadable") from None
        for path in paths:
            if path.name.startswith("."):
                continue
            if path.is_dir():
                if not path.is_symlink():
                    yield from self._listed(path)
            else:
                yield path.relative_to(self._folder).as_posix()
