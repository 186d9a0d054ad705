"""A person belongs to the district that made them: until now that of the first role; who never had one belongs to none."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def derive_district(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The technical administrator belongs to no district."""
    held = apps.get_model("departments", "Membership")._default_manager.filter(user=OuterRef("pk")).order_by("pk")
    first = held.annotate(place=Coalesce("district_id", "department__district_id")).values("place")[:1]
    apps.get_model("departments", "User")._default_manager.filter(is_superuser=False).update(district=Subquery(first))


class Migration(migrations.Migration):
    dependencies = [("departments", "0006_gone_rows")]
    operations = [
        migrations.AddField(
            "user",
            "district",
            models.ForeignKey(
                blank=True,
                help_text="建立这个账号的区县；没有角色的人员，只有它的管理员看得到、能重置密码。空着的只归技术管理员",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="departments.district",
                verbose_name="所属区县",
            ),
        ),
        migrations.RunPython(derive_district, migrations.RunPython.noop),
    ]
