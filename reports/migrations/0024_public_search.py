"""The index of the public search, filled with what stands."""

from django.db import migrations

from reports.models import public_search_index


def fill(apps, schema_editor):
    standing = apps.get_model("reports", "Publication").objects.filter(ended_at=None)
    public_search_index.rebuild_index(standing.order_by("pk").values_list("pk", "unit", "text").iterator())


def drop(apps, schema_editor):
    schema_editor.execute(public_search_index.get_index().drop)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0023_reading_of_files"),
    ]

    operations = [
        migrations.RunPython(fill, drop),
    ]
