"""CSV as people save it: in UTF-8 with or without a mark, parted by commas, semicolons or tabs."""

from assessor.errors import InputError

_DELIMITERS = ",;\t"
"""German spreadsheets write semicolons."""


def csv_text(content: bytes, *, file: str, code: str) -> str:
    """The text of a CSV file.

    Raises:
        InputError: with `code`: not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file}: expected UTF-8, got other bytes at position {error.start}.",
            code=code,
            hint="Save the sheet as `CSV UTF-8`.",
        ) from None


def delimiter_of(text: str) -> str:
    """What parts the columns: the sign that the first line with text holds most of.

    >>> delimiter_of("unit;rater;value")
    ';'
    """
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=header.count)
