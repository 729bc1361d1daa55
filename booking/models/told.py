from django.db import models


class Told(models.Model):
    """The part of an appointment that notes what its patient was last told, if not what is so now.

    That is only so after a change from one time of the past to another, which is mailed to nobody.
    """

    told_starts_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Start as the patient was last told; empty if that is the present one.",
    )
    told_practitioner = models.ForeignKey(
        "booking.Practitioner",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Therapist as the patient was last told; empty if that is the present one.",
    )

    class Meta:
        abstract = True
