from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from booking.choices import NotificationKind, NotificationStatus
from booking.models import Notification, Substitution
from booking.models.substitution import CallState
from booking.scheduling.substitutes import urgent_until


def unanswered_choices(now: datetime) -> QuerySet[Substitution]:
    """Substitutions that nobody settled by the evening before: their patients still come.

    The desk spoke to none of them, and none chose another time. In order of time; with_choices()
    reads along what a screen shows.
    """
    standing = Substitution.objects.standing().exclude(call=CallState.CALLED)
    return standing.filter(starts_at__lt=urgent_until(now), ends_at__gt=now).order_by(
        "starts_at", "pk"
    )


def patients_who_know(now: datetime) -> QuerySet[Substitution]:
    """Open substitutions about which nobody has to do anything now.

    The desk spoke to the patient, or a mail with choices did not fail, its answer is not due yet
    and neither is it the evening before.
    """
    mails = Notification.objects.filter(
        substitution=OuterRef("pk"), kind=NotificationKind.CHOICES
    ).exclude(status=NotificationStatus.FAILED)
    may_answer = Q(
        Exists(mails), declined_at=None, answer_until__gt=now, starts_at__gte=urgent_until(now)
    )
    return Substitution.objects.standing().filter(Q(call=CallState.CALLED) | may_answer)
