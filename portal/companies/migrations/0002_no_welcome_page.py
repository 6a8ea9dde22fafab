"""Take away the site and the welcome page that Wagtail's first migration makes.

The site would be nobody's, and it would hold the address `localhost` that a company may want.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def remove_welcome(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Site = apps.get_model("wagtailcore", "Site")
    Page = apps.get_model("wagtailcore", "Page")
    welcome = Page.objects.filter(path="00010001", slug="home").first()
    if welcome is None or Site.objects.exclude(root_page=welcome).exists():
        return
    Site.objects.all().delete()
    welcome.delete()
    Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(remove_welcome, migrations.RunPython.noop)]
