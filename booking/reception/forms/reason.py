"""The reason for which the desk sets a rule aside; typing one is what sets it aside."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from booking.public.forms.typed import LineField

# Signs of a reason that the history keeps.
LONGEST_REASON = 200


class ReasonField(LineField):
    """A reason why something is done outside the rules; empty while it is not to be.

    Shown once a rule was broken: the desk must have read which one.
    """

    def __init__(self, **kwargs: Any) -> None:
        label = _("Why all the same? The history keeps it.")
        super().__init__(label=label, required=False, max_length=LONGEST_REASON, **kwargs)
