"""Does what the plan of a list of people says. Some statements for each person: never more than MAX_PEOPLE of them."""

from __future__ import annotations

from departments import audit, passwords
from departments.audit.signals import record_roles
from departments.lists.people_plan import Post
from departments.lists.plan import Plan, PlanLine
from departments.models import District, Membership, Role, User
from departments.slips import Slip, make_slip


def write_people(plan: Plan, district: District) -> list[Slip]:
    """A slip for each who gets a password. Inside the transaction in which it was planned."""
    with audit.collect_entries():
        return [slip for line in plan.written if (slip := _write_person(line, district))]


def _write_person(line: PlanLine, district: District) -> Slip | None:
    user, posts = line.row
    user.name = next((change.after for change in line.changes if change.label == "姓名"), user.name)
    user.phone = next((change.after for change in line.changes if change.label == "联系电话"), user.phone)
    password = _save_person(user, gets_password=line.gets_password)
    _write_posts(user, posts, district)
    return make_slip(user, password, Membership.objects.filter(user=user)) if password else None


def _save_person(user: User, *, gets_password: bool) -> str:
    """The first password, "" where none is given."""
    if gets_password and user.pk:
        return passwords.reset_password(user)
    if gets_password:
        return passwords.give_first_password(user)
    user.save(update_fields=["name", "phone"])
    return ""


def _write_posts(user: User, posts: list[Post], district: District) -> None:
    """The roles in this district become those of the list; others of the person are left alone."""
    held = [each for each in Membership.objects.filter(user=user).select_related("department") if each.place == district.pk]
    standing = {(each.role, each.department_id): each for each in held}
    wanted = {(str(post.role), post.department.pk if post.department else None): post for post in posts}
    for key, membership in standing.items():
        if key not in wanted:
            membership.delete()
        elif membership.desk != wanted[key].desk:
            membership.desk = wanted[key].desk
            membership.save()
    new = [_make_membership(user, post, district) for key, post in wanted.items() if key not in standing]
    Membership.objects.bulk_create(new)
    record_roles(new, "增加角色")


def _make_membership(user: User, post: Post, district: District) -> Membership:
    if post.role in Role.of_departments():
        return Membership(user=user, role=post.role, department=post.department)
    return Membership(user=user, role=post.role, district=district, desk=post.desk)
