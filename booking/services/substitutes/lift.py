from collections.abc import Collection
from datetime import datetime

from booking.models import Absence, Substitution
from booking.models.substitution import SubstitutionStatus
from booking.scheduling.spans import Span
from booking.services.mail.owe_choices import owe_good_news
from booking.services.substitutes.end import end_locked


def lift_substitutions(people: Collection[int], *, now: datetime) -> list[Substitution]:
    """End the substitutions of `people` (ids) whose appointments no absence hits any more.

    Patients who were asked to choose are owed a mail that their appointment takes place after all.
    An appointment that moved already stays where it is. Call it under the lock of working time,
    after absences were changed. One query if nothing is open.

    Example: Tibo is ill until Friday, and comes back on Thursday. Who was to come on Thursday and
    chose nothing yet is told that it stands; who chose Friday with Wout keeps that.
    """
    mine = Substitution.objects.standing().filter(practitioner__in=people)
    rows = list(mine.select_related("appointment__patient").order_by("pk"))
    if not rows:
        return []
    around = Span(min(one.starts_at for one in rows), max(one.ends_at for one in rows))
    absences = list(Absence.objects.during(around))
    lifted = [one for one in rows if not any(_hits(absence, one) for absence in absences)]
    if lifted:
        owe_good_news(lifted, now=now)
        end_locked(lifted, SubstitutionStatus.LIFTED, now)
    return lifted


def _hits(absence: Absence, one: Substitution) -> bool:
    return absence.is_of(one.practitioner_id) and absence.span.overlap(one.span) is not None
