from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from wagtail.signals import page_published  # noqa: PLC0415  models are there only now

        from blog.models import BlogPostPage  # noqa: PLC0415

        page_published.connect(BlogPostPage.prepare_pictures, sender=BlogPostPage)
