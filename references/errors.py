"""What can be wrong with a reference. The messages are fit to show to an editor."""

from collections.abc import Mapping


class SourceError(Exception):
    """A rule about references said no; str(error) is fit to show."""


class InvalidIdentifier(SourceError):
    """A DOI, PMID or PMCID that cannot exist."""


class InvalidCsl(SourceError):
    """CSL-JSON that cannot be stored; `problems` maps a CSL variable to what is wrong with it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(f"{variable}: {text}" for variable, text in problems.items()))


class StillCited(SourceError):
    """A reference that a page cites cannot be deleted."""
