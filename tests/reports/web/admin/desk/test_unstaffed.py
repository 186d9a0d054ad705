"""没有人负责: departments without people, and reports that wait for a leader who is gone, told to who can act."""

from datetime import timedelta

import pytest
from django.utils import timezone

from departments.models import District, Membership, Role, User
from reports.models import Cycle, Exemption, Report, Status
from reports.web.admin.desk.gaps import Gap
from tests import builders

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


@pytest.fixture
def district() -> District:
    made = builders.district()
    builders.cycle(made)
    reviewer = builders.reviewer(made)
    assert reviewer.memberships.count() == 1
    return made


def unit(of: District, code: str, *roles: Role, **settings: object) -> Report:
    home = builders.department(of, code, f"第{code}中心", desk=builders.desk(of), **settings)
    for role in roles:
        Membership.objects.create(user=builders.person(f"{role}{code}"), role=role, department=home)
    return builders.report(home, Cycle.objects.get(district=of))


def found(client) -> list[Gap]:
    """Of those about people of departments."""
    return [gap for gap in client.get(INDEX).context["gaps"] if "审核员" not in gap.words]


def gaps(client) -> list[str]:
    return [gap.words for gap in found(client)]


def test_the_manager_reads_which_units_nobody_fills_in_or_signs_for(client_of, district: District):
    unit(district, "001", Role.CLERK, Role.LEADER), unit(district, "002", Role.CLERK), unit(district, "003")
    unit(district, "004", active=False)
    client = client_of(builders.manager(district))

    assert gaps(client) == [
        "1 个须报送的单位没有填报人：第003中心，请在人员的任职里指定。",
        "2 个须报送的单位没有单位负责人：第002中心、第003中心，请在人员的任职里指定。",
    ]
    listed = [sorted(each.code for each in client.get(gap.url).context["cl"].result_list) for gap in found(client)]
    assert listed == [["003"], ["002", "003"]]


def test_who_cannot_name_anybody_is_not_asked_to(client_of, district: District):
    unit(district, "003")
    reviewer = Membership.objects.get(role=Role.REVIEWER).user
    assert gaps(client_of(reviewer)) == []


def test_an_exempt_unit_needs_nobody_and_a_year_without_signature_no_leader(client_of, district: District):
    exempt = unit(district, "003")
    Exemption.objects.create(cycle=exempt.cycle, department=exempt.department, reason="涉密")
    unit(district, "002", Role.CLERK)
    Cycle.objects.update(needs_signature=False)
    assert gaps(client_of(builders.manager(district))) == []


def test_a_person_who_left_is_nobody(client_of, district: District):
    unit(district, "001", Role.CLERK, Role.LEADER)
    User.objects.filter(username="clerk001").update(is_active=False)
    assert gaps(client_of(builders.manager(district))) == ["1 个须报送的单位没有填报人：第001中心，请在人员的任职里指定。"]


def test_a_report_that_waits_for_a_leader_who_is_gone_is_named_to_the_manager_and_to_the_unit(client_of, district: District):
    report = unit(district, "001", Role.CLERK, Role.LEADER)
    Report.objects.filter(pk=report.pk).update(status=Status.AWAITING_SIGNATURE, since=timezone.now() - timedelta(days=9))
    Membership.objects.filter(role=Role.LEADER).delete()

    assert "1 份报告在等已经离开的负责人签发：第001中心，请给单位指定新的负责人。" in gaps(client_of(builders.manager(district)))
    clerk = Membership.objects.get(role=Role.CLERK).user
    assert "没有可以签发的负责人，请联系财政局管理员指定" in client_of(clerk).get(f"/reports/{report.pk}/").content.decode()
