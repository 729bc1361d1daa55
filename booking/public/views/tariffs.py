"""The price list."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from booking.practice import current_practice
from booking.scheduling.clock import clinic_date
from booking.services.practice.tariffs import tariff_list


@require_safe
def tariffs(request: HttpRequest) -> HttpResponse:
    """Show the price of each treatment today, and which therapists keep to the agreed fees."""
    context = {
        "tariffs": tariff_list(day=clinic_date(timezone.now())),
        "practice": current_practice(request),
    }
    return TemplateResponse(request, "booking/tariffs.html", context)
