"""A report knows the 股室 of its department and whose turn it is: each filter of the queue is then one index, read in order."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, OuterRef, Subquery, Value, When

GONE = ("report_of_year", "report_queue_of_year")
ADDED = {
    "report_queue_of_turn": ["turn", "since"],
    "report_turn_of_district": ["district", "turn", "since"],
    "report_all_of_district": ["district", "since", "reviewer"],
    "report_turn_of_desk": ["district", "desk", "turn", "since"],
    "report_all_of_desk": ["district", "desk", "since"],
    "report_turn_of_cycle": ["cycle", "turn", "since"],
    "report_desk_of_cycle": ["cycle", "desk", "since"],
    "report_all_of_cycle": ["cycle", "since"],
}
TURN = Case(
    When(status__in=["in_review", "second_review", "submitted"], then=Value("bureau")),
    When(status="approved", then=Value("nobody")),
    default=Value("department"),
)
TURNS = [("department", "单位"), ("bureau", "财政局"), ("nobody", "已办结")]


def of_department(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    own = apps.get_model("departments", "Department").objects.filter(pk=OuterRef("department")).values("desk")
    apps.get_model("reports", "Report").objects.update(desk=Subquery(own))
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table could not be altered in the same transaction


class Migration(migrations.Migration):
    dependencies = [("departments", "0006_gone_rows"), ("reports", "0012_queue_indexes")]
    operations = [
        *(migrations.RemoveIndex("report", name) for name in GONE),
        migrations.AddField(
            "report",
            "desk",
            models.ForeignKey(
                to="departments.desk",
                on_delete=django.db.models.deletion.SET_NULL,
                null=True,
                related_name="+",
                verbose_name="业务股室",
                editable=False,
                db_index=False,
            ),
        ),
        migrations.RunPython(of_department, migrations.RunPython.noop),
        migrations.AddField(
            "report",
            "turn",
            models.GeneratedField(expression=TURN, output_field=models.CharField(max_length=12, choices=TURNS), db_persist=True),
        ),
        migrations.AlterField("report", "since", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="等待起始时间")),
        *(migrations.AddIndex("report", models.Index(fields=columns, name=name)) for name, columns in ADDED.items()),
    ]
