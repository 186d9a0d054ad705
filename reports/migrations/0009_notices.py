import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_publications"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hand_over", "待签发"),
                            ("give_back", "退给填报人"),
                            ("submit", "报送"),
                            ("withdraw", "撤回"),
                            ("pass_on", "提请复审"),
                            ("send_back", "退回审核员"),
                            ("return", "退回"),
                            ("approve", "通过"),
                            ("reopen", "重新打开"),
                            ("assign", "分配"),
                            ("extend", "延期"),
                            ("remind", "提醒报送"),
                            ("publish", "公开"),
                            ("withdraw_publication", "撤回公开"),
                            ("due_5", "五个工作日内截止"),
                            ("due_2", "两个工作日内截止"),
                            ("due_0", "今日截止"),
                            ("overdue", "逾期"),
                        ],
                        max_length=30,
                        verbose_name="种类",
                    ),
                ),
                ("day", models.DateField(null=True, verbose_name="日期")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("text", models.TextField(verbose_name="内容")),
                ("lines", models.JSONField(default=list, help_text='[{"text": …, "path": …}]', verbose_name="逐条")),
                ("path", models.CharField(max_length=200, verbose_name="网页")),
                ("created", models.DateTimeField(verbose_name="时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="读过")),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reports.event",
                        verbose_name="办理记录",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="reports.report", verbose_name="报告"
                    ),
                ),
            ],
            options={
                "verbose_name": "通知",
                "verbose_name_plural": "通知",
                "ordering": ["-created", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(blank=True, editable=False, max_length=32, verbose_name="执行者")),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="占用至")),
                ("attempts", models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="执行次数")),
                ("address", models.EmailField(max_length=254, verbose_name="邮箱")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待发送"), ("sent", "已发送"), ("failed", "未发出"), ("dropped", "不再发送")],
                        default="waiting",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="最近一次的原因")),
                ("created", models.DateTimeField(verbose_name="写入时间")),
                ("finished", models.DateTimeField(null=True, verbose_name="结束时间")),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mail", to="reports.notice", verbose_name="通知"
                    ),
                ),
            ],
            options={
                "verbose_name": "邮件",
                "verbose_name_plural": "邮件发件箱",
                "ordering": ["-created", "-pk"],
            },
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=models.Q(("read_at__isnull", True)), fields=["recipient"], name="unread_notices"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["recipient", "-created", "-id"], name="notices_of_a_person"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("event__isnull", False)), fields=("recipient", "event"), name="one_notice_per_person_and_act"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("day__isnull", False)),
                fields=("recipient", "report", "kind", "day"),
                name="one_notice_per_person_and_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("day__isnull", True), ("event__isnull", False)),
                    models.Q(("day__isnull", False), ("event__isnull", True)),
                    _connector="OR",
                ),
                name="notice_is_of_an_act_or_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "hand_over",
                            "give_back",
                            "submit",
                            "withdraw",
                            "pass_on",
                            "send_back",
                            "return",
                            "approve",
                            "reopen",
                            "assign",
                            "extend",
                            "remind",
                            "publish",
                            "withdraw_publication",
                            "due_5",
                            "due_2",
                            "due_0",
                            "overdue",
                        ],
                    )
                ),
                name="notice_is_of_a_known_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxmail",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["created", "id"], name="mails_to_send"),
        ),
        migrations.AddConstraint(
            model_name="outboxmail",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "sent", "failed", "dropped"])), name="mail_state_is_known"
            ),
        ),
    ]
