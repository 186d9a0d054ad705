"""删除: only of what nobody has used yet, such as a slip of yesterday's list; everything else is closed and stays."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import CASCADE, Exists, OuterRef

from departments.models import Department, User

CLOSE_DEPARTMENT = "不能删除：{}。不再填报的，请取消“参加填报”；并入别处的，请填“并入单位”。"
CLOSE_PERSON = "不能删除：{}。不再使用的，请取消“启用”。"


def why_not_delete_department(department: Department) -> str:
    """The sentence; "" of a department without reports, below which there is no other. One query."""
    used = _list_uses(department)
    return CLOSE_DEPARTMENT.format(f"已有{'、'.join(used)}") if used else ""


def why_not_delete_person(person: User) -> str:
    """The sentence; "" of a person who has never come in and stands nowhere as the one who did something. One query."""
    if person.last_login is not None:
        return CLOSE_PERSON.format("本人登录过")
    return CLOSE_PERSON.format("本人办理过事项，记录里有名字") if _list_uses(person) else ""


def _list_uses(row: models.Model) -> list[str]:
    """What refers to the row and would not go with it: 自评报告, 单位 (that are below it or merged into it)."""
    relations = [each for each in row._meta.related_objects if each.on_delete is not CASCADE]
    found: dict[str, Any] = {f"use_{at}": _exists(each) for at, each in enumerate(relations)}
    told = type(row)._base_manager.filter(pk=row.pk).annotate(**found).values(*found).first() or {}
    names = (str(each.related_model._meta.verbose_name) for at, each in enumerate(relations) if told.get(f"use_{at}"))
    return list(dict.fromkeys(f"下级或并入的{name}" if name == row._meta.verbose_name else name for name in names))


def _exists(relation: Any) -> Exists:
    return Exists(relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")}))
