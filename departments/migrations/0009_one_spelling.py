"""Codes, names and accounts get the one spelling of departments.spelling (design, decision 18).

Nothing is merged: where the spelling is somebody else's already, or too long for the column, the row stays as it is and is
named; `list_doubles` names it again at any time. Going back leaves the spelling: the former one cannot be told.
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import migrations, models

from departments.spelling import spell_name

logger = logging.getLogger(__name__)

# Model, column, and what it is unique with ("" where it stands alone, None where it need not be unique).
COLUMNS = (
    ("District", "name", ""),
    ("Desk", "name", "district_id"),
    ("Department", "code", "district_id"),
    ("Department", "name", None),
    ("FormerName", "name", None),
    ("User", "username", ""),
    ("User", "name", None),
)


def spell_columns(apps: Any, schema_editor: Any) -> None:
    for model, column, within in COLUMNS:
        _spell_column(apps.get_model("departments", model), column, within)


def _spell_column(model: Any, column: str, within: str | None) -> None:
    rows = list(model.objects.order_by("pk").values_list("pk", column, *([within] if within else [])))
    taken = {(text, *place) for _, text, *place in rows} if within is not None else set()
    longest = model._meta.get_field(column).max_length
    for pk, text, *place in rows:
        spelled = spell_name(text)
        if spelled == text:
            continue
        if (spelled, *place) in taken or len(spelled) > longest or (text and not spelled):
            logger.warning("%s %s：“%s”没有改成“%s”，请运行 list_doubles 查看", model._meta.verbose_name, pk, text, spelled)
            continue
        model.objects.filter(pk=pk).update(**{column: spelled})
        taken.add((spelled, *place))


class Migration(migrations.Migration):
    dependencies = [("departments", "0008_login_attempts")]

    operations = [
        migrations.AlterField("user", "name", models.CharField(max_length=50, verbose_name="姓名")),
        migrations.RunPython(spell_columns, migrations.RunPython.noop),
    ]
