from django.db import models
from django.utils.translation import gettext_lazy as _


class Policy(models.Model):
    """Words on cancelling as patients read and agreed to them; each wording is stored once."""

    text = models.CharField(_("text"), max_length=600, unique=True)
    created_at = models.DateTimeField(_("first agreed to at"))

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text
