from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Changed(models.Model):
    """The part of a row that notes who changed it last, so that a screen can say so."""

    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=gettext_lazy("changed by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The member of staff; empty for the patient and for the website itself.",
    )
    changed_at = models.DateTimeField(
        gettext_lazy("changed at"), null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True

    def note_change(self, by_user: "User | None", now: datetime) -> None:
        """Note who changes the row now; None for the patient. Does not save."""
        self.changed_by, self.changed_at = by_user, now

    @property
    def by_staff(self) -> str:
        """The end of a sentence that says which member of staff changed it, if one did.

        Example: ", door Lien".
        """
        return _(", by %(name)s") % {"name": staff_name(self.changed_by)} if self.changed_by else ""


def staff_name(user: "User") -> str:
    """The name by which colleagues know a member of staff."""
    return user.get_full_name() or user.get_username()
