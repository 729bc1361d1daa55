from datetime import datetime

from booking.models import Attempt
from booking.rules import ATTEMPTS_KEPT_FOR


def drop_attempts(*, now: datetime) -> int:
    """Delete what no quota looks at any more; tell how many."""
    deleted, _by_model = Attempt.objects.past(now, ATTEMPTS_KEPT_FOR).delete()
    return deleted
