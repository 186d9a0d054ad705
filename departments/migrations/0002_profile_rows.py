"""What a department says of itself moves into one table: the columns of DepartmentProfile and four lists become ProfileRows."""

import django.db.models.deletion
from django.db import migrations, models

import departments.rows

PARTICULARS = {
    "unit.name": "name",
    "accounts.entity": "accounts_name",
    "unit.superior": "superior",
    "unit.funding": "funding",
    "unit.management": "management",
    "contact.name": "contact",
    "contact.phone": "phone",
}
LISTS = {"duties": ("Duty", "text"), "offices": ("Office", "name"), "budget_units": ("BudgetUnit", "name"), "leaders": ("Leader", "post")}
BATCH = 1_000


def gather(apps, schema_editor):
    ProfileRow = apps.get_model("departments", "ProfileRow")
    ProfileRow.objects.bulk_create(_particulars(apps), batch_size=BATCH)
    for kind, (model, column) in LISTS.items():
        rows = apps.get_model("departments", model).objects.select_related("profile").order_by("pk")
        ProfileRow.objects.bulk_create((ProfileRow(**_row(kind, row, column)) for row in rows.iterator(BATCH)), batch_size=BATCH)


def _particulars(apps):
    ProfileRow = apps.get_model("departments", "ProfileRow")
    for profile in apps.get_model("departments", "DepartmentProfile").objects.order_by("pk").iterator(BATCH):
        for key, column in PARTICULARS.items():
            if text := getattr(profile, column):
                yield ProfileRow(department_id=profile.department_id, year=profile.year, kind="particular", key=key, text=text)


def _row(kind, row, column):
    owner = {"department_id": row.profile.department_id, "year": row.profile.year}
    return {**owner, "kind": kind, "key": row.key, "position": row.position, "answers": row.answers, "text": getattr(row, column)}


def part(apps, schema_editor):
    rows = apps.get_model("departments", "ProfileRow").objects.order_by("pk")
    profiles = _profiles(apps, rows)
    for kind, (name, column) in LISTS.items():
        model = apps.get_model("departments", name)
        made = (_back(model, profiles[row.department_id, row.year], row, column) for row in rows.filter(kind=kind).iterator(BATCH))
        model.objects.bulk_create(made, batch_size=BATCH)


def _profiles(apps, rows):
    """The profile of each department and year that says anything."""
    DepartmentProfile = apps.get_model("departments", "DepartmentProfile")
    owners = rows.order_by().values_list("department_id", "year").distinct()
    found = {owner: DepartmentProfile(department_id=owner[0], year=owner[1]) for owner in owners}
    for row in rows.filter(kind="particular"):
        setattr(found[row.department_id, row.year], PARTICULARS[row.key], row.text)
    DepartmentProfile.objects.bulk_create(found.values(), batch_size=BATCH)
    return {(profile.department_id, profile.year): profile.pk for profile in DepartmentProfile.objects.all()}


def _back(model, profile, row, column):
    return model(profile_id=profile, key=row.key, position=row.position, answers=row.answers, **{column: row.text})


def proxy(name, label):
    return migrations.CreateModel(
        name=name,
        fields=[],
        options={"verbose_name": label, "verbose_name_plural": label, "proxy": True, "indexes": [], "constraints": []},
        bases=("departments.profilerow",),
    )


class Migration(migrations.Migration):
    dependencies = [("departments", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="ProfileRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("particular", "单位概况"),
                            ("duties", "部门职责"),
                            ("offices", "内设机构"),
                            ("budget_units", "决算单位"),
                            ("leaders", "单位领导"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="内容")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profile_rows",
                        to="departments.department",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={"verbose_name": "部门概况", "verbose_name_plural": "部门概况", "ordering": ["position"], "abstract": False},
        ),
        migrations.AddConstraint(
            model_name="profilerow",
            constraint=models.UniqueConstraint(fields=("department", "year", "kind", "key"), name="one_profile_row_per_kind_and_key"),
        ),
        migrations.AddConstraint(
            model_name="profilerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["particular", "duties", "offices", "budget_units", "leaders"])),
                name="profile_row_is_of_a_known_kind",
            ),
        ),
        migrations.RunPython(gather, part),
        *(migrations.DeleteModel(name=name) for name in ("Duty", "Office", "BudgetUnit", "Leader", "DepartmentProfile")),
        proxy("Particular", "单位概况"),
        proxy("Duty", "部门职责"),
        proxy("Office", "内设机构"),
        proxy("BudgetUnit", "决算单位"),
        proxy("Leader", "单位领导"),
    ]
