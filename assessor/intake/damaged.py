"""Stage 1: the errors of files whose format promises a structure that their bytes do not keep."""

from assessor.errors import UnreadableError


def damaged_file(
    format_name: str, reason: str, hint: str = "Export it again from where it was made."
) -> UnreadableError:
    """The error for a file that breaks the rules of its format; code `damaged_file`.

    Args:
        format_name: as people say it, e.g. `PDF`.
        reason: what was expected and what was found, without text of the file.
        hint: what to do next.
    """
    return UnreadableError(
        f"The file is damaged or not {format_name}: {reason}.", code="damaged_file", hint=hint
    )
