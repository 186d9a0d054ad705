from decimal import Decimal

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import departments.rows
import reports.models.cycle


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("departments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OutlineVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outline_id", models.CharField(max_length=100, verbose_name="提纲")),
                ("text", models.TextField(verbose_name="提纲文本")),
                ("vocabulary", models.TextField(verbose_name="数据项文本")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("first_used", models.DateTimeField(auto_now_add=True, verbose_name="首次使用")),
            ],
            options={
                "verbose_name": "提纲版本",
                "verbose_name_plural": "提纲版本",
                "ordering": ["outline_id", "first_used"],
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(help_text="所评价的年度，如 2024", verbose_name="年度")),
                ("outline", models.CharField(max_length=100, validators=[reports.models.cycle.validate_outline], verbose_name="报告提纲")),
                ("opens", models.DateTimeField(default=django.utils.timezone.now, verbose_name="开始填报")),
                ("due", models.DateTimeField(help_text="北京时间", verbose_name="报送截止")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="决算批复日期")),
                ("needs_signature", models.BooleanField(default=True, verbose_name="须单位负责人签发")),
                (
                    "locked_after_due",
                    models.BooleanField(default=False, help_text="不勾选时逾期仍可报送，报送件标记“逾期”", verbose_name="逾期锁定"),
                ),
                ("notice", models.CharField(blank=True, max_length=100, verbose_name="通知文号")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cycles", to="departments.district", verbose_name="区县"
                    ),
                ),
            ],
            options={
                "verbose_name": "年度任务",
                "verbose_name_plural": "年度任务",
                "ordering": ["-year", "district"],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exemptions", to="reports.cycle", verbose_name="年度任务"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exemptions",
                        to="departments.department",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "免报单位",
                "verbose_name_plural": "免报单位",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("awaiting_signature", "待签发"),
                            ("submitted", "已报送"),
                            ("in_review", "审核中"),
                            ("returned", "已退回"),
                            ("approved", "已通过"),
                        ],
                        db_index=True,
                        default="draft",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="进入当前状态")),
                (
                    "before_signature",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("awaiting_signature", "待签发"),
                            ("submitted", "已报送"),
                            ("in_review", "审核中"),
                            ("returned", "已退回"),
                            ("approved", "已通过"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("statements", models.JSONField(blank=True, default=list, editable=False, verbose_name="原文陈述")),
                (
                    "cycle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="reports.cycle", verbose_name="年度任务"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="departments.department",
                        verbose_name="单位",
                    ),
                ),
                ("editors", models.ManyToManyField(blank=True, editable=False, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "outline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="reports.outlineversion",
                        verbose_name="报告提纲",
                    ),
                ),
            ],
            options={
                "verbose_name": "自评报告",
                "verbose_name_plural": "自评报告",
                "ordering": ["since"],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("name", models.TextField(blank=True, verbose_name="项目名称")),
                ("use", models.TextField(blank=True, verbose_name="用途")),
                ("organisation", models.TextField(blank=True, verbose_name="组织实施情况")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="reports.report"),
                ),
            ],
            options={
                "verbose_name": "项目",
                "verbose_name_plural": "项目",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Problem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("text", models.TextField(blank=True, verbose_name="问题")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="reports.report"),
                ),
            ],
            options={
                "verbose_name": "存在的问题",
                "verbose_name_plural": "存在的问题",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PerformanceTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("level1", models.TextField(blank=True, verbose_name="一级指标")),
                ("level2", models.TextField(blank=True, verbose_name="二级指标")),
                ("level3", models.TextField(blank=True, verbose_name="三级指标")),
                ("sign", models.TextField(blank=True, verbose_name="符号")),
                ("target", models.TextField(blank=True, verbose_name="指标值")),
                ("unit", models.TextField(blank=True, verbose_name="计量单位")),
                ("actual", models.TextField(blank=True, verbose_name="完成值")),
                ("reason", models.TextField(blank=True, verbose_name="偏差原因及改进措施")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="reports.report"),
                ),
            ],
            options={
                "verbose_name": "绩效指标",
                "verbose_name_plural": "绩效指标",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Narrative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="数据项")),
                ("text", models.TextField(blank=True, verbose_name="正文")),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="narratives", to="reports.report")),
            ],
            options={
                "verbose_name": "文字",
                "verbose_name_plural": "文字",
            },
        ),
        migrations.CreateModel(
            name="KeyTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("text", models.TextField(blank=True, verbose_name="重点工作")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="reports.report"),
                ),
            ],
            options={
                "verbose_name": "年度重点工作",
                "verbose_name_plural": "年度重点工作",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("text", models.TextField(blank=True, verbose_name="绩效目标")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="reports.report"),
                ),
            ],
            options={
                "verbose_name": "绩效目标",
                "verbose_name_plural": "绩效目标",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FunctionClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("name", models.TextField(blank=True, verbose_name="类别")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="reports.report"),
                ),
            ],
            options={
                "verbose_name": "支出功能分类",
                "verbose_name_plural": "支出功能分类",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=64, verbose_name="表")),
                ("row", models.CharField(max_length=64, verbose_name="行")),
                ("column", models.CharField(max_length=64, verbose_name="列")),
                ("amount", models.DecimalField(blank=True, decimal_places=6, max_digits=15, null=True, verbose_name="数值")),
                (
                    "state",
                    models.CharField(
                        choices=[("amount", "数值"), ("not_applicable", "不适用"), ("classified", "涉密")],
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="reports.report")),
            ],
            options={
                "verbose_name": "数值",
                "verbose_name_plural": "数值",
            },
        ),
        migrations.CreateModel(
            name="ExtraRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("list", models.CharField(max_length=64, verbose_name="列表")),
                ("texts", models.JSONField(default=dict, verbose_name="内容")),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="extra_rows", to="reports.report")),
            ],
            options={
                "verbose_name": "自设列表",
                "verbose_name_plural": "自设列表",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SectionState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section", models.CharField(max_length=100, verbose_name="章节")),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="版本")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="保存时间")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="section_states", to="reports.report"),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "章节版本",
                "verbose_name_plural": "章节版本",
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="报送次数")),
                ("reference", models.CharField(max_length=40, unique=True, verbose_name="编号")),
                ("document", models.TextField(verbose_name="报告数据（JSON）")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("cycle_settings", models.JSONField(default=dict, verbose_name="年度任务设置")),
                ("sent_at", models.DateTimeField(verbose_name="报送时间")),
                ("late", models.BooleanField(default=False, verbose_name="逾期")),
                (
                    "outline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reports.outlineversion", verbose_name="报告提纲"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="reports.report", verbose_name="报告"
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="报送人",
                    ),
                ),
            ],
            options={
                "verbose_name": "报送件",
                "verbose_name_plural": "报送件",
                "ordering": ["report", "number"],
            },
        ),
        migrations.CreateModel(
            name="ReturnItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(help_text="章节、行或数据项", max_length=200, verbose_name="位置")),
                ("place_label", models.CharField(max_length=200, verbose_name="位置名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[("must", "必改"), ("explain", "请说明"), ("advice", "建议")],
                        default="must",
                        max_length=20,
                        verbose_name="性质",
                    ),
                ),
                ("text", models.TextField(verbose_name="意见")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                (
                    "answer_kind",
                    models.CharField(
                        blank=True,
                        choices=[("changed", "已改"), ("explained", "已说明"), ("disputed", "有异议")],
                        max_length=20,
                        verbose_name="答复",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="答复内容")),
                ("is_open", models.BooleanField(default=True, help_text="审核通过或再次退回时了结", verbose_name="未了结")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="return_items", to="reports.report", verbose_name="报告"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="return_items",
                        to="reports.submission",
                        verbose_name="报送件",
                    ),
                ),
            ],
            options={
                "verbose_name": "退回意见",
                "verbose_name_plural": "退回意见",
                "ordering": ["created", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Printout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="printouts/%Y/%m", verbose_name="PDF")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "submission",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="printout", to="reports.submission"),
                ),
            ],
            options={
                "verbose_name": "送审稿",
                "verbose_name_plural": "送审稿",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=30, verbose_name="事项")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "填报中"),
                            ("awaiting_signature", "待签发"),
                            ("submitted", "已报送"),
                            ("in_review", "审核中"),
                            ("returned", "已退回"),
                            ("approved", "已通过"),
                        ],
                        max_length=20,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "target",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("awaiting_signature", "待签发"),
                            ("submitted", "已报送"),
                            ("in_review", "审核中"),
                            ("returned", "已退回"),
                            ("approved", "已通过"),
                        ],
                        max_length=20,
                        verbose_name="新状态",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("note", models.TextField(blank=True, verbose_name="说明")),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="reports.report", verbose_name="报告"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="reports.submission",
                        verbose_name="报送件",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理记录",
                "verbose_name_plural": "办理记录",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("text", models.TextField(blank=True, verbose_name="建议")),
                (
                    "report",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="reports.report"),
                ),
            ],
            options={
                "verbose_name": "改进建议",
                "verbose_name_plural": "改进建议",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(fields=("district", "year"), name="one_cycle_per_district_and_year"),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.CheckConstraint(
                condition=models.Q(("due__gt", models.F("opens"))),
                name="cycle_is_due_after_it_opens",
                violation_error_message="报送截止须晚于开始填报。",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.UniqueConstraint(fields=("cycle", "department"), name="one_exemption_per_cycle_and_department"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["status", "since"], name="report_queue"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(fields=("department", "cycle"), name="one_report_per_department_and_cycle"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "awaiting_signature", "submitted", "in_review", "returned", "approved"])),
                name="report_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="project_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="problem",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="problem_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="performancetarget",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="performancetarget_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="narrative",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="one_narrative_per_key"),
        ),
        migrations.AddConstraint(
            model_name="keytask",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="keytask_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="goal_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="functionclass",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="functionclass_key_is_unique"),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(fields=["table", "row", "column"], name="figure_across_reports"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(fields=("report", "table", "row", "column"), name="one_figure_per_cell"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__isnull", False), ("state", "amount")),
                    models.Q(("amount__isnull", True), ("state__in", ["not_applicable", "classified"])),
                    _connector="OR",
                ),
                name="figure_has_an_amount_or_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__isnull", True),
                    models.Q(("amount__gt", Decimal(-1000000000)), ("amount__lt", Decimal(1000000000))),
                    _connector="OR",
                ),
                name="figure_is_below_the_limit",
            ),
        ),
        migrations.AddConstraint(
            model_name="extrarow",
            constraint=models.UniqueConstraint(fields=("report", "list", "key"), name="extra_row_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="sectionstate",
            constraint=models.UniqueConstraint(fields=("report", "section"), name="one_state_per_report_and_section"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="one_submission_per_number"),
        ),
        migrations.AddConstraint(
            model_name="returnitem",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="return_item_says_something"),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="suggestion_key_is_unique"),
        ),
    ]
