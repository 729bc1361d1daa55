from collections.abc import Collection

from booking.availability import Opening, clinic_date
from booking.errors import NotAnOpening
from booking.rules import LONGEST_SERIES


def refuse_unless_a_series(visits: Collection[Opening]) -> None:
    """At most one a day, and not more than a series may have. Raises NotAnOpening."""
    days = {clinic_date(visit.starts_at) for visit in visits}
    if not 0 < len(visits) <= LONGEST_SERIES or len(days) < len(visits):
        raise NotAnOpening
