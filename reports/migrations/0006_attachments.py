import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import reports.models.attachment


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0001_initial"),
        ("reports", "0005_rounds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("evidence", "佐证材料"), ("scan", "签章扫描件")], default="evidence", max_length=10, verbose_name="种类"
                    ),
                ),
                ("place", models.CharField(help_text="整份报告、章节或指标", max_length=200, verbose_name="位置")),
                ("place_label", models.CharField(max_length=200, verbose_name="位置名称")),
                ("section", models.CharField(blank=True, max_length=100, verbose_name="章节")),
                ("name", models.CharField(max_length=120, verbose_name="文件名")),
                ("file", models.FileField(blank=True, upload_to=reports.models.attachment.stored_name, verbose_name="文件")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(help_text="字节", verbose_name="大小")),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="上传时间")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="移除时间")),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="移除人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="reports.report", verbose_name="报告"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        help_text="扫描件所对应的送审稿",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="reports.submission",
                        verbose_name="报送件",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "附件",
                "verbose_name_plural": "附件",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SentAttachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place_label", models.CharField(help_text="报送时的名称", max_length=200, verbose_name="位置名称")),
                (
                    "attachment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sendings", to="reports.attachment", verbose_name="附件"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_attachments",
                        to="reports.submission",
                        verbose_name="报送件",
                    ),
                ),
            ],
            options={
                "verbose_name": "随报送件的附件",
                "verbose_name_plural": "随报送件的附件",
                "ordering": ["submission", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "evidence"), ("removed_at", None)),
                fields=("report", "place", "sha256"),
                name="one_evidence_per_place_and_content",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "scan"), ("removed_at", None)),
                fields=("submission", "sha256"),
                name="one_scan_per_submission_and_content",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "evidence"), ("submission", None)),
                    models.Q(("kind", "scan"), ("submission__isnull", False)),
                    _connector="OR",
                ),
                name="scan_belongs_to_a_submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="attachment_is_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="sentattachment",
            constraint=models.UniqueConstraint(fields=("submission", "attachment"), name="one_sending_per_submission_and_attachment"),
        ),
    ]
