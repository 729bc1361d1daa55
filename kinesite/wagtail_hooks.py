"""The staff's screens look like those of the practice."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def colours_of_the_practice() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
