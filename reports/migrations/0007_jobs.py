import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("reports", "0006_attachments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(editable=False, max_length=32, unique=True)),
                ("act", models.CharField(max_length=30, verbose_name="事项")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("note", models.TextField(blank=True, verbose_name="共同的意见")),
                ("lines", models.JSONField(default=list, verbose_name="结果")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="办理人"
                    ),
                ),
            ],
            options={
                "verbose_name": "批量办理",
                "verbose_name_plural": "批量办理",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(blank=True, editable=False, max_length=32, verbose_name="执行者")),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="占用至")),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="执行次数")),
                ("kind", models.CharField(max_length=20, verbose_name="种类")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等待"),
                            ("running", "进行中"),
                            ("done", "完成"),
                            ("failed", "失败"),
                            ("cancelled", "已取消"),
                            ("expired", "已过期"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="失败原因")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
                ("file", models.CharField(blank=True, editable=False, max_length=200, verbose_name="结果文件")),
                ("size", models.PositiveBigIntegerField(default=0, editable=False, verbose_name="字节数")),
                ("sha256", models.CharField(blank=True, editable=False, max_length=64, verbose_name="SHA-256")),
                ("created", models.DateTimeField(verbose_name="申请时间")),
                ("started", models.DateTimeField(blank=True, null=True, verbose_name="开始时间")),
                ("finished", models.DateTimeField(blank=True, null=True, verbose_name="结束时间")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to=settings.AUTH_USER_MODEL, verbose_name="申请人"
                    ),
                ),
            ],
            options={
                "verbose_name": "后台任务",
                "verbose_name_plural": "后台任务",
                "ordering": ["-created", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="JobPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(blank=True, editable=False, max_length=32, verbose_name="执行者")),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="占用至")),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="执行次数")),
                ("ready", models.BooleanField(default=True, verbose_name="已备好")),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="失败原因")),
                ("job", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="reports.job")),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.report")),
            ],
            options={
                "verbose_name": "后台任务的报告",
                "verbose_name_plural": "后台任务的报告",
            },
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["state", "created"], name="job_queue"),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "running"])), fields=("owner", "digest"), name="one_open_job_per_wish"
            ),
        ),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "running", "done", "failed", "cancelled", "expired"])),
                name="job_state_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="jobpart",
            index=models.Index(condition=models.Q(("ready", False)), fields=["job"], name="job_parts_to_prepare"),
        ),
        migrations.AddConstraint(
            model_name="jobpart",
            constraint=models.UniqueConstraint(fields=("job", "report"), name="one_part_per_job_and_report"),
        ),
    ]
