"""What the edge itself refuses, before any verb is asked."""

from __future__ import annotations


class BadRequest(Exception):
    """Not JSON, a wrong type, an unknown key, too long; the message says which key."""


class NotSignedIn(Exception):
    """No credentials, or bad ones."""


class PageLocked(Exception):
    """The page was left alone for too long: it may do nothing but say the password again."""


class BadCsrf(Exception):
    """The token of a signed-in page is missing or old."""


class KeyReused(Exception):
    """The idempotency key came with another request before."""
