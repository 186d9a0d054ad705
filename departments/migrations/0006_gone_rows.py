"""A row that is taken out of the profile stays, blank and marked as gone: a save needs no statement of its own for it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def drop_gone(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Before there was a mark, what is gone was not there."""
    apps.get_model("departments", "ProfileRow")._default_manager.filter(is_gone=True).delete()


class Migration(migrations.Migration):
    dependencies = [("departments", "0005_mail_choice")]
    operations = [
        migrations.AddField("profilerow", "is_gone", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(migrations.RunPython.noop, drop_gone),
    ]
