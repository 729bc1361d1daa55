"""Logins, treatments and therapists of the demo practice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from booking.choices import Convention
from booking.models import ConventionStatus, Practitioner, Tariff, Treatment, WorkingHours
from kinesite.demo import content
from kinesite.demo.accounts import DEMO_ACCOUNTS

TREATMENT_TEXTS = (
    "slug",
    "name",
    "name_fr",
    "name_en",
    "description",
    "description_fr",
    "description_en",
    "short_name",
    "group",
    "complaint",
)
THERAPIST_TEXTS = (
    "slug",
    "name",
    "professional_title",
    "focus",
    "focus_fr",
    "focus_en",
    "spoken_languages",
    "bio",
    "riziv_number",
)
AMOUNTS = ("total", "refund", "copay", "refund_increased", "copay_increased", "supplement")


def make_accounts() -> int:
    """Make the logins that are missing; one that was changed stays as it is."""
    users = get_user_model().objects
    present = set(users.values_list("username", flat=True))
    missing = [account for account in DEMO_ACCOUNTS if account.username not in present]
    # A hash is slow by intent, and leaves the other cores free.
    with ThreadPoolExecutor() as cores:
        hashes = cores.map(make_password, [account.password for account in missing])
    for account, hashed in zip(missing, hashes, strict=True):
        user = users.create(
            username=account.username,
            password=hashed,
            email=f"{account.username}@kine-oeverzele.example",
            is_staff=not account.group,
            is_superuser=not account.group,
        )
        if account.group:
            user.groups.add(Group.objects.get(name=account.group))
    return len(missing)


def make_treatments() -> int:
    """Make the treatments, sorted as in the file of the practice."""
    treatments = [
        Treatment(
            **{key: row[key] for key in TREATMENT_TEXTS},
            duration=timedelta(minutes=row["duration"]),
            turnaround=timedelta(minutes=row["turnaround"]),
            sort_order=order,
        )
        for order, row in enumerate(content.practice()["treatments"])
    ]
    return len(Treatment.objects.bulk_create(treatments))


def make_therapists(*, roster_from: date) -> int:
    """Make the therapists with their treatments and with rosters that hold as of `roster_from`."""
    rows = content.practice()["therapists"]
    for order, row in enumerate(rows):
        therapist = Practitioner.objects.create(
            **{key: row[key] for key in THERAPIST_TEXTS},
            user=get_user_model()
            .objects.filter(username=row["account"], practitioner=None)
            .first(),
            sort_order=order,
        )
        therapist.treatments.set(Treatment.objects.filter(slug__in=row["treatments"]))
        WorkingHours.objects.bulk_create(
            [working_hours(therapist, roster_from, *line) for line in row["hours"]]
        )
    return len(rows)


def make_tariffs(*, valid_from: date) -> int:
    """Make the tariffs, and who keeps to the agreed ones, as of `valid_from`."""
    ConventionStatus.objects.bulk_create(
        ConventionStatus(
            practitioner=Practitioner.objects.get(slug=row["slug"]),
            status=row["convention"],
            valid_from=valid_from,
        )
        for row in content.practice()["therapists"]
    )
    tariffs = [
        Tariff(
            treatment=Treatment.objects.get(slug=row["treatment"]),
            convention=convention,
            valid_from=valid_from,
            **dict(zip(AMOUNTS, map(Decimal, row[convention]), strict=True)),
        )
        for row in content.practice()["tariffs"]
        for convention in (Convention.FULL, Convention.NONE)
    ]
    return len(Tariff.objects.bulk_create(tariffs))


def working_hours(
    therapist: Practitioner,
    valid_from: date,
    weekday: int,
    opens: time,
    closes: time,
    every_n_weeks: int = 1,
) -> WorkingHours:
    """A line of a therapist's roster, from its columns in the file of the practice."""
    hours: dict[str, Any] = {"weekday": weekday, "opens": opens, "closes": closes}
    return WorkingHours(
        practitioner=therapist, valid_from=valid_from, every_n_weeks=every_n_weeks, **hours
    )
