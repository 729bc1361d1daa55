from datetime import datetime

from booking.models import FreedTime


def delete_old_freed_time(*, now: datetime) -> int:
    """Delete notes of freed time that has passed; returns their number."""
    deleted, _by_model = FreedTime.objects.past(now).delete()
    return deleted
