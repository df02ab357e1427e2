"""Tokens that a form carries to show that a page of ours made it (OWASP, Cross-Site Request Forgery Prevention).

A form's token is a keyed hash of the secret in the browser's cookie, which no page can read: the session's, or, where nobody is signed in, one
that the browser gets for this alone. So it ends with the session, and needs no table. Another program on this machine may be able to set a cookie
for us, and so know both; against that stands the look at the request's origin, in `guard`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

FIELD = "csrf"


def token(secret: str) -> str:
    """The token of forms for a browser whose cookie holds this secret."""
    return hmac.new(secret.encode("utf-8", "surrogatepass"), b"khabar form", hashlib.sha256).hexdigest()


def right(secret: str | None, given: object) -> bool:
    """Whether a form came with the token of the cookie that came with it."""
    if not secret or not isinstance(given, str):
        return False
    return hmac.compare_digest(token(secret).encode(), given.encode("utf-8", "surrogatepass"))


def new() -> str:
    """A secret for a browser."""
    return secrets.token_urlsafe(32)
