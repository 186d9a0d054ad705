from django.db import migrations, models


def let_open_rows_go(apps, schema_editor):
    """What a worker of the version before held or had put off: the next worker takes it at once. Mails keep their pauses."""
    for name, still_open in (("Job", {"state__in": ["waiting", "running"]}), ("JobPart", {"ready": False})):
        apps.get_model("reports", name).objects.filter(**still_open).update(not_before=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0018_comparison")]

    operations = [
        *(migrations.RemoveField(name, "holder") for name in ("job", "jobpart", "outboxmail")),
        *(migrations.RenameField(name, "lease_until", "not_before") for name in ("job", "jobpart", "outboxmail")),
        *(
            migrations.AlterField(name, "not_before", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="不早于"))
            for name in ("job", "jobpart", "outboxmail")
        ),
        migrations.RunPython(let_open_rows_go, migrations.RunPython.noop),
    ]
