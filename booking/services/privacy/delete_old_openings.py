from datetime import datetime

from booking.models import CardOpening


def delete_old_openings(*, now: datetime) -> int:
    """Delete notes of opened cards that were kept for a year; returns their number."""
    deleted, _by_model = CardOpening.objects.past(now).delete()
    return deleted
