"""Costs of the desk's screens with and without a long past: `python -m benchmarks.desk`.

The demo practice is measured as it is beside a second one with a million visits that are over, a
mail for each fifth of them, and 200,000 patients: in turns, so that a slow moment of the machine
hits both. The ratio says what the past costs; `--past 50000` takes a smaller one.
"""

import io
import os
import sys
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.databases import throw_away  # noqa: E402
from benchmarks.pages import Subject  # noqa: E402
from benchmarks.patients import fill  # noqa: E402
from booking.choices import AppointmentStatus  # noqa: E402
from booking.models import Appointment, Notification, Patient  # noqa: E402
from booking.reception.admin.searching import MOST_FOUND  # noqa: E402
from kinesite import embedded  # noqa: E402

PAST, PATIENTS, ROUNDS = 1_000_000, 200_000, 15
# Rows of one statement: each row starts a subtransaction in the trigger of the history, and what
# PostgreSQL keeps of these is searched again for each next one.
AT_ONCE = 1_000
Pair = tuple[Subject, Subject]
# Visits of one therapist a day, each half an hour.
A_DAY = 20
COPY_VISITS = """
    INSERT INTO booking_appointment ({columns}) SELECT {values}
    FROM booking_appointment, generate_series(%s, %s) AS number WHERE id = %s
"""
COPY_MAILS = """
    INSERT INTO booking_notification ({columns}) SELECT {values}
    FROM booking_notification, booking_appointment visit
    WHERE booking_notification.id = %s AND visit.id > %s AND visit.id %% 5 = 0
"""
STARTS = f"(date_trunc('day', now()) - interval '30 days' - (number / {A_DAY}) * interval '1 day'"
STARTS += f" + interval '7 hours' + (number %% {A_DAY}) * interval '30 minutes')"


def copied(model: type, changed: dict[str, str]) -> tuple[str, str]:
    """Columns of a row to copy, and their values: those of the row, or as `changed` has them."""
    names = [
        field.column
        for field in model._meta.concrete_fields  # type: ignore[attr-defined]
        if not field.primary_key and not field.generated
    ]
    table = model._meta.db_table  # type: ignore[attr-defined]
    values = [changed.get(name, f'{table}."{name}"') for name in names]
    return ", ".join(f'"{name}"' for name in names), ", ".join(values)


def fill_past(past: int) -> None:
    """Store so many visits that are over, of all patients and therapists in turn, and mails."""
    model = Appointment.objects.exclude(patient=None).filter(series=None).latest("pk")
    Appointment.objects.filter(pk=model.pk).update(status=AppointmentStatus.FULFILLED)
    people = list(Appointment.objects.values_list("practitioner", flat=True).distinct())
    first = Patient.objects.earliest("pk").pk
    patients = Patient.objects.latest("pk").pk - first + 1
    for number, person in enumerate(sorted(set(people))):
        changed = {
            "starts_at": STARTS,
            "ends_at": f"{STARTS} + interval '30 minutes'",
            "uid": "gen_random_uuid()",
            "practitioner_id": str(person),
            # Patients are made one after the other, so that no number is missing.
            "patient_id": f"{first} + (number * 7 + {number}) %% {patients}",
            "arrived_at": "NULL",
            "hold_key": "NULL",
        }
        columns, values = copied(Appointment, changed)
        share = past // len(set(people))
        for start in range(0, share, AT_ONCE):
            with connection.cursor() as cursor:
                end = min(start + AT_ONCE, share) - 1
                sql = COPY_VISITS.format(columns=columns, values=values)
                cursor.execute(sql, [start, end, model.pk])
    mail = Notification.objects.filter(kind="booked", appointment__isnull=False).latest("pk")
    columns, values = copied(
        Notification,
        {
            "appointment_id": "visit.id",
            "patient_id": "visit.patient_id",
            "status": "'sent'",
            "created_at": "visit.starts_at",
            "due_at": "visit.starts_at",
            "sent_at": "visit.starts_at",
        },
    )
    with connection.cursor() as cursor:
        cursor.execute(COPY_MAILS.format(columns=columns, values=values), [mail.pk, model.pk])
        cursor.execute("VACUUM ANALYZE")


def subjects() -> list[Subject]:
    """The screens of the desk to measure."""
    desk = Client()
    desk.force_login(User.objects.get(username="receptie"))
    coming = Appointment.objects.coming(timezone.now()).earliest("starts_at")
    agenda = f"/beheer/agenda/?dag={coming.day}"
    words = {"zoek": "anna peters"}
    found = desk.post("/beheer/patienten/", words, headers={"host": "localhost"})["Location"]
    return [
        Subject("agenda, day", agenda, desk),
        Subject("agenda, week", f"{agenda}&kin={coming.practitioner_id}", desk),
        Subject("agenda, week of all", f"{agenda}&kin=allen", desk),
        Subject("agenda with a card", f"{agenda}&kaart={coming.pk}", desk),
        Subject("agenda, in the hand", f"{agenda}&hand={coming.pk}", desk),
        Subject("month of the agenda", f"/beheer/agenda/maand/?dag={coming.day}", desk),
        Subject("what needs the desk", "/beheer/agenda/aandacht/", desk),
        Subject("page of an appointment", f"/beheer/agenda/afspraak/{coming.pk}/", desk),
        Subject("list of patients", "/beheer/patienten/", desk),
        Subject("search for a patient", found, desk),
        Subject("visits of a patient", f"/beheer/patienten/afspraken/{coming.patient_id}/", desk),
        Subject("list of visits", "/beheer/afspraken/", desk),
        Subject("list of mails", "/beheer/berichten/", desk),
        Subject("waiting list", "/beheer/wachtlijst/", desk),
        Subject("figures", "/beheer/cijfers/", desk),
    ]


def measure(short: BaseDatabaseWrapper, long: BaseDatabaseWrapper) -> list[Pair]:
    """Ask for each screen in turns, of the short past and of the long one."""
    both = (short, long)
    pairs: list[Pair] = list(zip(*(subjects_of(one) for one in both), strict=True))
    for _ in range(ROUNDS):
        for pair in pairs:
            for one, subject in zip(both, pair, strict=True):
                connections["default"] = one
                subject.time()
    return pairs


def subjects_of(one: BaseDatabaseWrapper) -> list[Subject]:
    """The screens in this database, each asked for some times already."""
    connections["default"] = one
    found = subjects()
    for subject in found:
        subject.look()
    return found


def main(past: int = PAST) -> None:
    with throw_away():
        call_command("seed_demo", stdout=io.StringIO())
        # A page of a list is full in both: the same rows are drawn.
        fill(MOST_FOUND)
        short = connections["default"]
        with throw_away():
            call_command("seed_demo", stdout=io.StringIO())
            fill(min(PATIENTS, past))
            fill_past(past)
            long = connections["default"]
            pairs = measure(short, long)
            connections["default"] = long
        connections["default"] = short
        report(pairs, past)


def report(pairs: list[Pair], past: int) -> None:
    """Print the medians of each screen, and what the past makes of them."""
    write = sys.stdout.write
    heads = f"{'without':>10}{f'{past:,} past':>18}{'ratio':>7}{'queries':>9}"
    write(f"{'screen of the desk, ms':26}{heads}\n")
    for old, new in pairs:
        short, long = median(old.seconds) * 1000, median(new.seconds) * 1000
        write(f"{old.name:26}{short:10.1f}{long:18.1f}{long / short:7.2f}{new.queries:9}\n")


if __name__ == "__main__":
    with embedded.lease():
        main(int(sys.argv[2]) if sys.argv[1:2] == ["--past"] else PAST)
