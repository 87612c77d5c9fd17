"""Errors, one class for each person who must act.

Every message says what was read, where, what was expected and what to do; the command line prints it as it stands.
"""


class EnduseError(Exception):
    """Root of every error Enduse raises on purpose."""


class UsageError(EnduseError):
    """Raised by the command line and the case folder: the user's command or ``case.yml`` must change."""


class SourceChanged(EnduseError):
    """Raised by importers: a list or table no longer has the shape or size its source declares (maintainer)."""


class UnreadableDocument(EnduseError):
    """Raised by readers: the bytes cannot be read as what they claim to be (operator).

    ``code`` is a stable word such as ``empty``, ``cut``, ``wrong-type`` or ``limit:memory``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class FetchRefused(EnduseError):
    """Raised by evidence: an address may not be fetched, or what it sent is no whole file (operator)."""


class AmbiguousValue(EnduseError):
    """Raised by the language room: a value has two readings and only a person may choose (reviewer)."""


class InvalidTaxonomy(EnduseError):
    """Raised when a yml file of kinds or terms does not say what the loader needs (author)."""


class DamagedBuild(EnduseError):
    """Raised when a file of a build is not as it was written; deleting ``build`` and building again mends it (operator)."""


class DamagedVault(EnduseError):
    """Raised by evidence: stored bytes no longer have the hash they are filed under (operator)."""


class EngineUnavailable(EnduseError):
    """Raised by engines: a cluster or its storage does not answer, or has no worker that can run tasks (operator)."""
