"""A series by phone, cancelling what is left of it, and erasing and merging patients."""

from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import multiple, rule

from booking.choices import CancelledBy
from booking.models import AppointmentSeries, Patient
from booking.scheduling.openings import Opening
from booking.services.patients.merge import merge_patients
from booking.services.privacy.erase import erase_patient
from booking.services.series.book_series_at_desk import book_series_at_desk
from booking.services.series.change_series import cancel_rest
from tests.booking.together.stage import DAYS, PEOPLE, STARTS, Stage, names, therapists
from tests.booking.together.terms import LENGTH, end_of

first_day = st.sampled_from([start for start in STARTS if start.date() == DAYS[0]])
second_day = st.sampled_from([start for start in STARTS if start.date() == DAYS[1]])


class OtherVerbs(Stage):
    """Verbs about several appointments at once."""

    @rule(
        target=Stage.visits,
        who=therapists,
        first=first_day,
        second=second_day,
        name=names,
        overrule=st.booleans(),
    )
    def books_a_series_by_phone(
        self, who: int, first: datetime, second: datetime, name: str, overrule: bool
    ) -> Any:
        person, world = self.people[who], self.world
        starts = [first, second]
        booked_before = [
            row
            for row in world.visits.values()
            if (row["who"], row["patient"], row["state"]) == (person.pk, name, "booked")
            and row["start"] in starts
            and row["series"]
        ]
        is_open = all(start >= self.now and world.is_free(person.pk, start) for start in starts)
        allows = overrule or world.allows_all(name, starts)
        booked = self.tried(
            lambda: book_series_at_desk(
                treatment=self.treatment,
                visits=[Opening(start, start + LENGTH, person.pk) for start in starts],
                details=PEOPLE[name],
                overrule=overrule,
                now=self.now,
            ),
            allowed=len(booked_before) == len(starts) or (is_open and allows),
        )
        if booked is None:
            return multiple()
        for visit in booked.visits:
            if visit.pk not in world.visits:
                world.displace(person.pk, visit.starts_at, before=True)
                world.add(visit.pk, person.pk, visit.starts_at, "booked", patient=name)
                deadline = world.first_deadline(visit.starts_at)
                world.visits[visit.pk] |= {"change_until": deadline, "series": visit.series_id}
        return multiple(*(visit.pk for visit in booked.visits))

    @rule(pk=Stage.visits, by=st.sampled_from(CancelledBy))
    def cancels_the_rest(self, pk: int, by: CancelledBy) -> None:
        visit, world = self.world.visits[pk], self.world
        if not visit["series"]:
            return
        rest = [
            row
            for row in world.visits.values()
            if (row["series"], row["state"]) == (visit["series"], "booked")
            and row["start"].date() >= visit["start"].date()
        ]
        if by == CancelledBy.PATIENT:
            going = [row for row in rest if self.now <= row["change_until"]]
        else:
            going = [row for row in rest if end_of(row) > self.now]
        series = AppointmentSeries.objects.get(pk=visit["series"])
        cancelled = self.tried(
            lambda: cancel_rest(series=series, since=visit["start"].date(), by=by, now=self.now),
            allowed=bool(going) or not rest,
        )
        if cancelled:
            for row in going:
                world.note_freed(row)
                row["state"] = "cancelled"

    @rule(name=names)
    def erases(self, name: str) -> None:
        patient = Patient.objects.known().filter(name=name).first()
        if patient is None:
            return
        world = self.world
        mine = [row for row in world.visits.values() if row["patient"] == name]
        erased = self.tried(
            lambda: erase_patient(patient=patient, now=self.now),
            allowed=not any(world.is_coming(row) for row in mine),
        )
        if erased:
            for pk, entry in world.entries.items():
                if entry["patient"] == name:
                    world.leave(pk)
            for row in mine:
                row |= {"patient": f"erased {patient.pk}", "key": None}
            kept = [patient.name, patient.email, str(patient.phone)]
            erased.refresh_from_db()
            assert not any([erased.name, erased.email, erased.phone]), kept

    @rule(keep=names, gone=names)
    def merges(self, keep: str, gone: str) -> None:
        rows = Patient.objects.known().filter(name__in=[keep, gone])
        known = {patient.name: patient for patient in rows}
        if {keep, gone} - known.keys():
            return
        merged = self.tried(
            lambda: merge_patients(
                keep=known[keep], gone=known[gone], details=PEOPLE[keep], now=self.now
            ),
            allowed=keep != gone,
        )
        if merged:
            for row in [*self.world.visits.values(), *self.world.entries.values()]:
                if row["patient"] == gone:
                    row["patient"] = keep
            waiting = [
                (entry["since"], pk)
                for pk, entry in self.world.entries.items()
                if (entry["patient"], entry["state"]) == (keep, "waiting")
            ]
            for _since, pk in sorted(waiting)[1:]:
                self.world.leave(pk)
