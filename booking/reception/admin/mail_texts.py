"""The practice's own words in mails, in the admin's menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from booking.reception.views.mail_texts import mail_text, mail_texts


class MailTextsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("booking.change_mailtext")


class MailTextsViewSet(ViewSet):
    icon = "edit"
    menu_label = gettext_lazy("Texts of mails")
    menu_item_class = MailTextsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", mail_texts, name="index"),
            path("<str:kind>/<str:language>/", mail_text, name="edit"),
        ]
