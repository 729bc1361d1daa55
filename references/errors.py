"""Errors about sources. Their messages are fit to show to an editor."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _


class SourceError(Exception):
    """A rule about sources was broken; `str(error)` can be shown."""


class InvalidIdentifier(SourceError):
    """Text that cannot be a DOI, PMID or PMCID."""


class InvalidCsl(SourceError):
    """CSL-JSON that cannot be stored; `problems` maps a CSL variable to its problem."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(f"{variable}: {text}" for variable, text in problems.items()))


class StillCited(SourceError):
    """A source cannot be deleted while `places` cite it."""

    MOST_NAMED = 5

    def __init__(self, places: Sequence[object]) -> None:
        self.places = places
        named = [str(place) for place in places[: self.MOST_NAMED]]
        if len(places) > self.MOST_NAMED:
            named.append("…")
        super().__init__(
            _("This source cannot be deleted, for it is cited in: %(places)s.")
            % {"places": ", ".join(named)}
        )


class SourceGone(SourceError):
    """Somebody else merged or deleted the source in the meantime."""

    def __init__(self) -> None:
        super().__init__(_("One of these sources is gone: it was merged or deleted just now."))


class ConflictingIdentifiers(SourceError):
    """Sources to be merged have different DOIs, PMIDs or PMCIDs.

    `variables` names the CSL variables in which they differ.
    """

    def __init__(self, variables: Iterable[str]) -> None:
        self.variables = list(variables)
        super().__init__(
            _("These sources have a different %(names)s. Choose which one is right.")
            % {"names": ", ".join(self.variables)}
        )
