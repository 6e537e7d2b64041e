"""Random names for rows, which the audit log may keep because they say nothing about content."""

import re
import secrets

_PREFIX = re.compile(r"^[a-z]{2,8}$")


def new_id(prefix: str) -> str:
    """A fresh id: `prefix`, an underscore and 32 random hex digits.

    Args:
        prefix: two to eight lower-case letters, e.g. `drf`.

    Raises:
        ValueError: the prefix has another form, which the audit log would refuse.

    >>> len(new_id("sub"))
    36
    """
    if not _PREFIX.match(prefix):
        raise ValueError(f"an id prefix is two to eight lower-case letters; got {prefix!r}")
    return f"{prefix}_{secrets.token_hex(16)}"
