from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users and groups, with our screens."""

    default = False
    user_viewset = "kinesite.staff.logins.Logins"
    group_viewset = "kinesite.staff.logins.Groups"


class KinesiteConfig(AppConfig):
    default = True
    name = "kinesite"
    verbose_name = "Kinesite"

    def ready(self) -> None:
        from wagtail.signals import page_published  # noqa: PLC0415  models are loaded by now

        from blog.models import BlogIndexPage  # noqa: PLC0415
        from kinesite.staff import (  # noqa: PLC0415
            approval_mails,
            comparisons,
            controls,
            spreadsheets,
            typed_text,
        )
        from kinesite.staff.writers import let_therapists_write  # noqa: PLC0415

        typed_text.tidy_forms_of_models()
        typed_text.tidy_forms_of_users()
        spreadsheets.mend_spreadsheets()
        approval_mails.mend_mails()
        comparisons.compare_in_words()
        controls.mend_links_to_closed_screens()

        # Loading it makes forms of models, which need the tidying above first.
        from kinesite.staff.sources_as_shown import guard_forms_of_sources  # noqa: PLC0415

        guard_forms_of_sources()
        from kinesite import checks  # noqa: F401, PLC0415  registers itself
        from kinesite.known_phone import keep_earlier_phone, keep_stored_phone  # noqa: PLC0415
        from kinesite.models import HomePage, PracticeSettings, TeamPage  # noqa: PLC0415
        from kinesite.site_address import follow_settings  # noqa: PLC0415

        page_published.connect(HomePage.prepare_pictures, sender=HomePage)
        page_published.connect(TeamPage.prepare_pictures, sender=TeamPage)
        post_save.connect(let_therapists_write, sender=BlogIndexPage)
        for changed in (post_save, post_delete):
            changed.connect(keep_stored_phone, sender=PracticeSettings)
        post_save.connect(follow_settings, sender=PracticeSettings)
        for receiver in (keep_earlier_phone, follow_settings):
            post_migrate.connect(receiver, sender=self)
