"""审计日志. On PostgreSQL the database itself refuses to change or remove a line."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

TABLES = ("departments_auditentry", "departments_auditseal")


def refuse_changes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(
        "CREATE FUNCTION perfeval_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%% is append-only: %% refused', TG_TABLE_NAME, TG_OP; END $$"
    )
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION perfeval_refuse_change()"
        )


def allow_changes(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    schema_editor.execute("DROP FUNCTION perfeval_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("departments", "0002_profile_rows")]
    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="时间")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("login", "登录"),
                            ("login_failed", "登录失败"),
                            ("locked_out", "账号锁定"),
                            ("logout", "退出"),
                            ("refused", "拒绝访问"),
                            ("view", "查看报告"),
                            ("step", "办理"),
                            ("export", "导出"),
                            ("permission", "人员与权限"),
                            ("setting", "设置与名册"),
                        ],
                        max_length=20,
                        verbose_name="事项",
                    ),
                ),
                ("actor_name", models.CharField(blank=True, max_length=210, verbose_name="姓名（账号）")),
                ("target", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                ("detail", models.CharField(blank=True, max_length=500, verbose_name="内容")),
                ("address", models.CharField(blank=True, max_length=50, verbose_name="来源地址")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_entries",
                        to="departments.district",
                        verbose_name="区县",
                    ),
                ),
            ],
            options={"verbose_name": "审计日志", "verbose_name_plural": "审计日志", "ordering": ["-pk"]},
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["district", "act", "-id"], name="audit_by_district_and_act"),
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chain", models.PositiveBigIntegerField(verbose_name="链")),
                ("number", models.PositiveBigIntegerField(verbose_name="序号")),
                ("sealed_at", models.DateTimeField(verbose_name="封存时间")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="departments.auditentry",
                        verbose_name="日志",
                    ),
                ),
            ],
            options={"verbose_name": "审计封存", "verbose_name_plural": "审计封存", "ordering": ["chain", "number"]},
        ),
        migrations.AddConstraint(
            model_name="auditseal",
            constraint=models.UniqueConstraint(fields=("chain", "number"), name="one_seal_per_number"),
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
