"""Locks, each held until its transaction ends.

Every change of a practitioner's time locks the practitioner first. The order of all locks, which
keeps two requests from waiting for each other: form, working time, waiting-list entries by id,
substitutions by id, the address of offers, practitioners by id, appointments by id, the patient's
name, patients by id, the wording of the policy.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Q
from psycopg import errors as pg

from booking.errors import TimeTaken
from booking.models import Appointment, Practitioner, Substitution, Treatment, WaitlistEntry
from booking.models.period import overlapping
from booking.scheduling.openings import Opening
from booking.scheduling.spans import Span
from booking.services.guards.release import release_locked


@contextmanager
def locked_practitioners(pks: Iterable[int]) -> Iterator[None]:
    """Open a transaction in which nobody else changes these practitioners' time.

    Queries inside see what earlier holders of the lock committed, so that the loser of a race gets
    a plain answer instead of a deadlock between two inserts. Raises TimeTaken after three seconds
    of waiting, for one of these locks or for one that is taken inside.

    Example: two patients ask for 10:00 at once. The second waits until the first holds the time,
    then finds it taken.
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
    """Open a transaction in which nobody else changes this practitioner's time.

    Raises TimeTaken, as locked_practitioners() does.
    """
    return locked_practitioners([pk])


def locked_visit(pk: int) -> Appointment:
    """The appointment, locked, with the rows that it names."""
    # Two queries: in one, the joined rows would be as they were before the wait for the lock, and
    # an appointment that was moved to another therapist in the meantime would not be found.
    Appointment.objects.select_for_update().values_list("pk").get(pk=pk)
    return Appointment.objects.for_page().get(pk=pk)


def locked_entry(pk: int) -> WaitlistEntry:
    """The waiting-list entry, locked, with the rows that it names.

    Whoever changes an entry or one of its offers locks the entry, before any practitioner.
    """
    WaitlistEntry.objects.select_for_update().values_list("pk").get(pk=pk)
    return WaitlistEntry.objects.for_page().get(pk=pk)


def locked_substitution(pk: int) -> Substitution:
    """The substitution, locked, with its appointment.

    Whoever changes it or takes one of its choices locks it, before any practitioner.
    """
    Substitution.objects.select_for_update().values_list("pk").get(pk=pk)
    return Substitution.objects.select_related("appointment__patient", "practitioner").get(pk=pk)


def displace_expired_holds(practitioner_id: int, span: Span, now: datetime) -> None:
    """Release the practitioner's expired holds that overlap `span`.

    The rows stay, so that a patient who comes back late is told what happened.
    """
    _displace_expired_holds([(practitioner_id, span)], now)


def displace_all_expired_holds(
    visits: Iterable[Opening], treatment: Treatment, now: datetime
) -> None:
    """Release expired holds that overlap any of the openings or their turnarounds; one query."""
    spans = [(visit.practitioner_id, treatment.with_margins(visit.span)) for visit in visits]
    _displace_expired_holds(spans, now)


def _displace_expired_holds(spans: Iterable[tuple[int, Span]], now: datetime) -> None:
    # A hold that is being booked right now is locked: the query waits for it, and then finds it
    # booked and leaves it out.
    in_the_way = [Q(overlapping(span), practitioner=pk) for pk, span in spans]
    expired = Appointment.objects.expired_holds(now).filter(reduce(or_, in_the_way))
    release_locked(expired.order_by("pk").select_for_update(of=("self",)), now)


@contextmanager
def changing_places() -> Iterator[None]:
    """Let appointments overlap until all within it are saved. Call it under their locks.

    The database looks at the end of it. Raises TimeTaken if any overlap then.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS appointments_do_not_overlap DEFERRED")
    yield
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS appointments_do_not_overlap IMMEDIATE")
    except IntegrityError as error:
        raise TimeTaken from error


def lock_name(name: str) -> None:
    """Keep others from booking for a patient of that name until the transaction ends.

    Two tabs of one patient share the name, before any row of the patient exists. Take it after the
    locks of practitioners and appointments.
    """
    _lock_word(name)


def lock_offer_address(address: str) -> None:
    """Keep others from offering anything to that address until the transaction ends.

    Take it after the lock of the entry, and before those of practitioners.
    """
    _lock_word(f"offer to {address}")


def lock_form(key: UUID) -> None:
    """Make a second click on the same form wait until the transaction ends. Take it first."""
    _lock_word(key.hex)


def _lock_word(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(upper(%s), 0))", [word])
