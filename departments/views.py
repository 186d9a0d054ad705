"""Coming in, going out, changing the password and the own settings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods

from departments.forms import Login, MySettings, PasswordChange
from departments.models import Desk, User

login = LoginView.as_view(authentication_form=Login, redirect_authenticated_user=True, extra_context={"desks": Desk.objects.reachable})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_site(request: HttpRequest) -> HttpResponse:
    """退出: asked for on GET, done on POST, also by who is out already because the session ended."""
    if request.method != "POST":
        return TemplateResponse(request, "registration/logout.html") if request.user.is_authenticated else redirect("login")
    logout(request)
    messages.success(request, "您已安全退出。")
    return redirect("login")


class Password(SuccessMessageMixin, PasswordChangeView):
    form_class = PasswordChange
    success_url = reverse_lazy("home")
    success_message = "密码已修改，下次请用新密码登录。"


password_change = Password.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
def show_my_settings(request: HttpRequest) -> HttpResponse:
    """我的设置: where a person gets mail, and whether."""
    assert isinstance(request.user, User)  # noqa: S101 - behind the login there is always somebody
    form = MySettings(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if form.is_valid():
        form.save()
        messages.success(request, "设置已保存。")
        return redirect("me")
    return TemplateResponse(request, "registration/me.html", {"form": form}, status=422 if form.errors else 200)
