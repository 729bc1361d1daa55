from datetime import date
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from booking.choices import Convention
from booking.models.treatment import Treatment

DOES_NOT_ADD_UP = _("Refund, co-pay and supplement must add up to the total.")


class TariffQuerySet(models.QuerySet["Tariff"]):
    def on(self, day: date) -> Self:
        """Tariffs of that day: the newest that has begun, for each treatment and status."""
        newest = (
            Tariff.objects.filter(
                treatment=OuterRef("treatment"),
                convention=OuterRef("convention"),
                valid_from__lte=day,
            )
            .order_by("-valid_from")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))


class Tariff(models.Model):
    """The price of an appointment in euro, which Belgian law wants shown since 1 March 2024.

    All amounts are typed and none is computed, as a refund depends on the patient. Patients with
    increased refund pay the agreed fee with every therapist, so their amounts need not add up to
    `total`.
    """

    treatment = models.ForeignKey(
        Treatment, verbose_name=_("treatment"), on_delete=models.CASCADE, related_name="tariffs"
    )
    convention = models.CharField(_("with a therapist who is"), max_length=10, choices=Convention)
    valid_from = models.DateField(_("as of"))
    total = models.DecimalField(
        _("total"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    refund = models.DecimalField(
        _("refund"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    copay = models.DecimalField(
        _("co-pay"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    refund_increased = models.DecimalField(
        _("refund, increased"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    copay_increased = models.DecimalField(
        _("co-pay, increased refund"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(0)],
    )
    supplement = models.DecimalField(
        _("supplement"),
        max_digits=6,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )

    objects = TariffQuerySet.as_manager()

    class Meta:
        verbose_name = _("tariff")
        verbose_name_plural = _("tariffs")
        ordering = ["treatment__sort_order", "treatment_id", "convention", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "convention", "valid_from"],
                name="one_tariff_a_day",
                violation_error_message=_("There is a tariff as of that day already."),
            ),
            models.CheckConstraint(
                condition=Q(total__gte=0, refund__gte=0, copay__gte=0)
                & Q(refund_increased__gte=0, copay_increased__gte=0, supplement__gte=0),
                name="tariff_is_not_negative",
                violation_error_message=_("An amount cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(total=F("refund") + F("copay") + F("supplement")),
                name="tariff_adds_up",
                violation_error_message=DOES_NOT_ADD_UP,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.treatment} {self.valid_from:%d/%m/%Y}"

    def clean(self) -> None:
        super().clean()
        parts = (self.refund, self.copay, self.supplement)
        if None not in (self.total, *parts) and self.total != sum(parts):
            raise ValidationError({"total": DOES_NOT_ADD_UP})

    @property
    def to_pay(self) -> Decimal:
        """The amount that a patient without increased refund pays themselves."""
        return self.copay + self.supplement
