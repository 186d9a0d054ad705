"""What a save writes is one statement a table: emptied figures stay blank, rows that are taken out stay marked as gone,
and who edited stands beside the section's revision."""

from collections import defaultdict

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

ROWS = (
    *("KeyTask", "Goal", "FunctionClass", "Project", "PerformanceTarget", "ScoredIndicator"),
    *("Problem", "Suggestion", "ExtraRow"),
)
STATES = [("amount", "数值"), ("blank", "未填"), ("not_applicable", "不适用"), ("classified", "涉密")]
NAME = "figure_has_an_amount_or_a_reason"


def beside_revisions(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Which section a person edited was not kept, and does not matter: all go beside the first one that was saved."""
    state = apps.get_model("reports", "SectionState")
    for report, editors in _editors(apps).items():
        first = state.objects.filter(report_id=report).order_by("pk").first()
        if first is None:
            _without_section(apps, report, editors)
        else:
            state.objects.filter(pk=first.pk).update(editors=sorted(editors))


def _editors(apps: Apps) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for report, user in apps.get_model("reports", "Report").editors.through.objects.values_list("report", "user"):
        found[report].add(user)
    return found


def _without_section(apps: Apps, report: int, editors: set[int]) -> None:
    """Who only added 佐证材料 is known from those."""
    files = apps.get_model("reports", "Attachment").objects.filter(report_id=report, kind="evidence")
    if others := editors - set(files.values_list("uploaded_by", flat=True)):
        apps.get_model("reports", "SectionState").objects.create(report_id=report, section="", editors=sorted(others))


def beside_report(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    through = apps.get_model("reports", "Report").editors.through
    people = set(apps.get_model(settings.AUTH_USER_MODEL).objects.values_list("pk", flat=True))
    states = apps.get_model("reports", "SectionState").objects
    pairs = {(report, user) for report, editors in states.values_list("report", "editors") for user in editors}
    pairs |= set(apps.get_model("reports", "Attachment").objects.filter(kind="evidence").values_list("report", "uploaded_by"))
    through.objects.bulk_create(through(report_id=report, user_id=user) for report, user in sorted(pairs, key=str) if user in people)
    states.filter(section="").delete()


def drop_blank(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Before, what is blank or gone was not there."""
    apps.get_model("reports", "Figure").objects.filter(state="blank").delete()
    for name in ROWS:
        apps.get_model("reports", name).objects.filter(is_gone=True).delete()


def _constraint(*states: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(state="amount", amount__isnull=False) | Q(state__in=states, amount__isnull=True), name=NAME)


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_assignments"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField("sectionstate", "editors", models.JSONField("填写过的人", default=list, blank=True, editable=False)),
        migrations.RunPython(beside_revisions, beside_report),
        migrations.RemoveField("report", "editors"),
        migrations.AlterField("figure", "state", models.CharField("状态", max_length=20, choices=STATES)),
        migrations.RemoveConstraint("figure", NAME),
        migrations.AddConstraint("figure", _constraint("blank", "not_applicable", "classified")),
        *(migrations.AddField(name.lower(), "is_gone", models.BooleanField(default=False, editable=False)) for name in ROWS),
        migrations.RunPython(migrations.RunPython.noop, drop_blank),
    ]
