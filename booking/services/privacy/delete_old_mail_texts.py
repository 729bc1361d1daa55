from datetime import datetime

from booking.models import SentMail


def delete_old_mail_texts(*, now: datetime) -> int:
    """Delete the texts of mails that have been kept for long enough; returns their number."""
    deleted, _by_model = SentMail.objects.past(now).delete()
    return deleted
