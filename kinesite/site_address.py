"""The row of Wagtail that says at which address the pages are, and what the site is called.

There is one site (ADR 0032), so nobody types it: the address comes from SITE_URL and the name from
the practice.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

from kinesite.models import PracticeSettings


def follow_settings(**_signal: Any) -> None:
    """Write address and name into the site's row; receiver of signals that may change them."""
    address = urlsplit(settings.SITE_URL)
    practice = PracticeSettings.objects.first()
    # Saved as a row, so that what Wagtail keeps in memory of sites is forgotten.
    for site in Site.objects.filter(is_default_site=True):
        site.hostname = address.hostname
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.site_name = practice.name if practice else ""
        site.save()
