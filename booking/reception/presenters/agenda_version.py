"""A digest of all rows that a page of the agenda shows, read in one query.

PostgreSQL notes with each row the transaction that wrote it last (`xmin`), whoever wrote what. So a
digest of these is another one after any change of a row, and needs no column and no trigger. It
says nothing of rows of other days: a place in a series or "1e" may change without it. The number of
things that need the desk is counted along, as the agenda shows that too.
"""

import re
from datetime import datetime, timedelta
from hashlib import blake2s
from itertools import count

from django.db import connection, models

from booking.models import (
    Absence,
    Appointment,
    Notification,
    Patient,
    Practitioner,
    Slot,
    Treatment,
    WaitlistOffer,
)
from booking.models.period import LONGEST_PERIOD
from booking.reception.presenters.attention.kinds import keys_of_needs
from booking.scheduling.spans import Span

# With time alone an appointment becomes due, or over, and free time gets shorter.
STEP = timedelta(minutes=5)
OF_ONE = "practitioner_id = %(therapist)s"
OF_ONE_OR_ALL = "(practitioner_id = %(therapist)s OR practitioner_id IS NULL)"


def agenda_version(window: Span, *, therapist: int | None, card: int | None, now: datetime) -> str:
    """Digest of the rows of a period, of everybody or of one therapist, and of an open card."""
    asked = {
        "starts": window.starts_at,
        "ends": window.ends_at,
        "first": window.starts_at - LONGEST_PERIOD,
        "therapist": therapist,
        "card": card or 0,
        "now": now,
    }
    needs, values = keys_of_needs(now=now).query.sql_with_params()
    numbers = count()
    asked |= {f"need{number}": value for number, value in enumerate(values)}
    needs = re.sub("%s", lambda _place: f"%(need{next(numbers)})s", needs)
    with connection.cursor() as cursor:
        cursor.execute(_sql(needs, is_of_one=therapist is not None), asked)
        [rows] = cursor.fetchone()
    step = now.timestamp() // STEP.total_seconds()
    return blake2s(f"{rows}|{step}".encode(), digest_size=8).hexdigest()


def _sql(needs: str, *, is_of_one: bool) -> str:
    meets = "starts_at < %(ends)s AND ends_at > %(starts)s"
    whose = f"AND {OF_ONE}" if is_of_one else ""
    away = f"AND {OF_ONE_OR_ALL}" if is_of_one else ""
    of_shown = "appointment_id IN (SELECT id FROM shown)"
    of_series = "series_id IN (SELECT series_id FROM shown)"
    parts = [
        "(SELECT string_agg(concat(id, ':', version, ':', held_until > %(now)s), ',' ORDER BY id)"
        " FROM shown)",
        _rows(Patient, "id IN (SELECT patient_id FROM shown)"),
        _rows(WaitlistOffer, "hold_id IN (SELECT id FROM shown)"),
        _rows(Notification, of_shown),
        _rows(Notification, of_series),
        _rows(Slot, f"starts_at > %(first)s AND {meets} {whose}"),
        _rows(Absence, f"{meets} {away}"),
        _rows(Practitioner),
        _rows(Treatment),
        _rows(Practitioner.treatments.through),
        f"(SELECT count(*) FROM ({needs}) AS needs)",  # noqa: S608  as Django wrote it
    ]
    appointments = Appointment._meta.db_table
    return f"""
        WITH shown AS (
            SELECT id, xmin AS version, held_until, patient_id, series_id FROM {appointments}
            WHERE starts_at > %(first)s AND {meets} {whose} OR id = %(card)s
        )
        SELECT md5(concat_ws('|', {", ".join(parts)}))
    """  # noqa: S608  names of tables and columns alone; values are parameters


def _rows(model: type[models.Model], condition: str = "true") -> str:
    """A part of the query: the rows of a model, each with what wrote it last."""
    table = model._meta.db_table
    return (
        f"coalesce((SELECT string_agg(concat(id, ':', xmin), ',' ORDER BY id) FROM {table}"  # noqa: S608
        f" WHERE {condition}), '')"
    )
