"""帮助: the guide for every role, and whom to call; for everybody, because who cannot log in needs it too."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from departments.models import Desk, Role
from departments.roles import Roles, get_roles
from reports.web import guide

LONGEST_QUERY = 50  # letters
CHAPTERS = {
    Role.CLERK: "填报人",
    Role.LEADER: "单位负责人",
    Role.REVIEWER: "审核员",
    Role.SECOND_REVIEWER: "复审员",
    Role.MANAGER: "管理员",
}


@login_not_required
@require_safe
def show_help(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").split())
    asked = query[:LONGEST_QUERY]
    roles = get_roles(request.user) if request.user.is_authenticated else Roles()
    own = {CHAPTERS[Role(name)] for name in roles.names}
    context = {
        "query": asked,
        "is_cut": asked != query,
        "longest": LONGEST_QUERY,
        "found": guide.find_sections(asked) if asked else [],
        "chapters": sorted(guide.read_guide(), key=lambda chapter: chapter.head.title not in own),
        "own": own,
        "desks": Desk.objects.reachable(),
    }
    return TemplateResponse(request, "reports/help/page.html", context)


@login_not_required
@cache_control(public=True, max_age=3600)
@require_safe
def send_guide_picture(request: HttpRequest, picture: str) -> FileResponse:
    if picture not in {path.name for path in guide.PICTURES.glob("*.png")}:
        raise Http404
    return FileResponse((guide.PICTURES / picture).open("rb"), content_type="image/png")
