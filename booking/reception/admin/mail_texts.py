"""The practice's own words in mails: their addresses and menu item."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy

from booking.reception.admin.screens import ScreenViewSet
from booking.reception.views.mail_texts import edit_mail_text, list_mail_texts


class MailTextsViewSet(ScreenViewSet):
    """The list of mails, and one of them with its preview."""

    icon = "edit"
    menu_label = gettext_lazy("Texts of mails")
    permission = "booking.change_mailtext"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", list_mail_texts, name="index"),
            path("<str:kind>/<str:language>/", edit_mail_text, name="edit"),
        ]
