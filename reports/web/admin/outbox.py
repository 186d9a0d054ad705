"""邮件发件箱: read by the 管理员, who may have a mail sent once more."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from departments import access
from departments.admin.scoped import ScopedAdmin
from reports.models import Cycle, OutboxMail
from reports.release.jobs import mail_delivery
from reports.workflow.notices import emails, workdays

SHOWN = ("recipient", "address", "subject", "body", "state", "attempts", "next_attempt", "error", "created", "finished")


@admin.register(OutboxMail)
class OutboxAdmin(ScopedAdmin):
    district = "notice__report__department__district"
    read_only = True
    empty_hint = "有通知要发邮件时出现在这里"
    actions = ["send_again"]
    list_display = ["created", "recipient", "address", "subject", "state", "attempts", "error"]
    list_filter = ["state"]
    search_fields = ["address", "notice__recipient__name", "notice__recipient__username", "notice__title"]
    search_help_text = "按收件人、邮箱或主题查找"
    fields = SHOWN
    readonly_fields = SHOWN
    change_list_template = "admin/reports/outbox/list.html"
    change_form_template = "admin/reports/outbox/mail.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxMail]:
        own = OutboxMail.objects.filter(access.get_access(request.user).managed(self.district))
        return own.select_related("notice__recipient", "notice__report__department__district")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access.get_access(request.user).manages_any

    def get_urls(self) -> list[URLPattern]:
        again = require_POST(self.again_view)
        return [path("<int:pk>/again/", self.admin_site.admin_view(again), name="reports_outboxmail_again"), *super().get_urls()]

    def list_view(self, request: HttpRequest, extra_context: dict[str, Any]) -> HttpResponse:
        return super().list_view(request, {"title": "邮件发件箱", **_collect_mail_warnings(request), **extra_context})

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self.get_object(request, str(pk))
        assert isinstance(found, OutboxMail)  # noqa: S101 - get_object answers 404 otherwise
        self.send_again(request, OutboxMail.objects.filter(pk=found.pk))
        return redirect("admin:reports_outboxmail_change", found.pk)

    @admin.action(description="再发一次")
    def send_again(self, request: HttpRequest, mails: QuerySet[OutboxMail]) -> None:
        number = mail_delivery.send_mails_again(OutboxMail.objects.filter(pk__in=mails.order_by().values("pk")))
        messages.success(request, f"{number} 封邮件已排队，后台进程稍后发送。" if number else "所选邮件已经在等待发送。")

    @admin.display(description="收件人", ordering="notice__recipient__name")
    def recipient(self, one: OutboxMail) -> str:
        return str(one.notice.recipient)

    @admin.display(description="主题")
    def subject(self, one: OutboxMail) -> str:
        return one.notice.title

    @admin.display(description="内容")
    def body(self, one: OutboxMail) -> str:
        return emails.build_body(one.notice)

    @admin.display(description="下次尝试不早于")
    def next_attempt(self, one: OutboxMail) -> Any:
        return one.not_before


def _collect_mail_warnings(request: HttpRequest) -> dict[str, Any]:
    """What keeps notices from being right: no mail server, a year whose holidays nobody wrote down."""
    due = Cycle.objects.filter(access.get_access(request.user).managed("district"), due__gte=timezone.now())
    years = {timezone.localdate().year, *(timezone.localdate(moment).year for moment in due.order_by().values_list("due", flat=True))}
    return {"on_console": settings.EMAIL_BACKEND.endswith("console.EmailBackend"), "unknown_years": workdays.list_unknown(years)}
