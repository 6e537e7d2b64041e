"""Stage 1: XML of office parts as a stream of events; nothing is resolved, fetched or kept.

expat rather than a tree: memory stays flat whatever a part holds, and a DOCTYPE is refused the moment it
opens, before any entity is declared.
"""

import re
from collections.abc import Iterable
from xml.parsers import expat

from assessor.errors import UnreadableError
from assessor.intake.office.zip_check import damaged

MAX_DEPTH = 500
"""Most levels of elements within elements."""
_BUFFER_BYTES = 65_536
_OFFICE_NAMESPACE = re.compile(
    r"openxmlformats\.org|schemas\.microsoft\.com|purl\.oclc\.org/ooxml|urn:schemas-microsoft-com|www\.w3\.org"
    r"|purl\.org/dc|libreoffice|openoffice|customooxmlschemas\.google\.com"
)


class XmlHandler:
    """Receives the events of one part; names come without their namespace, except `r:id` and its like.

    Every event is left out unless a subclass takes it.
    """

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, text: str) -> None:
        """A run of text; a long one comes in pieces."""

    def comment(self, text: str) -> None:
        """A comment, or the content of a processing instruction."""


class Foreign(str):
    """Local name of an element or attribute of a namespace that no office program is known to write."""

    __slots__ = ()


class _LocalNames(dict[str, str]):
    """Qualified name to local name, worked out once for each; `r:id` stays apart from `id`."""

    def __missing__(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        if namespace and not _OFFICE_NAMESPACE.search(namespace):
            local = Foreign(local)
        if "officeDocument" in namespace and namespace.endswith("/relationships"):
            local = f"r:{local}"
        self[name] = local
        return local


def walk(chunks: Iterable[bytes], handler: XmlHandler) -> None:
    """Send the events of one XML document to `handler`.

    Attributes whose local names collide keep the one that comes first.

    Raises:
        UnreadableError: code `doctype`; `damaged_file` (not well-formed, an unknown encoding, or deeper than
            `MAX_DEPTH`); whatever the handler raises.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.buffer_size = _BUFFER_BYTES
    names = _LocalNames()
    opened, closed = handler.start, handler.end
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise damaged(f"expected at most {MAX_DEPTH} levels of elements, got more")
        # Most attributes have no namespace, and then their names are local already.
        opened(names[name], _local(attributes, names) if " " in "".join(attributes) else attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        closed(names[name])

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.CommentHandler = handler.comment
    parser.ProcessingInstructionHandler = lambda _target, text: handler.comment(text)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)  # expat takes no keywords
        parser.Parse(b"", True)  # as above
    except expat.ExpatError as error:
        # `from None`: the cause may hold text of the part.
        raise damaged(f"a part is not well-formed XML at its line {error.lineno}") from None
    except (LookupError, ValueError):
        raise damaged("a part declares an encoding that XML readers do not know") from None


def _local(attributes: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    local: dict[str, str] = {}
    for name, value in attributes.items():
        local.setdefault(names[name], value)
    return local


def _refuse_doctype(*_declaration: object) -> None:
    raise UnreadableError(
        "The file declares a document type, which could make readers load other files: expected none.",
        code="doctype",
        hint="Do not open this file; ask its sender for a copy saved by an office program.",
    )
