from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("departments", "0002_profile_rows")]
    operations = []
