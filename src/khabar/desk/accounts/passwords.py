"""Passwords: hashed by Argon2id with the costs of RFC 9106 for machines of little memory (64 MiB), two at a time at most.

The bound matters: each hash takes its memory, and whoever may ask for a hundred at once could exhaust the machine.
"""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
"""Characters. NIST SP 800-63B asks for length, not for kinds of signs."""
LONGEST = 1024
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)


def fault(password: str, name: str) -> str | None:
    """Why a password is refused, as a key of the desk's words; None for a good one."""
    if len(password) < SHORTEST:
        return "account.short"
    if len(password) > LONGEST:
        return "account.long"
    if len(set(password)) < 5 or (name and password.casefold().replace(name.casefold(), "", 1).strip() == ""):
        return "account.plain"
    return None


def hashed(password: str) -> str:
    """With a salt of its own and the costs beside it."""
    with _AT_ONCE:
        return _HASHER.hash(password[: LONGEST + 1].encode("utf-8", "surrogatepass"))


def matches(stored: str | None, password: str) -> bool:
    """Whether it is the password of a stored hash. Without one the work is done all the same, so that time tells nobody which names there are."""
    with _AT_ONCE:
        try:
            right = _HASHER.verify(stored or _nobodys(), password[: LONGEST + 1].encode("utf-8", "surrogatepass"))
        except (VerificationError, InvalidHashError):
            return False
    return right and stored is not None


def worn(stored: str) -> bool:
    """Whether a hash was made with other costs than are used now."""
    return _HASHER.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return _HASHER.hash(b"nobody's password")
