"""Logging in, changing the password and the own settings, in the words of the people here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from departments.cleaning import clean_text
from departments.models import User
from departments.spelling import spell_name

LONGEST_USERNAME = 150


def _set_field_styles(form: forms.BaseForm, **labels: str) -> None:
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.widget.attrs["class"] = "form-control form-control-lg"


class Login(AuthenticationForm):
    error_messages = {
        "invalid_login": "账号或密码不对，请重新输入；连续五次不对，登录将暂停 15 分钟。",
        "inactive": "这个账号已停用，请联系财政局管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_field_styles(self, username="账号", password="密码")  # noqa: S106 - a label

    def clean_username(self) -> str:
        """In the one spelling, under which failures are counted. What no account can be called is not looked for; PostgreSQL would
        refuse to note down the attempt."""
        typed = spell_name(self.cleaned_data["username"])
        if len(typed) > LONGEST_USERNAME:
            raise forms.ValidationError(f"账号最多 {LONGEST_USERNAME} 个字符，请重新输入。")
        return typed


class PasswordChange(PasswordChangeForm):
    """The first password, given out by the manager, has served when this form is saved."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "现在的密码不对，请重新输入。",
        "password_mismatch": "两次输入的新密码不一样，请重新输入。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_field_styles(self, old_password="现在的密码", new_password1="新密码", new_password2="再输一次新密码")  # noqa: S106 - labels
        self.fields["new_password1"].help_text = "至少 8 个字符，不能全是数字，不要与账号相近，也不要用常见的密码。"
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        new: str = self.cleaned_data["new_password1"]
        if new == self.cleaned_data.get("old_password"):
            raise forms.ValidationError("新密码不能与现在的密码相同。")
        return new

    def save(self, commit: bool = True) -> User:
        self.user.must_change_password = False
        return super().save(commit)


class MailField(forms.EmailField):
    """Cleans before it validates."""

    default_error_messages = {"invalid": "邮箱地址不对，应如 zhang@example.gov.cn，请检查后再保存。"}

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_text(value) if isinstance(value, str) else value)


class MySettings(forms.ModelForm):
    """Writes these two columns alone: somebody else may be changing the person in the admin."""

    email = MailField(
        label="邮箱", required=False, max_length=254, help_text="退回、通过、截止提醒等通知发到这里；不填的，只在网页上通知。"
    )

    class Meta:
        model = User
        fields = ["email", "wants_mail"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"class": "form-control form-control-lg", "autocomplete": "email"}
        self.fields["wants_mail"].widget.attrs["class"] = "form-check-input"
        self.fields["wants_mail"].help_text = ""

    def save(self, commit: bool = True) -> User:
        person: User = self.instance
        person.save(update_fields=["email", "wants_mail"])
        return person
