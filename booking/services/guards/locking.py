"""The lock that every change of a practitioner's time takes first."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from psycopg import errors as pg

from booking.errors import TimeTaken
from booking.models import Appointment, Practitioner, Treatment, WaitlistEntry
from booking.models.period import overlapping
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span


@contextmanager
def locked_practitioners(pks: Iterable[int]) -> Iterator[None]:
    """A transaction that alone may change these practitioners' time.

    What is asked inside sees what those before committed, so the loser of a race gets a plain
    answer instead of a deadlock between two inserts. Everybody takes the locks in order of id, so
    that nobody waits in a circle. Raises TimeTaken after three seconds of waiting, for one of these
    locks or for one that is taken inside.
    """
    people = Practitioner.objects.filter(pk__in=set(pks)).order_by("pk")
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '3s'")
            list(people.select_for_update(no_key=True).values_list("pk", flat=True))
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, pg.LockNotAvailable):
            raise TimeTaken from error
        raise


def locked_practitioner(pk: int) -> AbstractContextManager[None]:
    """The same for one."""
    return locked_practitioners([pk])


def locked_visit(pk: int) -> Appointment:
    """The row, locked, and only then what it names.

    In one query the joins would show what they name as it was before the wait, and lose a visit
    that somebody moves to another therapist meanwhile.
    """
    Appointment.objects.select_for_update().values_list("pk").get(pk=pk)
    return Appointment.objects.for_page().get(pk=pk)


def locked_entry(pk: int) -> WaitlistEntry:
    """The row, locked, and only then what it names. Taken before the locks of practitioners.

    Whoever changes a place or one of its offers holds it.
    """
    WaitlistEntry.objects.select_for_update().values_list("pk").get(pk=pk)
    return WaitlistEntry.objects.for_page().get(pk=pk)


def displace_expired_holds(practitioner_id: int, span: Span, now: datetime) -> None:
    """Release holds that ran out and lie in `span`. Their rows stay, to tell a late patient."""
    _displace_expired_holds([(practitioner_id, span)], now)


def displace_all_expired_holds(
    visits: Iterable[Opening], treatment: Treatment, now: datetime
) -> None:
    """The same for several visits, each with the turnaround that others keep, in one query."""
    spans = [(visit.practitioner_id, treatment.with_margins(visit.span)) for visit in visits]
    _displace_expired_holds(spans, now)


def _displace_expired_holds(spans: Iterable[tuple[int, Span]], now: datetime) -> None:
    """A row that is being booked this moment is waited for, and looked at again."""
    in_the_way = [Q(overlapping(span), practitioner=pk) for pk, span in spans]
    expired = Appointment.objects.expired_holds(now).filter(reduce(or_, in_the_way))
    for hold in expired.order_by("pk").select_for_update(of=("self",)):
        hold.release(now)
        hold.save()


def lock_name(name: str) -> None:
    """Until the end of the transaction nobody else books for a patient of that name.

    Two tabs of one patient share the name, whatever else differs and before any row of theirs
    exists. Taken after the locks of practitioners and appointments, so that nobody waits in a
    circle.
    """
    _lock_word(name)


def lock_form(key: UUID) -> None:
    """Until the end of the transaction a second click on the same form waits. Taken first."""
    _lock_word(key.hex)


def _lock_word(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(upper(%s), 0))", [word])
