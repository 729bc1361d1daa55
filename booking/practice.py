"""Facts about the practice for mails and pages.

Booking does not know where the site keeps them: the setting BOOKING_PRACTICE names the function
that reads them.
"""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Practice:
    """Name, address and contacts of the practice.

    `phone` is E.164 or empty; `website` has no slash at its end.
    """

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
    """Read the facts about the practice; with `request`, once for all that one request shows."""
    return cast(Practice, import_string(settings.BOOKING_PRACTICE)(request))
