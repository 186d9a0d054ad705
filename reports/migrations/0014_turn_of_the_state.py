"""Whose turn it is becomes a plain column under a constraint: a generated one cannot be altered when a state is added."""

from functools import reduce
from operator import or_

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

INDEXES = {
    "report_queue_of_turn": ["turn", "since"],
    "report_turn_of_district": ["district", "turn", "since"],
    "report_turn_of_desk": ["district", "desk", "turn", "since"],
    "report_turn_of_cycle": ["cycle", "turn", "since"],
}
TURNS = [("department", "单位"), ("bureau", "财政局"), ("nobody", "已办结")]
STATES = {
    "department": ["draft", "awaiting_signature", "returned"],
    "bureau": ["submitted", "in_review", "second_review"],
    "nobody": ["approved"],
}
FOLLOWS = reduce(or_, (Q(turn=turn, status__in=states) for turn, states in STATES.items()))
PLAIN = models.CharField(max_length=12, choices=TURNS, default="department", editable=False, verbose_name="轮到")


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The column begins as everybody's 单位; what the bureau has, and what nobody has, is written."""
    reports = apps.get_model("reports", "Report").objects
    for turn, states in STATES.items():
        if turn != PLAIN.default:
            reports.filter(status__in=states).update(turn=turn)
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the table could not be altered in the same transaction


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_desk_and_turn")]
    operations = [
        *(migrations.RemoveIndex("report", name) for name in INDEXES),
        migrations.RemoveField("report", "turn"),  # generated: on the way back the database computes it anew
        migrations.AddField("report", "turn", PLAIN),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(migrations.AddIndex("report", models.Index(fields=columns, name=name)) for name, columns in INDEXES.items()),
        migrations.AddConstraint("report", models.CheckConstraint(condition=FOLLOWS, name="report_turn_is_that_of_its_status")),
    ]
