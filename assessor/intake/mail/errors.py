"""Stage 1: the errors of mails, raised wherever their structure turns out unreadable."""

from assessor.errors import UnreadableError


def broken_mail() -> UnreadableError:
    """The error for a mail that no parser makes sense of; code `broken_mail`."""
    return UnreadableError(
        "The mail cannot be parsed: expected well-formed MIME, got a part that breaks the parser.",
        code="broken_mail",
        hint="Export it again from the mail program, or hand in the text as .txt.",
    )


def too_complex(reason: str) -> UnreadableError:
    """The error for a mail beyond the bounds, code `mail_too_complex`.

    Args:
        reason: what was expected and what was found.
    """
    return UnreadableError(
        f"The mail is too complex: {reason}.",
        code="mail_too_complex",
        hint="Hand in the text that shows the work as .txt.",
    )


def encrypted_mail() -> UnreadableError:
    """The error for a mail whose text only its recipient can read; code `encrypted`."""
    return UnreadableError(
        "The mail is encrypted: expected text, got an encrypted part.",
        code="encrypted",
        hint="Export the decrypted mail, or hand in its text as .txt.",
    )
