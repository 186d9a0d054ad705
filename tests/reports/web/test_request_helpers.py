"""Who may open what."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from reports.web.request_helpers import get_person

PAGES = ["/", "/signatures/", "/reports/1/", "/reports/1/preview/", "/reports/1/sign/", "/reports/1/draft.pdf", "/submissions/X.pdf"]


def test_nobody_is_no_person():
    request = HttpRequest()
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        get_person(request)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_asks_for_a_login(client, db, path):
    assert client.get(path).headers["Location"].startswith("/login/?next=")
