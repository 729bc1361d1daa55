import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce, NullIf, Upper
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from booking.choices import WaitlistStatus
from booking.models.note import Noted, note_is_short
from booking.models.patient_search import SEARCH_TEXT, Wanted


def offer_address(prefix: str = "") -> Func:
    """The address that offers go to, as a query sees it: Patient.offer_address.

    `prefix` leads from the rows of the query to the patient.
    """
    email = NullIf(Upper(f"{prefix}email"), Value(""))
    return Coalesce(email, f"{prefix}phone", output_field=models.CharField())


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """A patient's details as somebody types them.

    `phone` is E.164. `email` may be empty for a patient of the desk. `contact_name` names the
    person who books for a child or a relative; it is empty for patients who book for themselves.
    `language` is empty if nobody chose one: a known patient then keeps the language on record.
    """

    name: str
    email: str
    phone: str
    language: str = ""
    contact_name: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """The desk's answer to whether somebody with nearly known details is that known patient.

    `renewed` is the id of the patient who takes over the typed details, and keeps what was left
    empty; None for somebody new.
    """

    renewed: int | None = None


class PatientQuerySet(models.QuerySet["Patient"]):
    def known(self) -> Self:
        return self.filter(erased_at=None)

    def not_seen_since(self, moment: datetime) -> Self:
        """Patients who were known before `moment` and have had nothing to do with us since.

        That is: no appointment that ended since or is to come, and no waiting-list entry that waits
        or ended since.
        """
        return (
            self.known()
            .filter(created_at__lt=moment)
            .exclude(appointments__ends_at__gte=moment)
            .exclude(waitlist__status=WaitlistStatus.WAITING)
            .exclude(waitlist__closed_at__gte=moment)
        )

    def same_person(self, *, name: str, email: str, phone: str, contact_name: str = "") -> Self:
        """Patients with exactly these details, oldest first.

        All details have to agree, as a visitor does not prove who they are. Case does not count.
        """
        return (
            self.known()
            .filter(name__iexact=name, email__iexact=email, phone=phone)
            .filter(contact_name__iexact=contact_name)
            .order_by("pk")
        )

    def sharing_contact(self, *, email: str, phone: str) -> Self:
        """Patients with that e-mail address or phone number; none without either."""
        contact = Q(pk=None)
        if email:
            contact |= Q(email__iexact=email)
        if phone:
            contact |= Q(phone=phone)
        return self.filter(contact)

    def current(self, pk: int) -> "Patient | None":
        """The known patient with that id, or the one with whom that patient was merged."""
        return self.known().filter(Q(pk=pk) | Q(merged=pk)).first()

    def named(self, uid: uuid.UUID) -> Self:
        """The patient with that UID in a link, or the one with whom that patient was merged."""
        return self.filter(Q(uid=uid) | Q(merged__uid=uid))

    def alike(self, patient: "Patient") -> Self:
        """Patients whose appointments count together for the limits.

        They have the same name, and the e-mail address or the phone number in common.
        """
        if not patient.email and not patient.phone:
            return self.filter(pk=patient.pk)
        sharing = self.known().sharing_contact(
            email=patient.email, phone=patient.contact_details.phone
        )
        return sharing.filter(name__iexact=patient.name)

    def search(self, wanted: Wanted, *, with_errors: bool = True) -> Self:
        """Known patients that fit the search, the best match first; none for an empty search.

        `with_errors` allows one typing error in each word; those come last.
        """
        if not wanted:
            return self.none()
        known = self.known()
        fitting = wanted.near_candidates() if with_errors else wanted.candidates(known)
        found = known.filter(pk__in=fitting)
        return found.annotate(distance=wanted.distance).order_by("distance", "name", "pk")

    def reached_at(self, email: str) -> Self:
        """Patients whose mail goes to that address: a family may share one."""
        return self.known().exclude(email="").filter(email__iexact=email)

    def wants_reminders_at(self, email: str) -> bool:
        """Tell whether reminders may go to that address: nobody with it switched them off."""
        return not self.reached_at(email).filter(wants_reminders=False).exists()


class Patient(Noted):
    """A patient: a name and how to reach them, and nothing medical."""

    PERSONAL_FIELDS = ("name", "contact_name", "email", "phone", "note")
    DERIVED_FIELDS = ("search_text",)
    PLAIN_FIELDS = (
        "id",
        "uid",
        "language",
        "wants_reminders",
        "created_at",
        "erased_at",
        "merged_into",
    )

    name = models.CharField(_("name"), max_length=100)
    contact_name = models.CharField(
        _("who fills in"),
        max_length=100,
        blank=True,
        help_text=_("For a child or relative: whom we write to and call."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    language = models.CharField(
        _("language"), max_length=5, default="nl", choices=settings.LANGUAGES
    )
    wants_reminders = models.BooleanField(_("gets reminders"), default=True)
    uid = models.UUIDField(
        default=uuid.uuid4, unique=True, editable=False, help_text="Stands in the patient's links."
    )
    created_at = models.DateTimeField(_("since"))
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        help_text="The same person, who has everything of this one; its links open that.",
    )
    search_text = models.GeneratedField(
        expression=SEARCH_TEXT,
        output_field=models.TextField(),
        db_persist=True,
        help_text="Made of the personal fields, so that it is erased with them.",
    )

    objects = PatientQuerySet.as_manager()

    class Meta:
        verbose_name = _("patient")
        verbose_name_plural = _("patients")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(Upper("email"), name="patient_by_email"),
            models.Index(fields=["phone"], name="patient_by_phone"),
            models.Index(
                fields=["name", "id"], condition=Q(erased_at=None), name="patient_by_name"
            ),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="patient_by_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(name="", contact_name="", email="", phone="", note=""),
                name="an_erased_patient_has_no_details",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(erased_at__isnull=False),
                name="a_merged_patient_has_no_details",
            ),
            note_is_short("a_note_of_a_patient_is_short"),
        ]

    def __str__(self) -> str:
        return self.name or str(_("Erased"))

    @property
    def offer_address(self) -> str:
        """The address that offers go to: the mailbox in capitals or, without one, the phone."""
        return self.email.upper() or self.contact_details.phone

    @property
    def addressed_as(self) -> str:
        """The name that a mail greets: that of the contact, if there is one."""
        return self.contact_name or self.name

    @property
    def contact_details(self) -> ContactDetails:
        """The details as stored, with the phone number in E.164."""
        # As a text the number has spaces.
        phone = self.phone.as_e164 if self.phone else ""
        return ContactDetails(self.name, self.email, phone, self.language, self.contact_name)

    def erase(self, now: datetime) -> None:
        """Blank every personal field. Does not save. Links of the patient stop working."""
        for field in self.PERSONAL_FIELDS:
            setattr(self, field, "")
        self.erased_at = now
