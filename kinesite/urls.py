"""Addresses of the site. Wagtail's pages come last: they take every path that is left.

An address of booking says in which language its page is: /afspraak/ is Dutch, /fr/afspraak/ French.
Neither a cookie nor the browser's own language decides, so a link shows everybody the same.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from booking.public.views.tariffs import tariffs
from booking.reception.views.agenda_news import show_agenda_news
from kinesite import views
from kinesite.uploads.storage import SERVED

urlpatterns = [
    # These take the place of some of Wagtail's own.
    path("beheer/", include("kinesite.staff.screens")),
    # Asked every half minute of each desk: it looks for itself who may read it.
    path("beheer/agenda/nieuws/", show_agenda_news, name="agenda_news"),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
    path("health/live", views.live, name="health_live"),
    path("health/ready", views.ready, name="health_ready"),
    path("bronnen/", include("references.public.urls")),
    *i18n_patterns(
        path("afspraak/", include("booking.urls")),
        path("tarieven/", tariffs, name="tariffs"),
        prefix_default_language=False,
    ),
]
if settings.DEBUG:
    urlpatterns += [
        path("mailbox/", include("kinesite.mailbox.urls")),
        *(
            pattern
            for folder in SERVED
            for pattern in static(
                f"{settings.MEDIA_URL}{folder}/", document_root=f"{settings.MEDIA_ROOT}/{folder}"
            )
        ),
    ]
urlpatterns += [path("", include(wagtail_urls))]

handler400 = "kinesite.views.bad_request"
handler404 = "kinesite.views.page_not_found"
handler500 = "kinesite.views.server_error"
