from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from django.db.models.signals import post_delete  # noqa: PLC0415
        from wagtail.signals import page_published  # noqa: PLC0415  models are loaded by now

        from blog.models import BlogPostPage, ListedSource  # noqa: PLC0415

        page_published.connect(BlogPostPage.prepare_pictures, sender=BlogPostPage)
        post_delete.connect(ListedSource.leave_index, sender=ListedSource)
