import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import departments.rows


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Desk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=50, verbose_name="名称")),
                ("contact", models.CharField(blank=True, max_length=50, verbose_name="联系人")),
                ("phone", models.CharField(blank=True, max_length=50, verbose_name="联系电话")),
            ],
            options={
                "verbose_name": "业务股室",
                "verbose_name_plural": "业务股室",
                "ordering": ["district", "name"],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="如：天心区", max_length=50, unique=True, verbose_name="名称")),
                ("city", models.CharField(blank=True, help_text="如：长沙市", max_length=50, verbose_name="所属市")),
                ("bureau", models.CharField(blank=True, help_text="报告中主管财政部门的全称", max_length=100, verbose_name="财政局名称")),
            ],
            options={
                "verbose_name": "区县",
                "verbose_name_plural": "区县",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, help_text="Designates whether the user can log into this admin site.", verbose_name="staff status"
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("name", models.CharField(blank=True, max_length=50, verbose_name="姓名")),
                ("phone", models.CharField(blank=True, max_length=50, verbose_name="联系电话")),
                ("must_change_password", models.BooleanField(default=False, verbose_name="下次登录须改密码")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "人员",
                "verbose_name_plural": "人员",
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="预算编码")),
                ("name", models.CharField(max_length=100, verbose_name="单位名称")),
                ("active", models.BooleanField(default=True, verbose_name="参加填报")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="departments.department",
                        verbose_name="主管部门",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="departments",
                        to="departments.desk",
                        verbose_name="业务股室",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="departments",
                        to="departments.district",
                        verbose_name="区县",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位",
                "verbose_name_plural": "单位",
                "ordering": ["district", "code"],
            },
        ),
        migrations.CreateModel(
            name="DepartmentProfile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="单位名称")),
                ("accounts_name", models.CharField(blank=True, max_length=200, verbose_name="决算公开用名称")),
                ("superior", models.CharField(blank=True, max_length=200, verbose_name="隶属")),
                ("funding", models.CharField(blank=True, max_length=200, verbose_name="经费形式")),
                ("management", models.CharField(blank=True, max_length=200, verbose_name="管理方式")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="填表人")),
                ("phone", models.CharField(blank=True, max_length=200, verbose_name="联系电话")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="profiles",
                        to="departments.department",
                        verbose_name="单位",
                    ),
                ),
            ],
            options={
                "verbose_name": "部门概况",
                "verbose_name_plural": "部门概况",
            },
        ),
        migrations.CreateModel(
            name="BudgetUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("name", models.TextField(blank=True, verbose_name="名称")),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="departments.departmentprofile"
                    ),
                ),
            ],
            options={
                "verbose_name": "决算单位",
                "verbose_name_plural": "决算单位",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="desk",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="desks", to="departments.district", verbose_name="区县"
            ),
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("text", models.TextField(blank=True, verbose_name="职责")),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="departments.departmentprofile"
                    ),
                ),
            ],
            options={
                "verbose_name": "部门职责",
                "verbose_name_plural": "部门职责",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Leader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("post", models.TextField(blank=True, verbose_name="职务")),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="departments.departmentprofile"
                    ),
                ),
            ],
            options={
                "verbose_name": "单位领导",
                "verbose_name_plural": "单位领导",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("clerk", "填报人"),
                            ("leader", "单位负责人"),
                            ("reviewer", "审核员"),
                            ("second_reviewer", "复审员"),
                            ("manager", "管理员"),
                        ],
                        max_length=20,
                        verbose_name="角色",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="departments.department",
                        verbose_name="单位",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="memberships",
                        to="departments.desk",
                        verbose_name="业务股室",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="departments.district",
                        verbose_name="区县财政局",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "ordering": ["user", "role"],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(default=departments.rows.new_key, editable=False, max_length=32, verbose_name="行标识")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="次序")),
                ("answers", models.CharField(blank=True, editable=False, max_length=32, verbose_name="对应行")),
                ("name", models.TextField(blank=True, verbose_name="名称")),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)s_rows", to="departments.departmentprofile"
                    ),
                ),
            ],
            options={
                "verbose_name": "内设机构",
                "verbose_name_plural": "内设机构",
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="departmentprofile",
            constraint=models.UniqueConstraint(fields=("department", "year"), name="one_profile_per_department_and_year"),
        ),
        migrations.AddConstraint(
            model_name="budgetunit",
            constraint=models.UniqueConstraint(fields=("profile", "key"), name="budgetunit_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="desk",
            constraint=models.UniqueConstraint(fields=("district", "name"), name="one_desk_name_per_district"),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.UniqueConstraint(fields=("district", "code"), name="one_department_code_per_district"),
        ),
        migrations.AddConstraint(
            model_name="department",
            constraint=models.CheckConstraint(condition=models.Q(("code", ""), _negated=True), name="department_code_is_not_empty"),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(fields=("profile", "key"), name="duty_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="leader",
            constraint=models.UniqueConstraint(fields=("profile", "key"), name="leader_key_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("department__isnull", False), ("district__isnull", True), ("role__in", ["clerk", "leader"])),
                    models.Q(
                        ("department__isnull", True), ("district__isnull", False), ("role__in", ["reviewer", "second_reviewer", "manager"])
                    ),
                    _connector="OR",
                ),
                name="role_belongs_to_a_department_or_a_district",
                violation_error_message="填报人、单位负责人须选单位；审核员、复审员、管理员须选区县财政局，二者只选其一。",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("user", "role", "department"), name="one_role_per_person_and_department"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("user", "role", "district"), name="one_role_per_person_and_district"),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.UniqueConstraint(fields=("profile", "key"), name="office_key_is_unique"),
        ),
    ]
