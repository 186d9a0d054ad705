"""真伪核验: is this paper ours, and is it the one that was approved? Anybody may ask who holds the paper."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reports.release.publishing import verification
from reports.web.views import upload_hashing
from reports.workflow.failures import DIFFERS

UNKNOWN, TOO_LARGE = 404, 413


@require_safe
@login_not_required
def ask_for_reference(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("number", "")
    if number := verification.normalise_reference(typed):
        return redirect("verify", number)
    return _prevent_caching(TemplateResponse(request, "public/verify.html", {"typed": typed[:50]}, status=UNKNOWN if typed else None))


@csrf_exempt  # changes nothing, keeps nothing, and needs no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def show_verification(request: HttpRequest, reference: str) -> HttpResponse:
    answer = verification.find_answer(reference)
    if answer is None:
        return _prevent_caching(TemplateResponse(request, "public/verify.html", {"typed": reference[:50]}, status=UNKNOWN))
    context: dict[str, object] = {"answer": answer}
    status = DIFFERS if answer.is_damaged else 200
    if request.method == "POST" and not answer.is_damaged:
        status, context["checked"] = _check_uploaded_file(request, answer)
    return _prevent_caching(TemplateResponse(request, "public/answer.html", context, status=status))


def _check_uploaded_file(request: HttpRequest, answer: verification.Answer) -> tuple[int, dict[str, object]]:
    """What the uploaded file is, without JavaScript or a secure address."""
    try:
        found = upload_hashing.hash_uploaded_file(request)
    except upload_hashing.TooMuch:
        return TOO_LARGE, {"refused": f"文件超过 {upload_hashing.MOST // 1024 // 1024} MB，不是本系统的报告。"}
    if not found:
        return 200, {"refused": "没有收到文件，请先选择要核对的 PDF。"}
    return 200, {"sha256": found, "paper": answer.paper(found)}


def _prevent_caching(response: HttpResponse) -> HttpResponse:
    """The state of a paper may change at any moment."""
    response.headers["Cache-Control"] = "no-store"
    return response
