"""A notice of an act bears the name of the act, whichever there are; only the kinds of the calendar are a fixed list."""

from django.db import migrations, models
from django.db.models import Q

CALENDAR = ["due_5", "due_2", "due_0", "overdue"]
KNOWN = Q(event__isnull=False) | Q(kind__in=CALENDAR)


class Migration(migrations.Migration):
    dependencies = [("reports", "0014_turn_of_the_state")]
    operations = [
        migrations.RemoveConstraint("notice", "notice_is_of_a_known_kind"),
        migrations.AlterField("notice", "kind", models.CharField(max_length=30, verbose_name="种类")),
        migrations.AddConstraint("notice", models.CheckConstraint(condition=KNOWN, name="notice_is_of_an_act_or_a_known_kind")),
    ]
