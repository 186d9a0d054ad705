"""People and their memberships. A 管理员 touches only people whose every role is in the own district, or whom it made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from departments import access, deletion, passwords
from departments.admin import password_reset, password_slips
from departments.admin.deletable import DeletableAdmin
from departments.admin.import_pages import show_people_import
from departments.admin.membership import ROLE_INPUT, MembershipInline, of_districts
from departments.lists.people_plan import TAKEN
from departments.models import Membership, User
from departments.slips import make_slip


class PersonForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["username", "name", "phone", "district", "is_active"]
        labels = {"username": "账号", "is_active": "启用"}
        help_texts = {
            "username": "登录用，可用字母、数字和 . - _ @ +",
            "is_active": "停用的人员不能登录，其办理过的记录保留不变",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "name" in self.fields:
            self.fields["name"].required = True

    def clean_username(self) -> str:
        """Nobody is to be taken for somebody else; names that are so already may stay."""
        name: str = self.cleaned_data["username"]
        if "username" in self.changed_data and User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(TAKEN.format(name))
        return name


@admin.register(User)
class PersonAdmin(DeletableAdmin):
    form = PersonForm
    inlines = [MembershipInline]
    list_display = ["account", "name", "roles", "phone", "enabled", "last_login"]
    list_display_links = ["account", "name"]
    list_filter = [("is_active", admin.BooleanFieldListFilter)]
    search_fields = ["username", "name", "memberships__department__name", "memberships__department__code"]
    ordering = ["username"]
    actions = ["reset_chosen"]
    change_list_template = "admin/departments/list_with_import.html"
    change_form_template = "admin/departments/person.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """People of the own districts; those without any role for the 管理员 of theirs. `elsewhere`: has a role in another district."""
        held = access.get_access(request.user)
        own = Membership.objects.filter(user=OuterRef("pk"))
        seen = Q() if held.everything else Q(Exists(own.filter(of_districts(held.sees, request))))
        if held.manages and not held.everything:
            seen |= Q(~Exists(own), is_superuser=False, district__in=held.manages)
        elsewhere = Exists(own.none() if held.everything else own.exclude(of_districts(held.manages, request)))
        found = User.objects.filter(seen).annotate(elsewhere=elsewhere).order_by("username")
        return found.prefetch_related("memberships__department", "memberships__district")

    def why_not_delete(self, row: User) -> str:
        return deletion.why_not_delete_person(row)

    def managed(self, request: HttpRequest) -> QuerySet[User]:
        people_seen: QuerySet[Any] = self.get_queryset(request)
        return people_seen.filter(elsewhere=False)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None:
            return access.get_access(request.user).manages_any
        return not access.why_not_keep(access.person_of(request), obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Where a person gets mail is the person's own choice, made in 我的设置; a new one belongs to the district of the first role."""
        of_old = ["mail"] if obj else []
        home = ["district"] if obj or access.get_access(request.user).everything else []
        return ["username", "name", "phone", *of_old, *home, "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Nobody switches the own account off, or moves a person to another district."""
        own = ["is_active"] if obj and obj.pk == request.user.pk else []
        home = [] if access.get_access(request.user).everything else ["district"]
        return ["mail", *home, *own]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What is not allowed is refused in words before anything is read of it."""
        if request.method == "POST":
            self._refuse_in_words(request, self._person(request, object_id))
        return super().change_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        """With the sentence that says why there are no inputs."""
        person, by = kwargs.get("obj"), access.person_of(request)
        why = (access.why_not_keep(by, person) or access.why_not_grant(by, person)) if person else ""
        return super().render_change_form(request, {**context, "why_not": why}, *args, **kwargs)

    def _person(self, request: HttpRequest, object_id: str) -> User:
        person = self.get_object(request, unquote(object_id))
        assert isinstance(person, User)  # noqa: S101 - get_object answers 404 otherwise
        return person

    def _refuse_in_words(self, request: HttpRequest, person: User) -> None:
        """Raises PermissionDenied with the sentence. The own roles stand on the page without inputs, so any that comes is made by hand."""
        why = access.why_not_keep(access.person_of(request), person)
        if not why and any(map(ROLE_INPUT.fullmatch, request.POST)):
            why = access.why_not_grant(access.person_of(request), person)
        if why:
            raise PermissionDenied(why)

    @admin.display(description="账号", ordering="username")
    def account(self, person: User) -> str:
        return person.username

    @admin.display(description="邮箱")
    def mail(self, person: User) -> str:
        return f"{person.email or '没有填写'}（{'用邮件接收通知' if person.wants_mail else '不用邮件接收通知'}，由本人在“我的设置”中修改）"

    @admin.display(description="启用", ordering="is_active", boolean=True)
    def enabled(self, person: User) -> bool:
        return person.is_active

    @admin.display(description="角色")
    def roles(self, person: User) -> str:
        return "、".join(str(membership) for membership in person.memberships.all())

    def write_down(self, row: Any, what: str) -> None:
        """People are written down where they change, roles and passwords included."""

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            return super().save_model(request, obj, form, change)
        own = list(access.get_access(request.user).manages)
        if obj.district_id is None and len(own) == 1:  # else the first role says it
            obj.district_id = own[0]
        self._slip_of(request)[obj] = passwords.give_first_password(obj)
        return None

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        slip = make_slip(obj, self._slip_of(request)[obj], Membership.objects.filter(user=obj))
        return password_slips.show_password_slips(self, request, [slip])

    def _slip_of(self, request: HttpRequest) -> dict[User, str]:
        """Passwords given while answering this one request."""
        if not hasattr(request, "_first_passwords"):
            request._first_passwords = {}  # type: ignore[attr-defined]
        given: dict[User, str] = request._first_passwords  # type: ignore[attr-defined]
        return given

    @admin.action(description="重置密码…", permissions=["change"])
    def reset_chosen(self, request: HttpRequest, people: QuerySet[User]) -> HttpResponse | None:
        return password_reset.show_confirmation(self, request, people)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("reset/", view(lambda request: password_reset.reset_chosen_passwords(self, request)), name="departments_user_reset_many"),
            path("import/", view(lambda request: show_people_import(self, request)), name="departments_user_import"),
            path("<path:object_id>/password/reset/", view(self.reset_password), name="departments_user_reset"),
            *super().get_urls(),
        ]

    def reset_password(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """重置密码: asked for on GET, done on POST."""
        person = self._person(request, object_id)
        if why := access.why_not_keep(access.person_of(request), person):
            raise PermissionDenied(why)
        if request.method != "POST":
            context = {**self.admin_site.each_context(request), "title": "重置密码", "opts": self.opts, "person": person}
            return TemplateResponse(request, "admin/departments/reset_password.html", context)
        if person == request.user:
            messages.error(request, "不能重置自己的密码，请用右上角的“修改密码”。")
            return redirect("admin:departments_user_change", person.pk)
        password = passwords.reset_password(person)
        self.log_change(request, person, "重置密码")
        return password_slips.show_password_slips(self, request, [make_slip(person, password, Membership.objects.filter(user=person))])
