from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("departments", "0004_former_names")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="wants_mail",
            field=models.BooleanField(default=True, help_text="没有邮箱的，只在网页上通知", verbose_name="用邮件接收通知"),
        ),
    ]
