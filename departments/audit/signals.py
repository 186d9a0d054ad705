"""What is heard rather than told: people coming and going, who may do what, and how the district is organised."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Field
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from departments.audit.change_words import describe_change, describe_value
from departments.audit.recording import list_districts_of, record_in
from departments.audit.watching import watch
from departments.cleaning import clean_text
from departments.login_guard import describe_wait
from departments.models import Act, Department, Desk, District, FormerName, Membership, User
from departments.storage_failures import going_on

WATCHED = {
    "username": "账号",
    "name": "姓名",
    "phone": "联系电话",
    "is_active": "启用",
    "is_superuser": "技术管理员",
    "is_staff": "进入后台",
    "password": "密码",
    "district_id": "所属区县",
}


watch(District, lambda row: row.pk)
watch(Desk, lambda row: row.district_id)
watch(Department, lambda row: row.district_id)
watch(FormerName, lambda row: row.department.district_id)


@receiver(user_logged_in)
def record_login(sender: object, user: User, **_: object) -> None:
    record_in(list_districts_of(user), Act.LOGIN, actor=user)


def note_last_login(sender: object, user: User, **more: Any) -> None:
    """Django's own, but a disc that takes nothing does not keep the person out."""
    with going_on(f"上次登录时间：{user}"):
        update_last_login(sender, user, **more)  # type: ignore[arg-type]


# Under Django's name and before Django connects its own, which then is not connected a second time.
user_logged_in.connect(note_last_login, dispatch_uid="update_last_login")


@receiver(user_logged_out)
def record_logout(sender: object, user: User | None, **_: object) -> None:
    if user is not None:
        record_in(list_districts_of(user), Act.LOGOUT, actor=user)


@receiver(user_login_failed)
def record_failed_login(sender: object, credentials: dict[str, Any], **_: object) -> None:
    _record_by_name(Act.LOGIN_FAILED, str(credentials.get("username") or ""))


@receiver(user_locked_out)
def record_lockout(sender: object, request: HttpRequest, username: str | None = None, **_: object) -> None:
    _record_by_name(Act.LOCKED_OUT, username or "", describe_wait(request))


def _record_by_name(act: Act, username: str, detail: str = "") -> None:
    """Whoever typed the name is not known; the log of its owner's districts is where it is looked for."""
    owner = User.objects.filter(username=clean_text(username)).first()
    record_in(list_districts_of(owner) if owner else (), act, target=username, detail=detail, actor=None)


@receiver(pre_save, sender=Membership)
def keep_former_membership(sender: object, instance: Membership, raw: bool = False, **_: object) -> None:
    """What the role was, in words, for the comparison afterwards."""
    known = Membership.objects.select_related("department", "district", "desk").filter(pk=instance.pk).first() if instance.pk else None
    instance._was = describe_role(known) if known and not raw else ""  # type: ignore[attr-defined]


@receiver(post_save, sender=Membership)
def record_kept_membership(sender: object, instance: Membership, created: bool, raw: bool = False, **_: object) -> None:
    was = getattr(instance, "_was", "")
    if raw or was == describe_role(instance):
        return
    if created or not was:
        record_roles([instance], "增加角色")
    else:
        record_in((instance.place,), Act.PERMISSION, target=instance.user, detail=describe_change("修改角色", was, describe_role(instance)))


@receiver(post_delete, sender=Membership)
def record_gone_membership(sender: object, instance: Membership, **_: object) -> None:
    record_roles([instance], "取消角色")


def record_roles(memberships: Iterable[Membership], what: str) -> None:
    """增加角色 or 取消角色, each in the district where it counts."""
    for membership in memberships:
        record_in((membership.place,), Act.PERMISSION, target=membership.user, detail=f"{what}：{describe_role(membership)}")


def describe_role(membership: Membership) -> str:
    """填报人（088001 档案馆）; 审核员（云水区），行政政法股."""
    return f"{membership}，{membership.desk}" if membership.desk else str(membership)


@receiver(pre_save, sender=User)
def keep_former_person(sender: object, instance: User, raw: bool = False, **_: object) -> None:
    """What the person was, for the comparison afterwards."""
    known = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if instance.pk and not raw else None
    instance._was = known  # type: ignore[attr-defined]


@receiver(post_save, sender=User)
def record_changed_person(sender: object, instance: User, created: bool, raw: bool = False, update_fields: Any = None, **_: object) -> None:
    was = getattr(instance, "_was", None)
    if created and not raw:
        what = "建立技术管理员账号" if instance.is_superuser else "建立账号"
        home = (instance.district_id,) if instance.district_id else ()  # the roles follow, each in its district
        record_in(home, Act.PERMISSION, target=instance, detail=f"{what} {instance.username}")
    if was is None or (update_fields and WATCHED.keys().isdisjoint(update_fields)):
        return
    changed = [_describe_person_change(instance, name, was[name]) for name in WATCHED if was[name] != getattr(instance, name)]
    if changed:
        places = {*list_districts_of(instance), *filter(None, (was["district_id"],))}  # who lost the person reads it too
        record_in(tuple(places), Act.PERMISSION, target=instance, detail=f"修改{'；'.join(changed)}")


@receiver(pre_delete, sender=User)
def record_deleted_person(sender: object, instance: User, **_: object) -> None:
    """While the roles still say in which districts."""
    record_in(list_districts_of(instance), Act.PERMISSION, target=instance, detail=f"删除账号 {instance.username}")


def _describe_person_change(person: User, name: str, before: Any) -> str:
    """A password is never told, only that it is another one."""
    if name == "password":
        return WATCHED[name]
    field = User._meta.get_field(name.removesuffix("_id"))
    assert isinstance(field, Field)  # noqa: S101 - columns of the person
    return describe_change(WATCHED[name], describe_value(field, before), describe_value(field, getattr(person, name)))
