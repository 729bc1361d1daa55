"""Mails that did not reach their patients, and mails that do not leave."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.choices import NotificationKind, NotificationStatus
from booking.models import Notification, SentMail
from booking.models.notification_queryset import LEAVES_WITHIN
from booking.reception.presenters.attention.base import (
    MOST,
    Group,
    Kind,
    Need,
    Verb,
    by_hour,
    joined,
)
from booking.reception.presenters.mail_trouble import mail_trouble
from booking.scheduling.clock import clinic_date
from booking.text.formats import time_text


class FailedMails(Kind):
    """Mails that were refused, given up, or came back, and that still matter."""

    group = Group.UNTOLD
    is_urgent = True

    def keys(self, now: datetime) -> QuerySet[Any]:
        return (
            Notification.objects.to_see_to(now).to_patients().order_by().values_list(_text("mail"))
        )

    def needs(self, now: datetime) -> Sequence[Need]:
        mails = Notification.objects.to_see_to(now).to_patients().for_page()
        return [self._need(mail, now) for mail in mails.order_by("created_at", "pk")[:MOST]]

    def _need(self, mail: Notification, now: datetime) -> Need:
        until = expected_at(mail)
        patient = mail.addressee
        return Need(
            what=_("%(mail)s did not reach %(patient)s")
            % {"mail": mail.get_kind_display(), "patient": patient},
            details=joined(patient.email, mail_trouble(mail.last_error)),
            until=until,
            deadline=by_hour(until, now) if until else "",
            patient=patient,
            verbs=_verbs(mail),
        )

    def in_order(self, now: datetime) -> str:  # noqa: ARG002  the same whenever
        return _("no mail failed")


class StuckMails(Kind):
    """Mails that are due for a while: the mail server takes none, or no worker sends them."""

    group = Group.UNTOLD
    is_urgent = True

    def keys(self, now: datetime) -> QuerySet[Any]:
        return Notification.objects.stuck(now).order_by().values_list(_text("mails"))[:1]

    def needs(self, now: datetime) -> Sequence[Need]:
        due = list(Notification.objects.stuck(now).values_list("due_at", "last_error")[: MOST + 1])
        if not due:
            return []
        count, since = min(len(due), MOST), due[0][0]
        words = ngettext("%(count)d mail does not leave", "%(count)d mails do not leave", count)
        if len(due) > MOST:
            words = _("More than %(count)d mails do not leave")
        waits = _("since %(moment)s") % {"moment": by_hour(since, now)}
        listed = f"{reverse('berichten:index')}?status={NotificationStatus.OWED}"
        reason = next((error for _due_at, error in due if error), "")
        return [
            Need(
                what=words % {"count": count},
                details=joined(mail_trouble(reason), _("Tell whoever looks after the website.")),
                until=since,
                deadline=waits,
                verbs=[Verb(label=_("Show the mails"), url=listed)],
            )
        ]

    def in_order(self, now: datetime) -> str:
        last = SentMail.objects.values_list("sent_at", flat=True).order_by("-sent_at").first()
        if last is None or clinic_date(last) != clinic_date(now):
            return _("no mail waits for longer than %(minutes)d minutes") % {
                "minutes": LEAVES_WITHIN.seconds // 60
            }
        return _("mails leave (the last at %(time)s)") % {"time": time_text(last)}


def expected_at(mail: Notification) -> datetime | None:
    """The moment at which the patient comes, or came by what was known; None where none is told."""
    if mail.appointment and not mail.appointment.is_cancelled:
        return mail.appointment.starts_at
    if mail.known_starts_at:
        return mail.known_starts_at
    if mail.substitution:
        return mail.substitution.starts_at
    return mail.offer.expires_at if mail.offer else None


def _verbs(mail: Notification) -> Sequence[Verb]:
    shown = {"getoond": mail.version, "next": reverse("aandacht:index")}
    address = reverse("berichten:change", args=[mail.pk])
    again = Verb(label=_("Send again"), url=address, sends={"verb": "again", **shown})
    called = Verb(label=_("Patient was called"), url=address, sends={"verb": "settle", **shown})
    card = Verb(label=_("Open"), url=reverse("berichten:mail", args=[mail.pk]))
    can_go = mail.kind != NotificationKind.REMINDER and mail.addressee.email
    return [again, called, card] if can_go else [called, card]


def _text(word: str) -> Value:
    return Value(word, CharField())
