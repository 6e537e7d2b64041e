"""Stage 1: the kernel's own rules on files and TCP for a reading child (Landlock, Linux 5.13 and later).

The audit hook of `sandbox.py` sees what Python code does; libraries in C open files past it. Landlock binds
both: after `restrict`, the process reads beneath the given places alone, writes to `/dev/null` alone, starts
no program and, from Linux 6.7 on, makes no TCP connection. It cannot be taken back.

Source: linux/landlock.h and https://docs.kernel.org/userspace-api/landlock.html.
"""

import ctypes
import os
from collections.abc import Iterable
from contextlib import suppress

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""System calls; the numbers are the same on x86-64 and arm64."""
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_VERSION_1_RIGHTS = (1 << 13) - 1
_LATER_RIGHTS = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
"""Right to refer, truncate and control devices, by the version of the interface that brought it."""
_TCP_SINCE, _BIND_AND_CONNECT_TCP = 4, 0b11
_SCOPES_SINCE, _ABSTRACT_SOCKETS_AND_SIGNALS = 6, 0b11


class _RulesetAttributes(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def restrict(readable: Iterable[str]) -> bool:
    """Bind this process to reading beneath `readable`, for good.

    `PR_SET_NO_NEW_PRIVS` must be set before.

    Args:
        readable: files and folders; those that do not exist are left out.

    Returns:
        Whether the rules hold. False where the kernel has no Landlock or forbids it; nothing changed then.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    if version < 1:
        return False
    attributes, size = _attributes(version)
    rules = libc.syscall(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for place in readable:
            _allow(libc, rules, place, _READ_FILE | _READ_DIR)
        _allow(libc, rules, os.devnull, _READ_FILE | _WRITE_FILE)
        return bool(libc.syscall(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0)
    finally:
        os.close(rules)


def _attributes(version: int) -> tuple[_RulesetAttributes, int]:
    """All rights this kernel knows, and how many bytes of the structure it understands."""
    rights = _VERSION_1_RIGHTS
    for since, right in _LATER_RIGHTS.items():
        rights |= right if version >= since else 0
    tcp = _BIND_AND_CONNECT_TCP if version >= _TCP_SINCE else 0
    scopes = _ABSTRACT_SOCKETS_AND_SIGNALS if version >= _SCOPES_SINCE else 0
    words = 1 + (version >= _TCP_SINCE) + (version >= _SCOPES_SINCE)
    return _RulesetAttributes(rights, tcp, scopes), words * ctypes.sizeof(ctypes.c_uint64)


def _allow(libc: ctypes.CDLL, rules: int, place: str, rights: int) -> None:
    with suppress(FileNotFoundError):
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
        try:
            if not os.path.isdir(place):  # noqa: PTH112  # a path object here would only be undone again
                rights &= ~_READ_DIR
            rule = _PathBeneath(rights, handle)
            # A place that cannot be allowed stays closed: the safe side.
            libc.syscall(
                _ADD_RULE,
                ctypes.c_int(rules),
                ctypes.c_int(_RULE_PATH_BENEATH),
                ctypes.byref(rule),
                ctypes.c_uint32(0),
            )
        finally:
            os.close(handle)
