"""Wheel metadata: every runtime dependency, transitive ones too, pinned as in the lock."""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

PIN = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[^\]]+\])?==[^\s\\]+")


class LockedDependencies(MetadataHookInterface):
    """Reads the pins of `requirements/runtime.txt`; hashes stay behind, metadata has no place for them."""

    def update(self, metadata: dict) -> None:
        """Set `dependencies` to the locked pins."""
        lock = Path(self.root, "requirements", "runtime.txt").read_text(encoding="utf-8")
        metadata["dependencies"] = [match.group() for line in lock.splitlines() if (match := PIN.match(line))]
