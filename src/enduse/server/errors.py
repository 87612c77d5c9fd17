"""Refusals: what is wrong with a request, which field, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping

from enduse.model.errors import EnduseError


class Refused(EnduseError):
    """Raised while a request is read: the client must change it. ``field`` names a parameter, a header, or a key of the body."""

    def __init__(self, status: int, field: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.field = field
        self.headers = headers


class Busy(EnduseError):
    """Raised by the server: too much waits already, or an answer took too long; the same request may be sent again."""
