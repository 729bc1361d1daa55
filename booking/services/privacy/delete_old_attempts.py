from datetime import datetime, timedelta

from booking.models import Attempt

# No quota looks back further.
ATTEMPTS_KEPT_FOR = timedelta(days=1)


def delete_old_attempts(*, now: datetime) -> int:
    """Delete what no quota looks at any more; tell how many."""
    deleted, _by_model = Attempt.objects.past(now, ATTEMPTS_KEPT_FOR).delete()
    return deleted
