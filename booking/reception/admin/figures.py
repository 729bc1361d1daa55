"""The page of numbers, under the reports: charts with their tables, and a file of each."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from booking.models import Patient
from booking.reception.admin.files import ListFile
from booking.reception.admin.screens import ScreenViewSet
from booking.reception.presenters.figures import Figure, all_figures
from booking.scheduling.clock import CLINIC_TZ, plausible_day
from booking.services.practice.figures import Weeks

USUAL_WEEKS, MOST_WEEKS = 12, 53


class FiguresView(ListFile, PermissionCheckedMixin, TemplateView):
    """The numbers of the weeks until `?tot=2027-01-12`, `?weken=12` of them; until today without.

    `?export=csv&figuur=gemist` gives the table of one of them.
    """

    http_method_names = ("get", "head", "options")
    template_name = "booking/reception/figures.html"
    # For whoever may see all patients: a therapist does not read the numbers of colleagues.
    permission_policy = ModelPermissionPolicy(Patient)
    permission_required = "view"
    header_more_buttons = ()

    @cached_property
    def weeks(self) -> Weeks:
        """The asked weeks; whatever is no day or no number of weeks counts as not asked."""
        today = timezone.localdate(timezone=CLINIC_TZ)
        last = plausible_day(self.request.GET.get("tot", "")) or today
        asked = self.request.GET.get("weken", "")
        count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
        count = count if 1 <= count <= MOST_WEEKS else USUAL_WEEKS
        monday = last - timedelta(days=last.weekday())
        return Weeks(monday - timedelta(weeks=count - 1), count)

    @cached_property
    def figures(self) -> list[Figure]:
        return all_figures(self.weeks)

    @cached_property
    def figure(self) -> Figure:
        """The one whose file is asked; the first one without a name that we know."""
        asked = self.request.GET.get("figuur")
        return next((one for one in self.figures if one.slug == asked), self.figures[0])

    @property
    def file_columns(self) -> list[Column]:  # type: ignore[override]
        return [
            Column(str(number), label=heading, accessor=lambda row, number=number: row[number])
            for number, heading in enumerate(self.figure.headings)
        ]

    def get_filename(self) -> str:
        return f"cijfers-{self.figure.slug}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.is_export:
            return self.as_spreadsheet(self.figure.rows, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        last = self.weeks.first + timedelta(weeks=self.weeks.count, days=-1)
        return super().get_context_data(**kwargs) | {
            "figures": self.figures,
            "weeks": self.weeks,
            "last": last,
            "most_weeks": MOST_WEEKS,
        }


class FiguresViewSet(ScreenViewSet):
    """The numbers of the practice."""

    icon = "history"
    menu_hook = "register_reports_menu_item"
    menu_label = _("Numbers")
    permission = "booking.view_patient"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", FiguresView.as_view(), name="index")]
