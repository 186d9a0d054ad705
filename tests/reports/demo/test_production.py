import pytest
from django.core.management import CommandError, call_command

from departments.models import User

pytestmark = pytest.mark.django_db


def test_demonstration_accounts_never_reach_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="正式环境"):
        call_command("demo")
    assert not User.objects.exists()
