import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("departments", "0004_former_names"),
        ("reports", "0009_notices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="report",
            name="reviewer",
            field=models.ForeignKey(
                blank=True,
                help_text="为空时由单位所属的业务股室办理",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经办人",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["cycle", "status", "since"], name="report_queue_of_cycle"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["department", "status", "since"], name="report_queue_of_department"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["reviewer", "status", "since"], name="report_queue_of_reviewer"),
        ),
    ]
