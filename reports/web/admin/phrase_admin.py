"""常用意见: everybody of the bureau keeps the own ones, the 管理员 those of the whole district as well."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from departments import access
from departments.admin.scoped import ScopedAdmin
from departments.models import District, User
from reports.models import Phrase
from reports.models.phrase import TWICE
from reports.web.request_helpers import get_person


class PhraseForm(forms.ModelForm):
    """`who` and `held` say whose phrase a new one becomes; PhraseAdmin fills them in."""

    who: User
    held: access.Access
    shared = forms.BooleanField(label="全区县通用", required=False, help_text="不勾选时只有您自己能用")

    class Meta:
        model = Phrase
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3, "cols": 60})}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        phrase = self.instance
        if phrase.pk is None:
            shared = bool(found.get("shared")) and self.held.manages_any
            phrase.owner = None if shared else self.who
            phrase.district_id = _find_phrase_district(self.held, shared=shared)
        same = Phrase.objects.filter(district=phrase.district_id, owner=phrase.owner_id, text=found.get("text", ""))
        if same.exclude(pk=phrase.pk).exists():
            self.add_error("text", TWICE)
        return found


@admin.register(Phrase)
class PhraseAdmin(ScopedAdmin):
    form = PhraseForm
    empty_hint = "点右上角“增加”写一条，审核时可以直接插入"
    list_display = ["text", "whose"]
    search_fields = ["text"]
    ordering = ["text"]
    list_select_related = ["owner", "district"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Phrase]:
        return super().get_queryset(request).filter(Q(owner=None) | Q(owner=get_person(request)))

    def get_fields(self, request: HttpRequest, obj: Phrase | None = None) -> Any:
        return ["text", "shared"] if obj is None and access.get_access(request.user).manages_any else ["text"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type("OwnPhraseForm", (form,), {"who": get_person(request), "held": access.get_access(request.user)})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(access.get_access(request.user).sees)

    def has_change_permission(self, request: HttpRequest, obj: Phrase | None = None) -> bool:  # type: ignore[override]
        held = access.get_access(request.user)
        if obj is None:
            return bool(held.sees)
        return obj.owner_id == request.user.pk if obj.owner_id else held.may_manage(obj.district_id)

    def has_delete_permission(self, request: HttpRequest, obj: Phrase | None = None) -> bool:  # type: ignore[override]
        return self.has_change_permission(request, obj)

    @admin.display(description="谁可以用")
    def whose(self, phrase: Phrase) -> str:
        return "自己" if phrase.owner_id else f"{phrase.district}全体"


def _find_phrase_district(held: access.Access, *, shared: bool) -> int | None:
    """The person's district; of several the first by name."""
    own = held.manages if shared else held.sees
    return District.objects.filter(pk__in=own).order_by("name").values_list("pk", flat=True).first()
