"""What mails and pages say of the practice. The site tells: settings.BOOKING_PRACTICE."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Practice:
    """`phone` is E.164 or empty, `website` has no slash at its end."""

    name: str
    street: str
    postcode: str
    city: str
    phone: str
    email: str
    cancellation_policy: str
    website: str
    enterprise_number: str = ""

    @property
    def address(self) -> str:
        return ", ".join(
            part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part
        )


def current_practice(request: HttpRequest | None = None) -> Practice:
    """The pages of one request read it once."""
    return cast(Practice, import_string(settings.BOOKING_PRACTICE)(request))
