"""Therapists write articles: they add pages below the articles, and no other pages.

Where a practice gave its therapists more than that, they keep it.
"""

from django.db import migrations


def move(apps, schema_editor):
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    Site = apps.get_model("wagtailcore", "Site")
    theirs = GroupPagePermission.objects.filter(group__name="Kinesitherapeuten")
    home_pages = Site.objects.values("root_page_id")
    if theirs.exclude(permission__codename="add_page").exists():
        return
    for given in theirs.filter(page_id__in=home_pages, permission__codename="add_page"):
        for index in apps.get_model("blog.BlogIndexPage").objects.all():
            GroupPagePermission.objects.get_or_create(
                group_id=given.group_id, page_id=index.pk, permission_id=given.permission_id
            )
        given.delete()


class Migration(migrations.Migration):
    dependencies = [("kinesite", "0008_password_asking"), ("blog", "0001_initial")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
