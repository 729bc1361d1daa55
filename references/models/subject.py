"""The subjects of works."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """A subject of works, in words that patients search for."""

    name = models.CharField(_("subject"), max_length=60, unique=True)
    slug = models.SlugField(
        _("in the address"), max_length=60, unique=True, help_text=_("For example: lage-rug.")
    )

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
