"""What every page knows of the person: the roles, for the navigation."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from departments.roles import Roles, get_roles


def add_roles(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """`roles`, asked of the database only where a template looks at them."""
    return {"roles": SimpleLazyObject(lambda: get_roles(request.user) if request.user.is_authenticated else Roles())}
