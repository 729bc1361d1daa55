"""The lock that every change of a practitioner's time takes first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import OperationalError, connection, transaction
from psycopg import errors as pg

from booking.availability import Span
from booking.errors import TimeTaken
from booking.models import Appointment, Practitioner


@contextmanager
def locked_practitioner(pk: int) -> Iterator[None]:
    """A transaction that alone may change the practitioner's time.

    What is asked inside sees what those before committed, so the loser of a race gets a plain
    answer instead of a deadlock between two inserts. Raises TimeTaken after three seconds of
    waiting, for this lock or for one that is taken inside.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
            Practitioner.objects.select_for_update(no_key=True).get(pk=pk)
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, pg.LockNotAvailable):
            raise TimeTaken from error
        raise


def displace_expired_holds(practitioner_id: int, span: Span, now: datetime) -> None:
    """Release holds that ran out and lie in `span`. Their rows stay, to tell a late patient.

    A row that is being booked this moment is waited for, and looked at again.
    """
    expired = Appointment.objects.expired_holds(now).filter(practitioner=practitioner_id)
    for hold in expired.during(span).select_for_update(of=("self",)):
        hold.release(now)
        hold.save()
