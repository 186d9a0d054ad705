import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=40, unique=True, verbose_name="编号")),
                ("published_on", models.DateField(verbose_name="公开日期")),
                ("at", models.DateTimeField(verbose_name="办理时间")),
                ("unit", models.CharField(max_length=200, verbose_name="单位")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("title", models.TextField(verbose_name="标题")),
                ("withheld", models.JSONField(blank=True, default=dict, verbose_name="不予公开的章节和理由")),
                ("hidden", models.JSONField(blank=True, default=list, verbose_name="不予公开的位置")),
                ("document", models.TextField(verbose_name="公开的数据（JSON）")),
                ("sha256", models.CharField(max_length=64, verbose_name="数据的 SHA-256")),
                ("text", models.TextField(help_text="供查找", verbose_name="公开的文字")),
                ("file", models.FileField(upload_to="publications/%Y/%m", verbose_name="公开版 PDF")),
                ("pdf_sha256", models.CharField(max_length=64, verbose_name="PDF 的 SHA-256")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
                ("end_note", models.CharField(blank=True, help_text="向公众显示", max_length=500, verbose_name="撤回说明")),
                ("is_replaced", models.BooleanField(default=False, verbose_name="已由新的公开版替代")),
                (
                    "approval",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="reports.approval",
                        verbose_name="审核通过",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公开人",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤回人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publications", to="reports.report", verbose_name="报告"
                    ),
                ),
            ],
            options={
                "verbose_name": "公开",
                "verbose_name_plural": "公开",
                "ordering": ["-published_on", "-pk"],
                "indexes": [models.Index(fields=["ended_at", "-year", "unit"], name="publication_list")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("report",), name="one_standing_publication_per_report"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("is_replaced", True), models.Q(("end_note", ""), _negated=True), _connector="OR"
                        ),
                        name="publication_is_withdrawn_with_a_note",
                    ),
                ],
            },
        ),
    ]
