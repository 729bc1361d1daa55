"""The desk's progress with an absence: who answered, who was called, and who is left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from booking.choices import NotificationStatus
from booking.models import Absence, Substitute, Substitution
from booking.models.substitution import CallState, SubstitutionStatus
from booking.models.substitution_rows import with_choices
from booking.reception.presenters.illness import short_moment
from booking.scheduling.clock import clinic_date
from booking.scheduling.substitutes import urgent_until
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.text.formats import moment_text, period_text, time_text


@dataclass(frozen=True, slots=True)
class Asked:
    """A patient who was asked, or has to be called; `state` says how it stands in a few words."""

    substitution: Substitution
    state: str
    is_urgent: bool
    is_to_call: bool
    hour: str
    choices: Sequence[tuple[Substitute, str]]
    call_note: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The desk's progress with an absence. `undo_until` is None once it cannot be undone."""

    rows: Sequence[Asked]
    calls: Sequence[Asked]
    settled: int
    undo_until: datetime | None
    now: datetime
    period: str

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def to_call(self) -> int:
        """The number of patients whom nobody reached yet."""
        return sum(not one.substitution.is_called for one in self.calls)


def progress_of(absence: Absence, *, now: datetime) -> Progress:
    """Everybody who was asked because of the absence; three queries."""
    asked = with_choices(Substitution.objects.filter(absence=absence)).order_by("starts_at", "pk")
    found = list(asked)
    urgent = urgent_until(now)
    rows = [_asked(one, urgent, now) for one in found]
    calls = [row for row in rows if row.is_to_call]
    calls.sort(key=lambda row: (row.substitution.is_called, row.substitution.starts_at))
    return Progress(
        rows=rows,
        calls=calls,
        settled=sum(one.is_settled for one in found),
        undo_until=_undo_until(found, now),
        now=now,
        period=period_text(*absence.span),
    )


def _asked(one: Substitution, urgent: datetime, now: datetime) -> Asked:
    is_to_call = one.stands and (bool(one.call) or one.has_to_be_called(now))
    open_choices = [choice for choice in one.choices.all() if choice.may_be_taken]
    return Asked(
        substitution=one,
        state=state_text(one, now),
        is_urgent=not one.is_settled and one.starts_at < urgent,
        is_to_call=is_to_call,
        hour=short_moment(one.starts_at, now),
        choices=[
            (choice, f"{short_moment(choice.starts_at, now)} · {choice.practitioner.first_name}")
            for choice in (open_choices if one.stands else [])
        ],
        call_note=_call_note(one, now),
    )


def state_text(one: Substitution, now: datetime) -> str:
    """The state of a patient's answer, in a few words. Read it with_choices()."""
    if not one.stands:
        return _settled_text(one)
    mail = one.mail
    if one.declined_at:
        return _("no choice suits: call")
    if mail is None:
        patient = one.appointment.patient
        return _("not mailed: call") if patient and patient.email else _("no e-mail: call")
    if mail.status == NotificationStatus.FAILED:
        return _("the mail failed: call")
    if mail.status == NotificationStatus.OWED:
        return _("mail leaves at %(time)s") % {"time": time_text(mail.due_at)}
    if one.has_to_be_called(now):
        return _("no answer yet: call")
    until = {"time": short_moment(one.answer_until, now)}
    return _("mailed, may answer until %(time)s") % until


def _settled_text(one: Substitution) -> str:
    visit = one.appointment
    if one.status == SubstitutionStatus.LIFTED:
        return _("takes place after all")
    if not visit.is_expected:
        return str(visit.get_status_display()).lower()
    told = {"moment": moment_text(visit.starts_at), "name": visit.practitioner.first_name}
    if one.status == SubstitutionStatus.CHOSEN:
        return _("chose %(moment)s with %(name)s") % told
    if (visit.starts_at, visit.practitioner_id) == (one.starts_at, one.practitioner_id):
        return _("has passed")
    return _("moved to %(moment)s with %(name)s") % told


def _call_note(one: Substitution, now: datetime) -> str:
    """The last call: when, by whom, how it went. Example: "10.09 u, Ann: geen antwoord"."""
    if not one.call or one.changed_at is None:
        return ""
    when = time_text(one.changed_at)
    if clinic_date(one.changed_at) != clinic_date(now):
        when = short_moment(one.changed_at, now)
    state = str(CallState(one.call).label).lower()
    who = one.changed_by.get_short_name() or one.changed_by.get_username() if one.changed_by else ""
    return f"{when}, {who}: {state}" if who else f"{when}: {state}"


def _undo_until(found: Collection[Substitution], now: datetime) -> datetime | None:
    """The moment until which pressing was nothing yet: no mail has left."""
    mails = [one.mail for one in found if one.mail]
    if not found or any(mail.status != NotificationStatus.OWED for mail in mails):
        return None
    until = max(one.made_at for one in found) + STAFF_MAIL_DELAY
    return until if now < until and all(one.is_open for one in found) else None
