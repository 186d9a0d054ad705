from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("departments", "0004_former_names")]
    operations = []
