"""Texts of Wagtail that its Dutch catalogue leaves in English or says too vaguely.

Our catalogue wins over Wagtail's, so a text that is named here is translated in locale/nl.
"""

from django.utils.translation import gettext_noop

TEXTS = (
    gettext_noop("Bold"),
    gettext_noop("Italic"),
    gettext_noop("Monospace (code)"),
    gettext_noop("Default"),
    gettext_noop("Default?"),
    gettext_noop("Email link"),
    gettext_noop("Error 404"),
    gettext_noop("File"),
    gettext_noop("Minimap"),
    gettext_noop("Sites menu"),
    gettext_noop("Checks"),
    gettext_noop("Filter"),
    gettext_noop("Help"),
    gettext_noop("hostname"),
    gettext_noop("contrast"),
    gettext_noop("Cancel scheduled publish"),
    gettext_noop("Locale"),
    gettext_noop("Whether a link to this page will appear in automatically generated menus"),
    gettext_noop('You do not have permission to publish pages at "%(page_title)s"'),
    # The window in which an editor plans: nothing happens before the version is published.
    gettext_noop(
        'This publishing schedule will only take effect after you select the "Schedule to publish"'
        " option"
    ),
    gettext_noop("But only those with publishing permissions can make them effective."),
)
