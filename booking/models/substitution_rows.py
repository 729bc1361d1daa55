from django.db.models import Prefetch, QuerySet

from booking.models.substitute import Substitute
from booking.models.substitution import Substitution


def with_choices(rows: QuerySet[Substitution]) -> QuerySet[Substitution]:
    """Read along what screens and letters show of substitutions, in two more queries."""
    choices = Substitute.objects.select_related("practitioner", "hold__treatment")
    return rows.select_related(
        "absence",
        "appointment__patient",
        "appointment__treatment",
        "appointment__practitioner",
        "practitioner",
        "changed_by",
    ).prefetch_related(
        Prefetch("choices", choices.order_by("starts_at", "pk")),
        "notifications",
    )
