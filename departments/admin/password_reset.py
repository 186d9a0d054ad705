"""重置密码 for everybody who is ticked in the list of people: asked once with who and who not, then the slips to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from departments import access, passwords
from departments.admin import password_slips
from departments.models import Membership, User
from departments.request_numbers import parse_ids
from departments.slips import make_slip

if TYPE_CHECKING:
    from departments.admin.person_admin import PersonAdmin

MOST = 200
OWN = "不能重置自己的密码，请用右上角的“修改密码”"
OFF = "已停用，不能登录"


def why_not_reset(by: User, person: User) -> str:
    """The sentence for the list; "" for a person who gets a new first password."""
    if person.pk == by.pk:
        return OWN
    return access.why_not_keep(by, person) or ("" if person.is_active else OFF)


def show_confirmation(owner: PersonAdmin, request: HttpRequest, people: QuerySet[User, Any]) -> HttpResponse | None:
    """Nothing is changed yet; None goes back to the list."""
    found = list(people[: MOST + 1])
    if len(found) > MOST:
        messages.error(request, f"一次最多重置 {MOST} 个人的密码，请分批选择；全区县的请用“从 Excel 导入”。")
        return None
    by = access.person_of(request)
    lines = [(person, why_not_reset(by, person)) for person in found]
    wanted = [person.pk for person, why in lines if not why]
    context = {**owner.admin_site.each_context(request), "title": "重置密码", "opts": owner.opts, "lines": lines, "ids": wanted}
    return TemplateResponse(request, "admin/departments/reset_passwords.html", context)


def reset_chosen_passwords(owner: PersonAdmin, request: HttpRequest) -> HttpResponse:
    """What was confirmed: `ids` of the form, of which those whom the person may still touch. All or nobody."""
    by, chosen = access.person_of(request), parse_ids(request.POST.getlist("ids"))[:MOST]
    people = [person for person in owner.get_queryset(request).filter(pk__in=chosen) if not why_not_reset(by, person)]
    if request.method != "POST" or not people:
        messages.error(request, "没有可以重置的人员，请在列表里重新选择。")
        return redirect("admin:departments_user_changelist")
    if gone := len(set(chosen)) - len(people):
        messages.warning(request, f"有 {gone} 个人现在不能重置，没有重置。")
    with transaction.atomic():
        slips = [make_slip(person, _reset(owner, request, person), Membership.objects.filter(user=person)) for person in people]
    return password_slips.show_password_slips(owner, request, slips)


def _reset(owner: PersonAdmin, request: HttpRequest, person: User) -> str:
    password = passwords.reset_password(person)
    owner.log_change(request, person, "重置密码")
    return password
