"""Writing a note on a row that the caller has locked."""

from typing import TYPE_CHECKING

from wagtail.log_actions import log

from booking.errors import ChangedMeanwhile
from booking.models import Appointment, Patient
from booking.models.shown import changes_since, news_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def write_note(
    row: Appointment | Patient, note: str, *, shown: str, by_user: "User | None"
) -> bool:
    """Store the note, and log that it was changed and by whom, without its words.

    Tells whether it is another note. Raises ChangedMeanwhile if it is neither that nor the
    one in the version `shown`.
    """
    if row.note == note:
        return False
    if changes := changes_since(row, shown):
        raise ChangedMeanwhile(news_of(row, changes, shown, type(row)(note=note)))
    row.note = note
    row.save(update_fields=["note"])
    log(instance=row, action="wagtail.edit", user=by_user, content_changed=True)
    return True
