"""Checks of `manage.py check --deploy` for production, beside Django's own."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004  Django's name

from kinesite import embedded


@register(Tags.security, deploy=True)
def production_has_its_own_services(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Warn about the services of a development machine: database, broker and mail."""
    if settings.DATABASES["default"].get("HOST") == embedded.database_host():
        yield Warning(
            "The database is the embedded one, which gives up safety for speed.",
            hint="Set DATABASE_URL.",
            id="kinesite.W001",
        )
    if embedded.broker_url() == settings.CELERY_BROKER_URL:
        yield Warning(
            "The broker is the embedded one.", hint="Set CELERY_BROKER_URL.", id="kinesite.W002"
        )
    if settings.MAIL_TRANSPORT == "django.core.mail.backends.filebased.EmailBackend":
        yield Warning(
            "Mail is written to a folder and reaches nobody.",
            hint="Set EMAIL_URL.",
            id="kinesite.W003",
        )


@register(Tags.security, deploy=True)
def links_in_mails_lead_here(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """Warn about mails whose links do not lead to this site safely, or whose sender is made up."""
    site = urlsplit(settings.SITE_URL)
    if site.scheme != "https":
        yield Warning(
            "Links in mails are not encrypted, and they carry the right to cancel a visit.",
            hint="Start SITE_URL with https://.",
            id="kinesite.W004",
        )
    if site.hostname not in settings.ALLOWED_HOSTS:
        yield Warning(
            "Links in mails lead to a host that this site does not answer for.",
            hint="Add the host of SITE_URL to ALLOWED_HOSTS.",
            id="kinesite.W005",
        )
    if settings.DEFAULT_FROM_EMAIL.endswith(".example"):
        yield Warning(
            "Mails name a sender that cannot exist.",
            hint="Set DEFAULT_FROM_EMAIL to the mailbox of the practice.",
            id="kinesite.W006",
        )
