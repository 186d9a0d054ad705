"""审计日志 of the 管理员: taken away as a table."""

from urllib.parse import unquote

from django.test import Client
from django.utils import timezone

from departments import audit
from departments.models import AuditEntry
from tests.departments.conftest import Place

LIST = "/admin/departments/auditentry/"


def taken(client: Client, *entries: AuditEntry) -> str:
    """Name of the file."""
    response = client.post(LIST, {"action": "export", "_selected_action": [entry.pk for entry in entries]})
    assert "序号" in b"".join(response.streaming_content).decode()
    return unquote(response.headers["Content-Disposition"])


def test_the_table_is_named_after_district_and_day(client: Client, here: Place, there: Place):
    client.force_login(here.manager)
    entry = audit.record_entry(audit.Act.VIEW, "一份报告", district=here.district.pk)

    assert f"审计日志_云水_{timezone.localdate():%Y%m%d}.csv" in taken(client, entry)
    assert "没有符合条件的审计日志" in client.get(f"{LIST}?q=无").content.decode()
