"""Everything that can go wrong, in one tree. Each error says what happened and what to do about it."""

from __future__ import annotations


class ProvenanceError(Exception):
    """What happened and where (`message`), and what to do about it (`hint`)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ProvenanceError):
    """A command or a call that cannot be carried out as given: a missing path, an unknown suffix."""


class SettingsError(ProvenanceError):
    """A setting that is unknown, of the wrong type or out of range."""


class PluginError(ProvenanceError):
    """A plug-in that cannot be used."""


class UnknownPluginError(PluginError):
    """No plug-in of that name."""


class MissingExtraError(PluginError):
    """A plug-in whose library is not installed."""


class ReadError(ProvenanceError):
    """One input that could not be read. `reason` is one of the contract's closed list."""

    def __init__(self, reason: str, detail: str, hint: str = "") -> None:
        super().__init__(detail, hint)
        self.reason = reason
        self.detail = detail

    @property
    def told(self) -> str:
        """What is wrong with it and, in brackets, what to do about it."""
        return f"{self.detail} ({self.hint})" if self.hint else self.detail


class GitError(ProvenanceError):
    """What git cannot tell; `message` is empty where git does not say why."""


class IncompleteError(ProvenanceError):
    """Inputs that could not be read, where a run without them is not wanted."""


class ReportError(ProvenanceError):
    """A saved report that cannot be read back."""


class TruthError(ProvenanceError):
    """Known answers that cannot be read, or that do not fit the report."""


class PolicyError(ProvenanceError):
    """A policy that cannot be followed as it is written."""


class BaselineError(ProvenanceError):
    """A baseline that cannot be read."""


class ArchiveError(ProvenanceError):
    """An archive that cannot be used: it is not there, in use, full or not to be written."""


class ArchiveFormatError(ArchiveError):
    """A file that is no archive of ours, one of another version, or a damaged one."""


class OutputError(ProvenanceError):
    """A result that could not be written."""


class EngineError(ProvenanceError):
    """An engine that failed."""
