"""A report knows its district, so that one index holds each district's queue in the order in which it is read."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def of_department(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    own = apps.get_model("departments", "Department").objects.filter(pk=OuterRef("department")).values("district")
    apps.get_model("reports", "Report").objects.update(district=Subquery(own))
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the column could not be altered in the same transaction


def _district(**settings: bool) -> models.ForeignKey:
    return models.ForeignKey(
        to="departments.district",
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        verbose_name="区县",
        editable=False,
        db_index=False,
        **settings,
    )


class Migration(migrations.Migration):
    dependencies = [("reports", "0011_fewer_statements"), ("departments", "0005_mail_choice")]
    operations = [
        migrations.AddField("report", "district", _district(null=True)),
        migrations.RunPython(of_department, migrations.RunPython.noop),
        migrations.AlterField("report", "district", _district()),
        migrations.AddIndex("report", models.Index(fields=["district", "status", "since"], name="report_queue_of_district")),
        migrations.AddIndex("report", models.Index(fields=["district", "cycle", "since"], name="report_of_year")),
        migrations.AddIndex("report", models.Index(fields=["district", "cycle", "status", "since"], name="report_queue_of_year")),
    ]
