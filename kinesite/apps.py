from django.apps import AppConfig


class KinesiteConfig(AppConfig):
    name = "kinesite"
    verbose_name = "Kinesite"

    def ready(self) -> None:
        from wagtail.signals import page_published  # noqa: PLC0415  models are loaded by now

        from kinesite import checks  # noqa: F401, PLC0415  registers itself
        from kinesite.models import HomePage, TeamPage  # noqa: PLC0415

        page_published.connect(HomePage.prepare_pictures, sender=HomePage)
        page_published.connect(TeamPage.prepare_pictures, sender=TeamPage)
