from datetime import datetime, timedelta

from booking.models import Attempt

# No quota counts attempts that are older.
ATTEMPTS_KEPT_FOR = timedelta(days=1)


def delete_old_attempts(*, now: datetime) -> int:
    """Delete attempts that no quota counts any more; returns their number."""
    deleted, _by_model = Attempt.objects.past(now, ATTEMPTS_KEPT_FOR).delete()
    return deleted
