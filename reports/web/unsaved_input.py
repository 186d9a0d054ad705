"""What was typed and cannot be taken right now is never lost: the answer carries it, ready to be sent again.

The section page, and every form in which a sentence is written, checks login and CSRF itself, because Django's own
answers (to the login page, 403) would throw the typed text away; without JavaScript nothing else holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urldefrag

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from reports.filing.forms.section_forms import PERSON
from reports.filing.forms.typed_words import PREFIXES as WORDS  # kept before the act

TOO_MUCH = (
    "提交的内容超过了一次能接收的数量，没有保存。请按浏览器的“后退”回到填写页，"
    "内容还在那里（章节页上点“恢复这些内容”），删减或分批后再保存。"
)
EXPIRED = "登录已过期，请在新窗口登录后再点保存。"
UNSURE = "本页打开以后，登录状态有变化。现在登录的是{person}，要以{person}的名义保存的，请再点一次“重新保存”。"


class Check(CsrfViewMiddleware):
    """Django's own check, which tells the reason instead of answering."""

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason

    def reason(self, request: HttpRequest) -> str:
        """Why the post is not trusted; "" when it is."""
        return str(self.process_view(request, HttpResponse, (), {}) or "")

    def is_ours(self, request: HttpRequest) -> bool:
        """Whether the browser says that the post comes from a page of this very site."""
        return "HTTP_ORIGIN" in request.META and bool(self._origin_verified(request))  # type: ignore[attr-defined]


def check_postable(request: HttpRequest) -> HttpResponse | None:
    """The answer to a post that cannot be taken; None when it can.

    A login in between changes the token that the page holds. A post from a page of this very site that was shown to the person
    who is logged in now is taken at one press; anybody else is asked first, in whose name.
    """
    try:
        request.POST  # noqa: B018
    except (TooManyFieldsSent, RequestDataTooBig):
        return _answer_unsaved(request, TOO_MUCH, 413)
    check = Check(lambda _: HttpResponse())
    reason = check.reason(request)
    if reason and not check.is_ours(request):
        return TemplateResponse(request, "403_csrf.html", status=403)
    if not request.user.is_authenticated:
        return _answer_unsaved(request, EXPIRED, 401, keep=True)
    if reason and request.POST.get(PERSON) != str(request.user.pk):
        return _answer_unsaved(request, UNSURE.format(person=request.user), 403, keep=True)
    return redirect("password_change") if getattr(request.user, "must_change_password", False) else None


def keep_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view that only takes posts: login and CSRF are checked here, and a post that cannot be taken comes back whole."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return check_postable(request) or view(request, *args, **kwargs)

    return login_not_required(csrf_exempt(require_POST(checked)))


def answer_refused_act(request: HttpRequest, why: Exception, *, field: str, back: str) -> HttpResponse:
    """Why an act was refused: on a page with the sentence that was typed in `field`, else on the page `back`."""
    words = request.POST.get(field, "")
    if not words.strip():
        messages.error(request, str(why))
        return redirect(urldefrag(back).url)  # where the message stands
    rest = [(name, value) for name, value in list_posted_pairs(request) if name != field and not name.startswith(WORDS)]
    context = {"message": str(why), "field": field, "words": words, "pairs": rest, "back": back}
    return TemplateResponse(request, "reports/refused.html", context, status=422)


def is_background_save(request: HttpRequest) -> bool:
    """A save in the background."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _answer_unsaved(request: HttpRequest, message: str, status: int, *, keep: bool = False) -> HttpResponse:
    if is_background_save(request):
        return JsonResponse({"message": message}, status=status)
    context = {"message": message, "pairs": list_posted_pairs(request) if keep else [], "keeps": keep}
    return TemplateResponse(request, "reports/kept.html", context, status=status)


def list_posted_pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything posted, to be posted again."""
    return [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]
