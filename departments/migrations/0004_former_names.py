import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("departments", "0003_audit")]
    operations = [
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="原名")),
                ("until", models.DateTimeField(default=django.utils.timezone.now, verbose_name="更名时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="更名人",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_names",
                        to="departments.department",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "原名",
                "verbose_name_plural": "原名",
                "ordering": ["-until"],
                "indexes": [models.Index(fields=["department", "until"], name="former_name_at")],
            },
        ),
        migrations.AddField(
            model_name="department",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                help_text="填写后不再参加以后年度的填报",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="departments.department",
                verbose_name="并入单位",
            ),
        ),
        migrations.AddField(
            model_name="department",
            name="merged_on",
            field=models.DateField(blank=True, null=True, verbose_name="并入日期"),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", None), ("active", False), _connector="OR"),
                name="merged_department_fills_in_no_more",
                violation_error_message="已并入其他单位的，不能再参加填报。",
            ),
        ),
    ]
