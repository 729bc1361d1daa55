"""Reasons for which a draft cannot be changed now; str(error) is fit to show an editor."""

from django.utils.translation import gettext as _


class LinkingError(Exception):
    """The draft was not changed."""


class DraftChanged(LinkingError):
    def __init__(self) -> None:
        super().__init__(
            _("The article changed in the meantime. Nothing was linked; look at it again below.")
        )


class DraftLocked(LinkingError):
    def __init__(self) -> None:
        super().__init__(_("This article is locked. Nothing was linked."))
