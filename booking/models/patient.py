from typing import Self

from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField


class PatientQuerySet(models.QuerySet["Patient"]):
    def same_person(self, *, name: str, email: str, phone: str) -> Self:
        """Rows with the same details. A visitor proves nothing, so all of them must agree."""
        return self.filter(name__iexact=name, email__iexact=email, phone=phone).order_by("pk")


class Patient(models.Model):
    """Whom the appointment is for: how to reach them, nothing medical."""

    PERSONAL_FIELDS = ("name", "email", "phone")
    PLAIN_FIELDS = ("id", "language", "created_at")

    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    language = models.CharField(_("language"), max_length=5, default="nl")
    created_at = models.DateTimeField(_("since"))

    objects = PatientQuerySet.as_manager()

    class Meta:
        verbose_name = _("patient")
        verbose_name_plural = _("patients")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(Upper("email"), name="patient_by_email"),
            models.Index(fields=["phone"], name="patient_by_phone"),
        ]

    def __str__(self) -> str:
        return self.name
