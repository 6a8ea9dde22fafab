"""Wagtail's welcome page and default site belong to no company: away with them."""

from django.db import migrations

WELCOME_SLUG, WELCOME_PATH = "home", "00010001"


def remove(apps, schema_editor):
    """Delete only what Wagtail's own migrations made and nobody has touched."""
    page_model = apps.get_model("wagtailcore", "Page")
    welcome = page_model.objects.filter(
        slug=WELCOME_SLUG, path=WELCOME_PATH, numchild=0, content_type__model="page"
    ).first()
    if welcome is None:
        return
    apps.get_model("wagtailcore", "Site").objects.filter(root_page_id=welcome.pk).delete()
    welcome.delete()
    page_model.objects.filter(path=WELCOME_PATH[:4]).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("cms", "0001_initial")]

    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
