"""The site's own pages. Wagtail's welcome page becomes the home page; the practice gets its row."""

import django.db.models.deletion
import modelcluster.fields
import phonenumber_field.modelfields
import wagtail.fields
from django.db import migrations, models


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

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('blog', '0001_initial'),
        ('booking', '0001_initial'),
        ('references', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('heading', models.CharField(blank=True, help_text='What you do and where. Empty: the title of the page.', max_length=65, verbose_name='heading')),
                ('introduction', models.CharField(blank=True, help_text='One sentence that says what a patient gets here.', max_length=200, verbose_name='introduction')),
                ('entry_points', wagtail.fields.StreamField([('entry', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 40}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'One line', 'max_length': 80, 'required': False}), 2: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 3: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 1), ('page', 2)]], {})}, verbose_name='entry points')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PracticeSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default='Kinepraktijk', max_length=100, verbose_name='name of the practice')),
                ('street', models.CharField(blank=True, max_length=120, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                ('city', models.CharField(blank=True, max_length=60, verbose_name='town')),
                ('phone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None, verbose_name='phone')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('opening_hours', models.TextField(blank=True, help_text='A line for each day or group of days.', max_length=600, verbose_name='opening hours')),
                ('opening_hours_fr', models.TextField(blank=True, max_length=600, verbose_name='the same in French')),
                ('opening_hours_en', models.TextField(blank=True, max_length=600, verbose_name='the same in English')),
                ('arrival', models.TextField(blank=True, help_text='Parking, bus, bicycles, steps at the door. A line for each.', max_length=600, verbose_name='getting here')),
                ('cancellation_policy', models.TextField(blank=True, help_text='How long beforehand to cancel and what happens otherwise. It is in every confirmation.', max_length=600, verbose_name='when somebody cannot come')),
                ('cancellation_policy_fr', models.TextField(blank=True, max_length=600, verbose_name='the same in French')),
                ('cancellation_policy_en', models.TextField(blank=True, max_length=600, verbose_name='the same in English')),
                ('enterprise_number', models.CharField(blank=True, help_text='Required by law on the website.', max_length=16, verbose_name='enterprise number')),
                ('riziv_number', models.CharField(blank=True, help_text='Of the practice, if it has one.', max_length=20, verbose_name='RIZIV number')),
            ],
            options={
                'verbose_name': 'practice',
                'verbose_name_plural': 'practices',
            },
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', models.CharField(blank=True, max_length=300, verbose_name='introduction')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('figure', 4), ('notice', 8), ('questions', 9)], blank=True, block_lookup={0: ('kinesite.blocks.HeadingBlock', (), {'max_length': 120}), 1: ('kinesite.blocks.ParagraphBlock', (), {'features': ['bold', 'italic', 'link', 'document-link', 'ol', 'ul']}), 2: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'What should the reader take from it?', 'label': 'Caption', 'max_length': 300, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('image', 2), ('caption', 3)]], {}), 5: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('info', 'Information'), ('warning', 'Important'), ('urgent', 'Urgent')], 'label': 'Level'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say what it is about: not everybody sees the colour.', 'label': 'Title', 'max_length': 80}), 7: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ul'], 'label': 'Text'}), 8: ('wagtail.blocks.StructBlock', [[('level', 5), ('title', 6), ('text', 7)]], {}), 9: ('kinesite.blocks.QuestionsBlock', (), {})}, verbose_name='text')),
            ],
            options={
                'verbose_name': 'page with text',
                'verbose_name_plural': 'pages with text',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='TeamMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'team member',
                'verbose_name_plural': 'team members',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TeamPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('introduction', models.CharField(blank=True, max_length=300, verbose_name='introduction')),
            ],
            options={
                'verbose_name': 'team page',
                'verbose_name_plural': 'team pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.AddField(
            model_name='homepage',
            name='image',
            field=models.ForeignKey(blank=True, help_text='A real photo of the practice, lying, without words in it. Empty: a drawing.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='references.creditedimage', verbose_name='photo'),
        ),
        migrations.AddField(
            model_name='practicesettings',
            name='privacy_page',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.page', verbose_name='page about privacy'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='photo',
            field=models.ForeignKey(blank=True, help_text='Looking at the visitor, before a quiet background. Empty: the initials.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='references.creditedimage', verbose_name='photo'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='practitioner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='booking.practitioner', verbose_name='therapist'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='page',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='kinesite.teampage'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(fields=('page', 'practitioner'), name='one_card_per_practitioner', violation_error_message='This therapist is on the page already.'),
        ),
        migrations.RunPython(make_home_page, migrations.RunPython.noop),
        migrations.RunPython(make_default_site, migrations.RunPython.noop),
        migrations.RunPython(make_practice, migrations.RunPython.noop),
    ]
