"""The clock, the tasks that run by it, and what patients were told by then."""

from datetime import timedelta
from email.message import Message

from django.core import mail
from hypothesis import strategies as st
from hypothesis.stateful import rule
from icalendar import Calendar

from booking.models import Appointment, Notification
from booking.services.mail.deliver import deliver_next
from booking.services.mail.owe_reminders import owe_reminders
from booking.services.visits.delete_old_holds import delete_old_holds
from tests.booking.together.stage import Stage
from tests.booking.together.terms import BLOCKING, COMING

WAITS = [timedelta(minutes=n) for n in (1, 6, 11, 180, 720)]


class Clock(Stage):
    """Time passes, and the tasks of the worker run."""

    def __init__(self) -> None:
        super().__init__()
        # Of each calendar entry: the SEQUENCE, the method and the time that its patient was told.
        self.told: dict[str, tuple[int, str, object]] = {}
        self.read = 0

    @rule(wait=st.sampled_from(WAITS))
    def time_passes(self, wait: timedelta) -> None:
        self._wait(wait)

    @rule()
    def an_appointment_begins(self) -> None:
        starts = [row["start"] for row in self.world.visits.values() if row["state"] in COMING]
        if later := [start for start in starts if start > self.now]:
            self._wait(min(later) - self.now)

    def _wait(self, wait: timedelta) -> None:
        self.world.now += wait
        owe_reminders(now=self.now)
        self.run_waiting_list()
        delete_old_holds(now=self.now)
        self.world.delete_old_holds()
        while deliver_next(now=self.now):
            pass
        self.read_mails()
        if not Notification.objects.owed().exists():
            self.everybody_knows()

    def run_waiting_list(self) -> None:
        """Make the offers that are due."""

    def read_mails(self) -> None:
        for message in mail.outbox[self.read :]:
            for entry in entries_of(message.message()):
                uid, told = entry
                series = told[1] == "PUBLISH"
                assert series or uid not in self.told or told[0] > self.told[uid][0], "told twice"
                self.told[uid] = told
        self.read = len(mail.outbox)

    def everybody_knows(self) -> None:
        """Each patient of an appointment that is not over was told of it as it stands."""
        rows = Appointment.objects.filter(ends_at__gt=self.now).exclude(patient=None)
        for row in rows.exclude(patient__email=""):
            state, told = self.world.visits[row.pk]["state"], self.told.get(str(row.uid))
            if state in BLOCKING:
                assert told is not None, "an appointment that its patient does not know"
                assert told[1] != "CANCEL", f"told {told} of {row}"
                assert told[2] == (row.starts_at, row.ends_at), f"told {told} of {row}"
            else:
                assert told is None or told[1] == "CANCEL", f"told {told} of a cancelled one"


def entries_of(message: Message) -> list[tuple[str, tuple[int, str, object]]]:
    """The calendar entries of a mail, each once."""
    found = {}
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            for event in calendar.walk("VEVENT"):
                gone = event["STATUS"] == "CANCELLED"
                method = "CANCEL" if gone else str(calendar["METHOD"])
                when = event["DTSTART"].dt, event["DTEND"].dt
                told = int(event.get("SEQUENCE", 0)), method, when
                found[str(event["UID"]).split("@")[0]] = told
    return list(found.items())
