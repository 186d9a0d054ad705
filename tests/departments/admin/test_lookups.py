"""The address of a list finds nothing that the page has no filter for: every admin, every column, every way to compare."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Field
from django.test import Client, RequestFactory
from django.urls import reverse

from departments.admin.lookups import OF_EVERY_LIST, foreign_parameters, list_parameters
from departments.admin.scoped import ScopedAdmin
from departments.models import AuditEntry, User
from departments.models.audit import Act
from perfeval.admin_site import BureauSite
from tests.departments.conftest import Place

WAYS = ("", "__exact", "__gte", "__regex", "__isnull", "__in", "__startswith")
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
USERS = "/admin/departments/user/"
OWN = {
    "AuditEntry": ["act__exact", "act__isnull", "since", "until"],
    "Cycle": [],
    "Department": ["active__exact", "active__isnull", "desk__id__exact", "desk__isnull", "lacks"],
    "Desk": [],
    "District": [],
    "Event": ["target__exact", "target__isnull"],
    "OutlineVersion": [],
    "OutboxMail": ["state__exact", "state__isnull"],
    "Phrase": [],
    "Publication": ["page", "state", "year"],
    "Report": ["desk", "district", "due", "state", "who", "worst", "year"],
    "Submission": ["late__exact", "late__isnull"],
    "User": ["is_active__exact", "is_active__isnull"],
}
WHO: dict[str, Callable[[Place], User]] = {
    "reviewer": lambda here: here.reviewer,
    "manager": lambda here: here.manager,
    "technical administrator": lambda here: User.objects.get_or_create(username="root", is_superuser=True)[0],
}


def columns(model: Any) -> Iterator[str]:
    """Every column of the model and of what it is related to, as a lookup names it."""
    for field in model._meta.get_fields():
        yield from (f"{field.name}{way}" for way in WAYS)
        if field.related_model:
            beyond = [each for each in field.related_model._meta.get_fields() if isinstance(each, Field)]
            yield from (f"{field.name}__{each.name}__gte" for each in beyond)


@pytest.mark.parametrize("who", WHO)
def test_no_list_knows_a_column_that_it_has_no_filter_for(here: Place, who: str):
    person = WHO[who](here)
    found = {(model.__name__, name) for model in MODELS for name in columns(model) if name not in refused(model, person, name)}
    own = {(model.__name__, name) for model in MODELS for name in OWN[model.__name__]}
    assert found - own == set()


def refused(model: Any, person: User, name: str) -> list[str]:
    request = RequestFactory().get("/", {name: "a"})
    request.user = person
    return foreign_parameters(admin.site._registry[model], request)  # type: ignore[arg-type]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_refuses_over_its_address_whoever_asks(client: Client, here: Place, model: Any):
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    names = random.Random(page).sample([name for name in columns(model) if name not in OWN[model.__name__]], 4)
    for who in WHO.values():
        client.force_login(who(here))
        opens = client.get(page).status_code
        assert {client.get(page, {name: "a"}).status_code for name in names} == ({400} if opens == 200 else {opens})


def test_what_each_list_may_be_asked_for_is_known_by_name():
    request = RequestFactory().get("/")
    request.user = User(username="root", is_superuser=True)
    found = {model.__name__: sorted(list_parameters(admin.site._registry[model], request) - OF_EVERY_LIST) for model in MODELS}  # type: ignore[arg-type]
    assert found == OWN


def test_a_refused_search_is_said_in_words_and_written_down_without_what_was_guessed(client: Client, here: Place):
    client.force_login(here.reviewer)
    response = client.get(f"{USERS}?username={here.manager.username}&password__gte=argon2%24guess")
    entry = AuditEntry.objects.filter(act=Act.REFUSED).get()
    assert response.status_code == 400
    assert "“password__gte”、“username”不是“人员”的筛选条件，没有查找" in response.content.decode()
    assert (entry.actor, entry.district, entry.target, entry.detail) == (
        here.reviewer,
        here.district,
        USERS,
        "GET 400：username、password__gte",
    )


@pytest.mark.parametrize(
    "asked", ["_popup=1", "_to_field=password", "_to_field=id", "_facets=True", "_source_model=departments.user", "password"]
)
def test_what_only_pop_ups_and_facets_send_is_refused(client: Client, here: Place, asked: str):
    client.force_login(here.manager)
    assert client.get(f"{USERS}?{asked}").status_code == 400


@pytest.mark.parametrize("column", ["password", "id", "username"])
def test_a_row_is_named_by_its_id_alone(client: Client, here: Place, column: str):
    client.force_login(here.manager)
    for page in ("change", "delete"):
        assert client.get(f"{USERS}{here.clerk.pk}/{page}/?_to_field={column}").status_code in (400, 403)
    assert client.get(f"{USERS}{here.clerk.pk}/change/?_to_field={column}").status_code == 400


@pytest.mark.parametrize("nothing", ["", "%00"])
def test_a_column_without_a_name_is_none(client: Client, here: Place, nothing: str):
    client.force_login(here.manager)
    for page in ("change", "history", "delete"):
        assert client.get(f"{USERS}{here.clerk.pk}/{page}/?_to_field={nothing}").status_code == 200


def test_an_action_on_a_refused_list_is_not_taken(client: Client, here: Place):
    client.force_login(here.manager)
    data = {"action": "export", "index": 0, "_selected_action": ["1"]}
    assert client.post("/admin/departments/auditentry/?actor__password__gte=a", data).status_code == 400


def test_filters_kept_for_the_way_back_are_refused_when_they_come_to_the_list(client: Client, here: Place):
    client.force_login(here.manager)
    page = f"/admin/departments/desk/{here.desk.pk}/change/?_changelist_filters=district__name__gte%3Da"
    saved = client.post(page, {"name": "社保股", "contact": "", "phone": ""})
    assert (saved.status_code, client.get(saved["Location"]).status_code) == (302, 400)


@pytest.mark.parametrize("field", ["user", "desk", "department", "district"])
def test_no_choices_are_completed_from_other_lists(client: Client, here: Place, field: str):
    client.force_login(here.manager)
    asked = {"app_label": "departments", "model_name": "membership", "field_name": field, "term": "a"}
    assert client.get("/admin/autocomplete/", asked).status_code == 403


@pytest.mark.parametrize("asked", ["is_active__exact=1", "q=填报人", "o=-1.2", "p=1", "all=", "e=1"])
def test_the_own_filters_search_and_order_still_list(client: Client, here: Place, asked: str):
    client.force_login(here.reviewer)
    assert (response := client.get(f"{USERS}?{asked}")).status_code == 200
    assert here.clerk.name in response.content.decode()


@pytest.mark.parametrize("asked", ["is_active__exact=abc", "p=99", "is_active__exact=abc&e=1"])
def test_an_own_filter_with_a_value_that_is_none_lists_all_and_says_so(client: Client, here: Place, asked: str):
    for number in range(60):
        User.objects.create(username=f"u{number}", name="某").memberships.create(role="reviewer", district=here.district)
    client.force_login(here.manager)
    page = client.get(f"{USERS}?{asked}", follow=True)
    assert (page.status_code, page.redirect_chain) == (200, [(f"{USERS}?e=1", 302)])
    assert "网址里的筛选条件或页码读不懂" in page.content.decode()


class Careless(ScopedAdmin):
    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        return None


@pytest.mark.parametrize("owner", [None, admin.ModelAdmin, Careless])
def test_a_page_without_the_rule_cannot_be_registered(owner: Any):
    with pytest.raises(ImproperlyConfigured):
        BureauSite().register(User, owner)
