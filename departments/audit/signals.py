"""What is heard rather than told: people coming and going, and who may do what."""

from __future__ import annotations

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.http import HttpRequest

from departments.audit.recording import list_districts_of, record_in
from departments.cleaning import clean_text
from departments.login_guard import describe_wait
from departments.models import Act, Membership, User
from departments.storage_failures import going_on

WATCHED = {
    "username": "账号",
    "is_active": "启用",
    "is_superuser": "技术管理员",
    "is_staff": "进入后台",
    "password": "密码",
    "district_id": "所属区县",
}


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


@receiver(post_save, sender=Membership)
def record_kept_membership(sender: object, instance: Membership, created: bool, raw: bool = False, **_: object) -> None:
    if not raw:
        _record_role_change(instance, "增加角色" if created else "修改角色")


@receiver(post_delete, sender=Membership)
def record_gone_membership(sender: object, instance: Membership, **_: object) -> None:
    _record_role_change(instance, "取消角色")


def _record_role_change(membership: Membership, what: str) -> None:
    record_in((membership.place,), Act.PERMISSION, target=membership.user, detail=f"{what}：{membership}")


@receiver(pre_save, sender=User)
def keep_former_person(sender: object, instance: User, raw: bool = False, **_: object) -> None:
    """What the person was, for the comparison afterwards."""
    known = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if instance.pk and not raw else None
    instance._was = known  # type: ignore[attr-defined]


@receiver(post_save, sender=User)
def record_changed_person(sender: object, instance: User, created: bool, raw: bool = False, update_fields: Any = None, **_: object) -> None:
    was = getattr(instance, "_was", None)
    if created and not raw:
        record_in((), Act.PERMISSION, target=instance, detail=f"建立账号 {instance.username}")  # its roles follow, each in its district
    if was is None or (update_fields and WATCHED.keys().isdisjoint(update_fields)):
        return
    changed = [label for name, label in WATCHED.items() if was[name] != getattr(instance, name)]
    if changed:
        record_in(list_districts_of(instance), Act.PERMISSION, target=instance, detail=f"修改{'、'.join(changed)}")
