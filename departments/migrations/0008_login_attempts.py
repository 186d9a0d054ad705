"""Failed logins of the last hour and the names that an origin knows, for the limits of departments.throttling."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("departments", "0007_home_district")]
    operations = [
        migrations.CreateModel(
            name="LoginAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="账号")),
                ("origin", models.CharField(max_length=50, verbose_name="来源")),
                ("browser", models.CharField(blank=True, max_length=32, verbose_name="浏览器")),
                ("succeeded", models.BooleanField(verbose_name="成功")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="时间")),
            ],
            options={
                "verbose_name": "登录尝试",
                "verbose_name_plural": "登录尝试",
                "indexes": [
                    models.Index(fields=["name", "at"], name="login_attempt_by_name"),
                    models.Index(fields=["origin", "at"], name="login_attempt_by_origin"),
                    models.Index(fields=["succeeded", "at"], name="login_attempt_by_age"),
                ],
            },
        ),
    ]
