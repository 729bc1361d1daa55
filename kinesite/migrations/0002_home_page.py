"""Wagtail's welcome page becomes our home page, and the practice gets its row to fill in."""

from django.db import migrations


def make_home_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("kinesite", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    if HomePage.objects.exists():
        return
    welcome = Page.objects.filter(depth=2, content_type__model="page").order_by("path").first()
    if welcome is None:
        return

    welcome.content_type, _created = ContentType.objects.get_or_create(app_label="kinesite", model="homepage")
    welcome.title = welcome.draft_title = "Startpagina"
    welcome.save()
    home = HomePage(page_ptr=welcome, heading="Kinesitherapie", introduction="")
    # Only the row of HomePage: the page itself keeps its place, its number and its site.
    home.__dict__.update({name: value for name, value in welcome.__dict__.items() if name != "_state"})
    home.save_base(raw=True)


def make_default_site(apps, schema_editor):
    HomePage = apps.get_model("kinesite", "HomePage")
    Site = apps.get_model("wagtailcore", "Site")
    home = HomePage.objects.first()
    if home is None:
        return
    if not Site.objects.filter(is_default_site=True).update(root_page_id=home.pk):
        Site.objects.create(hostname="localhost", is_default_site=True, root_page_id=home.pk)


def make_practice(apps, schema_editor):
    PracticeSettings = apps.get_model("kinesite", "PracticeSettings")
    if not PracticeSettings.objects.exists():
        PracticeSettings.objects.create(name="Kinepraktijk")


class Migration(migrations.Migration):
    dependencies = [
        ("kinesite", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(make_home_page, migrations.RunPython.noop),
        migrations.RunPython(make_default_site, migrations.RunPython.noop),
        migrations.RunPython(make_practice, migrations.RunPython.noop),
    ]
