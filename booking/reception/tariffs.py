"""What visits cost and who is conventioned: rows with the day that they hold from."""

from wagtail.admin.ui.tables import Column

from booking.models import ConventionStatus, Tariff
from booking.reception.lists import ListViewSet
from booking.wording import euro_text


class TariffViewSet(ListViewSet):
    model = Tariff
    icon = "tag"
    form_fields = [
        "treatment",
        "convention",
        "valid_from",
        "total",
        "refund",
        "copay",
        "supplement",
        "refund_increased",
        "copay_increased",
    ]
    list_display = [
        "treatment",
        "convention",
        "valid_from",
        Column("total", accessor=lambda row: euro_text(row.total)),
        Column("copay", accessor=lambda row: euro_text(row.copay)),
    ]
    list_filter = ["treatment", "convention"]
    list_select_related = ["treatment"]
    # A new year's tariff is last year's with other amounts.
    copy_view_enabled = True


class ConventionStatusViewSet(ListViewSet):
    model = ConventionStatus
    icon = "tag"
    form_fields = ["practitioner", "status", "valid_from"]
    list_display = ["practitioner", "status", "valid_from"]
    list_filter = ["practitioner"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False
