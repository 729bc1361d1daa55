"""Day sheets that were to be mailed in the evening."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from booking.models import Notification
from booking.reception.presenters.attention.base import Group, Kind, Need, Verb, keyed
from booking.reception.presenters.mail_topic import topic_text
from booking.reception.presenters.mail_trouble import mail_trouble


class FailedSheets(Kind):
    """Day sheets that the desk did not get, until their first day is over."""

    group = Group.TO_FINISH

    def keys(self, now: datetime) -> QuerySet[Any]:
        return keyed(Notification.objects.to_see_to(now).with_sheets())

    def needs(self, now: datetime) -> Sequence[Need]:
        mails = Notification.objects.to_see_to(now).with_sheets()
        return [self._need(mail) for mail in mails.order_by("sheets_from")]

    def _need(self, mail: Notification) -> Need:
        shown = {"getoond": mail.version, "next": reverse("aandacht:index")}
        address = reverse("berichten:change", args=[mail.pk])
        return Need(
            what=_("The mail with day sheets %(from)s did not reach the desk")
            % {"from": topic_text(mail)},
            details=mail_trouble(mail.last_error),
            until=None,
            deadline="",
            verbs=[
                Verb(label=_("Send again"), url=address, sends={"verb": "again", **shown}),
                Verb(label=_("Download the day sheets"), url=reverse("agenda:day_sheet_file")),
                Verb(label=_("Seen to"), url=address, sends={"verb": "settle", **shown}),
            ],
        )
