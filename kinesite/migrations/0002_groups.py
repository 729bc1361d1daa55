"""The three groups of people who work in the admin, with what each may do there.

Plain values only: permissions are named as they stood when this was written. Django makes permissions
after all migrations, so the ones that are needed are made here; it finds them there later.
"""

from django.db import migrations

VIEW, CHANGE, ALL = ("view",), ("view", "change"), ("view", "add", "change", "delete")

# app: {model: what may be done}
RECEPTION = {
    "booking": {
        "appointment": ("view", "add", "change"),
        "patient": ("view", "add", "change"),
        "slot": ALL,
        "absence": ALL,
        "workinghours": ALL,
        "treatment": ("view", "add", "change"),
        "practitioner": VIEW,
        "notification": VIEW,
        "bookingrules": ("change",),
        "conventionstatus": ALL,
        "mailtext": ALL,
        "tariff": ALL,
        "waitlistentry": ("view", "add", "change"),
        "waitlistoffer": VIEW,
    },
}
PRACTITIONERS = {
    "booking": {
        "appointment": VIEW,
        "slot": VIEW,
        "absence": VIEW,
        "treatment": VIEW,
        "tariff": VIEW,
        "waitlistentry": VIEW,
    },
    "references": {"reference": ("view", "add", "change"), "subject": ("view", "add")},
}
EDITORS = {
    "booking": {
        "practitioner": CHANGE,
        "treatment": CHANGE,
        "bookingrules": ("change",),
        "conventionstatus": ALL,
        "mailtext": ALL,
        "tariff": ALL,
    },
    "references": {"reference": ALL, "subject": ALL, "sourcesettings": ("change",)},
    "kinesite": {"practicesettings": ("change",)},
}
GROUPS = {
    "Receptie": {"models": RECEPTION, "pages": (), "images": ()},
    # Their own articles; publishing them is for the editors.
    "Kinesitherapeuten": {
        "models": PRACTITIONERS,
        "pages": ("add_page",),
        "images": ("add_image", "choose_image"),
    },
    "Redactie": {
        "models": EDITORS,
        "pages": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        "images": ("add_image", "change_image", "choose_image"),
    },
}


def take_over_wagtails_groups(apps, schema_editor):
    """Wagtail's two groups become ours, so that its workflow of approval leads to our editors."""
    for model, old, new in [
        ("auth.Group", "Moderators", "Redactie"),
        ("auth.Group", "Editors", "Kinesitherapeuten"),
        ("wagtailcore.Workflow", "Moderators approval", "Nalezen door de redactie"),
        ("wagtailcore.Task", "Moderators approval", "Nalezen door de redactie"),
    ]:
        apps.get_model(model).objects.filter(name=old).update(name=new)
    ours = {"group__name__in": GROUPS}
    apps.get_model("wagtailcore.GroupPagePermission").objects.filter(**ours).delete()
    apps.get_model("wagtailcore.GroupCollectionPermission").objects.filter(**ours).delete()


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, may in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
        for app, models in may["models"].items():
            for model, verbs in models.items():
                for verb in verbs:
                    group.permissions.add(permission(apps, app, model, f"{verb}_{model}"))
        for codename in may["pages"]:
            on_home_page(apps, group, codename)
        for codename in may["images"]:
            on_images(apps, group, codename)


def permission(apps, app, model, codename):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    found, _ = Permission.objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return found


def on_home_page(apps, group, codename):
    Site = apps.get_model("wagtailcore", "Site")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    for site in Site.objects.filter(is_default_site=True):
        GroupPagePermission.objects.get_or_create(
            group=group,
            page_id=site.root_page_id,
            permission=permission(apps, "wagtailcore", "page", codename),
        )


def on_images(apps, group, codename):
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    GroupCollectionPermission.objects.get_or_create(
        group=group,
        collection=Collection.objects.get(depth=1),
        permission=permission(apps, "wagtailimages", "image", codename),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("kinesite", "0001_initial"),
        ("blog", "0001_initial"),
        ("booking", "0001_initial"),
        ("references", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0053_locale_model"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.RunPython(take_over_wagtails_groups, migrations.RunPython.noop),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
