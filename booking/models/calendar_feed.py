import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.practitioner import Practitioner


class CalendarFeed(models.Model):
    """The calendar of one therapist, for a calendar program that asks for it again and again.

    Whoever has its link reads it, so `uid`, which the link signs, is replaced to shut the link.
    """

    practitioner = models.OneToOneField(
        Practitioner,
        verbose_name=_("therapist"),
        on_delete=models.CASCADE,
        related_name="calendar_feed",
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.practitioner)

    @property
    def version(self) -> str:
        """The link as a screen shows it, without what it opens."""
        return str(self.made_at.timestamp())

    @property
    def is_open(self) -> bool:
        """Tell whether the therapist works here and has a login that may sign in."""
        user = self.practitioner.user
        return self.practitioner.is_active and user is not None and user.is_active

    def renew(self, now: datetime) -> None:
        """Replace the link; the earlier one opens nothing any more. Does not save."""
        self.uid, self.made_at = uuid.uuid4(), now
